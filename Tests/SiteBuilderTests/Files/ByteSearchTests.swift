import Testing

@testable import SiteBuilder

@Suite("在字节里找")
struct ByteSearchTests {
  @Test(
    "What is found is where the standard library finds it",
    arguments: [
      ("abc", "a"), ("abc", "c"), ("abc", "abc"), ("abc", "abcd"), ("abc", ""), ("", "a"), ("", ""),
      ("aab", "ab"), ("abab", "bab"), ("aaaa", "aab"), ("一二三", "三"), ("a\u{0}b", "\u{0}b"),
    ])
  func found(text: String, word: String) {
    let (text, word) = (Array(text.utf8), Array(word.utf8))
    #expect(text.place(of: word) == (word.isEmpty ? nil : text.firstRange(of: word)))
  }

  @Test("From a place on, in slices as well, whatever stands there")
  func random() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let text = bytes(0...40, &generator)
      let word = bytes(1...4, &generator)
      let first = Int.random(in: 0...text.count)
      let start = Int.random(in: first...text.count)
      let expected = text[start...].firstRange(of: word)
      #expect(text[first...].place(of: word, from: start) == expected)
      #expect(text.place(of: word, from: start) == expected)
    }
    #expect([1, 2, 3].place(of: [3], from: 7) == nil)
  }

  private func bytes(
    _ count: ClosedRange<Int>, _ generator: inout SystemRandomNumberGenerator
  ) -> [UInt8] {
    (0..<Int.random(in: count)).map { _ in UInt8.random(in: 0...2, using: &generator) }
  }
}
