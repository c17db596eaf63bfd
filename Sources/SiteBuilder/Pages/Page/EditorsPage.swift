import Magazine
import Markdown
import Theming

/// A page of the editors' own.
struct EditorsPage: PageContext {
  var frame: PageFrame
  var title: String
  var summary: String?
  var body: HTML
  var outline: [OutlineContext]
  var takesContributions: Bool

  /// Where a form for contributions 投稿 stands under the editors' call for them.
  static let callURL = "/contribute/"

  init(_ page: Page, in site: SitePages) {
    let rendered = site.body(of: page.source)
    title = page.title
    summary = page.summary
    body = site.text(of: page.source)
    outline = OutlineContext.list(rendered.outline)
    frame = site.frame(
      PageIdentity(
        url: page.url, title: page.title, description: page.summary ?? rendered.excerpt))
    takesContributions = page.url == Self.callURL && frame.site.takesForms
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    site.sources.publication.ownPages.map { page in
      site.output(
        .page, at: page.url, source: page.source.path,
        showsFigures: site.showsFigures(page.source), searched: SearchEntry(), with: \.page
      ) { EditorsPage($0.sources.publication.pages[page.id], in: $0) }
    }
  }

  static let shape = page(
    .page,
    [
      .text("title", "The title.") { $0.title },
      .optionalText("summary", "One or two sentences.") { $0.summary },
      .html("body", "The text.") { $0.body },
      .list("outline", "Its sections; empty where there are fewer than two.") { $0.outline },
      .flag("has_outline", "Whether there are any.") { !$0.outline.isEmpty },
      .flag(
        "takes_contributions",
        "Whether to show the form that sends a piece to the editors: on `/contribute/`, with an open store."
      ) { $0.takesContributions },
    ])
}
