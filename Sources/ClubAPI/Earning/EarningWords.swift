import CivilTime
import Club
import JSON

extension Problem {
  init(_ rejection: EarningRejection) {
    switch rejection {
    case .needsDiffer(let rule, let needs, let lacking):
      self.init(
        .ruleNeedsDiffer, Self.needed(by: rule, needs, isLacking: !lacking.isEmpty),
        needs.isEmpty
          ? "The rule \(rule.code) takes neither an amount nor an event."
          : "The rule \(rule.code) takes \(needs.map(\.field).sorted().joined(separator: " and ")), and nothing else."
      )
      errors = lacking.inOrder.map { need in
        FieldProblem(
          pointer: JSONPointer().appending(need.field),
          detail: Words("\(need.chinese)必填。", "The rule needs this."))
      }
    case .notInForce(let rule, let term):
      self.init(
        .ruleNotInForce, "规则“\(rule.title)”只用于业务日期在\(term.chinese)的。",
        "The rule \(rule.code) is for business dates \(term.english).")
    case .givenByItself(let rule):
      self.init(
        .givenByItself, "规则“\(rule.title)”由系统自动记入，不由人记：升级的在当日，欢笑分享的在填介绍人时。",
        "The rule \(rule.code) gives its points by itself: on coming to a tier, or when it is said who brought a member."
      )
    case .tierNeeded(let rule, let tiers):
      self.init(
        .tierNeeded, "规则“\(rule.title)”只给这些等级的会员：\(tiers.map(\.title).joined(separator: "、"))。",
        "The rule \(rule.code) is for members of these tiers only: \(tiers.map(\.code.text).joined(separator: ", "))."
      )
    case .capReached(let rule, let cap):
      self.init(
        .capReached, "规则“\(rule.title)”\(cap.period.chinese)最多\(cap.points.points)分，已经记满。",
        "The rule \(rule.code) gives \(cap.points.points) points \(cap.period.english) at most, and has given them."
      )
    case .onlyOnce(let rule, let period, let entry):
      self.init(
        .onlyOnce, "规则“\(rule.title)”\(period.chinese)只记一次，已记为\(entry)。",
        "The rule \(rule.code) gives points once \(period.english), and did so by \(entry).")
    case .alreadyAwarded(let entry):
      self.init(
        .alreadyAwarded, "同一凭据已经记过，见\(entry)。记错了请先冲正那一笔。",
        "The same has been awarded by \(entry). If that was a mistake, reverse it first.")
    case .alreadyRequested(let request):
      self.init(
        .alreadyRequested, "同样的申请\(request)正在等复核。",
        "A request for the same waits for a second person: \(request).")
    case .nothingEarned(let rule):
      self.init(
        .nothingEarned, "按规则“\(rule.title)”不足1分，没有可记的。",
        "By the rule \(rule.code) it comes to less than one point.")
    case .tooManyPoints:
      self.init(
        .tooManyPoints, "按规则算出的积分超过一笔的上限1000000分，请核对金额。",
        "It comes to more than the 1000000 points of one entry. Check the amount.")
    case .eventWithoutPoints(let event):
      self.init(
        .eventWithoutPoints, "活动“\(event)”的页面上没有写积分。",
        "The page of the event \(event) says nothing of points.")
    case .eventNotBegun(let event, let start):
      self.init(
        .eventNotBegun, "活动“\(event)”\(start.day.iso) \(start.clock)才开始，开始以后再记。",
        "The event \(event) begins on \(start.day.iso) at \(start.clock). Award after that.")
    }
  }
}

extension Problem {
  /// What a rule takes, each by the desk's word and, in brackets, by the field's name.
  private static func needed(
    by rule: RuleName, _ needs: Set<PointRule.Need>, isLacking: Bool
  ) -> String {
    guard !needs.isEmpty else { return "规则“\(rule.title)”不用填金额和活动。" }
    let list = needs.inOrder.map { "\($0.chinese)（\($0.field)）" }.joined(separator: "、")
    return "规则“\(rule.title)”须填：\(list)" + (isLacking ? "。" : "；别的事实不填。")
  }
}

extension Set<PointRule.Need> {
  fileprivate var inOrder: [PointRule.Need] { PointRule.Need.allCases.filter(contains) }
}

extension PointRule.Need {
  /// The desk's word for it.
  fileprivate var chinese: String {
    switch self {
    case .points: "积分"
    case .money: "金额"
    case .event: "活动"
    case .reference: "依据"
    }
  }
}

extension Term {
  fileprivate var chinese: String {
    switch (from, through) {
    case (let from?, let through?): "\(from.iso)至\(through.iso)"
    case (let from?, nil): "\(from.iso)起"
    case (nil, let through?): "\(through.iso)止"
    case (nil, nil): "任何一天"
    }
  }

  fileprivate var english: String {
    switch (from, through) {
    case (let from?, let through?): "from \(from.iso) through \(through.iso)"
    case (let from?, nil): "from \(from.iso) on"
    case (nil, let through?): "through \(through.iso)"
    case (nil, nil): "of any day"
    }
  }
}

extension Period {
  fileprivate var chinese: String {
    switch self {
    case .day: "每人每天"
    case .month: "每人每月"
    case .year: "每人每年"
    case .ever: "每人一共"
    }
  }

  fileprivate var english: String {
    switch self {
    case .day: "a day"
    case .month: "a month"
    case .year: "a year"
    case .ever: "in all"
    }
  }
}
