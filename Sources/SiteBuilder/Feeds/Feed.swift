import CivilTime
import Magazine

/// A run of articles to subscribe to, in one edition of the site: what its two formats are made of.
struct Feed: Sendable {
  let sources: PageSources
  /// The Traditional edition, where the feed is one of its.
  let edition: EditionTexts?
  /// The URL of the Simplified page whose articles these are, with a slash at its end.
  let home: String
  /// What tells this feed from the site's own: the column.
  let name: String?
  /// The articles, the newest first, as places in `Publication.articles`.
  let articles: [Int]

  static let atomName = "feed.xml"
  static let jsonName = "feed.json"

  /// Every feed of a site: of the whole, and of each column that has a dated article.
  static func all(of sources: PageSources, in edition: EditionTexts?) -> [Feed] {
    let publication = sources.publication
    var feeds: [Feed] = []
    for edition in edition.map({ [nil, $0] }) ?? [nil] {
      feeds.append(
        Feed(sources, in: edition, home: "/", name: nil, of: publication.articles.indices))
      for column in publication.columns {
        let feed = Feed(
          sources, in: edition, home: column.url, name: column.name,
          of: publication.articles(of: column).ids)
        if !feed.articles.isEmpty { feeds.append(feed) }
      }
    }
    return feeds
  }

  /// Undated articles have no place in a feed, for a reader orders by date.
  private init(
    _ sources: PageSources, in edition: EditionTexts?, home: String, name: String?,
    of ids: some Sequence<Int>
  ) {
    self.sources = sources
    self.edition = edition
    self.home = home
    self.name = name
    articles = Array(
      ids.lazy.filter { sources.publication.articles[$0].moment != nil }
        .prefix(sources.publication.site.feedSize))
  }

  /// The two formats as files of the site.
  var files: [SiteFile] {
    [
      SiteFile(
        path: SitePath.file(of: url(Self.atomName)), content: .made { AtomFeed(self).bytes() }),
      SiteFile(
        path: SitePath.file(of: url(Self.jsonName)), content: .made { JSONFeed(self).bytes() }),
    ]
  }

  /// Whether an edit can have changed it.
  func isTouched(by change: PageChange) -> Bool {
    articles.contains { id in
      change.articles.contains(id)
        || change.texts.contains(sources.publication.articles[id].source.text)
    }
  }

  // MARK: - What both formats say

  /// 檐声, or 檐声 · 营造.
  var title: String {
    text(sources.publication.site.title + (name.map { " · \($0)" } ?? ""))
  }

  var language: String {
    edition == nil ? sources.publication.site.language.rawValue : TraditionalEdition.language
  }

  /// When something in it last came out.
  var updated: Instant { articles.first.flatMap { moment($0) } ?? Instant(sources.asOf.day) }

  func moment(_ id: Int) -> Instant? { sources.publication.articles[id].moment }

  /// A text in the script of the edition.
  func text(_ text: String) -> String { edition?.texts.text(text) ?? text }

  /// The text of an article, for a page that is not the article's: links within it lead to its page.
  func body(_ article: Article) -> [UInt8] {
    let body = sources.feedText(of: article.source, isTraditional: edition != nil)
    return Self.leading(
      edition.map { $0.texts.page(body, $0.addresses) } ?? body, to: place(article.url))
  }

  /// Markup whose links to places within itself begin with a page's URL: a reader of feeds resolves
  /// them against the feed, if at all.
  private static func leading(_ html: [UInt8], to url: String) -> [UInt8] {
    let link = Array(" href=\"#".utf8)
    var output: [UInt8] = []
    var copied = 0
    while let found = html.place(of: link, from: copied) {
      output += html[copied..<found.upperBound - 1]
      output += url.utf8
      copied = found.upperBound - 1
    }
    if copied == 0 { return html }
    return output + html[copied...]
  }

  /// Where one of the two formats is.
  func url(_ format: String) -> String {
    (edition == nil ? "" : TraditionalEdition.prefix) + home + format
  }

  /// Where a page is in the edition.
  func place(_ url: String) -> String { edition?.place(url) ?? url }

  /// The absolute address of a page or file of the site, as far as the site knows its own.
  func address(_ url: String) -> String { (sources.baseURL ?? "") + url }

  /// What tells entries apart for ever. A site that does not know its address has none that would be
  /// its own for ever, so a name made from the title and the URL stands in.
  func identifier(_ url: String) -> String {
    guard sources.baseURL == nil else { return address(url) }
    let mark = ContentHash.short(Array(sources.publication.site.title.utf8))
    return "tag:huikan-\(mark).invalid,2000:\(url)"
  }

  /// Who wrote an article: the magazine where nobody is named.
  func authors(_ article: Article) -> [(name: String, page: Int?)] {
    article.authors.isEmpty
      ? [(sources.publication.site.title, nil)] : article.authors.map { ($0.name, $0.author) }
  }
}

/// The Traditional edition, and what it has.
struct EditionTexts: Sendable {
  let texts: TraditionalEdition
  let addresses: EditionAddresses

  /// Where a page is in the edition.
  func place(_ url: String) -> String {
    Array(url.utf8).withUnsafeBufferPointer { bytes in
      addresses.moved(bytes[...]).map { String(decoding: $0, as: UTF8.self) } ?? url
    }
  }
}

extension Article {
  /// When it came out: its moment of publication, or the beginning of its day.
  var moment: Instant? { publish ?? date.map { Instant($0) } }
}
