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
  let expiries: [Expiry]
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
  /// - Throws: `unknownMember` where nobody has the number, and to a member for all others.
  func statement(
    of number: MemberNumber, _ period: StatementPeriod, before entry: EntryID? = nil, most: Int,
    for reader: Identity
  ) async throws -> StatementView {
    // To a member other members' accounts look as if they did not exist.
    if case .member(let own, _) = reader, own != number {
      throw Problem(.membership(.unknownMember))
    }
    let found = try await store.read { club, people -> (Statement, [Expiry], String?)? in
      guard club.membership.contains(number) else { return nil }
      return (
        club.points.statement(
          of: number, from: period.from, through: period.through, before: entry, latest: most),
        club.points.upcomingExpiries(of: number), people.name(of: number)
      )
    }
    guard let (statement, expiries, name) = found else {
      throw Problem(.membership(.unknownMember))
    }
    return StatementView(
      member: number, name: name, period: period, opening: statement.opening,
      lines: try await read(statement.lines, for: reader), closing: statement.closing,
      isTruncated: statement.isTruncated, expiries: expiries)
  }
}
