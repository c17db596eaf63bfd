import CivilTime
import Magazine
import Markdown

/// The magazine's feed: RFC 4287, the newest articles and notices with their whole text.
struct AtomFeed {
  private let sources: PageSources
  private let title: String
  private let base: String
  /// Where the feed is one of the Traditional edition.
  private let edition: (texts: TraditionalEdition, addresses: EditionAddresses)?

  static let url = "/feed.xml"

  init(
    _ sources: PageSources,
    in edition: (texts: TraditionalEdition, addresses: EditionAddresses)? = nil
  ) {
    self.sources = sources
    self.edition = edition
    title = sources.publication.site.title
    base = sources.baseURL ?? ""
  }

  /// The feed. Undated articles have no place in it, for a reader orders by date.
  func bytes() -> [UInt8] {
    let site = sources.publication.site
    let language = edition == nil ? site.language.rawValue : TraditionalEdition.language
    let articles = sources.publication.articles.lazy
      .compactMap { article in article.moment.map { (article, $0) } }.prefix(site.feedSize)
    var xml = XMLText()
    xml.markup("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(language)\"")
    if !base.isEmpty { xml.markup(" xml:base=\"\(XMLText.attribute(base))/\"") }
    xml.markup(">\n")
    xml.element("title", text(title))
    if let description = site.description { xml.element("subtitle", text(description)) }
    xml.element("id", identifier(place("/")))
    xml.element("updated", (articles.first?.1 ?? Instant(sources.asOf.day)).rfc3339)
    link("self", Self.url, "application/atom+xml", &xml)
    link("alternate", "/", "text/html", &xml)
    xml.element("generator", "Huikan")
    for (article, moment) in articles { entry(article, moment, &xml) }
    xml.markup("</feed>\n")
    return xml.bytes
  }

  private func entry(_ article: Article, _ moment: Instant, _ xml: inout XMLText) {
    xml.markup("<entry>\n")
    xml.element("title", text(article.title))
    xml.element("id", identifier(place(article.url)))
    xml.element("published", moment.rfc3339)
    xml.element("updated", moment.rfc3339)
    link("alternate", article.url, "text/html", &xml)
    for name in article.authors.isEmpty ? [title] : article.authors.map(\.name) {
      xml.markup("<author>\n")
      xml.element("name", text(name))
      xml.markup("</author>\n")
    }
    for tag in article.tags {
      let name = XMLText.attribute(text(sources.publication.tags[tag].name))
      xml.markup("<category term=\"\(name)\"/>\n")
    }
    if let summary = article.summary { xml.element("summary", text(summary)) }
    let body = sources.feedText(of: article.source)
    xml.element(
      "content", edition.map { $0.texts.page(body, $0.addresses) } ?? body,
      attributes: "type=\"html\"")
    xml.markup("</entry>\n")
  }

  private func text(_ text: String) -> String { edition?.texts.text(text) ?? text }

  /// Where a page of this edition is.
  private func place(_ url: String) -> String {
    guard let edition else { return url }
    return Array(url.utf8).withUnsafeBufferPointer { bytes in
      edition.addresses.moved(bytes[...]).map { String(decoding: $0, as: UTF8.self) } ?? url
    }
  }

  private func link(_ relation: String, _ url: String, _ type: String, _ xml: inout XMLText) {
    let address = XMLText.attribute(base + place(url))
    xml.markup("<link rel=\"\(relation)\" href=\"\(address)\" type=\"\(type)\"/>\n")
  }

  /// What tells entries apart for ever. A site that does not know its address has none that would be
  /// its own for ever, so a name made from the title and the URL stands in.
  private func identifier(_ url: String) -> String {
    guard base.isEmpty else { return base + url }
    let mark = ContentHash.short(Array(title.utf8))
    return "tag:huikan-\(mark).invalid,2000:\(url)"
  }
}

extension Article {
  /// When it came out: its moment of publication, or the beginning of its day.
  var moment: Instant? { publish ?? date.map { Instant($0) } }
}
