import Foundation
import Markdown
import Testing

@testable import SiteBuilder

@Suite("The editors' manual shows what there is, and shows it right")
struct ManualTests {
  @Test("the text of a block stands again below it", arguments: Manual.examples)
  func shown(_ example: Manual.Example) {
    #expect(example.shown == example.source)
  }

  @Test("the page shows below each block what the block becomes by itself")
  func rendered() throws {
    let site = try Manual.Site()
    for (index, example) in Manual.examples.enumerated() {
      let page = try site.page("/\(example.page)/")
      let (text, notes) = try site.rendered(index)
      let specimen = """
        <pre><code class="language-markdown">\(Self.escaped(example.source))
        </code></pre>
        \(Manual.frame.opening)
        \(text)\(Manual.frame.closing)
        """
      // Not inside the expectation, which would print the whole page.
      let isShown = page.contains(specimen) && notes.map { page.contains($0) } ?? true
      #expect(isShown, "\(example.testDescription)\n\(specimen)\(notes ?? "")")
    }
  }

  @Test("no mark is left standing on the pages")
  func leftOver() throws {
    let site = try Manual.Site()
    let pages = try Manual.names.map { try site.page("/\($0)/") }.joined()
    let words = pages.replacingOccurrences(
      of: "(?s)<(code|title)[ >].*?</\\1>|<[^>]*>", with: "", options: .regularExpression)
    for mark in ["**", "~~", ":::", "|:", "```"] {
      #expect(!words.contains(mark), "\(mark)")
    }
  }

  @Test("an example for every mark of ours", arguments: MarkdownExtensions.names.map(\.name))
  func extensions(_ name: String) throws {
    let mark = try #require(MarkdownExtensions.names.first { $0.name == name }).value
    let with = MarkdownRenderer()
    let without = MarkdownRenderer(
      options: MarkdownOptions(extensions: .all.subtracting(mark)))
    #expect(
      Manual.examples.contains { with.render($0.source).html != without.render($0.source).html })
    #expect(Manual.text(of: "typesetting").contains("\n| `\(name)` | "))
  }

  @Test("an example and both names of every container", arguments: MarkdownContainerKind.allCases)
  func containers(_ kind: MarkdownContainerKind) {
    #expect(Manual.examples.contains { "\n\($0.source)".contains("\n:::\(kind.name)") })
    #expect(
      Manual.text(of: "typesetting").split(separator: "\n").contains {
        $0.hasPrefix("| [`\(kind.name)`](#") && $0.contains("| `\(kind.rawValue)` |")
      })
  }

  @Test("every code of the lint, with a text before and after", arguments: LintCode.allCases)
  func codes(_ code: LintCode) throws {
    let entries = Manual.text(of: "punctuation").components(separatedBy: "\n\n")
    let entry = try #require(entries.first { $0.hasPrefix("`\(code.rawValue)` ") })
    let lines = entry.components(separatedBy: "\n")
    #expect(lines.contains(": 错：`\(Self.onOneLine(code.before))`"))
    #expect(lines.contains(": 对：`\(Self.onOneLine(code.after))`"))
    #expect(entry.contains("自动改") && entry.contains("不自动改") == !code.isRepaired)
  }

  private static func onOneLine(_ text: String) -> String {
    text.replacingOccurrences(of: "\n\n", with: " ⏎ ⏎ ").replacingOccurrences(of: "\n", with: " ⏎ ")
      .replacingOccurrences(of: "\u{1}", with: "␁")
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
  }
}
