import Magazine
import Theming

/// `/`.
struct HomePage: PageContext {
  var frame: PageFrame
  var issue: IssueCardContext?
  var highlights: [TeaserContext]
  var lead: TeaserContext?
  var stories: [TeaserContext]
  var latest: [TeaserContext]
  var hasMoreArticles: Bool
  var events: [EventCardContext]
  var hasEvents: Bool
  var news: [TeaserContext]
  var hasMoreNews: Bool
  var ways: [WayContext]
  var introduction: HTML?

  private static let storyCount = 3
  private static let latestCount = 40
  private static let eventCount = 3
  private static let newsCount = 5

  init(in site: SitePages) {
    let publication = site.sources.publication
    let issue = site.currentIssue
    let tint = issue.flatMap(TintSheet.className(for:))
    self.issue = issue.map { IssueCardContext($0, in: site) }
    frame = site.frame(
      PageIdentity(url: "/", picture: self.issue?.cover, tint: tint))
    highlights = site.teasers(issue?.highlights.prefix(3) ?? [])
    let picked = issue.map { Self.stories(of: $0, in: publication) } ?? []
    let teasers = site.teasers(picked)
    lead = teasers.first
    stories = Array(teasers.dropFirst())
    let standalone = publication.standaloneArticles
    let shown = issue == nil ? Self.latestCount : 4
    latest = site.teasers(standalone.ids.prefix(shown))
    hasMoreArticles = standalone.count > shown
    events = publication.upcomingEvents(at: site.sources.asOf).prefix(Self.eventCount).map {
      EventCardContext($0, in: site)
    }
    hasEvents = !publication.events.isEmpty
    let notices = publication.news
    news = site.teasers(notices.ids.prefix(Self.newsCount))
    hasMoreNews = notices.count > Self.newsCount
    ways = publication.club?.waysToJoin.map(WayContext.init) ?? []
    introduction = site.introduction(of: "/")
  }

  /// The stories under the cover: the editor's choice first, those with a picture before others.
  static func stories(of issue: Issue, in publication: Publication) -> [Int] {
    let rest = publication.articles(of: issue).ids.filter { !issue.highlights.contains($0) }
    let all = issue.highlights + rest
    let pictured = all.filter { publication.articles[$0].cover != nil }
    let others = all.filter { publication.articles[$0].cover == nil }
    return Array((pictured + others).prefix(storyCount))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    [
      site.output(
        .home, at: "/", source: site.sources.publication.introduction(of: "/")?.source.path,
        showsFigures: true, with: \.home
      ) { HomePage(in: $0) }
    ]
  }

  static let shape = page(
    .home,
    [
      .optional("issue", "The current issue; absent before the first.") { $0.issue },
      .list("highlights", "What to read first in it 要目: at most three.") { $0.highlights },
      .flag("has_highlights", "Whether there are any.") { !$0.highlights.isEmpty },
      .optional("lead", "The first of its stories, to be shown large.") { $0.lead },
      .list("stories", "Two more of its stories.") { $0.stories },
      .list("latest", "Articles of no issue, the newest first: many where there is no issue.") {
        $0.latest
      },
      .flag("has_latest", "Whether there are any.") { !$0.latest.isEmpty },
      .flag("more_articles", "Whether `/articles/` has more of them.") { $0.hasMoreArticles },
      .list("events", "The next events: at most three.") { $0.events },
      .flag("has_coming", "Whether there are any.") { !$0.events.isEmpty },
      .flag("has_events", "Whether `/events/` has anything, past events included.") {
        $0.hasEvents
      },
      .list("news", "The latest notices 快报: at most five.") { $0.news },
      .flag("has_news", "Whether there are any.") { !$0.news.isEmpty },
      .flag("more_news", "Whether `/news/` has more of them.") { $0.hasMoreNews },
      .list("ways", "The ways of joining the club.") { $0.ways },
      .flag("has_ways", "Whether there are any.") { !$0.ways.isEmpty },
      .flag("has_nothing", "Whether there is nothing to read yet at all.") {
        $0.issue == nil && $0.latest.isEmpty && $0.news.isEmpty && $0.introduction == nil
      },
      .optionalHTML("introduction", "The text of `pages/index.md`.") { $0.introduction },
    ])
}
