public import CivilTime

/// Points of one lot that an entry takes, or gives back. A lot is what is left of the points of an
/// entry in the member's favour, and has that entry's name.
public struct LotUse: Hashable, Sendable {
  /// The entry that opened the lot.
  public var lot: EntryID
  /// How many of its points, from 1.
  public var points: Int

  /// - Parameters:
  ///   - lot: the entry that opened the lot.
  ///   - points: how many of its points, from 1.
  public init(lot: EntryID, points: Int) {
    self.lot = lot
    self.points = points
  }
}

/// Points that lapse together.
public struct Expiry: Hashable, Sendable {
  /// The last day on which they are good.
  public let through: Day
  /// How many.
  public let points: Int
}

/// A member's lot, as it is now.
struct Lot: Hashable, Sendable {
  let entry: EntryID
  var remaining: Int
  /// The last day on which the points are good; nil where they never lapse.
  var through: Day?
  /// Whether the points cannot be spent yet.
  var isPending = false
  /// The first day on which they can, where they could not at once.
  var activeFrom: Day?

  /// The order in which points are taken: soonest to lapse, then oldest, undated last; what is pending
  /// after all that is not, and by no spending.
  static func isSpentBefore(_ lhs: Lot, _ rhs: Lot) -> Bool {
    if lhs.isPending != rhs.isPending { return rhs.isPending }
    return switch (lhs.through, rhs.through) {
    case (let left?, let right?) where left != right: left < right
    case (.some, nil): true
    case (nil, .some): false
    default: lhs.entry < rhs.entry
    }
  }
}

extension Lot {
  init(_ row: PointsState.EntryRow) {
    self.init(
      entry: EntryID(row.id.position), remaining: Int(row.remaining), through: row.through,
      isPending: row.isPending, activeFrom: row.activeFrom)
  }
}

extension [Lot] {
  /// Which lots give so many points, in the order of spending; fewer where they hold fewer.
  func taking(_ points: Int) -> [LotUse] {
    var uses: [LotUse] = []
    var left = points
    for lot in sorted(by: Lot.isSpentBefore) where left > 0 && lot.remaining > 0 {
      let taken = Swift.min(left, lot.remaining)
      uses.append(LotUse(lot: lot.entry, points: taken))
      left -= taken
    }
    return uses
  }
}

extension Validity {
  func write(to writer: inout StateWriter) {
    switch self {
    case .unlimited: writer.byte(0)
    case .months(let months):
      writer.byte(1)
      writer.int(months)
    case .yearEnd(let years):
      writer.byte(2)
      writer.int(years)
    case .halfYearEnd(let years):
      writer.byte(4)
      writer.int(years)
    case .through(let day):
      writer.byte(3)
      writer.int(day.daysSinceEpoch)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    switch try reader.byte() {
    case 0: self = .unlimited
    case 1: self = .months(try reader.int())
    case 2: self = .yearEnd(try reader.int())
    case 3: self = .through(Day(daysSinceEpoch: try reader.int()))
    case 4: self = .halfYearEnd(try reader.int())
    case let kind: throw UnreadableState("a validity of kind \(kind) is unknown")
    }
  }
}
