/// A name under a title: an author who has a page, or just a name.
public struct Byline: Sendable, Hashable {
  /// The name as it is printed.
  public internal(set) var name: String
  /// The author's place in `Publication.authors`; nil for a name without a page.
  public internal(set) var author: Int?
}
