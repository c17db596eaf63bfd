import Markdown
import Testing

@Suite("docs/content.md shows what the marks become")
struct DocumentedMarksTests {
  /// A block of Markdown and the block of HTML below it.
  struct Example: Sendable, CustomTestStringConvertible {
    var source: String
    var page: String

    var testDescription: String { source }
  }

  static let examples: [Example] = {
    let text = Fixture.read("\(Fixture.root)/docs/content.md") ?? ""
    var examples: [Example] = []
    var (opening, block) = ("", "")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```", opening == "```markdown" {
        examples.append(Example(source: block, page: ""))
      } else if line == "```", opening == "```html", !examples.isEmpty {
        examples[examples.count - 1].page = block
      }
      if line.hasPrefix("```") {
        (opening, block) = (opening.isEmpty ? String(line) : "", "")
      } else {
        block += line + "\n"
      }
    }
    return examples.filter { !$0.page.isEmpty }
  }()

  @Test("a text, and below it the page", arguments: examples)
  func page(_ example: Example) {
    let rendered = MarkdownRenderer().render(example.source)
    #expect(String(decoding: rendered.html, as: UTF8.self) == example.page)
    #expect(rendered.diagnostics.isEmpty)
  }

  @Test("the text names every mark that can be switched off")
  func names() {
    let text = Fixture.read("\(Fixture.root)/docs/content.md") ?? ""
    #expect(DocumentedMarksTests.examples.count > 6)
    for (name, _) in MarkdownExtensions.names where name != "containers" {
      #expect(text.contains("(`\(name)`)"), "\(name)")
    }
  }
}
