import Magazine
import Theming

/// A tier of membership, what brings a member there and what it brings.
struct TierContext: TemplateContext {
  var title: String
  var condition: String
  var benefits: [BenefitContext]

  init(_ tier: ClubSettings.Tier, in wording: Wording) {
    title = tier.title
    condition = wording.condition(of: tier)
    benefits = tier.benefits.map { BenefitContext(text: $0) }
  }

  static let shape = Shape<TierContext>(
    "tier",
    [
      .text("title", "The name: 资深会员.") { $0.title },
      .text("condition", "What brings a member there: 入会满12个月.") { $0.condition },
      .list("benefits", "What its members get.") { $0.benefits },
      .flag("has_benefits", "Whether there is anything.") { !$0.benefits.isEmpty },
    ])
}

/// What members of a tier get.
struct BenefitContext: TemplateContext {
  var text: String

  static let shape = Shape<BenefitContext>(
    "benefit", [.text("text", "The line.") { $0.text }])
}
