import Markdown
import Testing

@Suite("Nothing crashes, no sentinel escapes")
struct RobustnessTests {
  private static let pieces = [
    "*", "**", "***", "_", "~~", "`", "[", "]", "(", ")", "![", "[^1]", "[^1]: ", "{", "}",
    "{会|huì}",
    "|", "|---|---|\n", ":::引言\n", ":::\n", ": ", "- ", "> ", "1. ", "# ", "\n", "\n\n", "    ",
    "\t",
    "「重」", "檐", "，", "。", "한", "か", "𠮷", "a", "\\", "<b>", "<?", "?>", "<!--", "&amp;",
    "https://a.b",
    "a@b.c", "\u{1BC9F}", "\u{FE00}", "\0", "\r", "{#a .b}", noncharacter(0xFDD0),
    noncharacter(0xFDD4), noncharacter(0xFDDE), noncharacter(0xFDEF),
  ]

  /// One of U+FDD0…U+FDEF, which a literal may not hold.
  private static func noncharacter(_ value: UInt32) -> String {
    Unicode.Scalar(value).map(String.init) ?? ""
  }

  @Test("random splices of marks, Han and our own sentinels")
  func splices() {
    var random = SeededRandom(seed: 650)
    let renderer = MarkdownRenderer()
    for _ in 0..<4_000 {
      let text = (0..<Int.random(in: 1...40, using: &random))
        .compactMap { _ in Self.pieces.randomElement(using: &random) }.joined()
      check(renderer.render(text), of: text)
    }
  }

  @Test("bytes that are not UTF-8, cut anywhere")
  func brokenBytes() {
    var random = SeededRandom(seed: 744)
    let renderer = MarkdownRenderer()
    let text = Array("**「重」**𠮷[^1]\n\n[^1]: 注\n\n| 甲 |\n|---|\n".utf8)
    for _ in 0..<2_000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let rendered = renderer.render(
        bytes[..<Int.random(in: 0...bytes.count, using: &random)], resolver: VerbatimLinks())
      #expect(String(validating: rendered.html, as: UTF8.self) != nil)
    }
  }

  @Test("our sentinels in the input come out as they went in", arguments: 0xFDD0...0xFDEF)
  func sentinels(_ value: UInt32) throws {
    let sentinel = String(try #require(Unicode.Scalar(value)))
    let rendered = MarkdownRenderer().render("甲\(sentinel)**「乙」**丙 `\(sentinel)`")
    #expect(
      String(decoding: rendered.html, as: UTF8.self)
        == "<p>甲\(sentinel)<strong>「乙」</strong>丙 <code>\(sentinel)</code></p>\n")
    #expect(rendered.plainText == "甲\(sentinel)「乙」丙 \(sentinel)\n")
  }

  @Test("our sentinels inside every mark", arguments: ["", "a", "3", "~", "@b.c", "{#d}"])
  func sentinelsInside(_ next: String) {
    let sentinel = Self.noncharacter(0xFDEF) + next
    for source in [
      "![甲\(sentinel)](a)", "![a](b \"\(sentinel)\")", "{会\(sentinel)|\(sentinel)}",
      "# 甲\(sentinel) {#b\(sentinel)}", ":::提示 甲\(sentinel) {.b\(sentinel)}\n乙\n:::",
      "|甲|\n|-|\n|\(sentinel)|", "甲\n: \(sentinel)",
      "<b title=\"\(sentinel)\">\(sentinel)</b>", "www.a.b/\(sentinel)", "~~\(sentinel)~~",
    ] {
      for options in [MarkdownOptions(), .contribution] {
        let page = String(
          decoding: MarkdownRenderer(options: options).render(source).html, as: UTF8.self)
        let count = page.unicodeScalars.count { $0.value == 0xFDEF }
        #expect(count > 0 || page.contains("%EF%B7%AF"), "\(source.debugDescription): \(page)")
      }
    }
    let note = MarkdownRenderer().render("甲[^\(sentinel)]\n\n[^\(sentinel)]: 乙")
    #expect(note.noteCount == 1)
  }

  @Test(
    "a reference to one of our sentinels stays as it is written",
    arguments: ["&#xFDD4;", "&#Xfdd4;", "&#64980;", "&#0064980;", "&#x1BC9F;"])
  func references(_ reference: String) {
    let escaped = "&amp;" + reference.dropFirst()
    for (source, page) in [
      ("# \(reference) 甲", "<h1>\(escaped) 甲</h1>\n"),
      ("`\(reference)`", "<p><code>\(escaped)</code></p>\n"),
      ("<p>\(reference)</p>", "<p>\(reference)</p>\n"), ("\(reference)", "<p>\(escaped)</p>\n"),
    ] {
      let rendered = MarkdownRenderer(options: .commonMark).render(source)
      #expect(String(decoding: rendered.html, as: UTF8.self) == page)
    }
  }

  @Test(
    "tags stay balanced where marks meet",
    arguments: [
      "~~删<b>除~~和</b>", "~~甲 https://a.b/~~乙~~ 丙~~", "# ~~甲 {乙=\"~~\"}", "{会~~|a}~~乙~~",
    ])
  func balance(_ source: String) {
    let page = String(
      decoding: MarkdownRenderer(options: .contribution).render(source).html, as: UTF8.self)
    for name in ["del", "b", "ruby"] {
      let opening = page.split(separator: "<\(name)>", omittingEmptySubsequences: false).count
      let closing = page.split(separator: "</\(name)>", omittingEmptySubsequences: false).count
      #expect(opening == closing, "\(page)")
    }
  }

  @Test(
    "the deep, the long and the many",
    arguments: [
      "> ", "- ", "1. ", "*a ", "**「", "[", "![", "![[]()", "[a](", "~~", "`", "<", "{会|", "[^1]",
      ":::a\n", ":::\n", " :::a\n", "|", "檐", "a\n: ", "汉\n: x\n\n", "a\n: b\n\n    c\n\n", "<?",
      "[^1]: ", "\t", "&",
    ])
  func excess(_ piece: String) {
    let text = String(repeating: piece, count: 4_000)
    let rendered = MarkdownRenderer().render(text)
    #expect(String(validating: rendered.html, as: UTF8.self) != nil)
  }

  @Test("a line of ten megabytes")
  func longLine() {
    let line = String(repeating: "**「雨」**停，檐口还在滴水，一滴一滴。", count: 185_000)
    #expect(line.utf8.count > 10_000_000)
    let rendered = MarkdownRenderer().render(line)
    #expect(rendered.hanCount == 185_000 * 12)
    #expect(!String(decoding: rendered.html, as: UTF8.self).utf8.contains(UInt8(ascii: "*")))
  }

  @Test("what is cut back is said")
  func excesses() {
    let images = MarkdownRenderer().render("甲\n\n" + String(repeating: "![[]()", count: 1_100))
    #expect(images.diagnostics.map(\.line) == [3])
    #expect(images.diagnostics.first?.message.contains("images") == true)
    let quotes = MarkdownRenderer().render(String(repeating: "> ", count: 200) + "甲")
    #expect(quotes.diagnostics.first?.message.contains("nest") == true)
    let containers = MarkdownRenderer().render(
      String(repeating: ":::提示\n", count: 40) + String(repeating: ":::\n", count: 40))
    #expect(containers.diagnostics.first?.line == 33)
    #expect(containers.diagnostics.first?.message.contains("32") == true)
  }

  private func check(_ rendered: RenderedMarkdown, of text: String) {
    let page = String(validating: rendered.html, as: UTF8.self)
    #expect(page != nil)
    let ours = text.unicodeScalars.filter { (0xFDD0...0xFDEF).contains($0.value) }.count
    let theirs = (page ?? "").unicodeScalars.filter { (0xFDD0...0xFDEF).contains($0.value) }.count
    // What stands twice on the page (a heading's words and its id) may hold the author's twice.
    #expect(ours > 0 || theirs == 0, "\(text.debugDescription)")
  }
}
