import Magazine
import Theming

/// `/404.html`.
struct NotFoundPage: PageContext {
  var frame: PageFrame
  var issue: LinkContext?

  static func outputs(of site: SitePages) -> [PageOutput] {
    [
      site.output(.notFound, at: "/404.html", isListed: false, with: \.notFound) {
        NotFoundPage(
          frame: $0.frame(
            PageIdentity(url: "/404.html", isUnlisted: true, isInBothEditions: false)),
          issue: $0.currentIssue.map { LinkContext(title: $0.title, url: $0.url) })
      }
    ]
  }

  static let shape = page(
    .notFound, [.optional("issue", "The current issue, to read instead.") { $0.issue }])
}
