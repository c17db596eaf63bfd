import ClubStore
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("请求的规矩 what every request keeps to")
struct TransportTests {
  private static let award = #"{"action":"award","points":1,"source":"manual","reason":"x"}"#
  private static let points = "POST /api/v1/members/477127567449/points\nAs: clerk\n"

  @Test("没有的地址、不接受的方法 unknown paths, other methods")
  func routing() async throws {
    try await Counter.open { counter in
      try await counter.check(
        "GET /api/v1/nothing",
        """
        404
        content-language: zh-Hans

        {"type":"/problems/not-found","title":"没有这个地址","status":404,"detail":"请核对地址。","instance":"/api/v1/nothing"}
        """)
      try await counter.check(
        "PUT /api/v1/members/477127567449/points\nAccept-Language: en-GB, zh;q=0.5",
        """
        405
        allow: GET, HEAD, POST
        content-language: en

        {"type":"/problems/method-not-allowed","title":"This address does not take this method","status":405,"detail":"It takes: GET, HEAD, POST.","instance":"/api/v1/members/477127567449/points"}
        """)
      #expect(try await counter.status("OPTIONS /api/v1/events") == "405")
      #expect(try await counter.send("HEAD /api/v1/events/mooncake") == "200")
    }
  }

  @Test("每个 POST 都要 Idempotency-Key keys")
  func keys() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let name = "Idempotency-Key"
      for (header, expected) in [
        ("Accept: */*", "400 idempotency-key-missing"),
        ("\(name): short", "400 idempotency-key-invalid"),
        ("\(name): 0123456789 abcdef", "400 idempotency-key-invalid"),
        ("\(name): \(String(repeating: "k", count: 129))", "400 idempotency-key-invalid"),
        ("\(name): \(String(repeating: "k", count: 128))", "201 "),
        ("\(name): \"0123456789abcdef\"", "201 "),
      ] {
        let answer = try await counter.send("\(Self.points)\(header)\n\n\(Self.award)")
        #expect(summary(answer) == expected)
      }
    }
  }

  @Test("同键同文：第一次的回答；同键异文：拒绝；各人各键 replays")
  func replays() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let first = try await counter.send("\(Self.points)Key: same\n\n\(Self.award)")
      counter.clock.advance(seconds: 3600)
      #expect(try await counter.send("\(Self.points)Key: same\n\n\(Self.award)") == first)
      let other = try await counter.send(
        "\(Self.points)Key: same\n\n\(Self.award.replacing("1", with: "2"))")
      #expect(summary(other) == "422 idempotency-key-reused")
      let manager = Self.points.replacing("clerk", with: "manager")
      #expect(try await counter.send("\(manager)Key: same\n\n\(Self.award)") != first)
      #expect(
        try await counter.send("GET /api/v1/members/477127567449/points?from=2027-01-01\nAs: m1")
          .hasSuffix(
            #""closing":2,"truncated":false,"tier":null,"tierSteps":[],"pending":0,"activating":[],"expiring":[]}"#
          ))
    }
  }

  @Test("被拒绝的请求不记住：改正以后同一个键可再用 refusals are not remembered")
  func refusalsForgotten() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let spend = Self.award.replacing("award", with: "spend")
      let refused = try await counter.send("\(Self.points)Key: same\n\n\(spend)")
      #expect(summary(refused) == "409 insufficient-points")
      try await counter.award(1, key: "first")
      #expect(try await counter.status("\(Self.points)Key: same\n\n\(spend)") == "201")
    }
  }

  @Test("入会的回答丢了，十分钟内可再取同一个登录 a lost answer to a sign-up")
  func signUpReplay() async throws {
    try await Counter.open { counter in
      let request = """
        POST /api/v1/members
        Key: lost

        {"name":"某某","phone":"13800138000","consent":"v1"}
        """
      let first = try await counter.send(request)
      #expect(first.contains("set-cookie"))
      counter.clock.advance(seconds: 599)
      #expect(try await counter.send(request) == first)
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "200")
      counter.clock.advance(seconds: 1)
      let late = try await counter.send(request)
      #expect(late.hasPrefix("201") && !late.contains("set-cookie"))
    }
  }

  @Test("长度与类型 size and type")
  func bodies() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let long = #"{"reason":""# + String(repeating: "长", count: 22_000) + #""}"#
      let answer = try await counter.send("\(Self.points)Key: 1\n\n\(long)")
      #expect(summary(answer) == "413 body-too-large")
      for type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"] {
        let answer = try await counter.send(
          "\(Self.points)Key: 1\nContent-Type: \(type)\n\n\(Self.award)")
        #expect(summary(answer) == "415 unsupported-media-type")
      }
      #expect(
        try await counter.status(
          "\(Self.points)Key: 1\nContent-Type: Application/JSON; charset=utf-8\n\n\(Self.award)")
          == "201")
      let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)
      let nested = try await counter.send("\(Self.points)Key: 2\n\n{\"points\":\(deep)}")
      #expect(summary(nested) == "400 malformed-body")
    }
  }

  @Test("停下的库：503，不记账，也不给没写到盘上的 a stopped store")
  func stopped() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      await counter.store.close()
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "200")
      let answer = try await counter.send("\(Self.points)Key: 1\n\n\(Self.award)")
      #expect(summary(answer) == "503 store-stopped" && answer.contains("retry-after: 10"))
      for read in [
        "GET /api/v1/me\nAs: m1", "GET /api/v1/members/477127567449/points\nAs: m1",
        "GET /api/v1/members/477127567449\nAs: clerk", "GET /api/v1/events",
      ] {
        let answer = try await counter.send(read)
        #expect(summary(answer) == "503 store-stopped" && answer.contains("retry-after: 10"))
      }
      #expect(
        try await counter.send("POST /events/mooncake/register\nAs: m1").hasPrefix(
          "503\nretry-after: 10\n\n[problem] 服务正在停止"))
    }
  }

  @Test("每个回答都有的头 headers of every answer")
  func headers() async throws {
    try await Counter.open { counter in
      for path in ["/api/v1/events", "/api/v1/me", "/api/v1/nothing"] {
        let response = try await counter.client.execute(uri: path, method: .get)
        #expect(response.headers[.cacheControl] == "private, no-store")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(
          response.headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
        #expect(
          response.headers[.contentType]
            == (response.status == .ok ? "application/json" : "application/problem+json"))
      }
    }
  }
}
