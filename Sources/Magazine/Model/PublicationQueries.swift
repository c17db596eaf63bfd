public import CivilTime

extension Publication {
  /// The articles of one column within one issue.
  public struct ContentsSection: Sendable {
    /// The column; nil for the articles that name none.
    public let column: Column?
    /// Its articles, in reading order.
    public let articles: ArticleList
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
        ContentsSection(column: column.map { columns[$0] }, articles: list(Array(group))))
      rest = rest.dropFirst(group.count)
    }
    return sections
  }

  /// The articles of an issue in reading order: that of its contents.
  public func articles(of issue: Issue) -> ArticleList {
    list(relations.issueArticles[issue.id])
  }

  /// The articles of a column, the newest first.
  public func articles(of column: Column) -> ArticleList {
    list(relations.columnArticles[column.id])
  }

  /// The articles of a topic, the newest first.
  public func articles(of tag: Tag) -> ArticleList {
    list(relations.tagArticles[tag.id])
  }

  /// What an author wrote or made the pictures for, the newest first.
  public func articles(of author: Author) -> ArticleList {
    list(relations.authorArticles[author.id])
  }

  /// How a list of articles that has a page of its own is cut into pages.
  public func pagination(of list: ArticleList) -> Pagination {
    Pagination(of: list.count, by: site.listSize)
  }

  /// Where the notices are.
  public static let newsURL = "/news/"
  /// Where the articles that belong to no issue are.
  public static let standaloneURL = "/articles/"

  /// The notices 快报, the newest first.
  public var news: ArticleList { list(relations.news) }

  /// The notices of one kind, the newest first.
  public func news(of kind: Article.Notice) -> ArticleList { list(relations.notices[kind] ?? []) }

  /// The kinds of notices that there are.
  public var noticeKinds: [Article.Notice] {
    Article.Notice.allCases.filter { relations.notices[$0] != nil }
  }

  /// The articles that belong to no issue and are no notices, the newest first.
  public var standaloneArticles: ArticleList { list(relations.standalone) }

  /// The articles before and after one, as places in `articles`: within its issue in reading order;
  /// among notices and among articles on their own, the one that came out before and the one after.
  public func neighbours(of article: Int) -> (previous: Int?, next: Int?) {
    let pair = relations.neighbours[article]
    return (pair.previous, pair.next)
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

  /// Where all rewards stand together.
  public static let rewardsURL = "/rewards/"

  /// The introduction that an editor wrote for a page that is made anyway: `/`, `/join/`, `/events/`.
  public func introduction(of url: String) -> Page? {
    pages.first { $0.isIntroduction && $0.url == url }
  }

  /// The pages that are pages of their own: introductions left out.
  public var ownPages: [Page] { pages.filter { !$0.isIntroduction } }

  private func list(_ ids: [Int]) -> ArticleList { ArticleList(ids, of: articles) }
}
