public import CivilTime

/// An entry as it stands in the books.
public struct Entry: Hashable, Sendable {
  /// The entry's name.
  public let id: EntryID
  /// Whose account.
  public let member: MemberNumber
  /// The club's account on the other side.
  public let account: ClubAccount
  /// What the member's account gained; negative where it lost.
  public let points: Int
  /// By which rule.
  public let source: Code
  /// The day it belongs to.
  public let businessDate: Day
  /// When it was posted, to the second.
  public let posted: Instant
  /// The entry that this one takes back.
  public let reverses: EntryID?
  /// The entry that takes this one back.
  public let reversedBy: EntryID?
  /// The last day on which the points that it gave are good; nil where they never lapse.
  public let expires: Day?
  /// The first day on which the points that it gave are good; nil where they were at once.
  public let activeFrom: Day?
  /// Whether what is left of them cannot be spent yet.
  public let isPending: Bool
}

/// A member's account over a time: opening balance, lines, closing balance.
public struct Statement: Hashable, Sendable {
  /// One entry and the balance after it.
  public struct Line: Hashable, Sendable {
    /// The entry.
    public let entry: Entry
    /// The balance after it.
    public let balance: Int
  }

  /// The balance before the first line.
  public let opening: Int
  /// The entries in the order of posting.
  public let lines: [Line]
  /// The balance after the last line: the opening balance and all lines together.
  public let closing: Int
  /// Whether there are earlier lines of the same time, for which there was no room.
  public let isTruncated: Bool
}

extension PointsState {
  /// A member's statement, by the days of posting in Shanghai, both inclusive.
  ///
  /// - Parameters:
  ///   - member: whose account.
  ///   - from: the first day; nil from the beginning.
  ///   - through: the last day; nil to the end.
  ///   - latest: the most lines wanted: the last ones of that time; nil for all.
  /// - Returns: the opening balance before the lines, the lines, the closing balance.
  public func statement(
    of member: MemberNumber, from: Day? = nil, through: Day? = nil, latest: Int? = nil
  ) -> Statement {
    var balance = balance(of: member)
    var closing = balance
    var lines: [Statement.Line] = []
    var isTruncated = false
    for entry in newestEntries(of: member) {
      let day = entry.posted.day
      if let from, day < from { break }
      if let through, day > through {
        balance -= entry.points
        closing = balance
        continue
      }
      if let latest, lines.count >= latest {
        isTruncated = true
        break
      }
      lines.append(Statement.Line(entry: entry, balance: balance))
      balance -= entry.points
    }
    return Statement(
      opening: balance, lines: lines.reversed(), closing: closing, isTruncated: isTruncated)
  }
}
