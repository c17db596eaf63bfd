import Magazine
import Markdown

/// Checks links that lead to a place on another page, once every page is known.
struct AnchorCheck {
  private let sources: PageSources
  private let templates: ThemeTemplates
  private let content: ContentDirectory

  init(of sources: PageSources, templates: ThemeTemplates, content: ContentDirectory) {
    self.sources = sources
    self.templates = templates
    self.content = content
  }

  /// What comes of a check.
  struct Findings {
    /// One for every link to a place that its page does not have.
    var diagnostics: [Diagnostic] = []
    /// Whether some link leads to a place that is in no text, so that the theme must have made it.
    var linksToTheme = false
  }

  /// Looks at every link to a place on another page.
  ///
  /// Most places are in the target's own text, whose ids are known. Only where one is not there is
  /// the target rendered, with and without figures, to look at what the theme adds.
  func findings() -> Findings {
    let links = allLinks()
    guard !links.isEmpty else { return Findings() }
    let targets = Dictionary(bodySources().map { ($0.url, $0) }) { first, _ in first }
    var texts: [String: Set<String>] = [:]
    var pages: [String: Set<String>] = [:]
    var findings = Findings()
    for (link, source) in links {
      guard let hash = link.url.firstIndex(of: "#") else { continue }
      let url = String(link.url[..<hash].prefix { $0 != "?" })
      let fragment = SitePath.decode(link.url[link.url.index(after: hash)...].utf8)
      let target = targets[url]
      if let target, texts[url] == nil { texts[url] = sources.bodies.ids(of: target.source.text) }
      if let text = texts[url], text.contains(fragment) { continue }
      findings.linksToTheme = true
      let ids = pages[url] ?? renderedIDs(url)
      pages[url] = ids
      if !ids.contains(fragment) {
        let page = target.map { "“\($0.title)”" } ?? url
        findings.diagnostics.append(diagnostic(link, source, fragment, on: page, texts[url] ?? []))
      }
    }
    return findings
  }

  private func allLinks() -> [(FragmentLink, Source)] {
    // Hardly any text has such links; the rest is passed over without a look at what it belongs to.
    let galleys = sources.bodies.galleys
    guard galleys.contains(where: { !$0.fragmentLinks.isEmpty }) else { return [] }
    return bodySources().flatMap { source, _, _ in
      galleys[source.text].fragmentLinks.map { ($0, source) }
    }.filter { $0.0.url.hasPrefix("/") && !$0.0.url.hasPrefix("//") }
  }

  private func bodySources() -> [(source: Source, url: String, title: String)] {
    let publication = sources.publication
    return publication.articles.map { ($0.source, $0.url, $0.title) }
      + publication.pages.map { ($0.source, $0.url, $0.title) }
      + publication.issues.map { ($0.source, $0.url, $0.title) }
      + publication.events.map { ($0.source, $0.url, $0.title) }
      + publication.rewards.map { ($0.source, $0.url, $0.title) }
      + publication.authors.map { ($0.source, $0.url, $0.name) }
  }

  private func renderedIDs(_ url: String) -> Set<String> {
    var ids: Set<String> = []
    for figures in [nil, PublicFigures()] {
      var sources = sources
      sources.figures = figures
      let index = SiteIndex(sources)
      for page in index.pages() where page.url == url {
        var bytes: [UInt8] = []
        page.render(SitePages(index), templates, &bytes)
        ids.formUnion(Self.ids(in: bytes))
      }
    }
    return ids
  }

  /// The values of all `id` attributes, as our templates and renderer write them: in double quotes.
  static func ids(in html: [UInt8]) -> [String] {
    let mark = Array(" id=\"".utf8)
    var ids: [String] = []
    var position = html.startIndex
    while let blank = html[position...].firstIndex(of: mark[0]) {
      position = blank + 1
      guard html[blank...].starts(with: mark) else { continue }
      let start = blank + mark.count
      guard let end = html[start...].firstIndex(of: UInt8(ascii: "\"")) else { return ids }
      ids.append(String(decoding: html[start..<end], as: UTF8.self))
      position = end
    }
    return ids
  }

  private func diagnostic(
    _ link: FragmentLink, _ source: Source, _ fragment: String, on page: String,
    _ known: Set<String>
  ) -> Diagnostic {
    let text = content.bytes(of: source.text) ?? []
    let places = known.sorted().prefix(12).map { "#\($0)" }.joined(separator: ", ")
    return Diagnostic(
      .error, root: content.tree.root, path: source.path,
      position: Position(line: link.line, column: link.column, of: source, in: text),
      in: text, message: "\(page) has no place “#\(fragment)”",
      remedy: places.isEmpty
        ? "take it out, or give a heading there an id with {#id}" : "its places are: \(places)")
  }
}
