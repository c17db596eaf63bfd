import Magazine
import Markdown
import Theming

/// An article, as lists show it.
final class TeaserContext: TemplateContext {
  let title: String
  let url: String
  let column: String?
  let gist: String?
  let picture: PictureContext?
  let authors: String?
  let credit: String?
  let count: String
  let minutes: Int
  /// Its length, as a number.
  let wordCount: Int
  let day: DayContext?
  let issue: String?
  let notice: String?

  init(_ article: Article, _ body: Galley, in site: SiteIndex) {
    title = article.title
    url = article.url
    column = article.column.map { site.sources.publication.columns[$0].name }
    gist = article.summary ?? (body.excerpt.isEmpty ? nil : body.excerpt)
    picture = article.cover.flatMap { site.picture($0) }
    authors =
      article.authors.isEmpty ? nil : site.wording.list(article.authors.map(\.name))
    credit = article.credit
    count = site.wording.count(body.length.words)
    minutes = body.length.minutes
    wordCount = body.length.words
    day = article.date.map { site.day($0) }
    notice = article.notice.map { site.wording.notice($0) }
    issue = article.issue.map { site.label(of: site.sources.publication.issues[$0]) }
  }

  static let shape = Shape<TeaserContext>(
    "teaser",
    [
      .text("title", "The article's title.") { $0.title },
      .text("url", "Where the article is.") { $0.url },
      .optionalText("column", "The name of its column 栏目.") { $0.column },
      .optionalText("gist", "Its summary, or the opening of its text.") { $0.gist },
      .optional("picture", "Its lead picture.") { $0.picture },
      .optionalText("authors", "Who wrote it 文, in one line.") { $0.authors },
      .optionalText("credit", "Any other credit, as it is printed.") { $0.credit },
      .text("count", "Its length 字数: 2,840.") { $0.count },
      .number("minutes", "How long it takes to read.") { $0.minutes },
      .optional("day", "Its date.") { $0.day },
      .optionalText("issue", "The issue it is in: 第27期, or the issue's title.") { $0.issue },
      .optionalText("notice", "What kind of notice it is: 工程进度.") { $0.notice },
    ])
}
