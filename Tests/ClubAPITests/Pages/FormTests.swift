import ClubAPI
import HummingbirdTesting
import Testing

@Suite("不用脚本的表单 forms without a script")
struct FormTests {
  @Test("入会：填表、核对、完成；再点一次还是那一次 joining")
  func join() async throws {
    try await Counter.open { counter in
      try await counter.check(
        """
        POST /join
        Origin: http://localhost

        name=%E6%9E%97%E6%99%9A%E8%88%9F&phone=138+0013+8000&email=&consent=v1
        """,
        """
        200

        [confirm] 入会
        确认以后即成为会员，并在这台设备上登录。
        姓名: 林晚舟
        电话: +8613800138000
        同意的条款: v1
        确认入会 → POST /join/confirm name=林晚舟&phone=+8613800138000&email=&consent=v1&key=…
        返回修改 → /join/
        """)
      let confirm = """
        POST /join/confirm
        Origin: http://localhost

        name=%E6%9E%97%E6%99%9A%E8%88%9F&phone=%2B8613800138000&email=&consent=v1&key=…
        """
      let done = """
        200
        set-cookie: huikan=…; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000
        set-cookie: huikan-member=1; Path=/; SameSite=Lax; Max-Age=2592000

        [done] 欢迎入会
        请记下会员号，到前台报号即可积分。
        联系方式还没有核实：到前台报会员号，请工作人员核实。
        会员号: 4771 2756 7449
        入会时间: 2026-11-22 10:00
        我的积分与报名 → /me/
        看看活动 → /events/
        """
      try await counter.check(confirm, done)
      counter.clock.advance(seconds: 5)
      try await counter.check(confirm, done)
      try await counter.check(confirm.replacing("Origin: http://localhost", with: "As: m1"), done)
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "200")
    }
  }

  @Test("填错：说清楚每一处 wrong fields")
  func wrong() async throws {
    try await Counter.open { counter in
      try await counter.check(
        """
        POST /join
        Origin: http://localhost

        name=&phone=123&nickname=x
        """,
        """
        422

        [join] 有4处需要改正。
        consent= × 必填。请阅读入会条款，同意的话打上勾。
        name= × 必填。姓名为一至五十个字。
        nickname=x × 不认识这一项；可填：code, consent, contact, digits, email, name, phone, referrer, to。
        phone=123 × 电话为十一位手机号，或带区号的固定电话，或以“+”开头的国际号码。
        """)
      #expect(
        try await counter.send(
          "POST /join\nOrigin: http://localhost\n\nname=a&consent=v1"
        ).hasPrefix(
          "422\n\n[join] 有1处需要改正。\nconsent=v1\nname=a\nphone= × 电话和邮箱至少留一个。"))
      for broken in ["name=%zz", "name=a&name=b", "name=%ff"] {
        let answer = try await counter.send("POST /join\nOrigin: http://localhost\n\n\(broken)")
        #expect(answer.hasPrefix("400\n\n[problem] 请求内容无法读取"))
      }
    }
  }

  @Test("重复、条款过期、太频繁，也用页面回答 refusals as pages")
  func refusals() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      for (fields, expected) in [
        // Who has shown nothing is not told that it is a member's.
        ("name=a&phone=13800138001&email=&consent=v1", "200\nset-cookie: huikan=…;"),
        ("name=a&phone=13800138002&email=&consent=v0", "409\n\n[join] 条款现在是v1版"),
      ] {
        let path = "POST /join\nOrigin: http://localhost\n\n"
        #expect(try await counter.status(path + fields) == "200")
        let confirmed = fields.replacing("phone=", with: "phone=%2B86")
        let answer = try await counter.send(
          "POST /join/confirm\nOrigin: http://localhost\n\n\(confirmed)&key=…")
        #expect(answer.hasPrefix(expected))
      }
    }
  }

  @Test("钥匙：别的内容、别的表、过期、伪造，都不行 keys")
  func keys() async throws {
    try await Counter.open { counter in
      let fields = "name=a&phone=%2B8613800138000&email=&consent=v1"
      func join() async throws {
        try await counter.send("POST /join\nOrigin: http://localhost\n\n\(fields)")
      }
      func confirm(_ body: String) async throws -> String {
        let answer = try await counter.send(
          "POST /join/confirm\nOrigin: http://localhost\n\n\(body)")
        return String(answer.prefix { $0 != "\n" })
          + (answer.contains("[join] 核对页的有效时间是半小时") ? " expired" : "")
      }
      try await join()
      #expect(
        try await confirm(fields.replacing("name=a", with: "name=b") + "&key=…") == "403 expired")
      #expect(try await confirm(fields + "&key=9999999999.x.y") == "403 expired")
      #expect(try await confirm(fields) == "422")
      counter.clock.advance(seconds: 1800)
      #expect(try await confirm(fields + "&key=…") == "403 expired")
      try await join()
      counter.clock.advance(seconds: 1799)
      #expect(try await confirm(fields + "&key=…") == "200")
    }
  }

  @Test("报名与取消 registering and cancelling")
  func registering() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.check(
        "POST /events/mooncake/register\nAs: m1",
        """
        200

        [confirm] 报名
        活动: 月饼 DIY
        时间: 2026-12-01 14:00
        席位: 还有2个席位
        确认报名 → POST /events/mooncake/register/confirm key=…
        返回 → /events/mooncake/
        """)
      let done = """
        200

        [done] 报名成功
        活动: 月饼 DIY
        报名号: R6-1
        席位: 已有席位
        取消这次报名 → POST /registrations/R6-1/cancel
        我的报名 → /me/overview
        其他活动 → /events/
        """
      try await counter.check("POST /events/mooncake/register/confirm\nAs: m1\n\nkey=…", done)
      try await counter.check("POST /events/mooncake/register/confirm\nAs: m1\n\nkey=…", done)
      try await counter.check(
        "POST /registrations/R6-1/cancel\nAs: m1",
        """
        200

        [confirm] 取消报名
        活动: 月饼 DIY
        时间: 2026-12-01 14:00
        报名号: R6-1
        确认取消 → POST /registrations/R6-1/cancel/confirm key=…
        返回 → /events/mooncake/
        """)
      try await counter.check(
        "POST /registrations/R6-1/cancel/confirm\nAs: m1\n\nkey=…",
        """
        200

        [done] 已取消报名
        活动: 月饼 DIY
        报名号: R6-1
        我的报名 → /me/overview
        其他活动 → /events/
        """)
    }
  }

  @Test("满了就候补；别人的钥匙不能用 full events, other members' keys")
  func waiting() async throws {
    try await Counter.open { counter in
      try await counter.join(3)
      for member in 1...2 {
        try await counter.send(
          "POST /api/v1/events/mooncake/registrations\nAs: m\(member)\nKey: \(member)")
      }
      let page = try await counter.send("POST /events/mooncake/register\nAs: m3")
      #expect(page.contains("席位: 席位已满，候补0人\n确认候补 → "))
      #expect(
        try await counter.status("POST /events/mooncake/register/confirm\nAs: m2\n\nkey=…") == "403"
      )
      let done = try await counter.send(
        "POST /events/mooncake/register/confirm\nAs: m3\n\nkey=…")
      #expect(done.contains("[done] 已排入候补\n"))
      #expect(done.contains("席位: 候补第1位"))
    }
  }

  @Test("已经报过名的，看得到第几位，从这里退出 registered already")
  func already() async throws {
    try await Counter.open { counter in
      try await counter.join(3)
      // The page of confirmation stands open in one window while another registers.
      let open = try await counter.send("POST /events/mooncake/register\nAs: m3")
      #expect(open.contains("确认报名 → "))
      for member in 1...3 {
        try await counter.send(
          "POST /api/v1/events/mooncake/registrations\nAs: m\(member)\nKey: \(member)")
      }
      let page = """
        200

        [own] 已经报过名
        活动: 月饼 DIY
        报名号: R10-1
        席位: 候补第1位
        取消这次报名 → POST /registrations/R10-1/cancel
        我的报名 → /me/overview
        其他活动 → /events/
        """
      try await counter.check("POST /events/mooncake/register/confirm\nAs: m3\n\nkey=…", page)
      try await counter.check("POST /events/mooncake/register\nAs: m3", page)
    }
  }

  @Test("没有登录的人被请去入会；退出登录 visitors, signing out")
  func visitors() async throws {
    try await Counter.open { counter in
      try await counter.check(
        "POST /events/mooncake/register\nOrigin: http://localhost",
        """
        401
        www-authenticate: Bearer realm="huikan"

        [problem] 请先登录
        请先登录；还不是会员的，请先入会。
        [会员号] number
        [登录码] code
        登录 → POST /sign-in to=event/mooncake
        登录 → /me/?to=event/mooncake
        入会 → /join/?to=event/mooncake
        回活动页 → /events/mooncake/
        回首页 → /
        """)
      try await counter.join(1)
      try await counter.check(
        "POST /sign-out\nAs: m1",
        """
        200
        set-cookie: huikan=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0
        set-cookie: huikan-member=1; Path=/; SameSite=Lax; Max-Age=0

        [done] 已退出登录
        回首页 → /
        """)
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "401")
    }
  }

  @Test("英文站点用英文回答 an English site")
  func english() async throws {
    let configuration = ClubAPIConfiguration(pageLanguage: .english)
    try await Counter.open(.router, configuration) { counter in
      try await counter.join(1)
      let answer = try await counter.send("POST /events/gala/register\nAs: m1")
      #expect(answer.hasPrefix("200\n\n[confirm] Register\nEvent: 年会"))
      let confirmed = try await counter.send("POST /events/gala/register/confirm\nAs: m1\n\nkey=…")
      #expect(confirmed.hasPrefix("409\n\n[problem] The event has been called off"))
    }
  }
}
