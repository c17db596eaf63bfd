import Magazine
import Theming

/// `/design/`: the theme shown to those who write and change it, its tokens as its sheets declare them
/// and its components as the magazine's own pages fill them. Only themes that have its template have it.
struct DesignPage: PageContext {
  var frame: PageFrame
  var sheetURL: String
  var colors: [TokenContext]
  var lengths: [TokenContext]
  var others: [TokenContext]
  var issue: IssueCardContext?
  var story: TeaserContext?
  var pieces: [TeaserContext]
  var news: [TeaserContext]
  var events: [EventCardContext]

  static let url = "/design/"
  private static let sampleCount = 2

  init(_ design: ThemeDesign, in site: SitePages) {
    let publication = site.publication
    frame = site.frame(PageIdentity(url: Self.url, isUnlisted: true, isInBothEditions: false))
    sheetURL = design.sheetURL
    let paper = design.tokens.first { $0.name == "--paper" }
    let contexts = design.tokens.map { (token: $0, context: TokenContext($0, on: paper)) }
    colors = contexts.filter(\.token.isColor).map(\.context)
    lengths = contexts.filter(\.token.isLength).map(\.context)
    others = contexts.filter { !$0.token.isColor && !$0.token.isLength }.map(\.context)
    issue = site.currentIssue.map { IssueCardContext($0, in: site) }
    let articles = site.currentIssue.map { publication.articles(of: $0).ids } ?? []
    let picked = articles.isEmpty ? Array(publication.standaloneArticles.ids.prefix(3)) : articles
    let teasers = site.teasers(picked.prefix(Self.sampleCount + 1))
    story = teasers.first
    pieces = Array(teasers.dropFirst())
    news = site.teasers(publication.news.ids.prefix(Self.sampleCount))
    events = publication.upcomingEvents(at: site.sources.asOf).prefix(Self.sampleCount)
      .map { EventCardContext($0, in: site) }
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let design = site.sources.design,
      !site.publication.pages.contains(where: { $0.url == url })
    else { return [] }
    return [
      PageOutput(url: url, kind: .design, showsFigures: true, isListed: false) {
        site, templates, output in
        guard let template = templates.design else { return }
        site.render(DesignPage(design, in: site), with: template, into: &output)
      }
    ]
  }

  static let shape = page(
    .design,
    [
      .text("sheet_url", "A style sheet that shows tokens: `.patch-paper`, `.bar-s3`.") {
        $0.sheetURL
      },
      .list("colors", "The colours that the theme declares on `:root`.") { $0.colors },
      .list("lengths", "The lengths that it declares there.") { $0.lengths },
      .list("others", "Whatever else it declares there: typefaces.") { $0.others },
      .optional("issue", "The current issue.") { $0.issue },
      .optional("story", "An article, to be shown with its picture.") { $0.story },
      .list("pieces", "Two more articles.") { $0.pieces },
      .flag("has_pieces", "Whether there are any.") { !$0.pieces.isEmpty },
      .list("news", "Two notices.") { $0.news },
      .flag("has_news", "Whether there are any.") { !$0.news.isEmpty },
      .list("events", "Two events to come.") { $0.events },
      .flag("has_events", "Whether there are any.") { !$0.events.isEmpty },
    ])
}

/// A token, with what it comes to.
struct TokenContext: TemplateContext {
  var name: String
  var word: String
  var value: String
  var dark: String?
  var contrast: String?
  var darkContrast: String?

  init(_ token: ThemeToken, on paper: ThemeToken?) {
    name = token.name
    word = token.word
    value = token.value
    dark = token.dark
    contrast = Self.contrast(token.value, on: paper?.value)
    darkContrast = Self.contrast(token.dark ?? token.value, on: paper?.dark ?? paper?.value)
  }

  /// 16.1, to one place behind the point, rounded down: nobody shall think it more than it is.
  private static func contrast(_ color: String, on paper: String?) -> String? {
    guard let color = ThemeColor(color), let paper = paper.flatMap(ThemeColor.init) else {
      return nil
    }
    let tenths = Int(color.contrast(on: paper) * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }

  static let shape = Shape<TokenContext>(
    "token",
    [
      .text("name", "`--paper`.") { $0.name },
      .text("word", "`paper`, for the classes of `sheet_url`.") { $0.word },
      .text("value", "What it is, on light pages.") { $0.value },
      .optionalText("dark", "What it is on dark pages, where that differs.") { $0.dark },
      .optionalText("contrast", "A colour's contrast on `--paper`: 16.1.") { $0.contrast },
      .optionalText("dark_contrast", "The same on dark pages.") { $0.darkContrast },
    ])
}
