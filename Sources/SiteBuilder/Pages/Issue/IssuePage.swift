import Magazine
import Markdown
import Theming

/// An issue of the magazine.
struct IssuePage: PageContext {
  var frame: PageFrame
  var issue: IssueCardContext
  var letter: HTML?
  var sections: [SectionContext]
  var articleCount: Int
  var wordCount: String
  var minutes: Int
  var first: LinkContext?
  var others: [IssueCardContext]
  var ebook: EbookContext?
  var printURL: String?
  var ledgerHead: String?

  private static let otherCount = 3

  init(_ issue: Issue, in site: SitePages) {
    let publication = site.sources.publication
    let articles = publication.articles(of: issue)
    self.issue = IssueCardContext(issue, in: site)
    frame = site.frame(
      PageIdentity(
        url: issue.url, title: issue.title, description: issue.summary ?? issue.subtitle,
        picture: self.issue.cover, tint: self.issue.tint, subject: .issue(issue.id)))
    letter = site.optionalText(of: issue.source)
    sections = publication.contents(of: issue).map { SectionContext($0, in: site) }
    articleCount = articles.count
    let teasers = site.teasers(articles)
    wordCount = site.wording.count(teasers.reduce(0) { $0 + $1.wordCount })
    minutes = teasers.reduce(0) { $0 + $1.minutes }
    first = teasers.first.map { LinkContext(title: $0.title, url: $0.url) }
    ebook = EbookContext(issue, in: site.sources)
    printURL =
      PrintPage.isPrinted(issue, in: site.sources) ? PrintPage.url(of: issue) : nil
    ledgerHead = issue.ledgerHead
    others = Self.others(than: issue, in: publication).map { IssueCardContext($0, in: site) }
  }

  /// The issues before this one, or after it where there are too few before.
  static func others(than issue: Issue, in publication: Publication) -> [Issue] {
    let before = publication.issues[(issue.id + 1)...].prefix(otherCount)
    let after = publication.issues[..<issue.id].suffix(otherCount - before.count)
    return Array(after) + Array(before)
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    site.sources.publication.issues.map { issue in
      site.output(
        .issue, at: issue.url, source: issue.source.path,
        showsFigures: site.showsFigures(issue.source),
        searched: SearchEntry(label: site.label(of: issue), day: issue.date), with: \.issue
      ) { IssuePage($0.sources.publication.issues[issue.id], in: $0) }
    }
  }

  static let shape = page(
    .issue,
    [
      .object("issue", "The issue itself.") { $0.issue },
      .optionalHTML("letter", "The editor's letter 编者按.") { $0.letter },
      .list("sections", "The contents 目录 by column.") { $0.sections },
      .number("article_count", "How many articles it has.") { $0.articleCount },
      .text("word_count", "Their length together: 15,000.") { $0.wordCount },
      .number("minutes", "How long they take to read.") { $0.minutes },
      .optional("first", "The first article.") { $0.first },
      .optional("ebook", "The issue as a book, where the site makes them.") { $0.ebook },
      .optionalText("print_url", "The whole issue on one page, to be printed.") { $0.printURL },
      .optionalText("ledger_head", "The last record of the points' ledger when it came out.") {
        $0.ledgerHead
      },
      .list("others", "At most three other issues, the ones before this first.") { $0.others },
      .flag("has_others", "Whether there are any.") { !$0.others.isEmpty },
    ])
}

/// The articles of one column within an issue.
struct SectionContext: TemplateContext {
  var column: LinkContext?
  var lead: TeaserContext?
  var pieces: [TeaserContext]

  init(_ section: Publication.ContentsSection, in site: SitePages) {
    column = section.column.map { ColumnPage.link(to: $0) }
    var teasers = site.teasers(section.articles)
    if teasers.first?.picture != nil { lead = teasers.removeFirst() }
    pieces = teasers
  }

  static let shape = Shape<SectionContext>(
    "section",
    [
      .optional("column", "The column; absent for articles that name none.") { $0.column },
      .optional("lead", "Its first article, where it has a picture.") { $0.lead },
      .list("pieces", "Its articles, without the lead.") { $0.pieces },
    ])
}
