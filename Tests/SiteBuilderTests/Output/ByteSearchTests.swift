import Testing

@testable import SiteBuilder

@Suite("在字节里找")
struct ByteSearchTests {
  @Test(
    "The first place is found, in slices too",
    arguments: [
      ("abcabc", "bc", 1..<3), ("aab", "ab", 1..<3), ("雨 · 听雨", " · ", 3..<7), ("ab", "ab", 0..<2),
      ("ab", "abc", nil), ("abab", "ba ", nil), ("", "a", nil), ("a", "", 0..<0),
    ])
  func place(text: String, mark: String, place: Range<Int>?) {
    #expect(Array(text.utf8)[...].place(of: Array(mark.utf8)) == place)
    let shifted = Array("--\(text)".utf8)[2...]
    #expect(
      shifted.place(of: Array(mark.utf8))
        == place.map { ($0.lowerBound + 2)..<($0.upperBound + 2) })
  }
}
