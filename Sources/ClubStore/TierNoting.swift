import Club
import Synchronization

/// Of whom it may have to be noted that they have come to another tier. A start goes through everybody, so
/// nothing of it is kept.
struct UnnotedTiers: Sendable {
  private(set) var members: Set<Int> = []
  /// Whether the tiers themselves have changed.
  private(set) var isEverybody = false

  /// Takes in what has happened.
  mutating func note(_ fact: Fact, in club: Club) {
    switch fact {
    case .terms(.rulesAdopted):
      isEverybody = true
      return
    case .membership(.joined(let member, _, _)): add(member, club)
    case .points(.posted(let posting)) where posting.account == .issued: add(posting.member, club)
    case .profile(.set(let member, _)): add(member, club)
    default: return
    }
  }

  private mutating func add(_ member: MemberNumber, _ club: Club) {
    if !club.terms.rules.tiers.isEmpty { members.insert(member.ordinal) }
  }

  /// Takes some out.
  mutating func take(_ count: Int) -> [MemberNumber] {
    var taken: [MemberNumber] = []
    while taken.count < count, let ordinal = members.popFirst() {
      taken.append(MemberNumber(ordinal: ordinal))
    }
    return taken
  }

  /// These could not be noted.
  mutating func putBack(_ members: [MemberNumber]) {
    for member in members { self.members.insert(member.ordinal) }
  }

  /// Not everybody could be gone through.
  mutating func putEverybodyBack() { isEverybody = true }

  /// Everybody is about to be gone through.
  mutating func beginEverybody() {
    isEverybody = false
    members.removeAll()
  }
}

extension ClubStore {
  /// How many members are looked at under one lock, which everybody else waits for.
  private static let membersAtOnce = 64
  /// How many are looked at in one go after a posting, so that a rush at the counter is not slowed.
  private static let membersAfterPostings = 1024

  /// Notes where everybody has come to. Called again it finds nothing to do.
  ///
  /// - Returns: how many changes there were.
  /// - Throws: where the store has stopped or its disk is full; what was noted stays.
  @discardableResult
  public func noteTiers() async throws(SubmissionError) -> Int {
    state.withLock { $0.unnotedTiers.beginEverybody() }
    do throws(SubmissionError) {
      var count = 0
      var start = 0
      while true {
        let end = min(start + Self.membersAtOnce, state.withLock { $0.club.membership.count })
        guard start < end else { return count }
        count += try await note((start..<end).map { MemberNumber(ordinal: $0) })
        start = end
      }
    } catch {
      state.withLock { $0.unnotedTiers.putEverybodyBack() }
      throw error
    }
  }

  /// Notes where those have come to whose books have changed since the last time; everybody where the tiers
  /// have.
  ///
  /// - Returns: whether some are left for the next time.
  /// - Throws: where the store has stopped or its disk is full; those are gone through the next time.
  public func noteChangedTiers() async throws(SubmissionError) -> Bool {
    if state.withLock({ $0.unnotedTiers.isEverybody }) {
      try await noteTiers()
      return false
    }
    var looked = 0
    while looked < Self.membersAfterPostings {
      let members = state.withLock { $0.unnotedTiers.take(Self.membersAtOnce) }
      guard !members.isEmpty else { return false }
      looked += members.count
      do throws(SubmissionError) {
        try await note(members)
      } catch {
        state.withLock { $0.unnotedTiers.putBack(members) }
        throw error
      }
    }
    return true
  }

  @discardableResult
  private func note(_ members: [MemberNumber]) async throws(SubmissionError) -> Int {
    var count = 0
    while true {
      let outcome = try await submit(.tiers(.note(members)), by: .system)
      guard !outcome.facts.isEmpty else { return count }
      count += outcome.facts.count
      if outcome.facts.count < Decision.maximumFacts { return count }
    }
  }
}
