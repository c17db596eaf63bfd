import Magazine
import Markdown
import Theming

/// A section of an article.
struct OutlineContext: TemplateContext {
  var title: String
  var anchor: String
  var isDeeper: Bool

  /// The two upper levels of headings that the text uses; nothing where one section is all there is.
  static func list(_ entries: [OutlineEntry]) -> [OutlineContext] {
    let anchored = entries.filter { !$0.id.isEmpty }
    guard let top = anchored.map(\.level).min() else { return [] }
    let shown = anchored.filter { $0.level <= top + 1 }
    guard shown.count > 1 else { return [] }
    // A long outline shows its upper level only: it is a map, not an index.
    let kept = shown.count > 24 ? shown.filter { $0.level == top } : shown
    return kept.map { OutlineContext(title: $0.title, anchor: $0.id, isDeeper: $0.level > top) }
  }

  static let shape = Shape<OutlineContext>(
    "outline",
    [
      .text("title", "The section's heading.") { $0.title },
      .text("anchor", "Its id on the page, without `#`.") { $0.anchor },
      .flag("deeper", "Whether it lies under the section before it.") { $0.isDeeper },
    ])
}

/// The article before or after another.
struct NeighbourContext: TemplateContext {
  var title: String
  var url: String
  var column: String?

  init(_ article: Article, in publication: Publication) {
    title = article.title
    url = article.url
    column = article.column.map { publication.columns[$0].name }
  }

  static let shape = Shape<NeighbourContext>(
    "neighbour",
    [
      .text("title", "The article's title.") { $0.title },
      .text("url", "Where it is.") { $0.url },
      .optionalText("column", "The name of its column.") { $0.column },
    ])
}
