import CivilTime
public import Packing

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
    case (.reward, .reward(let new)):
      guard sameKeys,
        let id = rewards.firstIndex(where: { $0.source.text == new.source.text })
      else { return nil }
      rewards[id].source = new.source
      return .text(new.source, dropsTitle: false)
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

extension ContentEntry {
  /// A digest of everything that a file says beyond its own words: what joins it to others, its
  /// address, its place in lists; nil where nothing but the whole file tells that.
  ///
  /// As long as it is the same, an edit changes what pages say of the file and not which pages and
  /// lists there are. For an article title and summary are such words, for any other file only its
  /// Markdown.
  ///
  /// - Parameter keys: a digest of the file's front matter.
  /// - Returns: the digest.
  public func joints(keys: Digest64) -> Digest64? {
    var writer = PackedWriter()
    writer.append(word: keys.value)
    switch content {
    case .article(let draft): return draft.joints
    case .page(let page):
      // Its title may stand in its text, and menus show it.
      writer.append(page.title)
      writer.append(page.titleOrigin == .heading)
    case .issue, .event, .reward, .author: break
    case .site, .club, .names, .translation, .nothing: return nil
    }
    return Digest64(of: writer.bytes)
  }
}

extension ArticleDraft {
  fileprivate var joints: Digest64 {
    var writer = PackedWriter()
    writer.append(article.slug)
    writer.append(article.url)
    writer.append(issueFolder)
    writer.append(column?.value)
    writer.append(photographer?.value)
    writer.append(authors) { $1.append($0.value) }
    writer.append(tags) { $1.append($0.value) }
    writer.append(article.kind == .news)
    writer.append(article.notice?.rawValue)
    writer.append(signed: article.date.map { Int64($0.daysSinceEpoch) })
    writer.append(signed: article.publish?.milliseconds)
    writer.append(signed: article.order.map { Int64($0) })
    writer.append(article.isDraft)
    writer.append(article.isForMembers)
    switch article.cover?.place {
    case .asset(let path)?:
      writer.append(1)
      writer.append(path)
    case .external(let url)?:
      writer.append(2)
      writer.append(url)
    case nil: writer.append(0)
    }
    return Digest64(of: writer.bytes)
  }
}
