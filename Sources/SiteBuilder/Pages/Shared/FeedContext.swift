import Magazine
import Theming

/// A feed as a page's head names it.
struct FeedContext: TemplateContext {
  var title: String
  var url: String
  var type: String

  /// The two formats of what can be subscribed to at a page.
  ///
  /// - Parameters:
  ///   - home: the page's URL.
  ///   - title: what it is called.
  /// - Returns: Atom, then JSON Feed.
  static func formats(of home: String, title: String) -> [FeedContext] {
    [
      FeedContext(title: title, url: home + Feed.atomName, type: AtomFeed.type),
      FeedContext(title: "\(title) (JSON)", url: home + Feed.jsonName, type: JSONFeed.type),
    ]
  }

  static let shape = Shape<FeedContext>(
    "feed",
    [
      .text("title", "What can be subscribed to.") { $0.title },
      .text("url", "Where the feed is.") { $0.url },
      .text("type", "For `type`: Atom or JSON Feed.") { $0.type },
    ])
}
