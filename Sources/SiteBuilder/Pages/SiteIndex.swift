import CivilTime
import Magazine
import Markdown
import Synchronization

/// What all pages draw on, worked out once for all of them.
final class SiteIndex: Sendable {
  let sources: PageSources
  let wording: Wording
  let currentIssue: Issue?
  let menus: SiteMenus
  /// The cover of the current issue.
  let currentCover: PictureContext?
  /// Nil without an absolute address.
  let linkedData: LinkedData?
  /// A teaser of each article, where many pages are to be rendered; else they are made when asked for.
  private let teasers: [TeaserContext]?
  private let made = Mutex(Made())

  /// Contexts that many pages show, made when the first asks for them.
  private struct Made {
    var sites: [PlaceInMenus: SiteContext] = [:]
    var days: [Day: DayContext] = [:]
  }

  init(_ sources: PageSources) {
    self.sources = sources
    let publication = sources.publication
    wording = Wording(language: publication.site.language)
    currentIssue = publication.currentIssue(at: sources.asOf)
    menus = SiteMenus(publication, current: currentIssue)
    currentCover = currentIssue?.cover.flatMap { Self.context(of: $0, in: sources) }
    linkedData = LinkedData(sources)
    teasers = nil
  }

  /// An article stands in half a dozen lists: its teaser is made here, once for all of them.
  init(withTeasersOf index: SiteIndex, _ workers: Workers) {
    sources = index.sources
    wording = index.wording
    currentIssue = index.currentIssue
    menus = index.menus
    currentCover = index.currentCover
    linkedData = index.linkedData
    teasers = workers.map(below: index.sources.publication.articles.count) { index.teaser($0) }
  }

  /// Another index of the same articles in their order, a few of which are shown otherwise now.
  init(_ sources: PageSources, teasersOf earlier: SiteIndex, except changed: Set<Int>) {
    let index = SiteIndex(sources)
    self.sources = sources
    wording = index.wording
    currentIssue = index.currentIssue
    menus = index.menus
    currentCover = index.currentCover
    linkedData = index.linkedData
    var teasers = earlier.teasers
    for id in changed { teasers?[id] = index.teaser(id) }
    self.teasers = teasers
  }

  func teaser(_ id: Int) -> TeaserContext {
    if let teasers { return teasers[id] }
    let article = sources.publication.articles[id]
    return TeaserContext(article, sources.bodies.galleys[article.source.text], in: self)
  }

  /// What every page shares, with the menus of a page.
  func siteContext(at url: String) -> SiteContext {
    let place = PlaceInMenus(of: url, in: menus)
    return made.withLock { made in
      if let site = made.sites[place] { return site }
      let site = SiteContext(menus, at: place, in: sources)
      made.sites[place] = site
      return site
    }
  }

  /// A date: a magazine has far fewer of them than articles.
  func day(_ day: Day) -> DayContext {
    made.withLock { made in
      if let context = made.days[day] { return context }
      let context = DayContext(day, in: wording)
      made.days[day] = context
      return context
    }
  }

  /// The picture of a front matter, where its file could be read.
  func picture(_ picture: Picture) -> PictureContext? { Self.context(of: picture, in: sources) }

  private static func context(of picture: Picture, in sources: PageSources) -> PictureContext? {
    switch picture.place {
    case .external(let url):
      return PictureContext(
        source: url, alternative: picture.alternative, caption: picture.caption)
    case .asset(let path):
      guard let placed = sources.pictures[path] else { return nil }
      return PictureContext(
        source: placed.url, alternative: picture.alternative, width: placed.width,
        height: placed.height, caption: picture.caption, sourceSet: placed.plan?.sourceSet,
        tone: placed.plan?.tone?.className, card: placed.card)
    }
  }

  /// 第27期, or the title of an issue without a number.
  func label(of issue: Issue) -> String { issue.number.map { wording.issue($0) } ?? issue.title }

  /// Every page of the site, sorted by nothing but the order of this list; the answers to form
  /// posts are made when they are asked for.
  func pages() -> [PageOutput] {
    let site = SitePages(self)
    return HomePage.outputs(of: site) + IssuesPage.outputs(of: site) + IssuePage.outputs(of: site)
      + PrintPage.outputs(of: site)
      + ArticlePage.outputs(of: site) + ColumnPage.outputs(of: site)
      + AuthorPage.outputs(of: site) + TagPage.outputs(of: site)
      + DirectoryPage.outputs(of: site) + EventsPage.outputs(of: site)
      + EventPage.outputs(of: site) + RewardsPage.outputs(of: site)
      + RewardPage.outputs(of: site) + EditorsPage.outputs(of: site) + JoinPage.outputs(of: site)
      + PointsPage.outputs(of: site) + MePage.outputs(of: site)
      + DeskPage.outputs(of: site) + ReferencePage.outputs(of: site)
      + ProblemPage.outputs(of: site) + SearchPage.outputs(of: site)
      + OfflinePage.outputs(of: site) + DesignPage.outputs(of: site)
      + NotFoundPage.outputs(of: site)
  }
}
