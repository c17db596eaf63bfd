import Magazine
import Theming

/// `/offline/`: what a reader sees who has no network and asks for a page that was never read.
struct OfflinePage: PageContext {
  var frame: PageFrame
  var issue: LinkContext?

  static let url = "/offline/"

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard site.sources.offlineURL != nil else { return [] }
    return [
      site.output(.offline, at: url, isListed: false, with: \.offline) {
        OfflinePage(
          frame: $0.frame(PageIdentity(url: url, isUnlisted: true)),
          issue: $0.currentIssue.map { LinkContext(title: $0.title, url: $0.url) })
      }
    ]
  }

  static let shape = page(
    .offline, [.optional("issue", "The current issue, which is kept.") { $0.issue }])
}
