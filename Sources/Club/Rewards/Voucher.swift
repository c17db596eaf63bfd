public import CivilTime

/// A voucher as it stands.
public struct Voucher: Hashable, Sendable {
  /// What became of a voucher.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// It can be used.
    case active
    /// The member got what it is for.
    case used
    /// It was given up; the points went back.
    case cancelled
    /// Its last day passed without use.
    case lapsed
  }

  /// The voucher's name.
  public let id: VoucherID
  /// The reward's slug.
  public let reward: Code
  /// Whose it is.
  public let member: MemberNumber
  /// What was paid for it.
  public let price: Amount
  /// What its code is made of.
  public let seed: VoucherSeed
  /// The hash of its code.
  public let code: TokenHash
  /// The last day on which it is good; nil where it never lapses.
  public let through: Day?
  /// Whether its points come back when it lapses.
  public let refundsLapsed: Bool
  /// What became of it; one whose last day has passed is active until the daily run has seen it.
  public let status: Status
  /// When it was got.
  public let redeemed: Instant
  /// When it was used, cancelled or lapsed.
  public let closed: Instant?

  /// The entry that paid for it.
  public var entry: EntryID {
    EntryID(Position(sequence: id.position.sequence, index: id.position.index - 1))
  }

  /// What it is on a day: one whose last day has passed is good no longer, also where the daily run is
  /// late.
  public func status(on today: Day) -> Status {
    guard status == .active, let through, through < today else { return status }
    return .lapsed
  }

  /// Whether it counts against what one member may have.
  var counts: Bool { status != .cancelled && !(status == .lapsed && refundsLapsed) }
}

/// The name of a voucher: where it stands in the journal, right behind the entry that paid for it,
/// written `V123-2`.
public struct VoucherID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Where the voucher stands.
  public let position: Position

  /// - Parameter position: where the voucher stands.
  public init(_ position: Position) {
    self.position = position
  }

  /// Reads `V123-2` and nothing else.
  public init?(_ text: some StringProtocol) {
    guard let position = Position(text, mark: "V") else { return nil }
    self.position = position
  }

  /// `V123-2`.
  public var description: String { position.text(mark: "V") }

  /// Orders as the journal does.
  public static func < (lhs: VoucherID, rhs: VoucherID) -> Bool { lhs.position < rhs.position }
}

/// How many of a reward there are, fit to be published.
public struct Stock: Hashable, Sendable {
  /// How many were procured and counted; nil where there are always enough.
  public let total: Int?
  /// How many vouchers hold one: those that can be used and those that were.
  public let taken: Int

  /// - Parameters:
  ///   - total: how many were procured and counted; nil where there are always enough.
  ///   - taken: how many vouchers hold one.
  public init(total: Int?, taken: Int) {
    self.total = total
    self.taken = taken
  }

  /// How many are left; nil where there are always enough.
  public var left: Int? { total.map { max(0, $0 - taken) } }
}
