import Testing

@Suite("一段文字里的整站")
struct SiteTextTests {
  @Test("Files, parts and plain text")
  func reads() {
    let text = SiteText(
      "-- a.md --\n甲\n\n-- b/c.md --\n== pages ==\n-- x --\n1\n== said ==\n错\n二\n")
    #expect(text[SiteText.content].map(\.path) == ["a.md", "b/c.md"])
    #expect(text[SiteText.content].map(\.text) == ["甲\n\n", ""])
    #expect(text["pages"].map(\.text) == ["1\n"])
    #expect(text.plain["said"] == "错\n二\n")
  }
}
