import Magazine
import Theming

/// `/join/`: becoming a member.
struct JoinPage: PageContext {
  var frame: PageFrame
  var consentVersion: String
  var consentText: String
  var ways: [WayContext]
  var introduction: HTML?

  init(_ club: ClubSettings, in site: SitePages) {
    frame = site.frame(PageIdentity(url: "/join/"))
    consentVersion = club.consent.version
    consentText = club.consent.text
    ways = club.waysToJoin.map(WayContext.init)
    introduction = site.introduction(of: "/join/")
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let club = site.sources.publication.club else { return [] }
    let source = site.sources.publication.introduction(of: "/join/")?.source
    return [
      site.output(
        .join, at: "/join/", source: source?.path, showsFigures: site.showsFigures(source),
        with: \.join
      ) { JoinPage(club, in: $0) }
    ]
  }

  static let shape = page(
    .join,
    [
      .text("consent_version", "The version of the consent; posted with the form.") {
        $0.consentVersion
      },
      .text("consent_text", "The text to which one agrees.") { $0.consentText },
      .list("ways", "The ways of joining.") { $0.ways },
      .flag("has_ways", "Whether there are any.") { !$0.ways.isEmpty },
      .optionalHTML("introduction", "The text of `pages/join.md`.") { $0.introduction },
    ])
}
