import Testing

@testable import SiteBuilder

@Suite("主题的尺子")
struct ThemeTokensTests {
  private func tokens(_ sheets: String...) -> [ThemeToken] {
    ThemeTokens(sheets.map { Array($0.utf8) }).tokens
  }

  @Test(
    "What :root declares, at the top, in a layer, and for dark pages; a later sheet's word holds")
  func reads() {
    let found = tokens(
      """
      @layer tokens {
      :root { /* a: b; */ --paper: #fff; --s1: .5rem;
        --song: "A, B",
          serif }
      a { --not: 1px }
      @media (prefers-color-scheme: dark) { :root { --paper: #000; --new: #111; } }
      @media print { :root { --paper: #eee; } }
      }
      """, ":root{--s1:1rem;color:red}")
    #expect(
      found == [
        ThemeToken(name: "--paper", value: "#fff", dark: "#000"),
        ThemeToken(name: "--s1", value: "1rem"),
        ThemeToken(name: "--song", value: "\"A, B\", serif"),
      ])
    #expect(found.map(\.isColor) == [true, false, false])
    #expect(found.map(\.isLength) == [false, true, false])
    #expect(
      String(decoding: ThemeDesign.css(found), as: UTF8.self)
        == ".patch-paper { background: var(--paper); }\n.bar-s1 { inline-size: var(--s1); }\n")
  }

  @Test(
    "Contrast as WCAG counts it",
    arguments: [
      ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#1d1f1e", "#f6f5f0", 15.18),
      ("#a92821", "#f6f5f0", 6.386), ("#fff", "#fff", 1.0),
    ])
  func contrast(one: String, other: String, ratio: Double) throws {
    let (left, right) = (try #require(ThemeColor(one)), try #require(ThemeColor(other)))
    #expect(abs(left.contrast(on: right) - ratio) < 0.02, "\(left.contrast(on: right))")
    #expect(left.contrast(on: right) == right.contrast(on: left))
  }
}
