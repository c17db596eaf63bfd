import Magazine
import Theming

/// All columns, all authors or all topics.
struct DirectoryPage: PageContext {
  var frame: PageFrame
  var columns: [EntryContext] = []
  var authors: [EntryContext] = []
  var tags: [EntryContext] = []

  private enum Kind: String, CaseIterable, Sendable {
    case columns, authors, tags

    var url: String { "/\(rawValue)/" }
  }

  private init(_ kind: Kind, in site: SitePages) {
    let publication = site.sources.publication
    switch kind {
    case .columns:
      columns = publication.columns.map {
        EntryContext(
          title: $0.name, url: $0.url, text: $0.summary, count: publication.articles(of: $0).count)
      }
    case .authors:
      authors = publication.authors.map {
        EntryContext(
          title: $0.name, url: $0.url, text: $0.summary, role: $0.role,
          count: publication.articles(of: $0).count)
      }
    case .tags:
      tags = publication.tags.map {
        EntryContext(title: $0.name, url: $0.url, count: publication.articles(of: $0).count)
      }
    }
    frame = site.frame(PageIdentity(url: kind.url, subject: .collection))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let publication = site.sources.publication
    let kinds = Kind.allCases.filter { kind in
      switch kind {
      case .columns: !publication.columns.isEmpty
      case .authors: !publication.authors.isEmpty
      case .tags: !publication.tags.isEmpty
      }
    }
    return kinds.map { kind in
      site.output(.directory, at: kind.url, with: \.directory) { DirectoryPage(kind, in: $0) }
    }
  }

  static let shape = page(
    .directory,
    [
      .list("columns", "All columns, on `/columns/`; else empty.") { $0.columns },
      .flag("has_columns", "Whether this is `/columns/`.") { !$0.columns.isEmpty },
      .list("authors", "All authors, on `/authors/`; else empty.") { $0.authors },
      .flag("has_authors", "Whether this is `/authors/`.") { !$0.authors.isEmpty },
      .list("tags", "All topics, on `/tags/`; else empty.") { $0.tags },
      .flag("has_tags", "Whether this is `/tags/`.") { !$0.tags.isEmpty },
    ])
}

/// A line of a directory.
struct EntryContext: TemplateContext {
  var title: String
  var url: String
  var text: String?
  var role: String?
  var count: Int

  static let shape = Shape<EntryContext>(
    "entry",
    [
      .text("title", "The name.") { $0.title },
      .text("url", "Where its page is.") { $0.url },
      .optionalText("text", "One or two sentences about it.") { $0.text },
      .optionalText("role", "What an author does.") { $0.role },
      .number("count", "How many articles it has.") { $0.count },
      .flag("has_pieces", "Whether it has any.") { $0.count > 0 },
    ])
}
