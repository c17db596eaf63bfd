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

  init(_ column: Column, _ page: Pagination.Page = .newest, in site: SitePages) {
    name = column.name
    list = ListPage(
      page, of: site.sources.publication.articles(of: column), at: column.url, in: site)
    summary = list.isNewest ? column.summary : nil
    frame = site.frame(
      PageIdentity(
        url: page.url(in: column.url), title: list.title(of: name), description: summary))
  }

  /// A run of articles that no editor named: the theme has a word for it.
  init(
    _ articles: ArticleList, _ page: Pagination.Page = .newest, at url: String, in site: SitePages
  ) {
    name = ""
    list = ListPage(page, of: articles, at: url, in: site)
    isNews = url == Publication.newsURL
    isStandalone = url == Publication.standaloneURL
    frame = site.frame(PageIdentity(url: page.url(in: url)))
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
      .text("name", "The column's name; empty for notices and articles of no issue.") { $0.name },
      .optionalText("summary", "One or two sentences about it; on the list's own page alone.") {
        $0.summary
      },
      .flag("news", "Whether these are the notices 快报, at `/news/`.") { $0.isNews },
      .flag("standalone", "Whether these are the articles of no issue, at `/articles/`.") {
        $0.isStandalone
      },
    ] + listFields)
}
