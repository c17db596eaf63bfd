import CivilTime
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("来源地址与限额 addresses and limits")
struct AddressTests {
  @Test(
    "代理转发的地址只信最后一个外来的 behind a proxy",
    arguments: [
      ("127.0.0.1", nil, "127.0.0.1"), ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
      ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
      ("127.0.0.1", "203.0.113.9, ::1", "203.0.113.9"), ("127.0.0.1", "::1", "127.0.0.1"),
      ("203.0.113.7", "198.51.100.1", "203.0.113.7"), (nil, "198.51.100.1", "local"),
      ("2001:db8:1:2:3:4:5:6", nil, "2001:db8:1:2::/64"), ("2001:db8::6", nil, "2001:db8:0:0::/64"),
      ("fe80::1%eth0", nil, "fe80:0:0:0::/64"), ("::ffff:203.0.113.7", nil, "203.0.113.7"),
      ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
      ("127.0.0.1", "203.0.113.9, ::FFFF:127.0.0.1", "203.0.113.9"),
    ] as [(String?, String?, String)])
  func address(peer: String?, forwarded: String?, expected: String) throws {
    var headers = HTTPFields()
    headers[try known(HTTPFields.Element.Name("X-Forwarded-For"))] = forwarded
    let request = Request(
      head: HTTPRequest(
        method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers),
      body: RequestBody(buffer: ByteBuffer()))
    let configuration = ClubAPIConfiguration()
    #expect(ClientAddress.of(request, peer: peer, configuration: configuration) == expected)
  }

  @Test("窗口滑动，地址各算各的 a sliding window for each address")
  func limiter() {
    let limiter = RateLimiter(RateLimit(count: 2, seconds: 10))
    let start = Instant(milliseconds: 0)
    #expect(limiter.count("a", at: start) == nil)
    #expect(limiter.count("a", at: start.adding(seconds: 4)) == nil)
    #expect(limiter.count("a", at: start.adding(seconds: 5)) == 5)
    #expect(limiter.count("b", at: start.adding(seconds: 5)) == nil)
    #expect(limiter.count("a", at: start.adding(milliseconds: 9999)) == 1)
    #expect(limiter.count("a", at: start.adding(seconds: 10)) == nil)
    #expect(limiter.count("a", at: start.adding(seconds: 11)) == 3)
  }

  @Test(
    "还要等多久，照人的说法 how long to wait, as people say it",
    arguments: [
      (1, "1秒", "1 second"), (90, "90秒", "90 seconds"), (91, "约2分钟", "about 2 minutes"),
      (500, "约9分钟", "about 9 minutes"), (3300, "约55分钟", "about 55 minutes"),
      (3534, "约一小时", "about an hour"), (3601, "约2小时", "about 2 hours"),
      (86_400, "约24小时", "about 24 hours"),
    ])
  func waiting(seconds: Int, chinese: String, english: String) {
    #expect(Words(waitingFor: seconds) == Words(chinese, english))
  }

  @Test("还剩几次，几秒后多一次 what is left, and until when")
  func state() {
    let limiter = RateLimiter(RateLimit(count: 2, seconds: 10))
    let start = Instant(milliseconds: 0)
    #expect(limiter.state(of: "a", at: start) == (2, 0))
    _ = limiter.count("a", at: start)
    #expect(limiter.state(of: "a", at: start.adding(seconds: 4)) == (1, 6))
    _ = limiter.count("a", at: start.adding(seconds: 4))
    #expect(limiter.state(of: "a", at: start.adding(seconds: 5)) == (0, 5))
    #expect(limiter.state(of: "b", at: start.adding(seconds: 5)) == (2, 0))
    #expect(limiter.state(of: "a", at: start.adding(seconds: 12)) == (1, 2))
  }

  @Test("每个回答都说还剩几次 every answer says what is left")
  func headers() async throws {
    let configuration = ClubAPIConfiguration(deskSignIns: RateLimit(count: 2, seconds: 60))
    try await Counter.open(.router, configuration) { counter in
      var headers = HTTPFields()
      headers[.contentType] = "application/json"
      func signIn(_ token: String) async throws -> (Int, [String?]) {
        let response = try await counter.client.execute(
          uri: "/api/v1/desk/session", method: .post, headers: headers,
          body: ByteBuffer(string: "{\"token\":\"\(token)\"}"))
        let names = ["RateLimit-Policy", "RateLimit", "Retry-After"]
        return (
          response.status.code,
          names.map { HTTPFields.Element.Name($0).flatMap { response.headers[$0] } }
        )
      }
      let policy = "\"desk-sign-ins\";q=2;w=60"
      let first = try await signIn("token-of-the-clerk")
      #expect(first == (200, [policy, "\"desk-sign-ins\";r=1;t=60", nil]))
      let second = try await signIn("wrong")
      #expect(second == (401, [policy, "\"desk-sign-ins\";r=0;t=60", nil]))
      let third = try await signIn("token-of-the-clerk")
      #expect(third == (429, [policy, "\"desk-sign-ins\";r=0;t=60", "60"]))
    }
  }

  @Test("记得的地址有上限 the memory is bounded")
  func bounded() {
    let limiter = RateLimiter(RateLimit(count: 1, seconds: 10))
    for number in 0..<25_000 {
      _ = limiter.count("\(number)", at: Instant(milliseconds: Int64(number) * 10))
    }
    #expect(limiter.remembered <= 10_000)
  }

  @Test("一涌而来的地址挤不掉记忆，也不拖慢 a flood of addresses within one window")
  func flood() {
    let limiter = RateLimiter(RateLimit(count: 1, seconds: 3600))
    // Everybody is new: where the memory has not grown by one, it has been gone through to make room.
    var searches = 0
    for number in 0..<50_000 {
      let before = limiter.remembered
      _ = limiter.count("\(number)", at: Instant(milliseconds: Int64(number)))
      if limiter.remembered != before + 1 { searches += 1 }
    }
    #expect((1...10).contains(searches), "\(searches) times")
    #expect((5000...10_000).contains(limiter.remembered))
    #expect(limiter.count("49999", at: Instant(milliseconds: 50_000)) != nil)
  }
}
