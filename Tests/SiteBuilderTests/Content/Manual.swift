import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

/// The editors' manual of the demonstration: its ```markdown blocks, each with the same text again
/// below it, for the page to show what becomes of it.
struct Manual {
  /// A block and what stands below it.
  struct Example: Sendable, CustomTestStringConvertible {
    var page: String
    /// The line of its fence in the page's file.
    var line: Int
    var source: String
    /// What is written between the lines of ``Manual/frame``; nil when the frame does not follow.
    var shown: String?

    var testDescription: String { "\(page).md:\(line)" }
  }

  /// The pages that make up the manual, by slug.
  static let names = ["typesetting", "punctuation"]
  /// The element around what a block becomes.
  static let frame = (opening: "<div class=\"prose specimen\">", closing: "</div>")
  static let examples = names.flatMap { examples(on: $0, text(of: $0)) }

  /// A page's file; empty when there is none.
  static func text(of name: String) -> String {
    let path = "\(Fixtures.root)/Content/pages/\(name).md"
    return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
      ?? ""
  }

  private static func examples(on page: String, _ text: String) -> [Example] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var examples: [Example] = []
    var index = 0
    while index < lines.count {
      let fence = lines[index].prefix { $0 == "`" }
      guard fence.count >= 3, let end = lines[(index + 1)...].firstIndex(of: String(fence)) else {
        index += 1
        continue
      }
      let opening = index
      index = end + 1
      guard lines[opening].dropFirst(fence.count) == "markdown" else { continue }
      var example = Example(
        page: page, line: opening + 1,
        source: lines[opening + 1..<end].joined(separator: "\n"))
      if lines[index...].starts(with: ["", frame.opening, ""]),
        let close = lines[index...].firstIndex(of: frame.closing), close > index + 3
      {
        example.shown = lines[index + 3..<close - 1].joined(separator: "\n")
        index = close + 1
      }
      examples.append(example)
    }
    return examples
  }

  /// The demonstration with a page more for each example, which holds nothing else.
  struct Site {
    private static let marks = ("<!-- begin -->\n", "<!-- end -->")
    private let site: LoadedSite
    private let index: SiteIndex
    private let pages: [String: PageOutput]
    private let folder = ScratchFolder()

    init() throws {
      // Where Content is a link, a copy of the link would let the examples into the folder itself.
      let content = URL(filePath: "\(Fixtures.root)/Content").resolvingSymlinksInPath()
      try FileManager.default.copyItem(
        at: content, to: URL(filePath: folder.path).appending(path: "Content"))
      for (index, example) in Manual.examples.enumerated() {
        folder.write(
          "---\ntitle: 例\n---\n\(Self.marks.0)\n\(example.source)\n\n\(Self.marks.1)\n",
          to: "Content/pages/example-\(index).md")
      }
      var options = BuildOptions(asOf: try #require(Instant("2026-11-22 09:00")))
      options.content = "\(folder.path)/Content"
      options.themes = "\(Fixtures.root)/Themes"
      options.output = "\(folder.path)/Site"
      options.lints = true
      let loading = SiteBuilder(options).load()
      // An example by itself may begin with a heading of level three; on its page it does not.
      #expect(loading.diagnostics.filter { !$0.path.contains("/example-") } == [])
      site = try #require(loading.site)
      var sources = site.sources
      sources.figures = PublicFigures()
      index = SiteIndex(sources)
      pages = Dictionary(uniqueKeysWithValues: index.pages().map { ($0.url, $0) })
    }

    /// A page as readers get it, but that no picture waits to be scrolled to.
    func page(_ url: String) throws -> String {
      var bytes: [UInt8] = []
      try #require(pages[url], "\(url)").render(SitePages(index), site.templates, &bytes)
      return String(decoding: bytes, as: UTF8.self)
        .replacingOccurrences(of: " loading=\"lazy\"", with: "")
    }

    /// What an example becomes by itself: in its place, and among the notes at the end.
    func rendered(_ index: Int) throws -> (text: String, notes: String?) {
      let page = try page("/example-\(index)/")
      let text = try #require(Self.part(of: page, after: Self.marks.0, before: Self.marks.1))
      return (text, Self.part(of: page, after: "<section class=\"notes\"", before: "</section>"))
    }

    private static func part(of page: String, after opening: String, before closing: String)
      -> String?
    {
      guard let start = page.firstRange(of: opening)?.upperBound,
        let end = page[start...].firstRange(of: closing)?.lowerBound
      else { return nil }
      return String(page[start..<end])
    }
  }
}
