import CivilTime
import Magazine
import Markdown
import Theming

/// An article or a notice.
struct ArticlePage: PageContext {
  var frame: PageFrame
  var title: String
  var column: LinkContext?
  var deck: String?
  var authors: [PersonContext]
  var photographer: PersonContext?
  var credit: String?
  var count: String
  var minutes: Int
  var day: DayContext?
  var issue: LinkContext?
  var plate: PictureContext?
  var body: HTML
  var outline: [OutlineContext]
  var tags: [LinkContext]
  var previous: NeighbourContext?
  var next: NeighbourContext?
  var isNews: Bool
  /// Where a member reads its text; nil where everybody does, or this is that page.
  var membersURL: String?
  var notice: LinkContext?
  var related: [TeaserContext]

  private static let relatedCount = 3

  /// - Parameters:
  ///   - id: the article's place in the publication's list.
  ///   - site: what the page is made of.
  ///   - isOpened: whether it is made for a member who may read what is for members.
  init(_ id: Int, in site: SitePages, isOpened: Bool = false) {
    let article = site.article(id)
    let rendered = site.body(of: article.source)
    let issue = article.issue.map { site.publication.issues[$0] }
    title = article.title
    column = article.column.map { ColumnPage.link(to: site.publication.columns[$0]) }
    deck = article.summary
    authors = article.authors.map { PersonContext($0, in: site.publication) }
    photographer = article.photographer.map { PersonContext($0, in: site.publication) }
    credit = article.credit
    count = site.wording.count(rendered.wordCount)
    minutes = rendered.minutes
    day = article.date.map { site.index.day($0) }
    self.issue = issue.map { LinkContext(title: site.label(of: $0), url: $0.url) }
    plate = article.cover.flatMap { site.picture($0) }
    body = site.text(rendered, of: article.source)
    outline = OutlineContext.list(rendered.outline)
    tags = article.tags.map { site.publication.tags[$0] }.map {
      LinkContext(title: $0.name, url: $0.url)
    }
    let neighbours = site.publication.neighbours(of: id)
    previous = neighbours.previous.map { NeighbourContext(site.article($0), in: site.publication) }
    next = neighbours.next.map { NeighbourContext(site.article($0), in: site.publication) }
    isNews = article.kind == .news
    notice =
      isNews
      ? article.notice.map { LinkContext(title: site.wording.notice($0), url: $0.url) } : nil
    related = site.teasers(site.publication.related(to: id, atMost: Self.relatedCount))
    let isClosed = article.isForMembers && !isOpened
    membersURL = isClosed ? "/me/read?page=\(SitePath.encode(article.url))" : nil
    frame = site.frame(
      PageIdentity(
        url: article.url, title: title, description: deck ?? rendered.excerpt,
        picture: plate, tint: issue.flatMap(TintSheet.className(for:)), isArticle: true,
        isUnlisted: isOpened, subject: .article(id, words: rendered.wordCount)))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let articles = site.publication.articles
    return articles.indices.map { id in
      let article = articles[id]
      let label =
        article.column.map { site.publication.columns[$0].name }
        ?? (article.kind == .news ? site.wording.noticeLabel : nil)
      return site.output(
        .article, at: article.url, source: article.source.path,
        day: article.date ?? article.publish?.day,
        showsFigures: site.showsFigures(article.source),
        searched: SearchEntry(label: label, day: article.date ?? article.publish?.day),
        with: \.article
      ) { ArticlePage(id, in: $0) }
    }
  }

  static let shape = page(
    .article,
    [
      .text("title", "The title.") { $0.title },
      .optional("column", "Its column 栏目.") { $0.column },
      .optionalText("deck", "The summary under the title.") { $0.deck },
      .list("authors", "Who wrote it 文.") { $0.authors },
      .flag("has_authors", "Whether anybody is named.") { !$0.authors.isEmpty },
      .optional("photographer", "Who made the pictures 图.") { $0.photographer },
      .optionalText("credit", "Any other credit, as it is printed.") { $0.credit },
      .text("count", "Its length 字数.") { $0.count },
      .number("minutes", "How long it takes to read.") { $0.minutes },
      .optional("day", "Its date.") { $0.day },
      .optional("issue", "The issue it is in.") { $0.issue },
      .optional("plate", "The lead picture.") { $0.plate },
      .html("body", "The text.") { $0.body },
      .list("outline", "Its sections; empty where there are fewer than two.") { $0.outline },
      .flag("has_outline", "Whether there are any.") { !$0.outline.isEmpty },
      .list("tags", "Its topics.") { $0.tags },
      .flag("has_tags", "Whether there are any.") { !$0.tags.isEmpty },
      .optional("previous", "The article before it.") { $0.previous },
      .optional("next", "The article after it.") { $0.next },
      .flag("has_neighbours", "Whether there is one of the two.") {
        $0.previous != nil || $0.next != nil
      },
      .flag("news", "Whether it is a notice 快报.") { $0.isNews },
      .optional("notice", "What kind of notice it is 工程进度, with the list of those.") {
        $0.notice
      },
      .list("related", "At most three others on its topics, else of its column 延伸阅读.") {
        $0.related
      },
      .flag("has_related", "Whether there are any.") { !$0.related.isEmpty },
      .optionalText(
        "members_url", "Where members read it, whose text is for them; then `body` is empty."
      ) { $0.membersURL },
    ])
}
