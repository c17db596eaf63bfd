import Testing

@testable import ClubStore
@testable import Simulation

@Suite("Many words in one reading")
struct WordSearchTests {
  private func places(_ search: WordSearch, _ text: String) -> [String] {
    var places: [String] = []
    Array(text.utf8).withUnsafeBytes { bytes in
      search.search(bytes) { word, offset in places.append("\(word) at \(offset)") }
    }
    return places.sorted()
  }

  @Test("words at the edges, in each other, and one that ends beyond the text")
  func edges() {
    var search = WordSearch()
    #expect(search.isEmpty && places(search, "13800138000") == [])
    search.add("13800138000", isKnownByItsEnd: true)
    search.add("a@b.cn")
    search.add("何知秋")
    search.add("00138")
    #expect(places(search, "") == [] && places(search, "1380") == [])
    #expect(places(search, "13800138000") == ["0 at 0", "3 at 3"])
    #expect(places(search, "+8613800138000,a@b.cn") == ["0 at 3", "1 at 15", "3 at 6"])
    #expect(places(search, "何知秋何知") == ["2 at 0"])
    #expect(places(search, "3800138000 a@b.c") == ["3 at 2"])
  }

  @Test("finds what looking for each by itself finds")
  func oracle() {
    var random = SplitMix(state: 11)
    let letters = Array("ab1".unicodeScalars).map(Character.init)
    for _ in 0..<300 {
      func word(_ length: Int) -> String {
        String((0..<length).compactMap { _ in letters.randomElement(using: &random) })
      }
      let words = (0..<6).map { _ in word(Int.random(in: 5...8, using: &random)) }
      var search = WordSearch()
      for (index, word) in words.enumerated() { search.add(word, isKnownByItsEnd: index % 2 == 0) }
      let text = Array(word(Int.random(in: 0...60, using: &random)).utf8)
      var expected: [String] = []
      for (index, word) in words.map({ Array($0.utf8) }).enumerated() {
        for offset in text.indices where text[offset...].starts(with: word) {
          expected.append("\(index) at \(offset)")
        }
      }
      #expect(places(search, String(decoding: text, as: UTF8.self)) == expected.sorted())
    }
  }
}
