import QRCode
import Testing

@testable import ClubAPI

@Suite("会员卡 the card")
struct CardPagesTests {
  @Test("会员印自己的卡，前台代印；只有会员号 the number and nothing else about anybody")
  func cards() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let own = try await counter.send("GET /me/card\nAs: m1")
      #expect(own.hasPrefix("200") && own.contains("4771 2756 7449"))
      #expect(own.contains(try known(QRCode("477127567449")).svg(label: "会员卡")))
      for secret in ["会员1", "13800138001", "1380013"] { #expect(!own.contains(secret)) }
      let printed = try await counter.send("GET /desk/members/477127567449/card\nAs: clerk")
      #expect(printed.contains("4771 2756 7449") && !printed.contains("会员1"))
      let other = try await counter.send("GET /me/card\nAs: m2")
      #expect(other.contains("5166 2180 5708"))
    }
  }

  @Test("没有登录的去登录，没有的会员没有卡 the way in, and nobody's card")
  func refusals() async throws {
    try await Counter.open { counter in
      let stranger = try await counter.send("GET /me/card")
      #expect(stranger.hasPrefix("401") && stranger.contains("/me/"))
      #expect(
        try await counter.status("GET /desk/members/477127567449/card\nAs: clerk") == "404")
    }
  }

  @Test("我的：卡上的码 /me has the code")
  func me() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let code = try known(QRCode("477127567449"))
      let answer = try await counter.send("GET /api/v1/me\nAs: m1")
      #expect(answer.contains("\"qr\":{\"size\":29,\"path\":\"\(code.path)\"}"))
    }
  }
}
