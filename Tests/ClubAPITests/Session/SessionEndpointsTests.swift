import ClubAPI
import HummingbirdTesting
import Testing

@Suite("会员自己的页面与退出 GET /me, DELETE /session")
struct SessionEndpointsTests {
  @Test("我的积分与报名 what is mine")
  func me() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(100, key: "a")
      try await counter.send("POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 1")
      let answer = try await counter.send("GET /api/v1/me\nAs: m1")
      #expect(
        answer.replacing(/"path":"M[^"]+"/, with: "\"path\":\"…\"") == """
          200

          {"number":"477127567449","card":"4771 2756 7449","qr":{"size":29,"path":"…"},"name":"会员1","unconfirmed":["phone"],"joined":"2026-11-22T10:00:00+08:00","balance":100,"tier":null,"tierSteps":[],"pending":0,"activating":[],"expiring":[],"recent":[\
          {"id":"P6-1","posted":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-22","account":"issued","points":100,"balance":100,"expires":null,"source":"manual","title":null,"reference":null,"reason":"测试","actor":"desk","reverses":null,"reversedBy":null,"rule":null,"request":null,"requestedBy":null}],\
          "registrations":[{"id":"R7-1","event":"mooncake","title":"月饼 DIY","start":"2026-12-01T14:00:00+08:00","status":"seated","place":null,"registered":"2026-11-22T10:00:00+08:00"}],"vouchers":[]}
          """)
    }
  }

  @Test("退出后 cookie 作废 signing out")
  func signOut() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.check(
        "DELETE /api/v1/session\nAs: m1",
        """
        204
        set-cookie: huikan=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0
        set-cookie: huikan-member=1; Path=/; SameSite=Lax; Max-Age=0
        """)
      #expect(try await summary(counter.send("GET /api/v1/me\nAs: m1")) == "401 sign-in-needed")
    }
  }

  @Test("会话到期 a session expires")
  func expiry() async throws {
    let configuration = ClubAPIConfiguration(sessionLength: 3600)
    try await Counter.open(.router, configuration) { counter in
      try await counter.join(1)
      counter.clock.advance(seconds: 3599)
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "200")
      counter.clock.advance(seconds: 1)
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "401")
    }
  }

  @Test("https 的站点用 __Host- 与 Secure the cookie over TLS")
  func secureCookie() async throws {
    let configuration = ClubAPIConfiguration(baseURL: "https://club.example")
    try await Counter.open(.router, configuration) { counter in
      let answer = try await counter.send(
        """
        POST /api/v1/members
        Key: 1
        Origin: https://club.example

        {"name":"某某","phone":"13800138000","consent":"v1"}
        """)
      #expect(
        answer.contains(
          """
          set-cookie: __Host-huikan=…; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000
          set-cookie: huikan-member=1; Path=/; SameSite=Lax; Secure; Max-Age=2592000
          """))
    }
  }
}
