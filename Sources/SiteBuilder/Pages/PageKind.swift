import Theming

/// The kinds of page; each has one template of that name in every theme and one folder here.
public enum PageKind: String, Sendable, CaseIterable {
  /// `/`: the current issue, its stories, the next events, the way in.
  case home
  /// `/issues/`: every issue by year.
  case issues
  /// An issue: cover, editor's letter, contents by column.
  case issue
  /// A whole issue on one page, to be printed.
  case print
  /// An article or a notice.
  case article
  /// A column, or another run of articles: `/news/`, `/articles/`.
  case column
  /// An author and what they wrote.
  case author
  /// A topic and its articles.
  case tag
  /// All columns, all authors or all topics.
  case directory
  /// `/events/`: months, what is coming, what is over.
  case events
  /// An event, with its registration.
  case event
  /// `/rewards/`: everything that members get for points.
  case rewards
  /// A reward, with its redemption.
  case reward
  /// A page of the editors' own.
  case page
  /// `/join/`: becoming a member.
  case join
  /// `/points/`: the public sums of the points' journal.
  case points
  /// `/me/`: a signed-in member's own page, filled by a script.
  case me
  /// `/desk/`: the staff's desk, filled by a script.
  case desk
  /// `/api/`: what the API takes and answers.
  case reference
  /// `/problems/` and a page under it for every kind of refusal.
  case problem
  /// `/search/`: looking things up.
  case search
  /// `/design/`: the theme shown to those who change it.
  case design
  /// `/offline/`: for readers without a network.
  case offline
  /// `/404.html`.
  case notFound = "not-found"
  /// The answer to a form posted without a script.
  case answer
}

extension PageKind {
  /// Whether the Traditional edition has pages of this kind: the desk is the staff's own, what is for
  /// programs is so once, and a server has one page for what it does not find.
  var isInBothEditions: Bool {
    switch self {
    case .desk, .design, .reference, .problem, .notFound, .answer: false
    default: true
    }
  }

  /// Where pages of this kind are, and what they are for: printed in the themes' contract.
  var meaning: String {
    switch self {
    case .home: "`/`: the current issue, its stories, the next events, the way in."
    case .issues: "`/issues/`: every issue by year."
    case .issue: "`/issues/<slug>/`: cover, editor's letter, contents by column."
    case .print:
      "`/issues/<slug>/print/`: a whole issue on one page, to be printed; a theme may do without."
    case .article: "An article of an issue, an article of its own, or a notice."
    case .column:
      "`/columns/<slug>/`, and the same for `/news/`, each kind of notices under it and `/articles/`;"
        + " older articles of a long list at `page/1/`, the oldest, and so on under it."
    case .author: "`/authors/<slug>/`: an author and what they wrote; `page/1/` and so on under it."
    case .tag: "`/tags/<slug>/`: a topic and its articles; `page/1/` and so on under it."
    case .directory: "`/columns/`, `/authors/`, `/tags/`: all of one kind."
    case .events: "`/events/`: months, what is coming, what is over."
    case .event: "`/events/<slug>/`: an event, with its registration."
    case .rewards: "`/rewards/`: everything that members get for points, where there is anything."
    case .reward: "`/rewards/<slug>/`: a reward, with its redemption."
    case .page: "A page of the editors' own, from `pages/`."
    case .join: "`/join/`: becoming a member."
    case .points: "`/points/`: the public sums of the points' journal."
    case .me: "`/me/`: a member's own page; the file holds nothing about anybody."
    case .desk:
      "`/desk/`: the staff's desk 工作台, for themes that have scripts for it; the file holds nothing"
        + " about anybody."
    case .reference: "`/api/`: what the API takes and answers, where there is a club."
    case .problem:
      "`/problems/`, all kinds of refusals, and `/problems/<code>/`, where the `type` of one leads."
    case .search:
      "`/search/`: looking things up; filled by a script, or by the server for browsers without."
    case .design:
      "`/design/`: the theme's tokens and components, for those who change it; a theme may do without."
    case .offline:
      "`/offline/`: what a reader without a network sees in place of a page never read."
    case .notFound: "`/404.html`."
    case .answer: "The answer to a form that was posted without a script; never a file."
    }
  }

  /// The fields of this kind's context, and of every context they lead to.
  var outline: [ShapeOutline] {
    switch self {
    case .home: HomePage.shape.outline
    case .issues: IssuesPage.shape.outline
    case .issue: IssuePage.shape.outline
    case .print: PrintPage.shape.outline
    case .article: ArticlePage.shape.outline
    case .column: ColumnPage.shape.outline
    case .author: AuthorPage.shape.outline
    case .tag: TagPage.shape.outline
    case .directory: DirectoryPage.shape.outline
    case .events: EventsPage.shape.outline
    case .event: EventPage.shape.outline
    case .rewards: RewardsPage.shape.outline
    case .reward: RewardPage.shape.outline
    case .page: EditorsPage.shape.outline
    case .join: JoinPage.shape.outline
    case .points: PointsPage.shape.outline
    case .me: MePage.shape.outline
    case .desk: DeskPage.shape.outline
    case .reference: ReferencePage.shape.outline
    case .problem: ProblemPage.shape.outline
    case .search: SearchPage.shape.outline
    case .design: DesignPage.shape.outline
    case .offline: OfflinePage.shape.outline
    case .notFound: NotFoundPage.shape.outline
    case .answer: AnswerPage.shape.outline
    }
  }
}
