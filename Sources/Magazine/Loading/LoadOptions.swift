public import CivilTime

/// What a load takes from outside the content.
public struct LoadOptions: Sendable {
  /// The moment the publication is for: what is dated after it is left out.
  public var asOf: Instant
  /// Whether drafts, and what is dated after `asOf`, are loaded too.
  public var includesDrafts: Bool
  /// The URLs of the pages and files that are made from no content file: links may lead there.
  public var madePages: Set<String>

  /// The pages and files that every site has.
  public static let standardPages: Set<String> = [
    "/", "/issues/", "/events/", "/404.html", "/feed.xml", "/feed.json", "/sitemap.xml",
    "/robots.txt",
  ]

  /// The pages that a site has when it belongs to a club.
  public static let clubPages: Set<String> = ["/join/", "/points/"]

  /// - Parameters:
  ///   - asOf: the moment the publication is for.
  ///   - includesDrafts: whether drafts, and what is dated after `asOf`, are loaded too.
  ///   - madePages: further pages and files made from no content file, beside `standardPages` and
  ///     (where there is a `club.yml`) `clubPages`.
  public init(asOf: Instant, includesDrafts: Bool = false, madePages: Set<String> = []) {
    self.asOf = asOf
    self.includesDrafts = includesDrafts
    self.madePages = madePages
  }
}
