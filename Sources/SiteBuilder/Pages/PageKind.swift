/// The kinds of page; each has one template of that name in every theme and one folder here.
public enum PageKind: String, Sendable, CaseIterable {
  /// `/`: the current issue, its stories, the next events, the way in.
  case home
  /// `/issues/`: every issue by year.
  case issues
  /// An issue: cover, editor's letter, contents by column.
  case issue
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
  /// A page of the editors' own.
  case page
  /// `/join/`: becoming a member.
  case join
  /// `/points/`: the public sums of the points' journal.
  case points
  /// `/me/`: a signed-in member's own page, filled by a script.
  case me
  /// `/404.html`.
  case notFound = "not-found"
  /// The answer to a form posted without a script.
  case answer
}
