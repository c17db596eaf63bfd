import CivilTime
import Magazine
import Markdown
import Theming

/// All pages of a site, as values: what is shared is worked out once, each page when it is rendered.
final class SitePages: Sendable {
  let sources: PageSources
  let wording: Wording
  let currentIssue: Issue?
  let menus: SiteMenus

  init(_ sources: PageSources) {
    self.sources = sources
    let publication = sources.publication
    wording = Wording(language: publication.site.language)
    currentIssue = publication.currentIssue(at: sources.asOf)
    menus = SiteMenus(publication, current: currentIssue)
  }

  /// Every page of the site, sorted by nothing but the order of this list; the answers to form
  /// posts are made by `answer(_:)` when they are asked for.
  func all() -> [PageOutput] {
    HomePage.outputs(of: self) + IssuesPage.outputs(of: self) + IssuePage.outputs(of: self)
      + ArticlePage.outputs(of: self) + ColumnPage.outputs(of: self)
      + AuthorPage.outputs(of: self) + TagPage.outputs(of: self)
      + DirectoryPage.outputs(of: self) + EventsPage.outputs(of: self)
      + EventPage.outputs(of: self) + EditorsPage.outputs(of: self) + JoinPage.outputs(of: self)
      + PointsPage.outputs(of: self) + MePage.outputs(of: self)
      + NotFoundPage.outputs(of: self)
  }

  func frame(_ page: PageIdentity) -> PageFrame {
    PageFrame(
      head: HeadContext(page, in: sources), site: SiteContext(menus, at: page.url, in: sources))
  }

  /// The picture of a front matter, where its file could be read.
  func picture(_ picture: Picture) -> PictureContext? {
    switch picture.place {
    case .external(let url):
      return PictureContext(
        source: url, alternative: picture.alternative, caption: picture.caption)
    case .asset(let path):
      guard let placed = sources.pictures[path] else { return nil }
      return PictureContext(
        source: placed.url, alternative: picture.alternative, width: placed.width,
        height: placed.height, caption: picture.caption)
    }
  }

  /// 第27期, or the title of an issue without a number.
  func label(of issue: Issue) -> String { issue.number.map { wording.issue($0) } ?? issue.title }

  func teasers(_ articles: [Article]) -> [TeaserContext] {
    articles.map { TeaserContext($0, in: self) }
  }

  /// The text that an editor wrote for a page that is made anyway.
  func introduction(of url: String) -> HTML? {
    sources.publication.introduction(of: url).map { text(of: $0.source) }
  }

  /// A page made from no content file, for one URL.
  func output<Root: TemplateContext>(
    _ kind: PageKind, at url: String, source: String? = nil, showsFigures: Bool = false,
    isListed: Bool = true,
    with template: @escaping @Sendable (ThemeTemplates) -> Template<Root>,
    make: @escaping @Sendable () -> Root
  ) -> PageOutput {
    PageOutput(
      url: url, kind: kind, source: source, showsFigures: showsFigures, isListed: isListed
    ) { templates, output in
      template(templates).render(make(), into: &output)
    }
  }
}

/// The two contexts that every page has.
struct PageFrame: Sendable {
  var head: HeadContext
  var site: SiteContext
}

/// A context that is a whole page.
protocol PageContext: TemplateContext {
  /// What stands around the page's own matter.
  var frame: PageFrame { get }
}

extension PageContext {
  /// A shape whose first two fields are those of every page.
  static func page(_ kind: PageKind, _ fields: [Field<Self>]) -> Shape<Self> {
    Shape(
      kind.rawValue,
      [
        .object("head", "What stands in the page's head.") { $0.frame.head },
        .object("site", "What every page shares: names, menus, foot.") { $0.frame.site },
      ] + fields)
  }
}
