import CivilTime
import JSON
import Magazine

/// A feed as JSON Feed 1.1 has it (https://www.jsonfeed.org/version/1.1/), with the whole text of its
/// articles.
struct JSONFeed {
  private let feed: Feed

  static let type = "application/feed+json"

  init(_ feed: Feed) { self.feed = feed }

  func bytes() -> [UInt8] {
    let publication = feed.sources.publication
    var members: [JSONValue.Member] = [
      .init("version", "https://jsonfeed.org/version/1.1"),
      .init("title", .string(feed.title)),
      .init("home_page_url", .string(feed.address(feed.place(feed.home)))),
      .init("feed_url", .string(feed.address(feed.url(Feed.jsonName)))),
    ]
    if let description = publication.site.description {
      members.append(.init("description", .string(feed.text(description))))
    }
    members.append(.init("language", .string(feed.language)))
    members.append(
      .init("items", .array(feed.articles.map { item(publication.articles[$0]) })))
    return JSONValue.object(members).encoded() + [UInt8(ascii: "\n")]
  }

  private func item(_ article: Article) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(feed.identifier(feed.place(article.url)))),
      .init("url", .string(feed.address(feed.place(article.url)))),
      .init("title", .string(feed.text(article.title))),
      .init(
        "content_html",
        .string(String(decoding: absolute(feed.body(article)), as: UTF8.self))),
    ]
    if let summary = article.summary {
      members.append(.init("summary", .string(feed.text(summary))))
    }
    if let cover = article.cover, let address = address(cover) {
      members.append(.init("image", .string(address)))
    }
    if let moment = article.moment {
      members.append(.init("date_published", .string(moment.rfc3339)))
    }
    members.append(.init("authors", .array(feed.authors(article).map(author))))
    let tags = article.tags.map {
      JSONValue.string(feed.text(feed.sources.publication.tags[$0].name))
    }
    if !tags.isEmpty { members.append(.init("tags", .array(tags))) }
    return .object(members)
  }

  private func author(_ byline: (name: String, page: Int?)) -> JSONValue {
    var members: [JSONValue.Member] = [.init("name", .string(feed.text(byline.name)))]
    if let author = byline.page {
      let url = feed.place(feed.sources.publication.authors[author].url)
      members.append(.init("url", .string(feed.address(url))))
    }
    return .object(members)
  }

  private func address(_ picture: Picture) -> String? {
    switch picture.place {
    case .external(let address): address
    case .asset(let path): feed.sources.pictures[path].map { feed.address($0.url) }
    }
  }

  /// Markup with the site's own address before links and pictures: JSON has no `xml:base`.
  private func absolute(_ html: [UInt8]) -> [UInt8] {
    guard let base = feed.sources.baseURL else { return html }
    let quote = UInt8(ascii: "\"")
    var output: [UInt8] = []
    output.reserveCapacity(html.count + 256)
    var isInSet = false
    for byte in html {
      // Written by us, an address from the root begins with a quotation mark, a slash and no second one.
      if output.last == UInt8(ascii: "/"), byte != UInt8(ascii: "/"), ends(output, inSet: isInSet) {
        output.removeLast()
        output += Array(base.utf8) + [UInt8(ascii: "/")]
      }
      output.append(byte)
      if byte == quote { isInSet = output.ends(with: " srcset=\"") }
    }
    return output
  }

  private func ends(_ output: [UInt8], inSet: Bool) -> Bool {
    // A `srcset` has several addresses, with a comma and a blank between them.
    inSet
      ? output.ends(with: "\"/") || output.ends(with: ", /")
      : output.ends(with: " href=\"/") || output.ends(with: " src=\"/")
  }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
