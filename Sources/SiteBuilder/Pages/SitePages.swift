import CivilTime
import Magazine
import Markdown
import Theming

/// The site as one page sees it while it is made.
///
/// Articles and texts are handed out here and nowhere else, because here it is noted who has read
/// them: that is how a build knows which pages an edit can have changed.
struct SitePages {
  let index: SiteIndex
  /// Whether it is seen as the page of the Traditional edition sees it: texts that somebody has written
  /// for that stand in place of those that they are for.
  let isTraditional: Bool
  fileprivate let log = ReadLog()

  init(_ index: SiteIndex, isTraditional: Bool = false) {
    self.index = index
    self.isTraditional = isTraditional
  }

  /// Whether a text of the page is written by hand for the Traditional edition.
  var hasTranslation: Bool { log.hasTranslation }

  /// Texts on the page that are in Traditional characters already, escaped for markup.
  var traditionalTexts: Set<[UInt8]> { log.traditionalTexts }

  /// How long its template took.
  var templateTime: Duration { log.templateTime }

  /// What the page has read so far.
  var reads: PageReads { log.reads }

  var sources: PageSources { _read { yield index.sources } }
  /// Lent and not copied: a copy would count its references on every page, and the threads would
  /// wait for one another's counting.
  var publication: Publication { _read { yield index.sources.publication } }
  var wording: Wording { index.wording }
  var currentIssue: Issue? { index.currentIssue }

  /// An article, by its place in the publication's list.
  func article(_ id: Int) -> Article {
    log.reads.articles.append(Int32(truncatingIfNeeded: id))
    return publication.articles[id]
  }

  /// An article as lists show it, by its place in the publication's list.
  func teaser(_ id: Int) -> TeaserContext {
    log.reads.articles.append(Int32(truncatingIfNeeded: id))
    return index.teaser(id)
  }

  func teasers(_ articles: ArticleList) -> [TeaserContext] { teasers(articles.ids) }

  func teasers(_ ids: some Sequence<Int>) -> [TeaserContext] { ids.map { teaser($0) } }

  /// The text of a content file.
  func body(of source: Source) -> RenderedMarkdown {
    let translation = noteReading(source)
    let body = sources.bodies[source.text]
    guard isTraditional, let translation else { return body }
    var written = sources.bodies[translation.text]
    for heading in written.outline {
      log.traditionalTexts.insert(HTML(escaping: heading.title).bytes)
    }
    // Descriptions are converted with the rest of the page.
    written.excerpt = body.excerpt
    return written
  }

  /// Whether a content file has a text, which is noted as read without being read.
  func hasText(_ source: Source) -> Bool {
    let translation = noteReading(source)
    let shown = isTraditional ? translation ?? source : source
    return !sources.bodies.galleys[shown.text].traits.contains(.isEmpty)
  }

  /// Notes that a text stands on the page, and what is written for it in the Traditional edition, which
  /// it returns.
  private func noteReading(_ source: Source) -> Source? {
    log.reads.texts.append(Int32(truncatingIfNeeded: source.text))
    guard let translation = publication.translations[source.text] else { return nil }
    log.reads.texts.append(Int32(truncatingIfNeeded: translation.source.text))
    log.hasTranslation = true
    return translation.source
  }

  /// The text that an editor wrote for a page that is made anyway.
  func introduction(of url: String) -> HTML? {
    sources.publication.introduction(of: url).map { text(of: $0.source) }
  }

  /// The picture of a front matter, where its file could be read.
  func picture(_ picture: Picture) -> PictureContext? { index.picture(picture) }

  /// 第27期, or the title of an issue without a number.
  func label(of issue: Issue) -> String { index.label(of: issue) }

  /// What can be subscribed to on a column's pages.
  func feeds(of column: Column) -> [FeedContext] {
    let publication = sources.publication
    guard
      publication.articles(of: column).ids.contains(where: {
        publication.articles[$0].moment != nil
      })
    else { return [] }
    return FeedContext.formats(
      of: column.url, title: "\(publication.site.title) · \(column.name)")
  }

  func frame(_ page: PageIdentity) -> PageFrame {
    PageFrame(head: HeadContext(page, in: index), site: index.siteContext(at: page.url))
  }

  /// A page, for one URL.
  func output<Root: TemplateContext>(
    _ kind: PageKind, at url: String, source: String? = nil, day: Day? = nil,
    showsFigures: Bool = false, isListed: Bool = true, searched: SearchEntry? = nil,
    with template: @escaping @Sendable (ThemeTemplates) -> Template<Root>,
    make: @escaping @Sendable (SitePages) -> Root
  ) -> PageOutput {
    PageOutput(
      url: url, kind: kind, source: source, day: day, showsFigures: showsFigures,
      isListed: isListed, isInBothEditions: sources.edition != nil && kind.isInBothEditions,
      searched: searched
    ) { site, templates, output in
      site.render(make(site), with: template(templates), into: &output)
    }
  }

  /// Appends a page, and notes how long its template took.
  func render<Root: TemplateContext>(
    _ context: Root, with template: Template<Root>, into output: inout [UInt8]
  ) {
    let start = ContinuousClock.now
    template.render(context, into: &output)
    log.templateTime += ContinuousClock.now - start
  }
}

/// What one page was made of, beside what all pages are made of. Places may be there several times.
struct PageReads: Sendable {
  /// Places in `Publication.articles`.
  var articles: [Int32] = []
  /// Places in `ContentTree.texts`, of texts that stand on the page.
  var texts: [Int32] = []

  /// Whether a change can have changed the page.
  func isTouched(by change: PageChange) -> Bool {
    // Nearly always one of each: comparing is quicker than hashing.
    change.texts.contains { texts.contains(Int32(truncatingIfNeeded: $0)) }
      || change.articles.contains { articles.contains(Int32(truncatingIfNeeded: $0)) }
  }
}

/// Where a page's reads are noted: one page is made on one thread.
private final class ReadLog {
  var reads = PageReads()
  var templateTime = Duration.zero
  var hasTranslation = false
  var traditionalTexts: Set<[UInt8]> = []
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
        .shared("site", "What every page shares: names, menus, foot.") { $0.frame.site },
      ] + fields)
  }
}
