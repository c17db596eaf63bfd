import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("只给会员的文章 what is for members")
struct MembersPagesTests {
  @Test("登录了才读得到 read by who has signed in, and kept by nobody")
  func reading() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let stranger = try await counter.send("GET /me/read?page=/issues/27/secret/")
      #expect(stranger.hasPrefix("401"))
      #expect(!stranger.contains("the text for members"))
      let member = try await counter.send("GET /me/read?page=/issues/27/secret/\nAs: m1")
      #expect(member.hasSuffix("the text for members"))
      let nothing = try await counter.send("GET /me/read?page=/issues/27/other/\nAs: m1")
      #expect(nothing.hasPrefix("404"))
      let none = try await counter.send("GET /me/read\nAs: m1")
      #expect(none.hasPrefix("404"))
    }
  }
}
