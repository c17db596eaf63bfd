import CivilTime
import Glibc
import Magazine
import Markdown
import Theming

@testable import SiteBuilder

/// A whole site written as one text: each file after a line `-- path --`.
struct PagesText {
  var files: [(path: String, text: String)] = []

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      }
    }
  }

  /// The site as a page sees it.
  func pages(
    figures: PublicFigures? = nil, asOf: String = "2026-11-22 12:00", baseURL: String? = nil
  ) throws -> SitePages {
    SitePages(try index(figures: figures, asOf: asOf, baseURL: baseURL))
  }

  /// The site, as of noon on 22 November 2026 unless said otherwise.
  func index(
    figures: PublicFigures? = nil, asOf: String = "2026-11-22 12:00", baseURL: String? = nil
  ) throws -> SiteIndex {
    let now = Instant(asOf) ?? Instant(milliseconds: 0)
    let pictures = files.filter { $0.path.hasSuffix(".svg") }
    let texts = files.filter { !$0.path.hasSuffix(".svg") }.map {
      TextFile(path: $0.path, bytes: Array($0.text.utf8))
    }
    let loaded = Publication.load(
      ContentTree(
        root: "Content", texts: texts, assets: pictures.map { AssetFile(path: $0.path, size: 1) }),
      options: LoadOptions(asOf: now))
    if loaded.hasErrors { throw Wrong(texts: loaded.diagnostics.map(\.description)) }
    var galleys = PagedArray(repeating: Galley(), count: texts.count)
    let renderer = MarkdownRenderer(options: MarkdownOptions(dropsLeadingTitle: true))
    for (index, file) in texts.enumerated() where file.path.hasSuffix(".md") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let end = lines.first == "---" ? lines.dropFirst().firstIndex(of: "---") ?? -1 : -1
      let body = renderer.render(lines[(end + 1)...].joined(separator: "\n"))
      galleys[index] = Galley(
        body, [], at: .memory(GalleyProof(body, questions: []).packed))
    }
    let placed = pictures.map { ($0.path, PageSources.Placed(url: "/media/\($0.path)")) }
    return SiteIndex(
      PageSources(
        publication: loaded.publication, bodies: Bodies(galleys: galleys, faults: [:]),
        pictures: Dictionary(uniqueKeysWithValues: placed), figures: figures, asOf: now,
        baseURL: baseURL))
  }

  struct Wrong: Error, CustomStringConvertible {
    var texts: [String]
    var description: String { texts.joined(separator: "\n") }
  }
}

/// A theme of one line a page, for tests that say what a page holds and not how it looks.
struct TinyTheme {
  /// Shows `template` for one kind of page, rendered for the page at `url`.
  static func show<Root: TemplateContext>(_ template: String, _ page: Root) throws -> String {
    let source = TemplateSource(name: "t", path: "t.mustache", bytes: Array(template.utf8))
    return String(
      decoding: try TemplateSet([source]).compile("t", for: Root.self).render(page), as: UTF8.self)
  }
}

/// The themes of this repository, read from the disk.
enum RepositoryTheme {
  static var root: String {
    String(#filePath.split(separator: "/Tests/SiteBuilderTests")[0])
  }

  static func templates(_ name: String, language: SiteSettings.Language) throws -> ThemeTemplates {
    let theme = ThemeDirectory(name, in: root + "/Themes", language: language)
    let assets = ThemeAssets(theme.assets, root: root + "/Themes")
    if let wrong = (theme.diagnostics + assets.diagnostics).first {
      throw PagesText.Wrong(texts: [wrong.description])
    }
    return try theme.compile(assets)
  }
}

extension SiteIndex {
  /// Every page, rendered: URL and text.
  func rendered(_ templates: ThemeTemplates) -> [(url: String, text: String)] {
    pages().map { page in
      var bytes: [UInt8] = []
      page.render(SitePages(self), templates, &bytes)
      return (page.url, String(decoding: bytes, as: UTF8.self))
    }
  }
}
