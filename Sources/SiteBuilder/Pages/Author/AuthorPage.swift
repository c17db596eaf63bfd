import Magazine
import Markdown
import Theming

/// An author and what they wrote.
struct AuthorPage: PageContext {
  var frame: PageFrame
  var name: String
  var role: String?
  var summary: String?
  var portrait: PictureContext?
  var biography: HTML?
  var pieces: [TeaserContext]

  init(_ author: Author, in site: SitePages) {
    name = author.name
    role = author.role
    summary = author.summary
    portrait = author.portrait.flatMap { site.picture($0) }
    biography = site.optionalText(of: author.source)
    pieces = site.teasers(site.sources.publication.articles(of: author))
    frame = site.frame(
      PageIdentity(
        url: author.url, title: author.name, description: author.summary,
        image: portrait?.source))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    site.sources.publication.authors.map { author in
      site.output(
        .author, at: author.url, source: author.source.path,
        showsFigures: site.showsFigures(author.source), with: \.author
      ) { AuthorPage($0.sources.publication.authors[author.id], in: $0) }
    }
  }

  static let shape = page(
    .author,
    [
      .text("name", "The name as it is printed.") { $0.name },
      .optionalText("role", "What the author does: 主编.") { $0.role },
      .optionalText("summary", "One or two sentences.") { $0.summary },
      .optional("portrait", "The portrait.") { $0.portrait },
      .optionalHTML("biography", "The text about the author.") { $0.biography },
      .list("pieces", "The author's articles, the newest first.") { $0.pieces },
      .flag("has_pieces", "Whether there are any.") { !$0.pieces.isEmpty },
      .number("piece_count", "How many there are.") { $0.pieces.count },
    ])
}
