import Testing

@testable import ClubStore

@Suite("Tokens")
struct Base64URLTests {
  @Test(
    "base 64 for URLs: the test vectors of RFC 4648",
    arguments: [
      ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("\u{3FF}", "z78"),
    ])
  func base64(plain: String, coded: String) {
    #expect(Base64URL.text(Array(plain.utf8)) == coded)
  }

  @Test("a random token has 43 characters that need no escape, and no two are alike")
  func random() {
    let tokens = Set((0..<100).map { _ in ClubStore.randomToken() })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil })
  }
}
