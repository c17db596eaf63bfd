/// What the site may say in public of the club's register: sums and counts, never a person.
///
/// Handed in by whoever has the store; without them the pages show — and no form.
public struct PublicFigures: Sendable, Hashable {
  /// The seats of one event.
  public struct Seats: Sendable, Hashable {
    /// How many there are; nil where anybody may come.
    public var capacity: Int?
    /// How many are taken.
    public var taken: Int
    /// How many people wait for one.
    public var waiting: Int

    /// - Parameters:
    ///   - capacity: how many there are; nil where anybody may come.
    ///   - taken: how many are taken.
    ///   - waiting: how many people wait for one.
    public init(capacity: Int?, taken: Int, waiting: Int) {
      self.capacity = capacity
      self.taken = taken
      self.waiting = waiting
    }
  }

  /// What there is of one reward.
  public struct Stock: Sendable, Hashable {
    /// How many were procured and counted; nil where there are always enough.
    public var total: Int?
    /// How many vouchers hold one.
    public var taken: Int

    /// - Parameters:
    ///   - total: how many were procured and counted; nil where there are always enough.
    ///   - taken: how many vouchers hold one.
    public init(total: Int?, taken: Int) {
      self.total = total
      self.taken = taken
    }
  }

  /// The sums of all points ever posted, in points; `outstanding` is what members hold.
  public struct Points: Sendable, Hashable {
    /// Given to members 发放.
    public var issued: Int
    /// Spent by members 兑换.
    public var redeemed: Int
    /// Lapsed 过期.
    public var expired: Int
    /// Put right 调整; negative where more was taken back than given.
    public var adjusted: Int
    /// Held by members 未兑.
    public var outstanding: Int

    /// - Parameters:
    ///   - issued: given to members.
    ///   - redeemed: spent by members.
    ///   - expired: lapsed.
    ///   - adjusted: put right.
    ///   - outstanding: held by members.
    public init(issued: Int, redeemed: Int, expired: Int, adjusted: Int, outstanding: Int) {
      self.issued = issued
      self.redeemed = redeemed
      self.expired = expired
      self.adjusted = adjusted
      self.outstanding = outstanding
    }
  }

  /// The end of the journal's chain.
  public struct Head: Sendable, Hashable {
    /// The number of the last record.
    public var sequence: UInt64
    /// Its hash in hexadecimal.
    public var hash: String

    /// - Parameters:
    ///   - sequence: the number of the last record.
    ///   - hash: its hash in hexadecimal.
    public init(sequence: UInt64, hash: String) {
      self.sequence = sequence
      self.hash = hash
    }
  }

  /// The seats by the event's slug.
  public var seats: [String: Seats]
  /// What there is of every reward, by the reward's slug.
  public var stocks: [String: Stock]
  /// The sums of all points.
  public var points: Points?
  /// How many members there are.
  public var members: Int?
  /// The end of the journal's chain.
  public var head: Head?
  /// Whether codes are sent to members, so that pages ask for them.
  public var sendsCodes: Bool

  /// - Parameters:
  ///   - seats: the seats by the event's slug.
  ///   - stocks: what there is of every reward, by the reward's slug.
  ///   - points: the sums of all points.
  ///   - members: how many members there are.
  ///   - head: the end of the journal's chain.
  ///   - sendsCodes: whether codes are sent to members.
  public init(
    seats: [String: Seats] = [:], stocks: [String: Stock] = [:], points: Points? = nil,
    members: Int? = nil, head: Head? = nil, sendsCodes: Bool = false
  ) {
    self.seats = seats
    self.stocks = stocks
    self.points = points
    self.members = members
    self.head = head
    self.sendsCodes = sendsCodes
  }
}

/// Which forms the pages have. With another answer every page is another.
enum PageForms: UInt8, Hashable, Sendable {
  /// None: nobody would answer them.
  case none
  /// Those of a club that sends no codes.
  case some
  /// All.
  case withCodes

  init(_ figures: PublicFigures?) {
    self = figures.map { $0.sendsCodes ? .withCodes : .some } ?? .none
  }
}
