import Magazine
import Theming

/// A name under a title.
struct PersonContext: TemplateContext {
  var name: String
  var url: String?

  init(_ byline: Byline, in publication: Publication) {
    name = byline.name
    url = byline.author.map { publication.authors[$0].url }
  }

  static let shape = Shape<PersonContext>(
    "person",
    [
      .text("name", "The name as it is printed.") { $0.name },
      .optionalText("url", "The person's page; absent for a name without one.") { $0.url },
    ])
}
