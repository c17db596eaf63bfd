import ClubAPI
import HummingbirdTesting
import Testing

@Suite("跨站请求 requests from other sites")
struct OriginTests {
  @Test(
    "带 cookie 的写操作只认本站页面 writes with a cookie",
    arguments: [
      ("Origin: http://localhost", "201"), ("Origin: http://LOCALHOST", "201"),
      ("Origin: https://evil.example", "403"), ("Origin: null", "403"),
      ("Origin: http://localhost.evil.example", "403"), ("Origin: https://localhost", "403"),
      ("Sec-Fetch-Site: same-origin", "201"), ("Sec-Fetch-Site: same-site", "403"),
      ("Sec-Fetch-Site: cross-site", "403"), ("Sec-Fetch-Site: none", "403"),
      ("Sec-Fetch-Site: cross-site\nOrigin: http://localhost", "403"), ("Accept: */*", "403"),
    ])
  func cookieWrites(header: String, expected: String) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let cookie = try known(counter.cookie(1))
      let status = try await counter.status(
        "POST /api/v1/events/mooncake/registrations\nCookie: other=1; \(cookie)\nKey: 1\n\(header)")
      #expect(status == expected)
    }
  }

  @Test("公网地址由配置决定，不看 Host the public address is the configured one")
  func configuredBase() async throws {
    let configuration = ClubAPIConfiguration(baseURL: "https://club.example/magazine/")
    try await Counter.open(.router, configuration) { (counter) async throws in
      func join(_ origin: String, _ key: Int) async throws -> String {
        try await counter.status(
          """
          POST /api/v1/members
          Origin: \(origin)
          Key: \(key)

          {"name":"某某","phone":"1380013800\(key)","consent":"v1"}
          """)
      }
      #expect(try await join("https://club.example", 1) == "201")
      #expect(try await join("http://localhost", 2) == "403")
      #expect(try await join("https://club.example:8443", 3) == "403")
    }
  }

  @Test("访客的接口：别的网站不行，没有浏览器的程序可以 visitors")
  func visitors() async throws {
    try await Counter.open { counter in
      let body = #"{"name":"某某","phone":"13800138000","consent":"v1"}"#
      let answer = try await counter.send(
        "POST /api/v1/members\nOrigin: https://evil.example\nKey: 1\n\n\(body)")
      #expect(summary(answer) == "403 cross-origin")
      #expect(try await counter.status("POST /api/v1/members\nKey: 2\n\n\(body)") == "201")
    }
  }

  @Test("不带脚本的表单必须来自本站 forms come from here")
  func forms() async throws {
    try await Counter.open { (counter) async throws in
      let form = "name=a&phone=13800138000&consent=v1"
      #expect(try await counter.status("POST /join\n\n\(form)") == "403")
      #expect(
        try await counter.status("POST /join\nOrigin: https://evil.example\n\n\(form)") == "403")
      #expect(
        try await counter.status("POST /join\nOrigin: http://localhost\n\n\(form)") == "200")
    }
  }

  @Test("令牌不受来源限制；令牌不对不当作访客 tokens")
  func tokens() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let points = "POST /api/v1/members/477127567449/points"
      let body = #"{"action":"award","points":1,"source":"manual","reason":"x"}"#
      #expect(
        try await counter.status(
          "\(points)\nAs: clerk\nOrigin: https://desk.example\nKey: 1\n\n\(body)") == "201")
      for header in ["Bearer wrong", "Basic dG9rZW4=", "Bearer", "Bearer a b"] {
        let answer = try await counter.send("GET /api/v1/events\nAuthorization: \(header)")
        #expect(
          answer.hasPrefix("401\nwww-authenticate: Bearer realm=\"huikan\"")
            && summary(answer) == "401 invalid-token")
      }
    }
  }

  @Test("撤销的令牌立即无效 a revoked token")
  func revoked() async throws {
    try await Counter.open { counter in
      #expect(try await counter.status("GET /api/v1/members/477127567449\nAs: clerk") == "404")
      try await counter.revokeClerk()
      #expect(try await counter.status("GET /api/v1/members/477127567449\nAs: clerk") == "401")
    }
  }

  @Test("两个同名 cookie 一个也不认 two cookies of one name")
  func doubleCookie() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let cookie = try known(counter.cookie(1))
      #expect(try await counter.status("GET /api/v1/me\nCookie: \(cookie)") == "200")
      #expect(try await counter.status("GET /api/v1/me\nCookie: \(cookie); huikan=x") == "401")
      #expect(try await counter.status("GET /api/v1/me\nCookie: x\(cookie)") == "401")
    }
  }
}
