import Club
import ClubAPI
import ClubStore
import HummingbirdTesting
import Testing

@Suite("会刊来信的接口 letters")
struct NewsletterEndpointsTests {
  @Test("本人同意、改字、不再收 agreeing and no longer")
  func consent() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let path = "/api/v1/me/newsletter\nAs: m1"
      let none = #"{"agreed":false,"edition":null}"#
      #expect(try await counter.send("GET \(path)").hasSuffix(none))
      let agreed = try await counter.send(
        "POST \(path)\nKey: agree\n\n" + #"{"edition":"hant"}"#)
      #expect(agreed.hasPrefix("201"))
      #expect(agreed.hasSuffix(#"{"agreed":true,"edition":"hant"}"#))
      #expect(try await counter.send("GET \(path)").hasSuffix(#""edition":"hant"}"#))
      #expect(
        try await counter.send("GET /api/v1/me/data\nAs: m1").contains(#""newsletter":"hant""#))
      let wrong = try await counter.send("POST \(path)\nKey: wrong\n\n" + #"{"edition":"big"}"#)
      #expect(summary(wrong) == "422 invalid-request")
      #expect(try await counter.send("DELETE \(path)").hasPrefix("204"))
      #expect(try await counter.send("GET \(path)").hasSuffix(none))
    }
  }

  @Test("信里的退订地址：一次 POST 就好，错的钥匙不行 one click, and no other key")
  func oneClick() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let member = MemberNumber(ordinal: 0)
      _ = try await counter.store.submit(
        .newsletter(.agree(member, .original)), by: .member(member))
      let key = counter.store.unsubscribeKey(of: member)
      let page = try await counter.send("GET /newsletter/end?key=\(key)")
      #expect(page.hasPrefix("200") && page.contains("不再收信"))
      let forged = "516621805708" + key.dropFirst(12)
      for wrong in ["", "x", "\(key)x", String(key.dropLast()), forged] {
        let answer = try await counter.send("POST /newsletter/end?key=\(wrong)")
        #expect(answer.hasPrefix("422"), "\(wrong)")
      }
      let edition = {
        try await counter.store.read { club, _ in club.newsletter.edition(of: member) }
      }
      #expect(try await edition() == .original)
      // What a mail program sends: no cookie, no origin, and a body that nobody reads.
      for _ in 1...2 {
        let answer = try await counter.send(
          """
          POST /newsletter/end?key=\(key)
          Content-Type: multipart/form-data; boundary=x

          --x
          Content-Disposition: form-data; name="List-Unsubscribe"

          One-Click
          --x--
          """)
        #expect(answer.hasPrefix("200"))
        #expect(try await edition() == nil)
      }
    }
  }

  @Test("没有脚本也能订、能退 pages without a script")
  func pages() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let shown = try await counter.send("GET /me/newsletter\nAs: m1")
      #expect(shown.contains("同意收信") && shown.contains("没有订阅"))
      #expect(!shown.contains("繁体字"))
      let agreed = try await counter.send(
        "POST /me/newsletter/agree\nAs: m1\n\nedition=original")
      #expect(agreed.hasPrefix("200") && agreed.contains("已经订阅"))
      #expect(try await counter.send("GET /me/newsletter\nAs: m1").contains("用会刊的字"))
      let left = try await counter.send("POST /me/newsletter/withdraw\nAs: m1\n\n")
      #expect(left.hasPrefix("200") && left.contains("不再寄信"))
    }
  }

  @Test("有繁体版的站点，可以选用什么字 the characters are chosen")
  func characters() async throws {
    var configuration = ClubAPIConfiguration()
    configuration.hasTraditionalEdition = true
    try await Counter.open(.router, configuration) { counter in
      try await counter.join(1)
      let shown = try await counter.send("GET /me/newsletter\nAs: m1")
      #expect(shown.contains("改用繁体字 → /me/newsletter?edition=hant"))
      let chosen = try await counter.send("GET /me/newsletter?edition=hant\nAs: m1")
      #expect(chosen.contains("edition=hant") && chosen.contains("同意收信，用繁体字"))
      _ = try await counter.send("POST /me/newsletter/agree\nAs: m1\n\nedition=hant")
      let agreed = try await counter.send("GET /me/newsletter\nAs: m1")
      #expect(agreed.contains("不再收信"))
      #expect(agreed.contains("改用会刊的字 → /me/newsletter?edition=original"))
    }
  }
}
