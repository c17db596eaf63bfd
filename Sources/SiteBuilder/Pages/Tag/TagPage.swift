import Magazine
import Theming

/// A topic and its articles.
struct TagPage: PageContext {
  var frame: PageFrame
  var name: String
  var pieces: [TeaserContext]

  init(_ tag: Tag, in site: SitePages) {
    name = tag.name
    pieces = site.teasers(site.sources.publication.articles(of: tag))
    frame = site.frame(PageIdentity(url: tag.url, title: tag.name))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    site.sources.publication.tags.map { tag in
      site.output(.tag, at: tag.url, with: \.tag) {
        TagPage($0.sources.publication.tags[tag.id], in: $0)
      }
    }
  }

  static let shape = page(
    .tag,
    [
      .text("name", "The topic.") { $0.name },
      .list("pieces", "Its articles, the newest first.") { $0.pieces },
      .flag("has_pieces", "Whether there are any.") { !$0.pieces.isEmpty },
      .number("piece_count", "How many there are.") { $0.pieces.count },
    ])
}
