import Magazine
import Markdown
import Theming

/// An author and what they wrote.
struct AuthorPage: ListPageContext {
  var frame: PageFrame
  var name: String
  var role: String?
  var summary: String?
  var portrait: PictureContext?
  var biography: HTML?
  var list: ListPage

  /// Whatever is said about the person stands on the list's own page alone.
  init(_ author: Author, _ page: Pagination.Page = .newest, in site: SitePages) {
    name = author.name
    list = ListPage(
      page, of: site.sources.publication.articles(of: author), at: author.url, in: site)
    if list.isNewest {
      role = author.role
      summary = author.summary
      portrait = author.portrait.flatMap { site.picture($0) }
      biography = site.optionalText(of: author.source)
    }
    frame = site.frame(
      PageIdentity(
        url: page.url(in: author.url), title: list.title(of: name), description: summary,
        picture: portrait, subject: .person(name)))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let publication = site.sources.publication
    return publication.authors.flatMap { author in
      site.outputs(
        .author, at: author.url, of: publication.articles(of: author), under: author.source,
        searched: SearchEntry(label: site.wording.authorLabel), with: \.author
      ) { AuthorPage($1.sources.publication.authors[author.id], $0, in: $1) }
    }
  }

  static let shape = page(
    .author,
    [
      .text("name", "The name as it is printed.") { $0.name },
      .optionalText("role", "What the author does: 主编; on the list's own page alone.") { $0.role },
      .optionalText("summary", "One or two sentences; on the list's own page alone.") {
        $0.summary
      },
      .optional("portrait", "The portrait; on the list's own page alone.") { $0.portrait },
      .optionalHTML("biography", "The text about the author; on the list's own page alone.") {
        $0.biography
      },
    ] + listFields)
}
