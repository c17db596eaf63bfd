import Glibc
import Magazine
import Markdown
import Testing
import Theming

@testable import SiteBuilder

@Suite("主题的约定")
struct ThemeContractTests {
  private static let path = RepositoryTheme.root + "/docs/themes.md"

  @Test("docs/themes.md 里的表格与代码一致")
  func documentAgrees() throws {
    let document = try String(decoding: FileBytes.read(Self.path, expecting: 0), as: UTF8.self)
    let parts = document.components(from: "## Templates\n")
    let fresh = parts.before + ThemeContract.tables
    if getenv("SNAPSHOTS").map({ String(cString: $0) }) == "overwrite" {
      try write(fresh)
      return
    }
    #expect(document == fresh, "run: SNAPSHOTS=overwrite swift test --filter ThemeContract")
  }

  @Test("每个字段都说清楚了是什么")
  func everyFieldIsExplained() {
    let containers = MarkdownContainerKind.allCases.flatMap(\.outline)
    for outline in PageKind.allCases.flatMap(\.outline) + containers {
      for field in outline.fields {
        #expect(field.meaning.hasSuffix("."), "\(outline.name).\(field.name): \(field.meaning)")
      }
    }
  }

  @Test(
    "主题齐全：每种页面都有模板，每个名字都认得",
    arguments: ["jia", "plain"], SiteSettings.Language.allCases)
  func themeIsComplete(name: String, language: SiteSettings.Language) throws {
    _ = try RepositoryTheme.templates(name, language: language)
  }

  private func write(_ text: String) throws {
    let file = open(Self.path, O_WRONLY | O_TRUNC)
    defer { close(file) }
    let bytes = Array(text.utf8)
    #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
  }
}

extension String {
  /// What stands before a heading, and the rest from it on.
  fileprivate func components(from heading: String) -> (before: String, rest: String) {
    var before = ""
    var rest = self[...]
    while !rest.isEmpty, !rest.hasPrefix(heading) {
      let line = rest.prefix { $0 != "\n" }
      before += line + "\n"
      rest = rest.dropFirst(line.count + 1)
    }
    return (before, String(rest))
  }
}
