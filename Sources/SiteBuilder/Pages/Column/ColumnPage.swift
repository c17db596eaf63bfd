import Magazine
import Theming

/// A column, or another run of articles that has a page: notices, articles of no issue.
struct ColumnPage: PageContext {
  var frame: PageFrame
  var name: String
  var summary: String?
  var pieces: [TeaserContext]
  var isNews = false
  var isStandalone = false

  init(_ column: Column, in site: SitePages) {
    name = column.name
    summary = column.summary
    pieces = site.teasers(site.sources.publication.articles(of: column))
    frame = site.frame(
      PageIdentity(url: column.url, title: column.name, description: column.summary))
  }

  /// A run of articles that no editor named: the theme has a word for it.
  init(_ articles: ArticleList, at url: String, in site: SitePages) {
    name = ""
    pieces = site.teasers(articles)
    isNews = url == newsURL
    isStandalone = url == standaloneURL
    frame = site.frame(PageIdentity(url: url))
  }

  static func link(to column: Column) -> LinkContext {
    LinkContext(
      title: column.name, url: column.url,
      isLevel: !Setting.standsUpright(column.name, atMost: 6))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let publication = site.sources.publication
    var outputs = publication.columns.map { column in
      site.output(.column, at: column.url, with: \.column) {
        ColumnPage($0.sources.publication.columns[column.id], in: $0)
      }
    }
    if !publication.news.isEmpty {
      outputs.append(
        site.output(.column, at: newsURL, with: \.column) {
          ColumnPage($0.sources.publication.news, at: newsURL, in: $0)
        })
    }
    if !publication.standaloneArticles.isEmpty {
      outputs.append(
        site.output(.column, at: standaloneURL, with: \.column) {
          ColumnPage($0.sources.publication.standaloneArticles, at: standaloneURL, in: $0)
        })
    }
    return outputs
  }

  static let shape = page(
    .column,
    [
      .text("name", "The column's name; empty for notices and articles of no issue.") { $0.name },
      .optionalText("summary", "One or two sentences about it.") { $0.summary },
      .list("pieces", "Its articles, the newest first.") { $0.pieces },
      .flag("has_pieces", "Whether there are any.") { !$0.pieces.isEmpty },
      .number("piece_count", "How many there are.") { $0.pieces.count },
      .flag("news", "Whether these are the notices 快报, at `/news/`.") { $0.isNews },
      .flag("standalone", "Whether these are the articles of no issue, at `/articles/`.") {
        $0.isStandalone
      },
    ])
}

private let newsURL = "/news/"
private let standaloneURL = "/articles/"
