/// What the terms room can be asked to do.
public enum TermsCommand: Hashable, Sendable {
  /// Adopt what the content says today: all events, all rewards and the club's rules. Only what has changed
  /// becomes facts, at most `Decision.maximumFacts` at a time: repeat until a decision is empty.
  case adopt(rules: ClubRules, events: [EventTerms], rewards: [RewardTerms] = [])
}

/// What has happened in the terms room.
public enum TermsFact: Hashable, Sendable {
  /// The club's rules are these from now on.
  case rulesAdopted(ClubRules)
  /// An event is new, or its terms are these from now on.
  case eventAdopted(EventTerms)
  /// An event is no longer in the content: nobody can register for it.
  case eventWithdrawn(Code)
  /// A reward is new, or its terms are these from now on. Vouchers keep those of their own day.
  case rewardAdopted(RewardTerms)
  /// A reward is no longer in the content: nobody can redeem it.
  case rewardWithdrawn(Code)
}

/// Why the terms room refuses.
public enum TermsRejection: Hashable, Sendable {
  /// Two events have the same slug.
  case duplicateEvent(Code)
  /// Two rules have the same code, or a rule has one of `PointSource`.
  case duplicateRule(Code)
  /// A rule contradicts itself, or a campaign makes less than a hundredth or more than a hundredfold.
  case impossibleRule(Code)
  /// An event ends before it begins or has a negative capacity.
  case impossibleEvent(Code)
  /// Two regions, or two segments, have the same code.
  case duplicateTag(Code)
  /// A family would have fewer members than two, or too many.
  case impossibleFamily
  /// Two rewards have the same slug.
  case duplicateReward(Code)
  /// A reward ends before it begins, or has a negative stock or a limit below one.
  case impossibleReward(Code)

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .duplicateEvent: "duplicate-event"
    case .duplicateRule: "duplicate-rule"
    case .impossibleRule: "impossible-rule"
    case .impossibleEvent: "impossible-event"
    case .duplicateTag: "duplicate-tag"
    case .impossibleFamily: "impossible-family"
    case .duplicateReward: "duplicate-reward"
    case .impossibleReward: "impossible-reward"
    }
  }
}
