import CivilTime

extension Club {
  /// What follows from saying who brought a member: that it is known, and the points of both. Where a
  /// second person has to agree, the points wait, again those of both.
  struct Referred {
    var facts: [Fact]
    /// The points, where they wait.
    var prospect: [Fact] = []
  }

  /// Says for a member at the counter who brought them.
  func nameReferrer(
    of newcomer: MemberNumber, _ referrer: MemberNumber, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try permit(actor, roles: .counter)
    try checkMembership(of: newcomer)
    let referred = try refer(newcomer, by: referrer, actor, at: now)
    return Decision(facts: referred.facts, prospect: referred.prospect)
  }

  /// Notes who brought a member, who may be joining in this very moment.
  ///
  /// - Parameters:
  ///   - newcomer: who came.
  ///   - guardian: who answers for them, where they are joining now.
  ///   - referrer: who brought them.
  ///   - actor: who says so.
  ///   - now: the time of the decision.
  ///   - isUnproven: whether nobody has shown yet who the newcomer is.
  /// - Returns: what happens to both.
  /// - Throws: why nothing happens to either.
  func refer(
    _ newcomer: MemberNumber, guardian: MemberNumber? = nil, by referrer: MemberNumber,
    _ actor: Actor, at now: Instant, isUnproven: Bool = false
  ) throws(Rejection) -> Referred {
    guard let rule = terms.rules.pointRules.first(where: { $0.referral != nil }) else {
      throw .membership(.noReferrals)
    }
    guard rule.term.contains(now.day) else {
      throw .earning(.notInForce(rule.name, rule.term))
    }
    // Whoever is joining has no number yet, and cannot have given their own.
    guard membership.contains(referrer), !membership.hasLeft(referrer) else {
      throw .membership(.unknownReferrer)
    }
    guard newcomer != referrer else { throw .membership(.refersThemselves) }
    // Numbers are given in the order of joining: so nobody is brought by whoever came after them.
    guard referrer.ordinal < newcomer.ordinal else { throw .membership(.referrerCameLater) }
    guard (guardian ?? membership.guardian(of: newcomer)) != referrer else {
      throw .membership(.referrerIsGuardian)
    }
    guard membership.referrer(of: newcomer) == nil else { throw .membership(.alreadyReferred) }
    if let joined = membership.member(newcomer)?.joined.day {
      let last = joined.adding(days: rule.referral?.days ?? 0)
      guard now.day <= last else { throw .membership(.tooLateToRefer(through: last)) }
    }
    let fact = Fact.membership(.referred(member: newcomer, by: referrer))
    let postings = try postReferral(of: newcomer, by: referrer, rule, at: now)
    guard
      let request = request(
        for: newcomer, by: referrer, rule, actor, at: now, isUnproven: isUnproven)
    else {
      return Referred(facts: [fact] + postings)
    }
    return Referred(facts: [fact, .approval(.requested(request))], prospect: postings)
  }

  /// The points of both, those of whoever brought the other last.
  func postReferral(
    of newcomer: MemberNumber, by referrer: MemberNumber, _ rule: PointRule, at now: Instant
  ) throws(Rejection) -> [Fact] {
    guard let points = rule.points, let newcomerPoints = rule.newcomerPoints else {
      throw .earning(.nothingEarned(rule.name))
    }
    let life = try life(of: rule, on: now.day, at: now)
    var facts: [Fact] = []
    for (member, other, points) in [
      (newcomer, referrer, newcomerPoints), (referrer, newcomer, points),
    ] {
      for cap in try caps(of: rule, member, on: now.day) where cap.left < points.points {
        throw .earning(.capReached(rule.name, cap.cap))
      }
      var draft = try PostingDraft(self.points, member: member, today: now.day)
      draft.post(
        .issued, points.points, source: rule.code, businessDate: now.day, life: life,
        earning: Earning(
          version: rule.version, base: points.points, claim: .referral, referral: other))
      facts += draft.facts
    }
    return try bounded(facts)
  }

  /// The request that a referral becomes; nil where nobody else has to agree. What a visitor says of
  /// themselves needs a second person only where the rule always does, or where nobody has shown who it is:
  /// one person can join many times.
  private func request(
    for newcomer: MemberNumber, by referrer: MemberNumber, _ rule: PointRule, _ actor: Actor,
    at now: Instant, isUnproven: Bool
  ) -> ApprovalRequest? {
    guard actor != .system, let points = rule.points, let newcomerPoints = rule.newcomerPoints
    else { return nil }
    let isLarge = terms.rules.approval.above.map { max(points, newcomerPoints) > $0 } ?? false
    guard rule.needsApproval || isUnproven || actor.staff != nil && isLarge else { return nil }
    return ApprovalRequest(
      author: actor.staff, member: referrer, account: .issued, amount: points, source: rule.code,
      businessDate: now.day, newcomer: newcomer)
  }

  /// The entry of the other side of a referral, as long as it can be taken back with this one.
  func twin(of entry: Entry) -> Entry? {
    guard let twin = points.twin(of: entry.id), twin.reversedBy == nil,
      !membership.hasLeft(twin.member)
    else { return nil }
    return twin
  }
}
