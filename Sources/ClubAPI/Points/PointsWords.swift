import CivilTime
import Club

extension Problem {
  init(_ rejection: PointsRejection) {
    switch rejection {
    case .insufficientPoints(let balance, let needed, let pending):
      self.init(
        .insufficientPoints,
        "需要\(needed)分，现\(balance < 0 ? "欠" : "有")\(balance.magnitude)分"
          + (pending > 0 ? "，另有\(pending)分待生效。" : "。"),
        "\(needed) points are needed and \(balance) are there"
          + (pending > 0 ? "; \(pending) more are pending." : "."))
    case .unknownEntry:
      self.init(
        .unknownEntry, "没有这个编号的分录，编号形如P123-1。",
        "No entry has this name. Names look like P123-1.")
    case .alreadyReversed(let other):
      self.init(
        .alreadyReversed, "已由分录\(other)冲正，每笔只能冲正一次。",
        "Entry \(other) has reversed it. An entry is reversed once.")
    case .isReversal:
      self.init(
        .entryIsReversal, "这笔分录本身就是冲正。需要时请另记一笔。",
        "The entry is itself a reversal. Post a new entry instead.")
    case .awardAlreadySpent(let balance, let debt):
      self.init(
        .awardAlreadySpent, "现有\(balance)分，冲正后会员将新欠\(debt)分；须由经理注明允许欠分。",
        "\(balance) points are there; the member would owe \(debt) more. A manager may allow the debt."
      )
    case .debtNeedsManager:
      self.init(
        .debtNeedsManager, "只有经理可以让会员欠分。", "Only a manager may let a member owe points.")
    case .ownEntry:
      self.init(
        .ownEntry, "这笔分录是您自己记的；让会员欠分、把过期的分退回，须由另一位经理办理。",
        "You have posted the entry yourself. Another manager lets the member owe, or gives lapsed"
          + " points anew.")
    case .pointsMissing:
      self.init(
        .pointsMissing, "请填写积分（points）；消费与手工发放都要写明，且没有金额与活动。",
        "Say how many points; a spending and an award by hand take neither an amount nor an event.")
    case .unknownSource(let source, let known):
      let list = known.map(\.text).joined(separator: ", ")
      self.init(
        .unknownSource, "没有来源“\(source)”，现有：\(list)。",
        "There is no source \(source). There are: \(list).")
    case .pointsDifferFromRule(let rule, let points):
      self.init(
        .pointsDifferFromRule, "规则“\(rule.title)”算出的是\(points)分。请重新核对；别的分值请用来源manual，并写明事由。",
        "The rule \(rule.code) gives \(points) points. For any other number use the source manual.")
    case .lapsingUnderWay:
      self.init(
        .lapsingUnderWay, "这位会员有大批积分到期，正在记过期，请半分钟后再试。",
        "Many of the member's points have lapsed and are being posted. Try again in half a minute.")
      retryAfter = 30
    case .alreadyLapsed(let through):
      self.init(
        .alreadyLapsed, "这一业务日期的积分只到\(through.iso)有效，已经过期。",
        "Points of that business date were good through \(through.iso) and have lapsed.")
    case .refundNeedsManager(let points):
      self.init(
        .refundNeedsManager, "其中\(points)分原已过期，退回后再有效三十天，须由经理办理。",
        "\(points) of the points have lapsed and would be good for thirty more days. A manager may do it."
      )
    case .businessDateOutOfRange(let earliest, let latest):
      self.init(
        .businessDateOutOfRange, "业务日期须在\(earliest.iso)与\(latest.iso)之间。",
        "The business date is between \(earliest.iso) and \(latest.iso).")
    }
  }
}
