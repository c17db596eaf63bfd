public import CivilTime

extension Publication {
  /// The articles of one column within one issue.
  public struct ContentsSection: Sendable {
    /// The column; nil for the articles that name none.
    public let column: Column?
    /// Its articles, in reading order.
    public let articles: [Article]
  }

  /// The contents 目录 of an issue: columns in their declared order, articles without a column last;
  /// within a column by `order`, then date, then name.
  public func contents(of issue: Issue) -> [ContentsSection] {
    var sections: [ContentsSection] = []
    var rest = relations.issueArticles[issue.id][...]
    while let first = rest.first {
      let column = articles[first].column
      let group = rest.prefix { articles[$0].column == column }
      sections.append(
        ContentsSection(column: column.map { columns[$0] }, articles: group.map { articles[$0] }))
      rest = rest.dropFirst(group.count)
    }
    return sections
  }

  /// The articles of an issue in reading order: that of its contents.
  public func articles(of issue: Issue) -> [Article] {
    relations.issueArticles[issue.id].map { articles[$0] }
  }

  /// The articles of a column, the newest first.
  public func articles(of column: Column) -> [Article] {
    relations.columnArticles[column.id].map { articles[$0] }
  }

  /// The articles of a topic, the newest first.
  public func articles(of tag: Tag) -> [Article] {
    relations.tagArticles[tag.id].map { articles[$0] }
  }

  /// What an author wrote or made the pictures for, the newest first.
  public func articles(of author: Author) -> [Article] {
    relations.authorArticles[author.id].map { articles[$0] }
  }

  /// The notices 快报, the newest first.
  public var news: [Article] { relations.news.map { articles[$0] } }

  /// The articles that belong to no issue and are no notices, the newest first.
  public var standaloneArticles: [Article] { relations.standalone.map { articles[$0] } }

  /// The articles before and after this one: within its issue in reading order; among notices and
  /// among articles on their own, the one that came out before and the one after.
  public func neighbours(of article: Article) -> (previous: Article?, next: Article?) {
    let pair = relations.neighbours[article.id]
    return (pair.previous.map { articles[$0] }, pair.next.map { articles[$0] })
  }

  /// The issue that is current at `instant`: the last one published by then; where none is, the
  /// earliest to come.
  public func currentIssue(at instant: Instant) -> Issue? {
    issues.first { $0.date <= instant.day } ?? issues.last
  }

  /// The events that are not over at `instant`, the next first; called-off ones among them.
  public func upcomingEvents(at instant: Instant) -> [Event] {
    events.filter { !$0.isOver(at: instant) }
  }

  /// The events that are over at `instant`, the last first.
  public func pastEvents(at instant: Instant) -> [Event] {
    events.reversed().filter { $0.isOver(at: instant) }
  }

  /// The introduction that an editor wrote for a page that is made anyway: `/`, `/join/`, `/events/`.
  public func introduction(of url: String) -> Page? {
    pages.first { $0.isIntroduction && $0.url == url }
  }

  /// The pages that are pages of their own: introductions left out.
  public var ownPages: [Page] { pages.filter { !$0.isIntroduction } }
}
