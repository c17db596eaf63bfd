import Magazine
import Theming

/// A column, or another run of articles that has a page: notices, articles of no issue.
struct ColumnPage: ListPageContext {
  var frame: PageFrame
  var name: String
  var summary: String?
  var list: ListPage
  var isNews = false
  var isStandalone = false
  var kinds: [LinkContext] = []
  var feed: String?

  init(_ column: Column, _ page: Pagination.Page = .newest, in site: SitePages) {
    name = column.name
    list = ListPage(
      page, of: site.sources.publication.articles(of: column), at: column.url, in: site)
    summary = list.isNewest ? column.summary : nil
    let feeds = site.feeds(of: column)
    feed = feeds.first?.url
    frame = site.frame(
      PageIdentity(
        url: page.url(in: column.url), title: list.title(of: name), description: summary,
        feeds: feeds, subject: .collection))
  }

  /// A run of articles that no editor named: the theme has a word for it.
  init(
    _ articles: ArticleList, _ page: Pagination.Page = .newest, at url: String, in site: SitePages
  ) {
    name = ""
    list = ListPage(page, of: articles, at: url, in: site)
    isNews = url == Publication.newsURL
    isStandalone = url == Publication.standaloneURL
    if isNews { kinds = Self.kinds(in: site, current: nil) }
    frame = site.frame(PageIdentity(url: page.url(in: url), subject: .collection))
  }

  /// The notices of one kind.
  init(
    _ kind: Article.Notice, _ page: Pagination.Page = .newest, in site: SitePages
  ) {
    name = site.wording.notice(kind)
    list = ListPage(page, of: site.publication.news(of: kind), at: kind.url, in: site)
    isNews = true
    kinds = Self.kinds(in: site, current: kind)
    frame = site.frame(
      PageIdentity(
        url: page.url(in: kind.url), title: list.title(of: name), subject: .collection))
  }

  private static func kinds(in site: SitePages, current: Article.Notice?) -> [LinkContext] {
    site.publication.noticeKinds.map {
      LinkContext(title: site.wording.notice($0), url: $0.url, isCurrent: $0 == current)
    }
  }

  static func link(to column: Column) -> LinkContext {
    LinkContext(
      title: column.name, url: column.url,
      isLevel: !Setting.standsUpright(column.name, atMost: 6))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let publication = site.sources.publication
    var outputs = publication.columns.flatMap { column in
      site.outputs(.column, at: column.url, of: publication.articles(of: column), with: \.column) {
        ColumnPage($1.sources.publication.columns[column.id], $0, in: $1)
      }
    }
    if !publication.news.isEmpty {
      let url = Publication.newsURL
      outputs += site.outputs(.column, at: url, of: publication.news, with: \.column) {
        ColumnPage($1.sources.publication.news, $0, at: url, in: $1)
      }
    }
    outputs += publication.noticeKinds.flatMap { kind in
      site.outputs(.column, at: kind.url, of: publication.news(of: kind), with: \.column) {
        ColumnPage(kind, $0, in: $1)
      }
    }
    if !publication.standaloneArticles.isEmpty {
      let url = Publication.standaloneURL
      outputs += site.outputs(.column, at: url, of: publication.standaloneArticles, with: \.column)
      {
        ColumnPage($1.sources.publication.standaloneArticles, $0, at: url, in: $1)
      }
    }
    return outputs
  }

  static let shape = page(
    .column,
    [
      .text(
        "name",
        "The name of the column, or of a kind of notices; empty for all notices and for articles of no issue."
      ) { $0.name },
      .optionalText("summary", "One or two sentences about it; on the list's own page alone.") {
        $0.summary
      },
      .flag(
        "news", "Whether these are notices 快报: `/news/` has all, `/news/progress/` those of a kind."
      ) { $0.isNews },
      .list("kinds", "The kinds of notices that there are, the one shown marked as current.") {
        $0.kinds
      },
      .flag("has_kinds", "Whether there are any.") { !$0.kinds.isEmpty },
      .flag("standalone", "Whether these are the articles of no issue, at `/articles/`.") {
        $0.isStandalone
      },
      .optionalText("feed", "The column's own Atom feed; absent where it has no dated article.") {
        $0.feed
      },
    ] + listFields)
}
