public import CivilTime

/// The whole magazine: everything that is published, and how it hangs together.
///
/// Every list is sorted, so that the same content gives the same pages whatever the order of the
/// files was. Relations are places in these lists (`article.issue` is a place in `issues`).
public struct Publication: Sendable {
  /// The issues, the newest first.
  public internal(set) var issues: [Issue] = []
  /// All articles and notices, the newest first, undated ones after them in the order of their names.
  public internal(set) var articles: PagedArray<Article> = []
  /// The events by start, the earliest first.
  public internal(set) var events: [Event] = []
  /// The rewards by price, the cheapest first.
  public internal(set) var rewards: [Reward] = []
  /// The authors by slug.
  public internal(set) var authors: [Author] = []
  /// The pages by URL.
  public internal(set) var pages: [Page] = []
  /// The columns, in the order of `site.yml`, or of first use where it declares none.
  public internal(set) var columns: [Column] = []
  /// The topics that at least one article has, the most used first.
  public internal(set) var tags: [Tag] = []
  /// The moments at which something comes out that is held back now, the next first.
  public internal(set) var comingOut: [Instant] = []

  /// What holds many small values: copying a publication must not count them one by one.
  private struct Common: Sendable {
    var site: SiteSettings
    var club: ClubSettings?
    var names = NameSettings.none
    var translations: [Int: Translation] = [:]
    var relations = Relations()
    var addresses = Addresses()
  }

  @Shared private var common: Common

  init(_ site: SiteSettings) {
    _common = Shared(wrappedValue: Common(site: site))
  }

  /// Gives an issue the colours of its cover, where its editors have given it none.
  ///
  /// - Parameters:
  ///   - issue: its place in `issues`.
  ///   - tint: the colours.
  public mutating func tint(issue: Int, _ tint: Issue.Tint) { issues[issue].tint = tint }

  /// The site as a whole.
  public internal(set) var site: SiteSettings {
    _read { yield common.site }
    _modify { yield &common.site }
  }

  /// The club; nil where there is no `club.yml`: then there is a magazine and no club.
  public internal(set) var club: ClubSettings? {
    _read { yield common.club }
    _modify { yield &common.club }
  }

  /// Names for the Traditional edition.
  public internal(set) var names: NameSettings {
    _read { yield common.names }
    _modify { yield &common.names }
  }

  /// Texts written by hand for the Traditional edition, by the place in `ContentTree.texts` of the text
  /// that each stands for.
  public internal(set) var translations: [Int: Translation] {
    _read { yield common.translations }
    _modify { yield &common.translations }
  }

  /// Relations worked out once.
  var relations: Relations {
    _read { yield common.relations }
    _modify { yield &common.relations }
  }

  /// What a link may lead to.
  var addresses: Addresses {
    _read { yield common.addresses }
    _modify { yield &common.addresses }
  }
}
