import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("经过真的端口 through a port")
struct LiveTests {
  @Test("入会、登录、报名、退出 the whole path")
  func wholePath() async throws {
    try await Counter.open(.live) { counter in
      try await counter.join(1)
      let registered = try await counter.send(
        "POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 1")
      #expect(registered.hasPrefix("201") && registered.contains(#""status":"seated""#))
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "200")
      #expect(try await counter.status("DELETE /api/v1/session\nAs: m1") == "204")
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "401")
    }
  }

  @Test("太长的请求被拒绝，连接还能用 a body too large")
  func largeBody() async throws {
    try await Counter.open(.live) { counter in
      try await counter.join(1)
      let long = "{\"reason\":\"\(String(repeating: "x", count: 70_000))\"}"
      let answer = try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: 1\n\n\(long)")
      #expect(summary(answer) == "413 body-too-large")
      #expect(try await counter.status("GET /api/v1/health") == "200")
    }
  }
}
