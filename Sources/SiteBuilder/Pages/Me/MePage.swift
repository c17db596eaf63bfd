import Magazine
import Theming

/// `/me/`: a signed-in member's own page. The file holds nothing about anybody; a script fetches
/// the member's own record and puts it in as text.
struct MePage: PageContext {
  var frame: PageFrame

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard site.sources.publication.club != nil else { return [] }
    return [
      site.output(.me, at: "/me/", isListed: false, with: \.me) {
        MePage(frame: $0.frame(PageIdentity(url: "/me/", isUnlisted: true)))
      }
    ]
  }

  static let shape = page(.me, [])
}
