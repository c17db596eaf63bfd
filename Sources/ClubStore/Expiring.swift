public import Club
import Synchronization

extension ClubStore {
  /// Posts an entry for every lot of points whose last day has passed, some hundred in a record, until
  /// none is left. Called again it finds nothing to do.
  ///
  /// - Returns: how many entries there were.
  /// - Throws: where the store has stopped or its disk is full; what was posted stays.
  @discardableResult
  public func expirePoints() async throws(SubmissionError) -> Int {
    var count = 0
    var last: EntryID?
    while true {
      let outcome = try await submit(.points(.expire(after: last)), by: .system)
      guard case .points(.posted(let posting))? = outcome.facts.last else { return count }
      count += outcome.facts.count
      last = posting.lots.last?.lot
    }
  }
}

extension ClubStore {
  /// Lets pending points be spent whose day has come, some hundred lots in a record, until none is left.
  /// Called again it finds nothing to do.
  ///
  /// - Returns: how many lots there were.
  /// - Throws: where the store has stopped or its disk is full; what was written stays.
  @discardableResult
  public func activatePoints() async throws(SubmissionError) -> Int {
    var count = 0
    var last: EntryID?
    while true {
      let outcome = try await submit(.points(.activate(after: last)), by: .system)
      guard case .points(.activated(let lot, _, _))? = outcome.facts.last else { return count }
      count += outcome.facts.count
      last = lot
    }
  }
}

extension ClubStore {
  /// Gives what rules give by themselves to members who have come to a tier, some hundred in a record, until
  /// nobody is left. Called again it finds nothing to do.
  ///
  /// - Returns: how many were given something.
  /// - Throws: where the store has stopped or its disk is full; what was posted stays.
  @discardableResult
  public func grantPoints() async throws(SubmissionError) -> Int {
    var count = 0
    var from = 0
    while from < state.withLock({ $0.club.membership.count }) {
      let outcome = try await submit(.points(.grant(from: from)), by: .system)
      for case .points(.posted(let posting)) in outcome.facts where posting.earning != nil {
        count += 1
      }
      if outcome.facts.isEmpty { from += TierGrants.membersAtOnce }
    }
    return count
  }
}

extension ClubStore {
  /// Takes back what was earned by coming to events that have been called off, some hundred in a record,
  /// until none is left. Called again it finds nothing to do.
  ///
  /// - Parameter reason: what the members read.
  /// - Returns: how many awards there were.
  /// - Throws: where the store has stopped or its disk is full; what was posted stays.
  @discardableResult
  public func withdrawCancelled(reason: Reason) async throws(SubmissionError) -> Int {
    guard state.withLock({ !$0.club.terms.cancelledEvents.isEmpty }) else { return 0 }
    var count = 0
    var from = 0
    while from < state.withLock({ $0.club.points.entryCount }) {
      let outcome = try await submit(.points(.withdraw(from: from, reason: reason)), by: .system)
      for case .points(.posted(let posting)) in outcome.facts
      where posting.reverses != nil && posting.account == .issued {
        count += 1
      }
      if outcome.facts.isEmpty { from += Withdrawals.entriesAtOnce }
    }
    return count
  }
}
