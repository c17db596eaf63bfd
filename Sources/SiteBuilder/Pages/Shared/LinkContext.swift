import Theming

/// Words that lead somewhere.
struct LinkContext: TemplateContext {
  var title: String
  var url: String
  var isCurrent = false
  var isLevel = false

  static let shape = Shape<LinkContext>(
    "link",
    [
      .text("title", "The words of the link.") { $0.title },
      .text("url", "Where it leads; ready for an `href`.") { $0.url },
      .flag("current", "Whether the page shown is this one, or one under it.") { $0.isCurrent },
      .flag("level", "Whether the words are too long, or too Latin, to stand upright.") {
        $0.isLevel
      },
    ])
}
