import CivilTime
import Magazine
import Theming

/// `/points/`: the public sums of the points' journal, and how points are earned.
struct PointsPage: PageContext {
  var frame: PageFrame
  var isKnown: Bool
  var issued: String
  var redeemed: String
  var expired: String
  var adjusted: String
  var outstanding: String
  var members: String
  var sequence: String
  var hash: String
  var moment: String
  var tiers: [TierContext]
  var rules: [RuleContext]
  var campaigns: [CampaignContext]
  var validity: String
  var introduction: HTML?

  init(_ club: ClubSettings, in site: SitePages) {
    let figures = site.sources.figures
    let points = figures?.points
    func sum(_ value: Int?) -> String { value.map { site.wording.count($0) } ?? "—" }
    frame = site.frame(PageIdentity(url: "/points/"))
    isKnown = points != nil
    issued = sum(points?.issued)
    redeemed = sum(points?.redeemed)
    expired = sum(points?.expired)
    adjusted = sum(points?.adjusted)
    outstanding = sum(points?.outstanding)
    members = sum(figures?.members)
    sequence = figures?.head.map { "\($0.sequence)" } ?? "—"
    hash = figures?.head?.hash ?? "—"
    moment = site.wording.date(site.sources.asOf.day)
    rules = club.pointRules.map { RuleContext($0, club.tiers, in: site.wording) }
    tiers = club.tiers.map { TierContext($0, in: site.wording) }
    let today = site.sources.asOf.day
    campaigns = club.campaigns.filter { $0.through >= today }
      .map { CampaignContext($0, club, in: site.wording) }
    validity = site.wording.validity(club.pointsValidity)
    introduction = site.introduction(of: "/points/")
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let club = site.sources.publication.club else { return [] }
    let source = site.sources.publication.introduction(of: "/points/")?.source.path
    return [
      site.output(.points, at: "/points/", source: source, showsFigures: true, with: \.points) {
        PointsPage(club, in: $0)
      }
    ]
  }

  static let shape = page(
    .points,
    [
      .flag("known", "Whether a store is open; without one the sums are —.") { $0.isKnown },
      .text("issued", "Given to members 发放.") { $0.issued },
      .text("redeemed", "Spent 兑换.") { $0.redeemed },
      .text("expired", "Lapsed 过期.") { $0.expired },
      .text("adjusted", "Put right 调整; may be negative.") { $0.adjusted },
      .text("outstanding", "Held by members 未兑.") { $0.outstanding },
      .text("members", "How many members there are.") { $0.members },
      .text("sequence", "The number of the journal's last record.") { $0.sequence },
      .text("hash", "The hash of that record, in hexadecimal.") { $0.hash },
      .text("moment", "The day on which the page was made.") { $0.moment },
      .list("rules", "What members get points for.") { $0.rules },
      .flag("has_rules", "Whether there are any.") { !$0.rules.isEmpty },
      .list("tiers", "The tiers of membership, the lowest first.") { $0.tiers },
      .flag("has_tiers", "Whether there are any.") { !$0.tiers.isEmpty },
      .list("campaigns", "Times, not over yet, in which there are more points, or others.") {
        $0.campaigns
      },
      .flag("has_campaigns", "Whether there are any.") { !$0.campaigns.isEmpty },
      .text("validity", "How long points are good: 记入后24个月内有效.") { $0.validity },
      .optionalHTML("introduction", "The text of `pages/points.md`.") { $0.introduction },
    ])
}
