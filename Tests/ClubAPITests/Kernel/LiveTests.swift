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

  @Test("二十人同时抢两个席位：两席，其余依次候补 twenty at once for two seats")
  func race() async throws {
    let configuration = ClubAPIConfiguration(signUps: RateLimit(count: 100, seconds: 60))
    try await Counter.open(.router, configuration) { counter in
      try await counter.join(20)
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for member in 1...20 {
          group.addTask {
            try await counter.send(
              "POST /api/v1/events/mooncake/registrations\nAs: m\(member)\nKey: \(member)")
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.filter { $0.contains(#""status":"seated""#) }.count == 2)
      for place in 1...18 {
        #expect(
          answers.filter { $0.contains(#""status":"waiting","place":\#(place),"#) }.count == 1)
      }
      let event = try await counter.send("GET /api/v1/events/mooncake")
      #expect(event.contains(#""capacity":2,"taken":2,"free":0,"waiting":18"#))
    }
  }
}
