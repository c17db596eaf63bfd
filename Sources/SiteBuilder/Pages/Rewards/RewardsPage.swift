import Magazine
import Theming

/// `/rewards/`: everything that members get for points, the cheapest first.
struct RewardsPage: PageContext {
  var frame: PageFrame
  var rewards: [RewardCardContext]
  var introduction: HTML?

  init(in site: SitePages) {
    frame = site.frame(PageIdentity(url: Publication.rewardsURL))
    rewards = site.sources.publication.rewards.map { RewardCardContext($0, in: site) }
      .filter { !$0.isOver }
    introduction = site.introduction(of: Publication.rewardsURL)
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    let publication = site.sources.publication
    guard !publication.rewards.isEmpty else { return [] }
    return [
      site.output(
        .rewards, at: Publication.rewardsURL,
        source: publication.introduction(of: Publication.rewardsURL)?.source.path,
        showsFigures: true, with: \.rewards
      ) { RewardsPage(in: $0) }
    ]
  }

  static let shape = page(
    .rewards,
    [
      .list("rewards", "What can be redeemed now or later, the cheapest first.") { $0.rewards },
      .flag("has_rewards", "Whether there is anything.") { !$0.rewards.isEmpty },
      .optionalHTML("introduction", "The text of `pages/rewards.md`.") { $0.introduction },
    ])
}
