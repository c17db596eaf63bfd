import Foundation
import JSON
import Magazine
import Markdown
import Testing

@testable import huikan

@Suite("huikan markdown: one text to HTML")
struct MarkdownCommandTests {
  @Test("standard input to standard output")
  func filter() throws {
    let result = try Executable.run("markdown", input: "**「重要」**提示\n")
    #expect(result.status == 0)
    #expect(result.output == "<p><strong>「重要」</strong>提示</p>\n")
    #expect(result.errors.isEmpty)
    #expect(try Executable.run("markdown", input: "").output.isEmpty)
  }

  @Test("--commonmark is CommonMark and nothing else")
  func commonMark() throws {
    let text = "---\ntitle: a\n---\n**「重要」**提示\n"
    let strict = try Executable.run("markdown", "--commonmark", input: text)
    #expect(strict.output == "<hr />\n<h2>title: a</h2>\n<p>**「重要」**提示</p>\n")
    let ours = try Executable.run("markdown", input: text)
    #expect(ours.output == "<p><strong>「重要」</strong>提示</p>\n")
  }

  @Test(
    "a file by name, its faults with file, line, column in characters; exit status 1 for errors")
  func faults() throws {
    let folder = try TemporaryFolder()
    try folder.write("---\ntitle: 雨\n---\n檐口[哪里](#哪里)\n", to: "rain.md")
    let result = try Executable.run("markdown", "rain.md", in: folder.url)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("<p>檐口<a href="))
    #expect(
      result.errors.hasPrefix(
        """
        rain.md:4:8: error: nothing in this text has the id 哪里
          4 | 檐口[哪里](#哪里)
            |            ^
          = \("")
        """), "\(result.errors)")
    let missing = try Executable.run("markdown", "no.md", in: folder.url)
    #expect(missing.status == 1)
    #expect(missing.errors == "error: no.md: No such file or directory\n")
    #expect(missing.output.isEmpty)
    #expect(try Executable.run("markdown", "--commonmark", "--contribution").status == 64)
  }

  @Test("--contribution lets only harmless HTML through, and says what went")
  func contribution() throws {
    let result = try Executable.run("markdown", "--contribution", input: "雨<b onclick=x>声</b>\n")
    #expect(result.status == 0)
    #expect(result.output == "<p>雨<b>声</b></p>\n")
    #expect(result.errors.hasPrefix("<stdin>:1:2: warning: "), "\(result.errors)")
  }

  @Test("--json is one object with everything that is derived")
  func json() throws {
    let result = try Executable.run(
      "markdown", "--json", input: "# 听雨\n\n两声 rain。[^1]\n\n[^1]: 注。\n\n![](a.png)\n")
    #expect(result.status == 0)
    let value = try JSONValue.parse(Array(result.output.utf8))
    #expect(value["html"]?.string?.hasPrefix("<h1 id=\"听雨\">听雨</h1>\n") == true)
    #expect(value["title"]?.string == "听雨")
    #expect(value["outline"]?[0]?["level"]?.int == 1)
    #expect(value["outline"]?[0]?["id"]?.string == "听雨")
    #expect(value["excerpt"]?.string == "两声 rain。")
    #expect(value["text"]?.string?.contains("两声 rain。") == true)
    #expect(value["latin_words"]?.int == 1)
    #expect(value["minutes"]?.int == 1)
    #expect(value["notes"]?.int == 1)
    #expect(value["diagnostics"]?[0]?["severity"]?.string == "warning")
    #expect(value["diagnostics"]?[0]?["line"]?.int == 7)
  }

  @Test("bytes that are not UTF-8 become U+FFFD, and are told")
  func encoding() throws {
    let text = MarkdownText(
      Array("雨\n声".utf8) + [0xD3, 0xEA, 0x0A], path: "gbk.md", options: MarkdownOptions(),
      hasFrontMatter: true)
    let page = String(decoding: text.rendered.html, as: UTF8.self)
    #expect(page.hasPrefix("<p>雨声\u{FFFD}"))
    #expect(!text.hasErrors)
    let told = try #require(text.diagnostics.first).description
    #expect(told.hasPrefix("gbk.md:2:2: warning: the text is not UTF-8 here"), "\(told)")
  }

  @Test("ten megabytes in one line, with a fault at the end")
  func large() throws {
    let piece = "檐口**「滴水」**，rain。"
    let count = 10_000_000 / piece.utf8.count
    let text = String(repeating: piece, count: count) + "[哪里](#哪里)\n"
    let result = try Executable.run("markdown", input: text)
    #expect(result.status == 1)
    #expect(result.output.utf8.count > 10_000_000)
    let column = count * piece.unicodeScalars.count + 6
    #expect(
      result.errors.hasPrefix("<stdin>:1:\(column): error: "), "\(result.errors.prefix(80))")
  }

  /// A suite that drives the command calls what is called here.
  @Test(
    "the examples of CommonMark, as a suite would run them", .enabled(if: Specification.isThere))
  func specification() throws {
    let examples = try Specification.examples()
    #expect(examples.count == 652)
    for example in examples {
      let text = MarkdownText(
        Array(example.markdown.utf8), path: "<stdin>", options: .commonMark,
        hasFrontMatter: false)
      let html = String(decoding: text.rendered.html, as: UTF8.self)
      #expect(html == example.html, "\(example.markdown)")
      #expect(!text.hasErrors, "\(example.markdown)")
    }
    for example in examples.enumerated().filter({ $0.offset.isMultiple(of: 31) }).map(\.element) {
      let result = try Executable.run("markdown", "--commonmark", input: example.markdown)
      #expect(result.output == example.html)
      #expect(result.status == 0)
    }
  }
}

private struct Specification: Decodable {
  var markdown: String
  var html: String

  static let file = Executable.root.appending(path: "../shared/data/commonmark-0.30.json")
  static let isThere = FileManager.default.fileExists(atPath: file.path)

  static func examples() throws -> [Specification] {
    try JSONDecoder().decode([Specification].self, from: Data(contentsOf: file))
  }
}
