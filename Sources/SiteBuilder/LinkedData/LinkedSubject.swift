/// What a page is about, as search engines are told it.
enum LinkedSubject: Sendable, Hashable {
  /// A page of its own.
  case page
  /// A list of other pages.
  case collection
  /// A person, by name.
  case person(String)
  /// An issue, by its place in `Publication.issues`.
  case issue(Int)
  /// An article, by its place in `Publication.articles`, with its length in words.
  case article(Int, words: Int)
  /// An event, by its place in `Publication.events`.
  case event(Int)
}
