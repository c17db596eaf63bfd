import Magazine
import Theming

/// A way of joining the club.
struct WayContext: TemplateContext {
  var title: String
  var text: String?
  var isOnline: Bool

  init(_ way: ClubSettings.WayToJoin) {
    title = way.title
    text = way.text
    isOnline = way.channel == .website
  }

  static let shape = Shape<WayContext>(
    "way",
    [
      .text("title", "What it is called.") { $0.title },
      .optionalText("text", "The explanation.") { $0.text },
      .flag("online", "Whether it is the form on this site.") { $0.isOnline },
    ])
}
