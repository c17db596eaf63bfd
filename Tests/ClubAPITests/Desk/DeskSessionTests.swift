import ClubAPI
import HummingbirdTesting
import Testing

@Suite("工作台登录 signing in at the desk")
struct DeskSessionTests {
  private static let signIn = "POST /api/v1/desk/session\n\n{\"token\":\"token-of-the-clerk\"}"

  @Test("令牌换 cookie，凭它办事，退出即止 in, at work, out")
  func session() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.check(
        Self.signIn,
        """
        200
        set-cookie: huikan-desk=…; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200

        {"actor":"staff:1","name":"林小舟","role":"clerk","regions":[],"may":["award","spend","reverse","sign-up","refuse","sign-in-code","redeem","use-voucher","cancel-voucher","check-in","refer","note","change-contact","transfer","leave"]}
        """)
      try await counter.check(
        "GET /api/v1/desk/session\nAs: desk",
        """
        200

        {"actor":"staff:1","name":"林小舟","role":"clerk","regions":[],"may":["award","spend","reverse","sign-up","refuse","sign-in-code","redeem","use-voucher","cancel-voucher","check-in","refer","note","change-contact","transfer","leave"]}
        """)
      #expect(
        try await counter.status(
          """
          POST /api/v1/members/477127567449/points
          As: desk
          Key: 1

          {"action":"award","points":1,"source":"manual","reason":"测试"}
          """) == "201")
      try await counter.check(
        "DELETE /api/v1/desk/session\nAs: desk",
        """
        204
        set-cookie: huikan-desk=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0
        """)
    }
  }

  @Test(
    "能做什么随角色 what each role may",
    arguments: [
      (
        "manager",
        #""may":["award","spend","reverse","sign-up","approve","refuse","sign-in-code","redeem","use-voucher","cancel-voucher","check-in","refer","note","change-contact","transfer","leave","allow-debt"]"#
      ),
      ("auditor", #""may":[]"#),
    ])
  func abilities(role: String, expected: String) async throws {
    try await Counter.open { counter in
      let answer = try await counter.send("GET /api/v1/desk/session\nAs: \(role)")
      #expect(answer.contains(expected))
    }
  }

  @Test("https 的站点用 __Host- 与 Secure over TLS")
  func secure() async throws {
    let configuration = ClubAPIConfiguration(baseURL: "https://club.example")
    try await Counter.open(.router, configuration) { counter in
      let answer = try await counter.send(Self.signIn)
      #expect(
        answer.contains(
          "set-cookie: __Host-huikan-desk=…; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=43200"
        ))
    }
  }

  @Test(
    "不好的令牌 tokens that are not good",
    arguments: [
      (#"{"token":"token-of-the-cleaner"}"#, "401 invalid-token"),
      (#"{"token":""}"#, "422 invalid-request"), (#"{}"#, "422 invalid-request"),
      (#"{"token":"a; Path=/"}"#, "422 invalid-request"),
      (#"{"token":"甲"}"#, "422 invalid-request"),
    ])
  func refused(body: String, expected: String) async throws {
    try await Counter.open { counter in
      let answer = try await counter.send("POST /api/v1/desk/session\n\n\(body)")
      #expect(summary(answer) == expected && !answer.contains("set-cookie"))
    }
  }

  @Test("别的网站不能替人登录 not by another site")
  func crossSite() async throws {
    try await Counter.open { counter in
      let answer = try await counter.send(
        Self.signIn.replacing("\n\n", with: "\nOrigin: https://evil.example\n\n"))
      #expect(summary(answer) == "403 cross-origin")
    }
  }

  @Test(
    "带 cookie 的写操作只认本站页面 writes with the cookie",
    arguments: [
      ("Origin: http://localhost", "201"), ("Sec-Fetch-Site: same-origin", "201"),
      ("Sec-Fetch-Site: same-site", "403"), ("Origin: https://evil.example", "403"),
      ("Accept: */*", "403"),
    ])
  func origin(header: String, expected: String) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.send(Self.signIn)
      let cookie = try known(counter.deskCookie)
      let body = #"{"action":"award","points":1,"source":"manual","reason":"测试"}"#
      for preview in ["", "?preview=true"] {
        let status = try await counter.status(
          """
          POST /api/v1/members/477127567449/points\(preview)
          Cookie: \(cookie)
          Key: 1
          \(header)

          \(body)
          """)
        #expect(status == (preview.isEmpty || expected == "403" ? expected : "200"))
      }
    }
  }

  @Test("撤销的令牌，cookie 立即作废并收回 a revoked token")
  func revoked() async throws {
    try await Counter.open { counter in
      try await counter.send(Self.signIn)
      try await counter.revokeClerk()
      for request in ["GET /api/v1/desk/session", "GET /api/v1/members?find=8000"] {
        let answer = try await counter.send("\(request)\nAs: desk")
        #expect(summary(answer) == "401 invalid-token")
        #expect(answer.contains("set-cookie: huikan-desk=; Path=/;"))
      }
      // It does not stand in the way of somebody else's token.
      let cookie = try known(counter.deskCookie)
      #expect(
        try await counter.status(
          """
          POST /api/v1/desk/session
          Cookie: \(cookie)

          {"token":"token-of-the-manager"}
          """) == "200")
    }
  }

  @Test("令牌先于 cookie；会员的页面仍认会员 which of several decides")
  func precedence() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.send(Self.signIn)
      let cookies = "Cookie: \(try known(counter.deskCookie)); \(try known(counter.cookie(1)))"
      let session = "GET /api/v1/desk/session\n\(cookies)"
      #expect(try await counter.send(session).contains("staff:1"))
      #expect(try await counter.send("\(session)\nAs: manager").contains("staff:2"))
      #expect(try await counter.send("GET /api/v1/me\n\(cookies)").contains("477127567449"))
      #expect(try await counter.status("GET /api/v1/members/477127567449\n\(cookies)") == "200")
      let twice = "Cookie: \(try known(counter.deskCookie)); huikan-desk=x"
      #expect(try await counter.status("GET /api/v1/desk/session\n\(twice)") == "401")
    }
  }

  @Test("太频繁 too often")
  func limited() async throws {
    let configuration = ClubAPIConfiguration(deskSignIns: RateLimit(count: 2, seconds: 60))
    try await Counter.open(.router, configuration) { counter in
      let wrong = "POST /api/v1/desk/session\n\n{\"token\":\"x\"}"
      #expect(try await counter.status(wrong) == "401")
      #expect(try await counter.status(wrong) == "401")
      let answer = try await counter.send(wrong)
      #expect(summary(answer) == "429 too-many-requests" && answer.contains("retry-after: 60"))
      counter.clock.advance(seconds: 60)
      #expect(try await counter.status(Self.signIn) == "200")
    }
  }
}
