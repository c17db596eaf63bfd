import Markdown
import Testing

@Suite("A container's fence may stand up to three columns in")
struct IndentedFenceTests {
  private func page(_ source: String) -> String {
    let rendered = MarkdownRenderer().render(source)
    #expect(rendered.diagnostics.isEmpty, "\(rendered.diagnostics)")
    return String(decoding: rendered.html, as: UTF8.self)
  }

  /// What a hint with one word in it becomes.
  private static func hint(_ content: String) -> String {
    """
    <aside class="note-box" aria-label="提示">
    <p class="box-title">提示</p>
    \(content)
    </aside>

    """
  }

  @Test("opening and closing, each by its own", arguments: 0...3, 0...3)
  func columns(opening: Int, closing: Int) {
    let first = String(repeating: " ", count: opening)
    let last = String(repeating: " ", count: closing)
    #expect(page("\(first):::提示\n甲\n\(last):::\n") == Self.hint("<p>甲</p>"))
    #expect(page("\(first)：：：提示\n甲\n\(last)：：：\n") == Self.hint("<p>甲</p>"))
    #expect(
      page("> \(first):::提示\n> 甲\n> \(last):::\n")
        == "<blockquote>\n\(Self.hint("<p>甲</p>"))</blockquote>\n")
    #expect(
      page(":::提示\n\(first):::提示\n甲\n\(last):::\n:::\n")
        == Self.hint(String(Self.hint("<p>甲</p>").dropLast())))
    #expect(
      page("- 项\n\n  \(first):::提示\n  甲\n  \(last):::\n")
        == "<ul>\n<li>\n<p>项</p>\n\(Self.hint("<p>甲</p>"))</li>\n</ul>\n")
    #expect(
      page("1. 项\n   \(first):::提示\n   甲\n   \(last):::\n")
        == "<ol>\n<li>项\n\(Self.hint("<p>甲</p>"))</li>\n</ol>\n")
  }

  @Test("less far in than a list's item, it ends the list", arguments: 0...2)
  func besideItem(columns: Int) {
    let indent = String(repeating: " ", count: columns)
    #expect(
      page("1. 项\n\n\(indent):::提示\n\(indent)甲\n\(indent):::\n")
        == "<ol>\n<li>项</li>\n</ol>\n\(Self.hint("<p>甲</p>"))")
  }

  @Test("four columns in it is code, as the fence of code would be")
  func code() {
    #expect(page("    :::提示\n") == "<pre><code>:::提示\n</code></pre>\n")
    let page = MarkdownRenderer().render(":::提示\n甲\n\n    :::\n")
    #expect(page.diagnostics.map(\.line) == [1])
  }

  @Test("notes and definitions may stand in as far", arguments: 1...3)
  func otherMarks(columns: Int) {
    let indent = String(repeating: " ", count: columns)
    let notes = MarkdownRenderer().render("甲[^1]\n\n\(indent)[^1]: 乙\n")
    #expect(notes.noteCount == 1)
    #expect(!String(decoding: notes.html, as: UTF8.self).contains("?"))
    #expect(
      page("甲\n\(indent): 乙\n\n\(indent)  丙\n")
        == "<dl>\n<dt>甲</dt>\n<dd>\n<p>乙</p>\n<p>丙</p>\n</dd>\n</dl>\n")
  }

  @Test("no mark of ours ever reaches the page: fences spliced in anywhere")
  func splices() {
    var random = SeededRandom(seed: 1_147)
    let marks = [
      ":::提示\n", ":::\n", "：：：引言 甲\n", ":::图集\n", "- ", "1. ", "> ", "+ ", "[^1]: ", ": ", "```\n",
      "`", "| 甲 |\n", "|---|\n", "甲\n", "乙[^1]\n", "\n", "\n\n", "\t", "<b>", "<!--", "-->", "# ",
      "---\n", "<div>\n", "[a]: b\n", "**", "\r", "\\",
    ]
    for options in [MarkdownOptions(), .contribution] {
      let renderer = MarkdownRenderer(options: options)
      for _ in 0..<6_000 {
        var text = ""
        for _ in 0..<Int.random(in: 1...24, using: &random) {
          text += String(repeating: " ", count: Int.random(in: 0...5, using: &random))
          text += marks.randomElement(using: &random) ?? ""
        }
        let page = String(decoding: renderer.render(text).html, as: UTF8.self)
        #expect(!page.contains("?"), "\(text.debugDescription)\n\(page)")
      }
    }
  }
}
