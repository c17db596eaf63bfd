import CivilTime
import Club
import ClubStore

/// A statement with all that stands behind its lines.
struct StatementView: Sendable {
  let member: MemberNumber
  let name: String?
  let period: StatementPeriod
  let opening: Int
  let lines: [StatementLine]
  let closing: Int
  let isTruncated: Bool
  let activations: [Activation]
  let expiries: [Expiry]
  /// The member's way through the tiers until today.
  let steps: [TierStep]
}

/// What stands beside the lines of a statement.
private struct StatementFrame: Sendable {
  let statement: Statement
  let activations: [Activation]
  let expiries: [Expiry]
  let steps: [TierStep]
  let name: String?
}

extension ClubAPI {
  /// A member's statement, as far as whoever asks may see it.
  ///
  /// - Parameters:
  ///   - number: whose.
  ///   - period: for which days.
  ///   - entry: the entry before which it ends; nil to the end of the period.
  ///   - most: the most lines wanted, the last ones of that time.
  ///   - reader: who asks.
  /// - Returns: the statement.
  /// - Throws: `unknownMember` where nobody has the number whom the reader knows, and to a member for
  ///   all others.
  func statement(
    of number: MemberNumber, _ period: StatementPeriod, before entry: EntryID? = nil, most: Int,
    for reader: Identity
  ) async throws -> StatementView {
    // To a member other members' accounts look as if they did not exist.
    if case .member(let own, _) = reader, own != number {
      throw Problem(.membership(.unknownMember))
    }
    let today = clock().day
    let found = try await store.read { club, people -> StatementFrame? in
      guard club.knows(number, to: reader.actor) else { return nil }
      // What is still to come is no part of a time that is over.
      let isOver = period.through.map { $0 < today } ?? false
      return StatementFrame(
        statement: club.points.statement(
          of: number, from: period.from, through: period.through, before: entry, latest: most),
        activations: isOver ? [] : club.points.upcomingActivations(of: number),
        expiries: isOver ? [] : club.points.upcomingExpiries(of: number),
        steps: club.tierSteps(of: number, through: today), name: people.name(of: number))
    }
    guard let found else { throw Problem(.membership(.unknownMember)) }
    let statement = found.statement
    return StatementView(
      member: number, name: found.name, period: period, opening: statement.opening,
      lines: try await read(statement.lines, for: reader), closing: statement.closing,
      isTruncated: statement.isTruncated, activations: found.activations,
      expiries: found.expiries, steps: found.steps)
  }
}
