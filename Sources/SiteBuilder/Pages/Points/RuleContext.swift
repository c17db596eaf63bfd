import Magazine
import Theming

/// What members get points for.
struct RuleContext: TemplateContext {
  var title: String
  var points: String
  var text: String?
  var terms: String?
  var validity: String?

  init(_ rule: ClubSettings.PointRule, _ tiers: [ClubSettings.Tier], in wording: Wording) {
    title = rule.title
    points = wording.worth(of: rule)
    text = rule.text
    terms = wording.terms(of: rule, tiers)
    validity = rule.validity.map { wording.validity($0) }
  }

  static let shape = Shape<RuleContext>(
    "rule",
    [
      .text("title", "What one does: 签到.") { $0.title },
      .text("points", "The points for it: 120, 每10元1分, 见活动页.") { $0.points },
      .optionalText("text", "The explanation.") { $0.text },
      .optionalText("terms", "Its bounds: 每人每天最多200分；凭收据.") { $0.terms },
      .optionalText("validity", "How long its points are good, if not as all others.") {
        $0.validity
      },
    ])
}

/// A time in which some rules give more, or other, points.
struct CampaignContext: TemplateContext {
  var title: String
  var term: String
  var effect: String
  var text: String?

  init(_ campaign: ClubSettings.Campaign, _ club: ClubSettings, in wording: Wording) {
    title = campaign.title
    term = wording.term(from: campaign.from, through: campaign.through) ?? ""
    let rules = club.pointRules.filter { campaign.rules.contains($0.code) }.map(\.title)
    effect = wording.effect(of: campaign, on: rules)
    text = campaign.text
  }

  static let shape = Shape<CampaignContext>(
    "campaign",
    [
      .text("title", "The name.") { $0.title },
      .text("term", "From when to when: 2027年1月1日至2027年1月3日.") { $0.term },
      .text("effect", "What it changes, and for which rules: 会所消费：2倍.") { $0.effect },
      .optionalText("text", "The explanation.") { $0.text },
    ])
}
