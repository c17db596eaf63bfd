import CivilTime
import Magazine
import Theming

/// A reward, as lists show it and as its own page opens.
struct RewardCardContext: TemplateContext {
  var title: String
  var url: String
  var summary: String?
  var points: String
  var picture: PictureContext?
  var stock: StockContext?
  var from: String?
  var through: String?
  var isNotYet: Bool
  var isOver: Bool
  var isOpen: Bool

  init(_ reward: Reward, in site: SitePages) {
    let wording = site.wording
    let today = site.sources.asOf.day
    title = reward.title
    url = reward.url
    summary = reward.summary
    points = wording.count(reward.points)
    picture = reward.cover.flatMap { site.picture($0) }
    stock = StockContext(reward, figures: site.sources.figures)
    from = reward.from.map { wording.date($0) }
    through = reward.through.map { wording.date($0) }
    isNotYet = reward.from.map { today < $0 } ?? false
    isOver = reward.through.map { today > $0 } ?? false
    isOpen = reward.isOffered(on: today) && stock?.isOut != true
  }

  static let shape = Shape<RewardCardContext>(
    "reward card",
    [
      .text("title", "The reward's title.") { $0.title },
      .text("url", "Where its page is.") { $0.url },
      .optionalText("summary", "One or two sentences.") { $0.summary },
      .text("points", "What it costs.") { $0.points },
      .optional("picture", "The picture.") { $0.picture },
      .optional("stock", "What is left; absent where there are always enough 不限量.") { $0.stock },
      .optionalText("from", "The first day on which it can be redeemed.") { $0.from },
      .optionalText("through", "The last day on which it can be redeemed.") { $0.through },
      .flag("not_yet", "Whether that day is still to come.") { $0.isNotYet },
      .flag("over", "Whether that day is over.") { $0.isOver },
      .flag("open", "Whether it can be redeemed now, as far as dates and stock go.") { $0.isOpen },
    ])
}

/// What is left of a reward.
struct StockContext: TemplateContext {
  var total: String
  var left: String
  var isOut: Bool

  /// Nil for a reward of which there are always enough.
  init?(_ reward: Reward, figures: PublicFigures?) {
    let known = figures?.stocks[reward.slug]
    guard let total = known?.total ?? reward.stock else { return nil }
    let left = known.map { max(0, total - $0.taken) }
    self.total = Wording.grouped(total)
    self.left = left.map(Wording.grouped) ?? "—"
    isOut = left == 0
  }

  static let shape = Shape<StockContext>(
    "stock",
    [
      .text("total", "How many were procured and counted.") { $0.total },
      .text("left", "How many are left; — where no store is open.") { $0.left },
      .flag("out", "Whether none is left.") { $0.isOut },
    ])
}
