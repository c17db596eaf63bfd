extension Club {
  /// What an entry is for, by the name that the club has for it now.
  ///
  /// - Parameter entry: the entry.
  /// - Returns: the title of its rule, or of the reward whose voucher it paid for, and where nothing is
  ///   known of that any more its slug; of a reversal that of the entry it takes back. Nil where it was
  ///   posted by hand or by the club itself.
  public func title(of entry: Entry) -> String? {
    if let reversed = entry.reverses { return title(of: reversed) }
    return title(source: entry.source, reward: rewards.voucher(paidBy: entry.id)?.reward)
  }

  /// What an entry is for that a decision would post, likewise.
  ///
  /// - Parameters:
  ///   - index: which of the facts posts it.
  ///   - facts: the facts of the decision: a voucher follows the entry that pays for it.
  /// - Returns: as of an entry that was posted; nil also where the fact posts none.
  public func title(ofPostingAt index: Int, in facts: [Fact]) -> String? {
    guard case .points(.posted(let posting)) = facts[index] else { return nil }
    if let reversed = posting.reverses { return title(of: reversed) }
    var reward: Code?
    if index + 1 < facts.count, case .rewards(.redeemed(let voucher)) = facts[index + 1] {
      reward = voucher.reward
    }
    return title(source: posting.source, reward: reward)
  }

  /// What a request that waits for a second person is for: the title of its rule; of a reversal that of the
  /// entry it takes back.
  ///
  /// - Parameter request: the request.
  /// - Returns: the title; nil where it is to be posted by hand.
  public func title(of request: ApprovalRequest) -> String? {
    if let reversed = request.reverses { return title(of: reversed) }
    return title(source: request.source, reward: nil)
  }

  /// The same of an entry by its name; nil also where there is no such entry.
  ///
  /// - Parameter id: the entry.
  /// - Returns: what the entry is for.
  public func title(of id: EntryID) -> String? { points.entry(id).flatMap { title(of: $0) } }

  private func title(source: Code, reward: Code?) -> String? {
    if let reward { return terms.knownReward(reward)?.title ?? reward.text }
    return terms.rules.rule(source)?.title
  }
}
