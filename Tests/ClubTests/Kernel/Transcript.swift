import CivilTime
import Club

/// How a script's transcript writes facts and refusals.
extension Script {
  func describe(_ fact: Fact) -> String {
    switch fact {
    case .membership(.joined(let member, let channel, let consent)):
      return "\(name(member)) joined by \(channel.rawValue), consent \(consent)"
    case .membership(.sessionOpened(let member, let tokenHash, let expires)):
      return "\(name(member)) in by \(tokenHash.bytes[0]) until \(expires.clock)"
    case .membership(.sessionClosed(let member, let tokenHash)):
      return "\(name(member)) out by \(tokenHash.bytes[0])"
    case .membership(.signInGranted(let member, let code, let expires)):
      return "\(name(member)) may use \(code.bytes[0]) until \(expires.clock)"
    case .membership(.signInUsed(let member, let code)):
      return "\(name(member)) has used \(code.bytes[0])"
    case .membership(.codeAsked(let code, let purpose, let member, let route, let expires)):
      let whose = member.map { " of \(name($0))" } ?? ""
      return
        "code \(code.bytes[0]) for \(purpose.rawValue)\(whose) by \(route.rawValue) until \(expires.clock)"
    case .membership(.codeUsed(let code, let member)):
      return "code \(code.bytes[0])\(member.map { " of \(name($0))" } ?? "") used"
    case .membership(.guardianNamed(let member, let guardian)):
      return "\(name(guardian)) answers for \(name(member))"
    case .membership(.referred(let member, let referrer)):
      return "\(name(referrer)) brought \(name(member))"
    case .membership(.contactUnconfirmed(let member, let route)):
      return "\(route.rawValue) of \(name(member)) unconfirmed"
    case .membership(.contactChanged(let member, let route)):
      return "\(route.rawValue) of \(name(member)) changed"
    case .membership(.left(let member)):
      return "\(name(member)) left"
    case .points(.posted(let posting)):
      return describe(posting)
    case .points(.activated(let lot, let member, let points)):
      return "\(points) of \(name(member)) active (\(lot))"
    case .approval(let fact):
      return describe(fact)
    case .registration(.seated(let event, let member)):
      return "\(name(member)) has a seat at \(event)"
    case .registration(.waitlisted(let event, let member, let place)):
      return "\(name(member)) waits for \(event), place \(place)"
    case .registration(.cancelled(let id, let event, let member)):
      return "\(id) of \(name(member)) for \(event) cancelled"
    case .registration(.promoted(let id, let event, let member)):
      return "\(id) of \(name(member)) for \(event) promoted"
    case .registration(.attended(let id, let event, let member)):
      return "\(id) of \(name(member)) for \(event) attended"
    case .rewards(let fact):
      return describe(fact)
    case .family(let fact):
      return describe(fact)
    case .profile(let fact):
      return describe(fact)
    case .tiers(.changed(let change)): return describe(change)
    case .newsletter(let fact): return describe(fact)
    case .staff(let fact): return describe(fact)
    case .terms(.rulesAdopted(let rules)):
      let codes = rules.pointRules.map(\.code.text)
      return "rules \(codes.joined(separator: "+")) consent \(rules.consent?.text ?? "none")"
    case .terms(.eventAdopted(let event)):
      let seats = event.capacity.map { "\($0) seats" } ?? "open"
      return "\(event.slug) \(event.cancelled ? "called off" : seats)"
    case .terms(.eventWithdrawn(let slug)), .terms(.rewardWithdrawn(let slug)):
      return "\(slug) withdrawn"
    case .terms(.rewardAdopted(let reward)):
      return "\(reward.slug) for \(reward.price.points), \(reward.stock.map { "\($0)" } ?? "any")"
    }
  }

  private func describe(_ fact: StaffFact) -> String {
    switch fact {
    case .added(let id, let role, let tokenHash):
      return "staff \(id.number) \(role.rawValue) with \(tokenHash.bytes[0])"
    case .revoked(let id):
      return "staff \(id.number) revoked"
    case .renewed(let id, let tokenHash):
      return "staff \(id.number) with \(tokenHash.bytes[0])"
    case .limited(let id, let expires):
      return "staff \(id.number) until \(expires.day.iso) \(expires.clock)"
    case .bound(let id, let regions):
      return "staff \(id.number) for \(words(regions, orElse: "everybody"))"
    }
  }

  private func words(_ codes: [Code], orElse nothing: String) -> String {
    codes.isEmpty ? nothing : codes.map(\.text).joined(separator: " ")
  }

  private func describe(_ change: TierChange) -> String {
    "\(name(change.member)) from \(change.from?.text ?? "none") to "
      + "\(change.to?.text ?? "none") since \(change.since.iso) by \(change.cause.rawValue)"
  }

  private func describe(_ fact: ApprovalFact) -> String {
    switch fact {
    case .requested(let request):
      let change = club.change(by: request)
      let of = request.reverses.map { " of \($0)" } ?? ""
      return
        "\(name(request.member)) \(request.account) \(change > 0 ? "+" : "")\(change)\(of) waits"
        + (request.allowsDebt ? ", a debt allowed" : "")
    case .approved(let id, let member): return "\(id) of \(name(member)) approved"
    case .refused(let id, let member): return "\(id) of \(name(member)) refused"
    }
  }

  private func describe(_ fact: RewardsFact) -> String {
    switch fact {
    case .redeemed(let voucher):
      let through = voucher.through.map { " until \($0.iso)" } ?? ""
      return "\(name(voucher.member)) has \(voucher.reward) by \(voucher.code.bytes[0])\(through)"
    case .used(let id, let reward, let member):
      return "\(id) of \(name(member)) for \(reward) used"
    case .cancelled(let id, let reward, let member):
      return "\(id) of \(name(member)) for \(reward) cancelled"
    case .lapsed(let id, let reward, let member):
      return "\(id) of \(name(member)) for \(reward) lapsed"
    case .stockCorrected(let reward, let change):
      return "\(change) of \(reward)"
    }
  }

  private func describe(_ posting: Posting) -> String {
    let sign = posting.points > 0 ? "+" : ""
    var text = "\(name(posting.member)) \(posting.account) \(sign)\(posting.points)"
    text += " = \(posting.balance)"
    if posting.source.text != "manual" { text += " by \(posting.source)" }
    if let earning = posting.earning { text += describe(earning) }
    if let other = posting.transfer {
      text += " \(posting.points > 0 ? "from" : "to") \(name(other))"
    }
    if let entry = posting.reverses { text += " of \(entry)" }
    if posting.debt > 0 { text += " owing \(posting.debt)" }
    if let day = posting.activeFrom { text += " from \(day.iso)" }
    if let expires = posting.expires { text += " until \(expires.iso)" }
    // Where nothing lapses it does not matter which points are which.
    let lots = posting.lots.map { use in
      (use, club.points.entry(use.lot)?.expires)
    }
    if lots.contains(where: { $0.1 != nil }) {
      text += " (" + lots.map { "\($0.0.points) of \($0.0.lot)" }.joined(separator: ", ") + ")"
    }
    return text
  }

  /// Only what is not plain: ` v2 (12 x200% new-year, 4 cut)`.
  private func describe(_ earning: Earning) -> String {
    var why: [String] = []
    if earning.percent != 100 || earning.campaign != nil {
      why.append(
        "\(earning.base) x\(earning.percent)% \(earning.campaign?.text ?? "")")
    }
    if let tier = earning.tier { why.append("\(tier) x\(earning.tierPercent)%") }
    if earning.cut > 0 { why.append("\(earning.cut) cut") }
    if let registration = earning.registration { why.append("\(registration)") }
    if let other = earning.referral { why.append("with \(name(other))") }
    return (earning.version > 1 ? " v\(earning.version)" : "")
      + (why.isEmpty ? "" : " (\(why.joined(separator: ", ")))")
  }

  func detail(_ rejection: Rejection) -> String {
    if case .earning(let rejection) = rejection { return detail(rejection) }
    return switch rejection {
    case .points(.insufficientPoints(let balance, let needed, let pending)):
      " (has \(balance) of \(needed)\(pending > 0 ? ", \(pending) pending" : ""))"
    case .points(.alreadyReversed(let other)): " (by \(other))"
    case .points(.awardAlreadySpent(let balance, let debt)): " (has \(balance), would owe \(debt))"
    case .points(.unknownSource(_, let known)):
      " (known: \(known.map(\.text).joined(separator: " ")))"
    case .points(.pointsDifferFromRule(_, let points)): " (gives \(points))"
    case .points(.alreadyLapsed(let day)): " (good through \(day.iso))"
    case .points(.refundNeedsManager(let points)): " (\(points) have lapsed)"
    case .membership(.unknownConsent(_, let known)):
      " (known: \(known.map(\.text).joined(separator: " ")))"
    case .membership(.hasWards(let ward)): " (\(name(ward)))"
    case .membership(.tooLateToRefer(let day)): " (through \(day.iso))"
    case .membership(.duplicateContact(let holder?)):
      " (\(name(holder.member))\(holder.isConfirmed ? "" : ", unconfirmed"))"
    case .membership(.outdatedConsent(let current)): " (now \(current))"
    case .profile(.unknownRegion(_, let known)), .profile(.unknownSegment(_, let known)),
      .profile(.regionNeeded(let known)):
      " (\(known.map(\.text).joined(separator: " ")))"
    case .registration(.alreadyRegistered(let id)): " (\(id))"
    case .rewards(.notYetOffered(let day)), .rewards(.noLongerOffered(let day)),
      .rewards(.voucherUsed(let day)), .rewards(.voucherLapsed(let day)):
      " (\(day.iso))"
    case .rewards(.limitReached(let limit)): " (\(limit))"
    case .rewards(.impossibleCorrection(let left)): " (\(left) left)"
    case .rewards(.entryPaysVoucher(let id)): " (\(id))"
    case .terms(.duplicateReward(let code)), .terms(.impossibleReward(let code)): " (\(code))"
    case .terms(.duplicateRule(let code)), .terms(.impossibleEvent(let code)): " (\(code))"
    default: ""
    }
  }

  private func detail(_ rejection: EarningRejection) -> String {
    switch rejection {
    case .needsDiffer(_, let needs, _):
      " (\(needs.map(\.rawValue).sorted().joined(separator: " ")))"
    case .capReached(_, let cap): " (\(cap.points.points) a \(cap.period))"
    case .tierNeeded(_, let tiers): " (\(tiers.map(\.code.text).joined(separator: " ")))"
    case .onlyOnce(_, let period, let entry): " (\(period), by \(entry))"
    case .alreadyAwarded(let entry): " (by \(entry))"
    case .alreadyRequested(let request): " (\(request))"
    default: ""
    }
  }

  func name(_ member: MemberNumber) -> String { "m\(member.ordinal + 1)" }
}
