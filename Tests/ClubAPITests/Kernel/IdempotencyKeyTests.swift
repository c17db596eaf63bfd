import Club
import ClubStore
import Testing

@Suite("同一个 Idempotency-Key 只做一次 one key, one doing")
struct IdempotencyKeyTests {
  private static let award = #"{"action":"award","points":10,"source":"manual","reason":"x"}"#

  @Test(
    "同一地址的各种写法是同一个请求 spellings of one address",
    arguments: [
      "/api/v1/members/477127567449/points/", "/api/v1/members//477127567449/points",
      "//api/v1/members/477127567449/points", "/api/v1/members/4771-2756-7449/points",
      "/api/v1/members/4771%202756%207449/points", "/api/v1/members/%34771-27567449/points/",
    ])
  func spellings(address: String) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let request = "As: clerk\nKey: once\n\n\(Self.award)"
      let first = try await counter.send("POST /api/v1/members/477127567449/points\n\(request)")
      let second = try await counter.send("POST \(address)\n\(request)")
      #expect(first.hasPrefix("201") && second == first)
      let balance = try await counter.store.read { club, _ in
        club.points.balance(of: MemberNumber(ordinal: 0))
      }
      #expect(balance == 10)
    }
  }

  @Test("别的地址、别的内容用同一个钥匙被拒 another request with the same key")
  func reused() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      func send(_ address: String, _ body: String, by who: String = "clerk") async throws -> String
      {
        summary(try await counter.send("POST \(address)\nAs: \(who)\nKey: once\n\n\(body)"))
      }
      let first = "/api/v1/members/477127567449/points"
      let second = "/api/v1/members/516621805708/points"
      #expect(try await send(first, Self.award) == "201 ")
      #expect(try await send(second, Self.award) == "422 idempotency-key-reused")
      #expect(try await send(first, Self.award + " ") == "422 idempotency-key-reused")
      #expect(
        try await send("/api/v1/points/P7-1/reversal", #"{"reason":"x"}"#)
          == "422 idempotency-key-reused")
      // Another sender's key is another key.
      #expect(try await send(second, Self.award, by: "manager") == "201 ")
    }
  }
}
