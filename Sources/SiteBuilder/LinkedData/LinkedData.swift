import CivilTime
import JSON
import Magazine
import Theming

/// What pages say about themselves to programs: JSON-LD with the words of schema.org, as one chain from
/// the club (Organization) over the magazine (Periodical) and the issue (PublicationIssue) to the
/// article; events hang on the club.
///
/// It says nothing that the page does not show. `Tests/Site/schema/linked-data.json` is its schema.
struct LinkedData: Sendable {
  private let publication: Publication
  private let base: String
  /// `{"@context":…,"@graph":[club,magazine`, the same on every page.
  private let opening: [UInt8]

  /// Nil without an absolute address: the chain's links would be of no use.
  init?(_ sources: PageSources) {
    guard let base = sources.baseURL else { return nil }
    publication = sources.publication
    self.base = base
    opening = Self.opening(sources.publication, base: base)
  }

  private static func opening(_ publication: Publication, base: String) -> [UInt8] {
    let (site, club) = (publication.site, publication.club)
    var json = JSONWriter()
    json.beginObject()
    json.member("@context", "https://schema.org")
    json.key("@graph")
    json.beginArray()
    json.object { json in
      json.member("@type", "Organization")
      json.member("@id", base + "/#club")
      json.member("name", club?.name ?? site.title)
      json.member("url", base + "/")
      if let motto = club?.motto { json.member("slogan", motto) }
      if let phone = club?.contact.phone { json.member("telephone", phone) }
      if let email = club?.contact.email { json.member("email", email) }
    }
    json.object { json in
      json.member("@type", "Periodical")
      json.member("@id", base + "/#magazine")
      json.member("name", club?.magazine ?? site.title)
      json.member("url", base + (publication.issues.isEmpty ? "/" : "/issues/"))
      if let description = site.description { json.member("description", description) }
      json.member("inLanguage", site.language.rawValue)
      json.reference("publisher", base + "/#club")
    }
    return json.bytes
  }

  /// A page's data, ready to stand in a `script` element.
  ///
  /// - Parameters:
  ///   - page: the page.
  ///   - description: what its head says of it.
  ///   - image: the absolute address of its picture.
  /// - Returns: JSON without `<`, so that nothing in it can end the element.
  func markup(of page: PageIdentity, description: String?, image: String?) -> HTML {
    var json = JSONWriter(appendingTo: opening)
    // The opening ends within the graph, behind its first two nodes.
    json.bytes.append(UInt8(ascii: ","))
    let place = Place(url: base + page.url, description: description, image: image)
    switch page.subject {
    case .issue(let id): issue(publication.issues[id], place, &json)
    case .article(let id, let words): article(id, words: words, place, &json)
    case .event(let id): event(publication.events[id], place, &json)
    case .page, .collection, .person: self.page(page, place, &json)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.bytes.count + 64)
    for byte in json.bytes {
      if byte == UInt8(ascii: "<") { bytes += Array("\\u003c".utf8) } else { bytes.append(byte) }
    }
    return HTML(bytes + Array("]}".utf8))
  }

  private struct Place {
    var url: String
    var description: String?
    var image: String?
  }

  private func page(_ page: PageIdentity, _ place: Place, _ json: inout JSONWriter) {
    json.object { json in
      switch page.subject {
      case .collection: json.member("@type", "CollectionPage")
      case .person: json.member("@type", "ProfilePage")
      default: json.member("@type", "WebPage")
      }
      json.member("@id", place.url)
      json.member("url", place.url)
      if !page.title.isEmpty { json.member("name", page.title) }
      if let description = place.description { json.member("description", description) }
      json.member("inLanguage", publication.site.language.rawValue)
      json.reference("isPartOf", base + "/#magazine")
      if case .person(let name) = page.subject {
        json.key("mainEntity")
        person(name, url: place.url, &json)
      }
    }
  }

  /// Without a place it is the issue as another page names it.
  private func issue(_ issue: Issue, _ place: Place?, _ json: inout JSONWriter) {
    json.object { json in
      json.member("@type", "PublicationIssue")
      json.member("@id", base + issue.url + "#issue")
      json.member("name", issue.title)
      json.member("url", base + issue.url)
      if let number = issue.number { json.member("issueNumber", number) }
      json.member("datePublished", issue.date.iso)
      if let description = place?.description { json.member("description", description) }
      if let image = place?.image { json.member("image", image) }
      json.reference("isPartOf", base + "/#magazine")
    }
  }

  private func article(_ id: Int, words: Int, _ place: Place, _ json: inout JSONWriter) {
    let article = publication.articles[id]
    let issue = article.issue.map { publication.issues[$0] }
    if let issue { self.issue(issue, nil, &json) }
    json.object { json in
      json.member("@type", article.kind == .news ? "NewsArticle" : "Article")
      json.member("@id", place.url + "#article")
      json.member("url", place.url)
      json.member("headline", article.title)
      json.member("description", place.description ?? article.title)
      json.member("inLanguage", publication.site.language.rawValue)
      json.member("wordCount", max(words, 1))
      if let day = article.date { json.member("datePublished", day.iso) }
      if let column = article.column {
        json.member("articleSection", publication.columns[column].name)
      }
      if let image = place.image { json.member("image", image) }
      if !article.tags.isEmpty {
        json.key("keywords")
        json.array { json in
          for tag in article.tags { json.string(publication.tags[tag].name) }
        }
      }
      if !article.authors.isEmpty {
        json.key("author")
        json.array { json in
          for byline in article.authors {
            let url = byline.author.map { base + publication.authors[$0].url }
            person(byline.name, url: url, &json)
          }
        }
      }
      json.reference("isPartOf", issue.map { base + $0.url + "#issue" } ?? base + "/#magazine")
      json.reference("publisher", base + "/#club")
    }
  }

  private func event(_ event: Event, _ place: Place, _ json: inout JSONWriter) {
    json.object { json in
      json.member("@type", "Event")
      json.member("@id", place.url + "#event")
      json.member("url", place.url)
      json.member("name", event.title)
      if let description = place.description { json.member("description", description) }
      json.member("startDate", event.start.rfc3339)
      if let end = event.end { json.member("endDate", end.rfc3339) }
      json.member(
        "eventStatus",
        "https://schema.org/" + (event.isCancelled ? "EventCancelled" : "EventScheduled"))
      json.member("eventAttendanceMode", "https://schema.org/OfflineEventAttendanceMode")
      json.member("inLanguage", publication.site.language.rawValue)
      if let image = place.image { json.member("image", image) }
      if let capacity = event.capacity, capacity > 0 {
        json.member("maximumAttendeeCapacity", capacity)
      }
      json.key("location")
      json.object { json in
        json.member("@type", "Place")
        json.member("name", event.place)
        if let address = event.address ?? event.city { json.member("address", address) }
      }
      json.reference("organizer", base + "/#club")
    }
  }

  private func person(_ name: String, url: String?, _ json: inout JSONWriter) {
    json.object { json in
      json.member("@type", "Person")
      json.member("name", name)
      if let url { json.member("url", url) }
    }
  }
}

extension JSONWriter {
  /// A link to another node of the graph.
  fileprivate mutating func reference(_ name: StaticString, _ identifier: String) {
    key(name)
    object { $0.member("@id", identifier) }
  }
}
