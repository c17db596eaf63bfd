import Club

/// Books kept a second time by whoever verifies, from the facts alone and by other means than the
/// rules': a mistake in one of the two shows where they part.
struct SecondBooks {
  /// What every member has, by ordinal.
  private var balances: [Int] = []
  /// What every account of the club has: the opposite of what members got from it.
  private var accounts: [ClubAccount: Int] = [:]
  private var capacities: [Code: Int?] = [:]
  private var taken: [Code: Int] = [:]
  /// Registrations that hold a seat.
  private var seated: Set<RegistrationID> = []
  private var lots = SecondLots()
  private var vouchers = SecondVouchers()
  private var earnings = SecondEarnings()
  private var families = SecondFamilies()
  /// The tier that was noted last of each member of whom one was.
  private var tiers: [MemberNumber: Code] = [:]
  private(set) var entries = 0
  private(set) var seatsGiven = 0

  mutating func enter(_ fact: Fact, at position: Position) throws(Disagreement) {
    switch fact {
    case .membership(.joined):
      balances.append(0)
    case .membership(.referred(let member, let referrer)):
      earnings.note(member, broughtBy: referrer)
    case .points(.posted(let posting)):
      try post(posting, at: position)
    case .points(.activated(let lot, _, let points)):
      if let reason = lots.activate(lot, points) {
        throw Disagreement(position: position, message: reason)
      }
    case .registration(let fact):
      try enter(fact, at: position)
    case .terms(.rulesAdopted(let rules)):
      earnings.adopt(rules)
    case .terms(.eventAdopted(let terms)):
      earnings.adopt(terms)
      capacities[terms.slug] = .some(terms.capacity)
    case .terms(.eventWithdrawn(let slug)):
      capacities[slug] = nil
    case .rewards(let fact):
      if let reason = vouchers.enter(fact, at: position) {
        throw Disagreement(position: position, message: reason)
      }
    case .terms(let fact):
      vouchers.note(fact)
    case .family(let fact):
      if let reason = families.enter(fact) {
        throw Disagreement(position: position, message: reason)
      }
    case .tiers(.changed(let change)):
      guard tiers[change.member] == change.from, change.from != change.to else {
        throw Disagreement(
          position: position,
          message: "\(change.member) comes from another tier than the one noted before")
      }
      tiers[change.member] = change.to
    case .membership, .approval, .staff, .profile, .newsletter:
      break
    }
  }

  /// What is wrong with the totals; nil where they sum to zero and are the rules' own.
  func disagreement(with club: Club) -> String? {
    let total = balances.reduce(0, +) + accounts.values.reduce(0, +)
    guard total == 0 else { return "all accounts together come to \(total), not to zero" }
    if let reason = earnings.halfReferral ?? families.unfinished { return reason }
    guard accounts[.transferred, default: 0] == 0 else {
      return "members have given \(accounts[.transferred] ?? 0) points that others have not got"
    }
    for (ordinal, balance) in balances.enumerated() {
      let number = MemberNumber(ordinal: ordinal)
      let other = club.points.balance(of: number)
      guard other == balance else {
        return "member \(number) has \(balance) by the entries and \(other) by the rules"
      }
    }
    let trial = club.points.trialBalance
    let own = [
      -trial.issued, trial.redeemed, trial.expired, -trial.adjusted, trial.outstanding,
    ]
    let second =
      [ClubAccount.issued, .redeemed, .expired, .adjusted].map { accounts[$0] ?? 0 }
      + [balances.reduce(0, +)]
    guard own == second else {
      return "the trial balance is \(own) by the rules, \(second) by the entries"
    }
    return vouchers.disagreement(with: club)
  }

  private mutating func post(_ posting: Posting, at position: Position) throws(Disagreement) {
    let ordinal = posting.member.ordinal
    guard balances.indices.contains(ordinal) else {
      throw Disagreement(position: position, message: "nobody has the number \(posting.member)")
    }
    balances[ordinal] += posting.points
    accounts[posting.account, default: 0] -= posting.points
    guard balances[ordinal] == posting.balance else {
      throw Disagreement(
        position: position,
        message: "the entries so far come to \(balances[ordinal]), the entry says "
          + "\(posting.balance)")
    }
    if let reason = lots.enter(posting, at: position) ?? earnings.enter(posting, at: position)
      ?? families.enter(posting, at: position)
    {
      throw Disagreement(position: position, message: reason)
    }
    vouchers.note(posting, at: position)
    entries += 1
  }

  private mutating func enter(
    _ fact: RegistrationFact, at position: Position
  ) throws(Disagreement) {
    switch fact {
    case .seated(let event, _):
      try giveSeat(of: event, to: RegistrationID(position), at: position)
    case .promoted(let id, let event, _):
      try giveSeat(of: event, to: id, at: position)
    case .cancelled(let id, let event, _):
      if seated.remove(id) != nil { taken[event, default: 0] -= 1 }
    case .attended(let id, let event, _):
      guard seated.contains(id) else {
        throw Disagreement(position: position, message: "\(id) has come to \(event) without a seat")
      }
    case .waitlisted:
      break
    }
  }

  private mutating func giveSeat(
    of event: Code, to id: RegistrationID, at position: Position
  ) throws(Disagreement) {
    guard let capacity = capacities[event] else {
      throw Disagreement(position: position, message: "no terms of \(event) were adopted")
    }
    let count = taken[event, default: 0] + 1
    guard !seated.contains(id), count <= capacity ?? .max else {
      throw Disagreement(
        position: position,
        message: "seat \(count) of \(event) is given, \(capacity ?? 0) were adopted")
    }
    seated.insert(id)
    taken[event] = count
    seatsGiven += 1
  }
}

/// A fact that the second books cannot enter.
struct Disagreement: Error, CustomStringConvertible {
  let position: Position
  let message: String

  var description: String {
    "record \(position.sequence), fact \(position.index + 1): \(message)"
  }
}
