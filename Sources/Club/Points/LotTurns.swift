import CivilTime

/// When the lots of an account will be something else than they are, by days counted from 1970-01-01. So an award,
/// which touches no lot but its own, need not look at hundreds of them.
struct LotTurns: Hashable, Sendable {
  /// The last day of the lot that lapses first; the greatest number where none does.
  private var lapse = UInt16.max
  /// The first day of the lot that becomes active first, and is pending until then; likewise.
  private var activation = UInt16.max

  /// No lot turns.
  init() {}

  /// Whether some are pending.
  var hasPending: Bool { activation != .max }

  /// Whether by a day no lot has lapsed that still holds something, and none has become active that is not noted
  /// as such.
  func isQuiet(on today: Day) -> Bool {
    let day = UInt16(clamping: today.daysSinceEpoch)
    return lapse >= day && activation > day
  }

  /// Takes in a lot.
  mutating func add(_ row: PointsState.EntryRow) {
    guard row.remaining > 0 else { return }
    if row.expires != 0 { lapse = min(lapse, row.expires) }
    if row.isPending { activation = min(activation, row.active) }
  }
}

extension LotTurns {
  func write(to writer: inout StateWriter) {
    writer.uint16(lapse)
    writer.uint16(activation)
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    lapse = try reader.uint16()
    activation = try reader.uint16()
  }
}
