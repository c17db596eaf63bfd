import Magazine
import Markdown
import Theming

/// `/issues/<slug>/print/`: a whole issue on one page, to be printed: cover, contents, the editor's
/// letter, every article on a sheet of its own, colophon. Only themes that have its template have it.
struct PrintPage: PageContext {
  var frame: PageFrame
  var issue: IssueCardContext
  var letter: HTML?
  var sections: [PrintedSectionContext]
  var address: String?
  var ledgerHead: String?

  /// - Parameters:
  ///   - issue: the issue.
  ///   - site: what the page is made of.
  init(_ issue: Issue, in site: SitePages) {
    let publication = site.publication
    self.issue = IssueCardContext(issue, in: site)
    let contents = publication.contents(of: issue)
    let marks = Dictionary(
      zip(contents.flatMap(\.articles.ids).map { publication.articles[$0].url }, 1...),
      uniquingKeysWith: { first, _ in first })
    letter = Self.text(of: issue.source, PrintedText(mark: "letter", marks: marks, in: site), site)
    sections = contents.map { PrintedSectionContext($0, marks, in: site) }
    address = site.sources.baseURL.map { $0 + issue.url }
    ledgerHead = issue.ledgerHead
    frame = site.frame(
      PageIdentity(
        url: Self.url(of: issue), title: issue.title,
        description: issue.summary ?? issue.subtitle, picture: self.issue.cover,
        tint: self.issue.tint, isUnlisted: true))
  }

  /// A text as it stands on paper; nil where there is none.
  static func text(of source: Source, _ text: PrintedText, _ site: SitePages) -> HTML? {
    guard site.hasText(source) else { return nil }
    return HTML(
      text.converted(site.sources.feedText(of: source, isTraditional: site.isTraditional)))
  }

  static func url(of issue: Issue) -> String { "\(issue.url)print/" }

  /// The issues that have such a page.
  static func isPrinted(_ issue: Issue, in sources: PageSources) -> Bool {
    sources.hasPrint && !sources.publication.articles(of: issue).isEmpty
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    site.publication.issues.filter { isPrinted($0, in: site.sources) }.map { issue in
      PageOutput(
        url: url(of: issue), kind: .print, isListed: false,
        isInBothEditions: site.sources.edition != nil
      ) { site, templates, output in
        guard let template = templates.print else { return }
        let page = PrintPage(site.publication.issues[issue.id], in: site)
        site.render(page, with: template, into: &output)
      }
    }
  }

  static let shape = page(
    .print,
    [
      .object("issue", "The issue itself.") { $0.issue },
      .optionalHTML("letter", "The editor's letter 编者按.") { $0.letter },
      .list("sections", "Its articles by column, in the order of the contents.") { $0.sections },
      .optionalText("address", "The absolute address of the issue; absent without a base URL.") {
        $0.address
      },
      .optionalText("ledger_head", "The last record of the points' ledger when it came out.") {
        $0.ledgerHead
      },
    ])
}

/// The articles of one column, whole.
struct PrintedSectionContext: TemplateContext {
  var column: String?
  var pieces: [PrintedArticleContext]

  /// - Parameters:
  ///   - section: the column, and which articles.
  ///   - marks: the places of all articles of the issue, by URL.
  ///   - site: what the page is made of.
  init(_ section: Publication.ContentsSection, _ marks: [String: Int], in site: SitePages) {
    column = section.column?.name
    pieces = section.articles.ids.map { PrintedArticleContext($0, marks, in: site) }
  }

  static let shape = Shape<PrintedSectionContext>(
    "printed section",
    [
      .optionalText("column", "The column's name; absent for articles that name none.") {
        $0.column
      },
      .list("pieces", "Its articles.") { $0.pieces },
    ])
}

/// An article, whole, as it is printed.
final class PrintedArticleContext: TemplateContext {
  let mark: String
  let title: String
  let column: String?
  let deck: String?
  let authors: String?
  let photographer: String?
  let credit: String?
  let plate: PictureContext?
  let body: HTML?
  let isForMembers: Bool

  init(_ id: Int, _ marks: [String: Int], in site: SitePages) {
    let article = site.article(id)
    mark = "a\(marks[article.url] ?? 0)"
    title = article.title
    column = article.column.map { site.publication.columns[$0].name }
    deck = article.summary
    authors = article.authors.isEmpty ? nil : site.wording.list(article.authors.map(\.name))
    photographer = article.photographer?.name
    credit = article.credit
    plate = article.cover.flatMap { site.picture($0) }
    isForMembers = article.isForMembers
    body = PrintPage.text(of: article.source, PrintedText(mark: mark, marks: marks, in: site), site)
  }

  static let shape = Shape<PrintedArticleContext>(
    "printed article",
    [
      .text(
        "mark",
        "Its id on the page, `a3`; `a3-` begins every id in its text, and `a3-title` is its heading's."
      ) { $0.mark },
      .text("title", "Its title.") { $0.title },
      .optionalText("column", "The name of its column 栏目.") { $0.column },
      .optionalText("deck", "The summary under the title.") { $0.deck },
      .optionalText("authors", "Who wrote it 文, in one line.") { $0.authors },
      .optionalText("photographer", "Who made the pictures 图.") { $0.photographer },
      .optionalText("credit", "Any other credit, as it is printed.") { $0.credit },
      .optional("plate", "The lead picture.") { $0.plate },
      .optionalHTML("body", "The text; absent where there is none, or it is for members.") {
        $0.body
      },
      .flag("for_members", "Whether its text is for members, and therefore not here.") {
        $0.isForMembers
      },
    ])
}
