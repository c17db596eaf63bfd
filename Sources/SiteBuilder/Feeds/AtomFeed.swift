import CivilTime
import Magazine

/// A feed as RFC 4287 has it, with the whole text of its articles.
struct AtomFeed {
  private let feed: Feed

  static let url = "/" + Feed.atomName
  static let type = "application/atom+xml"

  init(_ feed: Feed) { self.feed = feed }

  func bytes() -> [UInt8] {
    let site = feed.sources.publication.site
    let base = feed.sources.baseURL ?? ""
    var xml = XMLText()
    xml.markup("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(feed.language)\"")
    if !base.isEmpty { xml.markup(" xml:base=\"\(XMLText.attribute(base))/\"") }
    xml.markup(">\n")
    xml.element("title", feed.title)
    if let description = site.description { xml.element("subtitle", feed.text(description)) }
    xml.element("id", feed.identifier(feed.place(feed.home)))
    xml.element("updated", feed.updated.rfc3339)
    link("self", feed.url(Feed.atomName), Self.type, &xml)
    link("alternate", feed.place(feed.home), "text/html", &xml)
    xml.element("generator", "Huikan")
    for id in feed.articles { entry(feed.sources.publication.articles[id], &xml) }
    xml.markup("</feed>\n")
    return xml.bytes
  }

  private func entry(_ article: Article, _ xml: inout XMLText) {
    guard let moment = article.moment else { return }
    xml.markup("<entry>\n")
    xml.element("title", feed.text(article.title))
    xml.element("id", feed.identifier(feed.place(article.url)))
    xml.element("published", moment.rfc3339)
    xml.element("updated", moment.rfc3339)
    link("alternate", feed.place(article.url), "text/html", &xml)
    for byline in feed.authors(article) {
      xml.markup("<author>\n")
      xml.element("name", feed.text(byline.name))
      xml.markup("</author>\n")
    }
    for tag in article.tags {
      let name = XMLText.attribute(feed.text(feed.sources.publication.tags[tag].name))
      xml.markup("<category term=\"\(name)\"/>\n")
    }
    if let summary = article.summary { xml.element("summary", feed.text(summary)) }
    xml.element("content", feed.body(article), attributes: "type=\"html\"")
    xml.markup("</entry>\n")
  }

  private func link(_ relation: String, _ url: String, _ type: String, _ xml: inout XMLText) {
    let address = XMLText.attribute(feed.address(url))
    xml.markup("<link rel=\"\(relation)\" href=\"\(address)\" type=\"\(type)\"/>\n")
  }
}
