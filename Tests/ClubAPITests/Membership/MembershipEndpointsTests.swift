import Club
import ClubAPI
import ClubStore
import HummingbirdTesting
import Testing

@Suite("入会接口 POST /members, GET /members/{number}")
struct MembershipEndpointsTests {
  @Test("在网站入会：得到会员号与登录 joining by the site")
  func join() async throws {
    try await Counter.open { counter in
      try await counter.check(
        """
        POST /api/v1/members
        Key: 1

        {"name":" 林晚舟 ","phone":"１３８ 0013 8000","email":"Lin@Example.cn","consent":"v1"}
        """,
        """
        201
        location: /api/v1/members/477127567449
        set-cookie: huikan=…; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000
        set-cookie: huikan-member=1; Path=/; SameSite=Lax; Max-Age=2592000

        {"number":"477127567449","card":"4771 2756 7449","joined":"2026-11-22T10:00:00+08:00","channel":"website","balance":0}
        """)
      try await counter.check(
        "GET /api/v1/members/477127567449\nAs: auditor",
        """
        200

        {"number":"477127567449","card":"4771 2756 7449","name":"林晚舟","phone":"+8613800138000","email":"lin@example.cn","unconfirmed":["phone","email"],"joined":"2026-11-22T10:00:00+08:00","channel":"website","consent":"v1","left":null,"guardian":null,"wards":[],"referrer":null,"homes":0,"region":null,"segments":[],"balance":0,"pending":0,"tier":null,"tierSteps":[],"registrations":[]}
        """)
    }
  }

  @Test("在前台入会：记途径，不给登录 joining at the desk")
  func joinAtTheDesk() async throws {
    try await Counter.open { counter in
      try await counter.check(
        """
        POST /api/v1/members
        As: clerk
        Key: 1

        {"channel":"magazine-form","name":"沈青","email":"qing@example.cn","consent":"v1"}
        """,
        """
        201
        location: /api/v1/members/477127567449

        {"number":"477127567449","card":"4771 2756 7449","joined":"2026-11-22T10:00:00+08:00","channel":"magazine-form","balance":0}
        """)
    }
  }

  @Test("重复的联系方式：访客不知道有人在用，工作人员知道是谁 duplicates")
  func duplicates() async throws {
    try await Counter.open { counter in
      let body = #"{"name":"某某","phone":"+86 138 0013 8001","consent":"v1"}"#
      func refused(_ detail: String) async throws {
        try await counter.check(
          "POST /api/v1/members\nAs: clerk\nKey: 2\n\n\(body)",
          """
          409
          content-language: zh-Hans

          {"type":"/problems/duplicate-contact","title":"这个联系方式已经入会","status":409,"detail":"\(detail)","instance":"/api/v1/members"}
          """)
      }
      try await counter.join(1)
      try await refused(
        "会员4771 2756 7449在网站入会时填了这个电话或邮箱，还没有核实。请先核对身份：是本人，就打开这位会员，核实联系方式；不是，就先用别的联系方式入会，再更换成这个。")
      try await counter.joinConfirmed(1)
      try await refused(
        "这个电话或邮箱属于会员4771 2756 7449。请先核对身份：是同一个人，就为那位会员办理；不是，请留别的联系方式。")
      // Whoever has shown nothing learns nothing: the answer is that for a telephone of nobody's.
      try await counter.check(
        "POST /api/v1/members\nKey: 2\n\n\(body)",
        """
        201
        location: /api/v1/members/516621805708
        set-cookie: huikan=…; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000
        set-cookie: huikan-member=1; Path=/; SameSite=Lax; Max-Age=2592000

        {"number":"516621805708","card":"5166 2180 5708","joined":"2026-11-22T10:00:00+08:00","channel":"website","balance":0}
        """)
      try await refused(
        "这个电话或邮箱属于会员4771 2756 7449。请先核对身份：是同一个人，就为那位会员办理；不是，请留别的联系方式。")
    }
  }

  @Test("到前台核实联系方式，先看后记；同一个只核实给一位 confirming at the desk")
  func confirming() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      func confirm(_ member: String, _ query: String = "") async throws -> String {
        try await counter.send(
          "POST /api/v1/members/\(member)/contact\(query)\nAs: clerk\nKey: \(member)\n\n"
            + #"{"phone":"13800138001"}"#)
      }
      let answer =
        "200\n\n" + #"{"member":"477127567449","phone":"+8613800138001","email":null}"#
      let shown = "GET /api/v1/members/477127567449\nAs: clerk"
      #expect(try await confirm("477127567449", "?preview=true") == answer)
      #expect(try await counter.send(shown).contains(#""unconfirmed":["phone"]"#))
      let own = "GET /api/v1/me\nAs: m1"
      #expect(try await counter.send(own).contains(#""unconfirmed":["phone"]"#))
      #expect(
        try await counter.send("GET /me/privacy\nAs: m1")
          .contains("电话: +8613800138001（未核实，请到前台核实）"))
      #expect(
        try await counter.send("GET /me/overview\nAs: m1")
          .contains("联系方式还没有核实：到前台报会员号，请工作人员核实。"))
      #expect(try await confirm("477127567449") == answer)
      #expect(try await counter.send(shown).contains(#""unconfirmed":[],"#))
      // Whoever typed it may be somebody else.
      #expect(summary(try await counter.send(own)) == "401 sign-in-needed")
      try await counter.signInAnew(1)
      #expect(try await counter.send(own).contains(#""unconfirmed":[],"#))
      for page in ["/me/privacy", "/me/overview"] {
        #expect(try await !counter.send("GET \(page)\nAs: m1").contains("核实"), "\(page)")
      }
      let other = try await counter.send(
        "POST /api/v1/members\nKey: 2\n\n"
          + #"{"name":"某某","phone":"13800138001","consent":"v1"}"#)
      #expect(other.contains("516621805708"))
      let second = try await confirm("516621805708")
      #expect(summary(second) == "409 duplicate-contact" && second.contains("4771 2756 7449"))
      let found = try await counter.send("GET /api/v1/members?find=13800138001\nAs: clerk")
      #expect(
        found.matches(of: /"number":"(\d{12})"/).map { String($0.1) }
          == ["477127567449", "516621805708"])
      #expect(found.matches(of: /"unconfirmed":\["phone"\]/).count == 1)
    }
  }

  @Test("填错的地方一次说全，逐项指明 everything wrong at once, with pointers")
  func wrongFields() async throws {
    try await Counter.open { counter in
      try await counter.check(
        """
        POST /api/v1/members
        Key: 1
        Accept-Language: en

        {"name":"","phone":"12345","email":7,"consent":"v1","nickname/x":"小林","role":"admin"}
        """,
        """
        422
        content-language: en

        {"type":"/problems/invalid-request","title":"Some of what was sent is not right","status":422,"detail":"5 things are to be corrected.","instance":"/api/v1/members","errors":[{"pointer":"/name","detail":"This is needed. A name has 1 to 50 characters."},{"pointer":"/phone","detail":"A phone is a mainland mobile number, a landline with its area code, or begins with +."},{"pointer":"/email","detail":"This is a string. An e-mail address looks like name@example.com."},{"pointer":"/nickname~1x","detail":"This field is not known; there are: channel, code, consent, digits, email, guardian, name, phone, referrer, region."},{"pointer":"/role","detail":"This field is not known; there are: channel, code, consent, digits, email, guardian, name, phone, referrer, region."}]}
        """)
    }
  }

  @Test(
    "规则的拒绝 the rules' refusals",
    arguments: [
      ("visitor", #"{"name":"某某","consent":"v1"}"#, "422 contact-missing"),
      ("visitor", #"{"name":"某某","phone":"13800138009","consent":"v0"}"#, "409 outdated-consent"),
      (
        "clerk",
        #"{"channel":"magazine-form","name":"某某","phone":"13800138009","consent":"2025-print"}"#,
        "422 unknown-consent"
      ),
      (
        "visitor", #"{"channel":"desk","name":"某某","phone":"13800138009","consent":"v1"}"#,
        "403 channel-not-open"
      ),
      (
        "clerk", #"{"channel":"website","name":"某某","phone":"13800138009","consent":"v1"}"#,
        "403 channel-not-open"
      ),
      (
        "clerk", #"{"channel":"post","name":"某某","phone":"13800138009","consent":"v1"}"#,
        "422 invalid-request"
      ),
    ])
  func refusals(who: String, body: String, expected: String) async throws {
    try await Counter.open { counter in
      let sender = who == "visitor" ? "" : "As: \(who)\n"
      let answer = try await counter.send("POST /api/v1/members\n\(sender)Key: 1\n\n\(body)")
      #expect(summary(answer) == expected)
    }
  }

  @Test("已登录的会员再入会：告诉本人会员号 a member is told so")
  func alreadyMember() async throws {
    try await Counter.open { counter in
      let form = "name=a&phone=13800138009&consent=v1"
      try await counter.send("POST /join\nOrigin: http://localhost\n\n\(form)")
      try await counter.join(1)
      try await counter.check(
        """
        POST /api/v1/members
        As: m1
        Key: 2
        Accept-Language: en

        {"name":"某某","phone":"13800138009","consent":"v1"}
        """,
        """
        409
        content-language: en

        {"type":"/problems/already-member","title":"You are a member already","status":409,"detail":"You are member 4771 2756 7449. To sign somebody else up, sign out first.","instance":"/api/v1/members"}
        """)
      for (path, body) in [("/join", form), ("/join/confirm", "\(form)&key=…")] {
        let page = try await counter.send("POST \(path)\nAs: m1\n\n\(body)")
        #expect(page.hasPrefix("409") && page.contains("会员号4771 2756 7449"), "\(page)")
      }
      #expect(try await counter.store.read { club, _ in club.membership.count } == 1)
    }
  }

  @Test("没有公布条款就不能入会 nobody joins before the terms are published")
  func noConsent() async throws {
    try await Counter.open { counter in
      _ = try await counter.store.submit(
        .terms(.adopt(rules: ClubRules(), events: [])), by: .system)
      let answer = try await counter.send(
        "POST /api/v1/members\nKey: 1\n\n{\"name\":\"某某\",\"phone\":\"13800138009\",\"consent\":\"v1\"}"
      )
      #expect(summary(answer) == "409 no-consent-adopted")
    }
  }

  @Test("没有的会员号 unknown numbers", arguments: ["477127567449", "477127567440", "1", "%20", "x"])
  func unknown(number: String) async throws {
    try await Counter.open { counter in
      let answer = try await counter.send("GET /api/v1/members/\(number)\nAs: clerk")
      #expect(summary(answer) == "404 unknown-member")
    }
  }

  @Test("会员号带空格也认 a number with its spaces")
  func spacedNumber() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      #expect(
        try await counter.status("GET /api/v1/members/4771%202756%207449\nAs: clerk") == "200")
    }
  }

  @Test("同一请求再发不算次数 a retry is not counted")
  func retriesAreFree() async throws {
    let configuration = ClubAPIConfiguration(signUps: RateLimit(count: 2, seconds: 600))
    try await Counter.open(.router, configuration) { counter in
      try await counter.join(1)
      for _ in 1...4 { try await counter.join(1) }
      try await counter.join(2)
      // The limit is used up, and still an answer that was lost can be fetched.
      try await counter.join(2)
      #expect(
        try await counter.status(
          "POST /api/v1/members\nKey: new\n\n{\"name\":\"某\",\"email\":\"a@b.cn\",\"consent\":\"v1\"}"
        )
          == "429")
    }
  }

  @Test("一个地址入会太多次要等 too many from one address")
  func rateLimit() async throws {
    let configuration = ClubAPIConfiguration(signUps: RateLimit(count: 2, seconds: 600))
    try await Counter.open(.router, configuration) { counter in
      try await counter.join(2)
      let third = """
        POST /api/v1/members
        Key: third
        Accept-Language: en

        {"name":"某某","phone":"13800138009","consent":"v1"}
        """
      counter.clock.advance(seconds: 100)
      #expect(
        try await counter.send(third) == """
          429
          retry-after: 500
          content-language: en

          {"type":"/problems/too-many-requests","title":"Too many requests","status":429,"detail":"Too many people have joined from here. Try again in about 9 minutes, or at the desk.","instance":"/api/v1/members"}
          """)
      #expect(
        try await counter.status(
          "POST /api/v1/members\nAs: clerk\nKey: 4\n\n{\"name\":\"某\",\"email\":\"a@b.cn\",\"consent\":\"v1\"}"
        )
          == "201")
      counter.clock.advance(seconds: 500)
      #expect(try await counter.status(third) == "201")
    }
  }
}

/// `409 duplicate-contact`.
func summary(_ answer: String) -> String {
  let code = answer.firstMatch(of: /"\/problems\/([a-z-]+)"/)
  return "\(answer.prefix(3)) \(code.map { String($0.1) } ?? "")"
}
