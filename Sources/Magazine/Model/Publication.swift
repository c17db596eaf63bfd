public import CivilTime

/// The whole magazine: everything that is published, and how it hangs together.
///
/// Every list is sorted, so that the same content gives the same pages whatever the order of the
/// files was. Relations are places in these lists (`article.issue` is a place in `issues`).
public struct Publication: Sendable {
  /// The site as a whole.
  public internal(set) var site: SiteSettings
  /// The club; nil where there is no `club.yml`: then there is a magazine and no club.
  public internal(set) var club: ClubSettings?
  /// The issues, the newest first.
  public internal(set) var issues: [Issue]
  /// All articles and notices, the newest first, undated ones after them in the order of their names.
  public internal(set) var articles: PagedArray<Article>
  /// The events by start, the earliest first.
  public internal(set) var events: [Event]
  /// The authors by slug.
  public internal(set) var authors: [Author]
  /// The pages by URL.
  public internal(set) var pages: [Page]
  /// The columns, in the order of `site.yml`, or of first use where it declares none.
  public internal(set) var columns: [Column]
  /// The topics that at least one article has, the most used first.
  public internal(set) var tags: [Tag]
  /// The moments at which something comes out that is held back now, the next first.
  public internal(set) var comingOut: [Instant] = []
  /// Relations worked out once.
  var relations: Relations
  /// What a link may lead to.
  var addresses: Addresses
}
