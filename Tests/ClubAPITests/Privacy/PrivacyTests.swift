import Club
import ClubStore
import JSON
import Testing

@testable import ClubAPI

@Suite("资料与隐私 what is a member's by right")
struct PrivacyTests {
  @Test("在别处的登录看得见，也能结束 sessions are listed and ended")
  func sessions() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      counter.clock.advance(seconds: 60)
      try await counter.signInByDesk("477127567449")
      let answer = try await counter.send("GET /api/v1/me/sessions\nAs: m1")
      let sessions = try known(
        JSONValue.parse(Array(answer.split(separator: "\n\n")[1].utf8))["sessions"]?.elements)
      #expect(sessions.map { $0["current"]?.bool } == [false, true])
      #expect(
        sessions.map { $0["opened"]?.string } == [
          "2026-11-22T10:01:00+08:00", "2026-11-22T10:00:00+08:00",
        ])
      let id = try known(sessions[0]["id"]?.string)
      // Another member's sessions are nobody's.
      #expect(
        summary(try await counter.send("DELETE /api/v1/me/sessions/\(id)\nAs: m2"))
          == "404 unknown-session")
      #expect(try await counter.send("DELETE /api/v1/me/sessions/\(id)\nAs: m1") == "204")
      #expect(try await counter.status("GET /api/v1/me\nAs: m3") == "401")
      let own = try known(sessions[1]["id"]?.string)
      #expect(
        try await counter.send("DELETE /api/v1/me/sessions/\(own)\nAs: m1").hasPrefix(
          "204\nset-cookie: huikan=; "))
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "401")
    }
  }

  @Test("全部资料，只有自己的 all of one's own data and nobody else's")
  func data() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      try await counter.award(30, key: "a")
      let answer = try await counter.send("GET /api/v1/me/data\nAs: m1")
      // A browser keeps it; nobody reads JSON on a telephone.
      #expect(
        answer.hasPrefix(
          "200\ncontent-disposition: attachment; filename=\"data-477127567449.json\"\n\n{"))
      let data = try JSONValue.parse(Array(answer.split(separator: "\n\n")[1].utf8))
      #expect(data["name"]?.string == "会员1" && data["phone"]?.string == "+8613800138001")
      #expect(data["entries"]?.elements?.first?["reason"]?.string == "测试")
      #expect(data["sessions"]?.elements?.count == 1 && data["consent"]?.string == "v1")
      #expect(!answer.contains("会员2"))
    }
  }

  @Test("等复核的申请连同事由、等级和来历，也都给 requests that wait, and the tier")
  func waiting() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let rules = ClubRules(
        consent: Code("v1"),
        tiers: [Tier(code: try known(Code("friend")), title: "会友")],
        approval: ApprovalTerms(manual: true))
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      for (number, reason, key) in [
        ("477127567449", "来稿刊用", "1"), ("516621805708", "别人的事", "2"),
      ] {
        let asked = try await counter.send(
          "POST /api/v1/members/\(number)/points\nAs: clerk\nKey: \(key)\n\n"
            + #"{"action":"award","points":300,"source":"manual","reason":"\#(reason)"}"#)
        #expect(asked.hasPrefix("202"), "\(asked)")
      }
      let answer = try await counter.send("GET /api/v1/me/data\nAs: m1")
      let data = try JSONValue.parse(Array(answer.split(separator: "\n\n")[1].utf8))
      let requests = try known(data["requests"]?.elements)
      #expect(requests.count == 1 && requests[0]["reason"]?.string == "来稿刊用")
      #expect(requests[0]["points"]?.int == 300 && requests[0]["status"]?.string == "waiting")
      // Who of the staff asked is the club's business, as in the statement.
      #expect(requests[0]["actor"] == nil && !answer.contains("林小舟"))
      #expect(
        try await counter.send("GET /me/privacy\nAs: m1").contains("\n待复核: +300分 · 来稿刊用\n"))
      #expect(data["tier"]?["title"]?.string == "会友")
      #expect(data["tierSteps"]?.elements?.first?["cause"]?.string == "joined")
      let request = try known(requests[0]["request"]?.string)
      let approved = try await counter.send(
        "POST /api/v1/points/requests/\(request)/approval\nAs: manager\nKey: 3\n\n{}")
      #expect(approved.hasPrefix("201"))
      #expect(
        try await counter.send("GET /api/v1/me/data\nAs: m1").contains(#""requests":[],"#))
    }
  }

  @Test("退会：先看后定，之后谁也不是会员 leaving: looked over, then done")
  func leaving() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(30, key: "a")
      try await counter.send("POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 1")
      let told = "{\"member\":\"477127567449\",\"points\":30,\"registrations\":1}"
      try await counter.check(
        "POST /api/v1/me/leaving?preview=true\nAs: m1\n\n{}", "200\n\n\(told)")
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "200")
      try await counter.check(
        "POST /api/v1/me/leaving\nAs: m1\nKey: l1\n\n{}",
        """
        200
        set-cookie: huikan=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0
        set-cookie: huikan-member=1; Path=/; SameSite=Lax; Max-Age=0

        \(told)
        """)
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "401")
      let shown = try await counter.send("GET /api/v1/members/477127567449\nAs: clerk")
      #expect(
        shown.contains("\"left\":\"2026-11-22T10:00:00+08:00\"") && shown.contains("\"balance\":0"))
      #expect(
        summary(
          try await counter.send(
            "POST /api/v1/members/477127567449/leaving\nAs: clerk\nKey: l2\n\n{}"))
          == "409 member-has-left")
      #expect(try await counter.store.leaversToErase().map(\.member.digits) == ["477127567449"])
      _ = try await counter.store.erase(MemberNumber(ordinal: 0))
      #expect(try await counter.store.leaversToErase().isEmpty)
    }
  }

  @Test("资料与隐私一页，会里记了什么就写什么 the page says what is kept")
  func everything() async throws {
    try await Counter.open { counter in
      try await counter.join(3)
      let rules = ClubRules(
        consent: Code("v1"), tiers: [Tier(code: try known(Code("friend")), title: "会友")],
        family: FamilyTerms(members: 3),
        regions: [MemberTag(code: try known(Code("north")), title: "北城")],
        segments: [
          MemberTag(code: try known(Code("owner")), title: "业主"),
          MemberTag(code: try known(Code("reader")), title: "读者"),
        ])
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      let noted = try await counter.send(
        "POST /api/v1/members/477127567449/profile\nAs: clerk\nKey: 1\n\n"
          + #"{"homes":2,"region":"north","segments":["owner","reader"],"reason":"看过房产证"}"#)
      #expect(noted.hasPrefix("201"))
      try await counter.award(30, key: "a")
      for (from, to, key) in [("m2", "477127567449", 2), ("m1", "373226043961", 3)] {
        let asked = try await counter.send(
          "POST /api/v1/me/family/invitations\nAs: \(from)\nKey: \(key)\n\n{\"member\":\"\(to)\"}")
        #expect(asked.hasPrefix("201"))
      }
      let page = try await counter.send("GET /me/privacy\nAs: m1")
      #expect(
        page.contains(
          """

          会员号: 4771 2756 7449
          姓名: 会员1
          电话: +8613800138001（未核实，请到前台核实）
          邮箱: —
          入会: 2026-11-22，在网站
          同意的条款: v1
          房屋: 2套
          区域: 北城
          人群: 业主、读者
          等级: 会友
          请您做家人的: 会员2 · 5166 2180 5708
          您邀请做家人的: 3732 2604 3961
          会刊来信: 没有订阅
          积分流水: 1笔
          活动报名: 0次
          礼券: 0张
          这里登录于: 2026-11-22 10:00

          """.replacing("\n\n", with: "\n")), "\(page)")
      #expect(page.contains("\n按月对账单 → /me/statement\n"))
      let other = try await counter.send("GET /me/privacy\nAs: m2")
      #expect(other.contains("房屋: 未记") && !other.contains("北城"))
    }
  }

  @Test("欠着分的人退会：销去的是欠分，不是作废的积分 leaving with a debt")
  func leavingInDebt() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(100, key: "a")
      let spent = try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: 0\n\n"
          + #"{"action":"spend","points":100,"source":"redemption","reason":"换茶"}"#)
      #expect(spent.hasPrefix("201"), "\(spent)")
      let reversed = try await counter.send(
        "POST /api/v1/points/P6-1/reversal\nAs: manager\nKey: 1\n\n"
          + #"{"allowsDebt":true,"reason":"记错了人"}"#)
      #expect(reversed.hasPrefix("201"), "\(reversed)")
      #expect(
        try await counter.send("GET /me/overview\nAs: m1").contains("\n可用积分: 欠100分\n"))
      let refused = try await counter.send("POST /rewards/umbrella/redeem\nAs: m1")
      #expect(refused.contains("需要5分，现欠100分。"), "\(refused)")
      let look = try await counter.send("GET /me/leaving\nAs: m1")
      #expect(look.contains("退会后不能恢复：欠的积分一笔勾销，未开始的活动取消报名"))
      #expect(look.contains("\n销去的欠分: 100\n") && !look.contains("作废"), "\(look)")
      let done = try await counter.send("POST /me/leaving/confirm\nAs: m1\n\nkey=…")
      #expect(done.contains("\n销去的欠分: 100\n"), "\(done)")
    }
  }

  @Test("不用脚本 without a script")
  func pages() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.signInByDesk("477127567449")
      let page = try await counter.send("GET /me/privacy\nAs: m1")
      #expect(page.hasPrefix("200\n\n[own] 资料与隐私"))
      #expect(page.contains("电话: +8613800138001") && page.contains("别处登录于: 2026-11-22 10:00"))
      for line in ["入会: 2026-11-22，在网站", "房屋: 未记", "区域: 未记", "人群: 未记", "会刊来信: 没有订阅"] {
        #expect(page.contains("\n\(line)\n"), "\(line)\n\(page)")
      }
      #expect(page.contains("退出别处的登录 → POST /me/sessions/end"))
      let ended = try await counter.send("POST /me/sessions/end\nAs: m1")
      #expect(ended.contains("结束的登录: 1"))
      let look = try await counter.send("GET /me/leaving\nAs: m1")
      #expect(look.contains("作废的积分: 0") && look.contains("确认退会 → POST /me/leaving/confirm key=…"))
      #expect(
        summary(try await counter.send("POST /me/leaving/confirm\nAs: m1\n\nkey=1.2.3")).hasPrefix(
          "403"))
      let done = try await counter.send("POST /me/leaving/confirm\nAs: m1\n\nkey=…")
      #expect(done.contains("已经退会") && done.contains("4771 2756 7449"))
      #expect(try await counter.status("GET /me/privacy\nAs: m1") == "401")
    }
  }
}

@Suite("监护人的接口 guardians")
struct GuardianEndpointsTests {
  @Test("前台凭监护人的会员号办理；监护人代为报名 at the desk, by the guardian's number")
  func ward() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      func join(_ guardian: String, _ key: String, by actor: String = "As: clerk\n") async throws
        -> String
      {
        try await counter.send(
          "POST /api/v1/members\n\(actor)Key: \(key)\n\n"
            + #"{"name":"小沈","consent":"v1","guardian":"\#(guardian)"}"#)
      }
      #expect(summary(try await join("477127567449", "1", by: "")) == "401 sign-in-needed")
      let ward = MemberNumber(ordinal: 1).digits
      #expect(try await join("477127567449", "2").contains(ward))
      #expect(summary(try await join(ward, "3")) == "422 guardian-is-ward")
      let shown = try await counter.send("GET /api/v1/members/477127567449\nAs: clerk")
      #expect(shown.contains("\"guardian\":null,\"wards\":[\"\(ward)\"]"))
      let seat = try await counter.send(
        "POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 4\n\n{\"member\":\"\(ward)\"}")
      #expect(seat.hasPrefix("201") && seat.contains(ward))
      #expect(
        summary(try await counter.send("POST /api/v1/me/leaving\nAs: m1\nKey: 5\n\n{}"))
          == "409 has-wards")
    }
  }
}

@Suite("更改联系方式的接口 changing a contact")
struct ContactChangeEndpointsTests {
  @Test("新旧各收一个验证码，两个都对才改 both codes are needed")
  func change() async throws {
    try await Counter.open { counter in
      let bag = Bag()
      try await counter.joinConfirmed(1)
      try counter.store.startOutbox(reaching: [.phone, .email])
      let page = try await counter.send("POST /me/contact/code\nAs: m1\n\ncontact=he%40example.com")
      #expect(page.contains("[138****8001收到的六位验证码] oldDigits"))
      while try await counter.store.sendNextMessage(by: bag) {}
      let code = try known(page.firstMatch(of: /code=([A-Za-z0-9_-]{43})/)).1
      let new = try known(bag.digits(to: "he@example.com"))
      let old = try known(bag.digits(to: "+8613800138001"))
      let form = "POST /me/contact/confirm\nAs: m1\n\ncontact=he%40example.com&code=\(code)"
      let wrong = new == "000000" ? "000001" : "000000"
      let refused = try await counter.send("\(form)&digits=\(wrong)&oldDigits=\(old)")
      // The digits are asked for again, and for nothing else.
      #expect(refused.hasPrefix("403\n\n[problem] ") && !refused.contains(wrong))
      #expect(refused.contains("[新的联系方式收到的六位验证码] digits\n[原来的联系方式收到的六位验证码] oldDigits\n"))
      #expect(
        refused.hasSuffix(
          "更改 → POST /me/contact/confirm contact=he@example.com&code=\(code)\n"
            + "重新填写 → /me/contact\n回首页 → /"))
      let done = try await counter.send("\(form)&digits=\(new)&oldDigits=\(old)")
      #expect(done.contains("已经更改") && done.contains("he@example.com"))
      #expect(try await counter.send("GET /me/privacy\nAs: m1").contains("邮箱: he@example.com"))
      try await counter.check(
        "POST /api/v1/members/477127567449/contact\nAs: clerk\nKey: 1\n\n{\"phone\":\"139 0013 9000\"}",
        #"""
        200

        {"member":"477127567449","phone":"+8613900139000","email":null}
        """#)
      let found = try await counter.send("GET /api/v1/members?find=9000\nAs: clerk")
      #expect(found.contains("477127567449"))
      #expect(try await !counter.send("GET /api/v1/members?find=8001\nAs: clerk").contains("4771"))
    }
  }
}

@Suite("更改联系方式的页 the page that changes a contact")
struct ContactChangePageTests {
  @Test("收不到验证码，一开始就说到前台；收得到的，只问收得到的那种 what is offered, by what can be sent")
  func offered() async throws {
    try await Counter.open { counter in
      try await counter.joinConfirmed(1)
      let page = "GET /me/contact\nAs: m1"
      #expect(
        try await counter.send(page)
          == "200\n\n[own] 更改联系方式\n请到前台更改：核对身份以后，当场就改好。\n资料与隐私 → /me/privacy")
      let ask = "POST /me/contact/code\nAs: m1\n\ncontact="
      let none = try await counter.send("\(ask)13900139000")
      #expect(none.contains("会里没有开通短信验证码，请到前台更改。"))
      // The member has left a telephone alone.
      try counter.store.startOutbox(reaching: [.email])
      #expect(try await counter.send(page).contains("您留下的联系方式收不到验证码，或还没有核实，请到前台办理。"))
      try counter.store.startOutbox(reaching: [.phone])
      let phone = try await counter.send(page)
      #expect(phone.contains("[新的手机] contact\n发验证码 → POST /me/contact/code"))
      let mail = try await counter.send("\(ask)he%40example.com")
      #expect(mail.contains("会里没有开通邮件验证码，请换手机，或到前台更改。"))
      #expect(mail.contains("[新的手机或邮箱] contact=he@example.com"))
    }
  }
}

extension Counter {
  /// Signs a member in by a code from the desk, in another browser.
  fileprivate func signInByDesk(_ number: String) async throws {
    let granted = try await send(
      "POST /api/v1/members/\(number)/sign-in-code\nAs: clerk\nKey: grant\n\n{}")
    let code = try known(granted.firstMatch(of: /"code":"([0-9A-Z]{4}-[0-9A-Z]{4})"/)).1
    let answer = try await send(
      "POST /api/v1/session\nKey: enter\n\n{\"number\":\"\(number)\",\"code\":\"\(code)\"}")
    #expect(answer.hasPrefix("200"))
  }
}
