import Magazine
import Markdown
import Theming

/// A reward: what it is, what it costs, what is left, how to get it.
struct RewardPage: PageContext {
  var frame: PageFrame
  var reward: RewardCardContext
  var slug: String
  var limit: Int?
  var tier: String?
  var validity: String
  var refundsLapsed: Bool
  var plate: PictureContext?
  var body: HTML?
  var takesRedemptions: Bool
  var others: [RewardCardContext]

  private static let otherCount = 3

  init(_ reward: Reward, in site: SitePages) {
    let rendered = site.body(of: reward.source)
    self.reward = RewardCardContext(reward, in: site)
    slug = reward.slug
    limit = reward.limit
    tier = reward.tier.flatMap { code in
      site.sources.publication.club?.tiers.first { $0.code == code }?.title
    }
    validity = site.wording.voucherValidity(reward.voucherValidity)
    refundsLapsed = reward.refundsLapsed
    plate = reward.cover.flatMap { site.picture($0) }
    body = site.optionalText(of: reward.source)
    frame = site.frame(
      PageIdentity(
        url: reward.url, title: reward.title, description: reward.summary ?? rendered.excerpt,
        picture: plate))
    takesRedemptions = self.reward.isOpen && frame.site.takesForms
    others = site.sources.publication.rewards.filter { $0.id != reward.id }
      .map { RewardCardContext($0, in: site) }.filter(\.isOpen).prefix(Self.otherCount).map { $0 }
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    site.sources.publication.rewards.map { reward in
      site.output(
        .reward, at: reward.url, source: reward.source.path, showsFigures: true, with: \.reward
      ) { RewardPage($0.sources.publication.rewards[reward.id], in: $0) }
    }
  }

  static let shape = page(
    .reward,
    [
      .object("reward", "The reward itself.") { $0.reward },
      .text("slug", "Its name in addresses: the form posts to `/rewards/<slug>/redeem`.") {
        $0.slug
      },
      .optionalNumber("limit", "How many one member may have.") { $0.limit },
      .optionalText("tier", "The lowest tier whose members may have it.") { $0.tier },
      .text("validity", "How long a voucher is good: 兑换后3个月内有效.") { $0.validity },
      .flag("refunds_lapsed", "Whether a voucher that lapses gives its points back.") {
        $0.refundsLapsed
      },
      .optional("plate", "The picture.") { $0.plate },
      .optionalHTML("body", "The text about it.") { $0.body },
      .flag("takes_redemptions", "Whether to show the form: open, and the store as well.") {
        $0.takesRedemptions
      },
      .list("others", "At most three other rewards that can be redeemed now.") { $0.others },
      .flag("has_others", "Whether there are any.") { !$0.others.isEmpty },
    ])
}
