import CivilTime

/// What an edit of one file comes to, where it concerns no other file.
public enum Revision: Sendable, Equatable {
  /// The text alone has changed: the file, and whether its first heading is the page's title.
  case text(Source, dropsTitle: Bool)
  /// What lists show of an article may have changed as well: its place in `Publication.articles`.
  case article(Int)
}

extension Publication {
  /// Takes over an edit of one file, where nothing has to be joined again: its address, its place
  /// in every list and what it names are what they were.
  ///
  /// - Parameters:
  ///   - old: what the file said when this publication was assembled, or last revised.
  ///   - new: what it says now.
  ///   - sameKeys: whether the two have the same front matter, byte for byte.
  /// - Returns: what has changed; nil where the publication has to be assembled again, and then
  ///   nothing has been taken over.
  public mutating func revise(
    _ old: ContentEntry, to new: ContentEntry, sameKeys: Bool
  ) -> Revision? {
    switch (old.content, new.content) {
    case (.article(let old), .article(let new)):
      guard old.joints == new.joints,
        let id = articles.firstIndex(where: { $0.source.text == new.article.source.text })
      else { return nil }
      articles[id].takeFace(of: new.article)
      return .article(id)
    case (.page(let old), .page(let new)):
      guard sameKeys, old.title == new.title, old.titleOrigin == new.titleOrigin,
        let id = pages.firstIndex(where: { $0.source.text == new.source.text })
      else { return nil }
      pages[id].source = new.source
      return .text(new.source, dropsTitle: new.titleOrigin == .heading)
    case (.issue, .issue(let new)):
      guard sameKeys,
        let id = issues.firstIndex(where: { $0.source.text == new.issue.source.text })
      else { return nil }
      issues[id].source = new.issue.source
      return .text(new.issue.source, dropsTitle: false)
    case (.event, .event(let new)):
      guard sameKeys,
        let id = events.firstIndex(where: { $0.source.text == new.event.source.text })
      else { return nil }
      events[id].source = new.event.source
      return .text(new.event.source, dropsTitle: false)
    case (.author, .author(let new)):
      guard sameKeys,
        let id = authors.firstIndex(where: { $0.source.text == new.source.text })
      else { return nil }
      authors[id].source = new.source
      return .text(new.source, dropsTitle: false)
    default: return nil
    }
  }
}

extension Article {
  /// Takes over what an article shows of itself, and nothing of what joins it to others.
  fileprivate mutating func takeFace(of other: Article) {
    source = other.source
    title = other.title
    titleOrigin = other.titleOrigin
    credit = other.credit
    summary = other.summary
    cover = other.cover
    isContribution = other.isContribution
  }
}

extension ArticleDraft {
  /// Everything that joins an article to others: to its issue, lists, neighbours, and its address.
  fileprivate var joints: Joints {
    Joints(
      article: [article.slug, article.url, issueFolder, column?.value, photographer?.value],
      authors: authors.map(\.value), tags: tags.map(\.value), kind: article.kind,
      day: article.date?.daysSinceEpoch, publish: article.publish?.milliseconds,
      order: article.order, isDraft: article.isDraft, cover: article.cover?.place)
  }

  fileprivate struct Joints: Equatable {
    var article: [String?]
    var authors: [String]
    var tags: [String]
    var kind: Article.Kind
    var day: Int?
    var publish: Int64?
    var order: Int?
    var isDraft: Bool
    var cover: Picture.Place?
  }
}
