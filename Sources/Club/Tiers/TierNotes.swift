import CivilTime

extension Club {
  func decide(
    _ command: TierCommand, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    switch command {
    case .note(let members):
      try permit(actor, roles: [])
      var facts: [Fact] = []
      for member in members {
        let room = Decision.maximumFacts - facts.count
        guard room > 0 else { break }
        facts += tierChanges(of: member, through: now.day).prefix(room).map { .tiers(.changed($0)) }
      }
      return Decision(facts: facts)
    }
  }

  /// The steps of a member that have not been noted, each from the tier before it; of whom nothing was ever noted,
  /// the last one. Whoever has left comes to no tier any more.
  func tierChanges(of member: MemberNumber, through today: Day) -> [TierChange] {
    let noted = tiers.noted(of: member)
    guard let standing = membership.member(member), standing.left == nil,
      noted != nil || !terms.rules.tiers.isEmpty
    else { return [] }
    let steps = tierSteps(of: member, through: today)
    var changes: [TierChange] = []
    var code = noted?.tier
    func change(to step: TierStep?, _ cause: TierChange.Cause) {
      changes.append(
        TierChange(
          member: member, from: code, to: step?.tier?.code, since: step?.day ?? today,
          cause: cause))
      code = step?.tier?.code
    }
    guard let noted else {
      if let step = steps.last, step.tier != nil { change(to: step, .init(step.cause)) }
      return changes
    }
    for step in steps where step.day >= noted.since && step.tier?.code != code {
      // A day has one step: a second one on the day of joining is not because of joining.
      let cause = step.cause == .joined ? .points : TierChange.Cause(step.cause)
      change(to: step, cause)
    }
    if steps.last?.tier?.code != code { change(to: steps.last, .revised) }
    return changes
  }
}
