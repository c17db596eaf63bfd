import Club

/// Vouchers kept a second time: what every one was paid with, what became of it, and how many of each
/// reward are out, by counting alone.
struct SecondVouchers {
  private struct Given {
    var reward: Code
    var member: MemberNumber
    var paid: EntryID
    var refundsLapsed: Bool
    var status = Voucher.Status.active
  }

  private var vouchers: [VoucherID: Given] = [:]
  private var stocks: [Code: Int?] = [:]
  private var corrections: [Code: Int] = [:]
  private var out: [Code: Int] = [:]
  /// The entry before, for it must pay for a voucher.
  private var last: (id: EntryID, posting: Posting)?
  private var reversed: Set<EntryID> = []

  mutating func note(_ posting: Posting, at position: Position) {
    last = (EntryID(position), posting)
    if let entry = posting.reverses { reversed.insert(entry) }
  }

  mutating func note(_ fact: TermsFact) {
    switch fact {
    case .rewardAdopted(let terms): stocks[terms.slug] = .some(terms.stock)
    case .rewardWithdrawn(let slug): stocks[slug] = nil
    default: break
    }
  }

  /// Enters a fact; returns what is wrong with it.
  mutating func enter(_ fact: RewardsFact, at position: Position) -> String? {
    switch fact {
    case .redeemed(let voucher): return issue(voucher, at: position)
    case .used(let id, let reward, let member):
      return close(id, reward, member, from: [.active], to: .used, isRefunded: false)
    case .cancelled(let id, let reward, let member):
      let wrong = close(
        id, reward, member, from: [.active, .used, .lapsed], to: .cancelled, isRefunded: true)
      return wrong
    case .lapsed(let id, let reward, let member):
      // Whoever has left the club gets nothing back.
      let isBack = vouchers[id].map { $0.refundsLapsed && reversed.contains($0.paid) } ?? false
      return close(id, reward, member, from: [.active], to: .lapsed, isRefunded: isBack)
    case .stockCorrected(let reward, let change):
      corrections[reward, default: 0] += change
      return nil
    }
  }

  private mutating func issue(_ voucher: NewVoucher, at position: Position) -> String? {
    guard let stock = stocks[voucher.reward] else {
      return "no terms of \(voucher.reward) were adopted"
    }
    let count = out[voucher.reward, default: 0] + 1
    if let stock, count > stock + corrections[voucher.reward, default: 0] {
      return "voucher \(count) for \(voucher.reward) is given, there were fewer"
    }
    let isNext = last.map {
      $0.id.position.sequence == position.sequence && $0.id.position.index + 1 == position.index
    }
    guard let last, isNext == true, last.posting.member == voucher.member,
      last.posting.points == -voucher.price.points
    else { return "the entry before the voucher does not pay for it" }
    out[voucher.reward] = count
    vouchers[VoucherID(position)] = Given(
      reward: voucher.reward, member: voucher.member, paid: last.id,
      refundsLapsed: voucher.refundsLapsed)
    return nil
  }

  private mutating func close(
    _ id: VoucherID, _ reward: Code, _ member: MemberNumber, from: Set<Voucher.Status>,
    to status: Voucher.Status, isRefunded: Bool
  ) -> String? {
    guard let voucher = vouchers[id], voucher.reward == reward, voucher.member == member else {
      return "nobody was given \(id)"
    }
    guard from.contains(voucher.status) else {
      return "\(id) is \(voucher.status.rawValue) already"
    }
    guard reversed.contains(voucher.paid) == isRefunded else {
      return isRefunded ? "the points of \(id) did not come back" : "the points of \(id) came back"
    }
    vouchers[id]?.status = status
    let wasOut = voucher.status == .active || voucher.status == .used
    let isOut = status == .used
    out[reward, default: 0] += (isOut ? 1 : 0) - (wasOut ? 1 : 0)
    return nil
  }

  /// What the rules say otherwise at the end; nil where both books agree.
  func disagreement(with club: Club) -> String? {
    for (id, voucher) in vouchers where club.rewards.voucher(id)?.status != voucher.status {
      return "voucher \(id) is \(voucher.status.rawValue) by the facts alone"
    }
    for reward in Set(out.keys).union(corrections.keys) {
      let own = club.rewards.stock(of: reward, terms: club.terms.reward(reward))
      let count = out[reward, default: 0]
      guard own.taken == count else {
        return "\(own.taken) of \(reward) are taken by the rules, \(count) by the facts"
      }
    }
    return nil
  }
}
