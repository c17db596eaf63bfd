import Magazine
import Theming

/// `/desk/`: what the staff work with at the counter. The file holds nothing about anybody; a script
/// asks the API and puts its answers in as text.
struct DeskPage: PageContext {
  var frame: PageFrame
  var consentText: String

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let club = site.sources.publication.club else { return [] }
    return [
      site.output(.desk, at: "/desk/", isListed: false, with: \.desk) {
        DeskPage(
          frame: $0.frame(PageIdentity(url: "/desk/", isUnlisted: true, isInBothEditions: false)),
          consentText: club.consent.text)
      }
    ]
  }

  static let shape = page(
    .desk,
    [
      .text("consent_text", "The text to which whoever is signed up agrees.") { $0.consentText }
    ])
}
