public import CivilTime
public import Club
import Journal
import Lines

/// What became of an accepted command; the same again when the request is sent again.
public struct Outcome: Hashable, Sendable {
  /// The record's number; the last record's where nothing had to be written.
  public let sequence: UInt64
  /// The record's time.
  public let time: Instant
  /// What happened, in order.
  public let facts: [Fact]
  /// The personal values and free text of the command; without those erased since.
  public let annex: [AnnexField]
  /// Whether this is the outcome of an earlier request with the same idempotency key.
  public let replayed: Bool

  /// The position of a fact, by which entries and registrations are named.
  /// - Parameter index: the fact's place in `facts`.
  /// - Returns: the position.
  public func position(of index: Int) -> Position {
    Position(sequence: Int(sequence), index: index)
  }
}

/// The last record on the disk: with it the whole journal before it can be checked.
public struct Head: Hashable, Sendable {
  /// The record's number; 0 in a new store.
  public let sequence: UInt64
  /// The record's SHA-256, 64 hexadecimal digits; zeros in a new store.
  public let hash: String

  /// - Parameters:
  ///   - sequence: the record's number.
  ///   - hash: the record's SHA-256 in hexadecimal digits.
  public init(sequence: UInt64, hash: String) {
    self.sequence = sequence
    self.hash = hash
  }

  init(_ head: JournalHead) {
    self.init(sequence: UInt64(head.sequence), hash: head.hash.description)
  }
}

/// A person of the staff, as a token shows.
public struct StaffIdentity: Hashable, Sendable {
  /// The person's number.
  public let id: StaffID
  /// What the person may do.
  public let role: Role
  /// The regions that the token is bound to; none: the whole club.
  public let regions: [Code]
  /// The person's name; nil where it has been erased.
  public let name: String?

  /// As whom the person gives commands.
  public var actor: Actor { .staff(id, role) }
}

/// Totals for the public pages; they say nothing about anybody.
public struct Figures: Hashable, Sendable {
  /// How many members there are.
  public let members: Int
  /// The totals of all accounts.
  public let trialBalance: TrialBalance
  /// The seats of every event in the content, by slug.
  public let seats: [String: Seats]
  /// What there is of every reward in the content, by slug.
  public let stocks: [String: Stock]
  /// The record up to which the figures go.
  public let head: Head
  /// By what the club reaches its members.
  public let reach: Set<ContactRoute>
}
