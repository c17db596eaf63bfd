import Magazine
import Theming

/// A topic and its articles.
struct TagPage: ListPageContext {
  var frame: PageFrame
  var name: String
  var list: ListPage

  init(_ tag: Tag, _ page: Pagination.Page = .newest, in site: SitePages) {
    name = tag.name
    list = ListPage(
      page, of: site.sources.publication.articles(of: tag), at: tag.url, in: site)
    frame = site.frame(
      PageIdentity(
        url: page.url(in: tag.url), title: list.title(of: name), subject: .collection))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let publication = site.sources.publication
    return publication.tags.flatMap { tag in
      site.outputs(.tag, at: tag.url, of: publication.articles(of: tag), with: \.tag) {
        TagPage($1.sources.publication.tags[tag.id], $0, in: $1)
      }
    }
  }

  static let shape = page(.tag, [.text("name", "The topic.") { $0.name }] + listFields)
}
