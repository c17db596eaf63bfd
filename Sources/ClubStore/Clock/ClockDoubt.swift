public import CivilTime
import Club
import Disk
import JSON
import Journal
import Synchronization

/// Why the machine's clock is not believed.
public enum ClockDoubt: Hashable, Sendable {
  /// It is more than 40 days ahead of the time at which it was last believed, and of what has passed since.
  case ahead(of: Instant)
  /// It is behind the last record, which has this time.
  case behind(Instant)
}

/// What would be posted by time alone.
public struct DueByTime: Hashable, Sendable {
  /// Lots of points that lapse.
  public internal(set) var lapsing = 0
  /// Lots of points that become active.
  public internal(set) var activating = 0
  /// Vouchers that lapse.
  public internal(set) var vouchers = 0
}

extension ClubStore {
  /// Why the clock is not believed now; nil where it is. While it is not, nothing may be done that time alone
  /// brings: a wrong clock would let every point lapse, and no entry is ever taken out again.
  public var clockDoubt: ClockDoubt? {
    let last = journal.head.sequence > 0 ? Instant(milliseconds: journal.lastTime) : nil
    let now = clock()
    return clockTrust.withLock { $0.doubt(at: now, after: last) }
  }

  /// Believes what the clock says now, and notes that for the next start: every day on which there is no
  /// doubt, or because somebody who has looked at a clock says so. Of a clock that is behind the last record
  /// it takes the doubt not away.
  ///
  /// - Throws: where it cannot be noted; it is believed all the same until the store is closed.
  public func believeClock() throws(StoreError) {
    let now = clock()
    clockTrust.withLock { $0 = ClockTrust(believed: now, since: .now) }
    try note(believed: now)
  }

  /// Keeps what is known of the time before the doubt: what is posted meanwhile has the clock's date, and the
  /// next start would go by that.
  func keepDoubt() {
    guard case .ahead(let believed) = clockDoubt else { return }
    // Where it cannot be noted, this run doubts all the same.
    try? note(believed: believed)
  }

  private func note(believed: Instant) throws(StoreError) {
    let value: JSONValue = ["v": 1, "believed": .int(believed.milliseconds)]
    let path = "\(directory)/\(ClockTrust.file)"
    do {
      // What a crash left of it before.
      if try fileSystem.list(directory).contains("\(ClockTrust.file).new") {
        try fileSystem.remove("\(path).new")
      }
      try fileSystem.replace(path, in: directory, with: value.encoded() + [0x0A])
    } catch {
      throw StoreError(error)
    }
  }

  /// How much would be posted now by time alone. Nothing is posted.
  public func dueByTime() -> DueByTime {
    state.withLock { state in
      let now = max(clock(), Instant(milliseconds: journal.lastTime))
      var due = DueByTime()
      var lot: EntryID?
      while case .points(.posted(let posting))? = state.due(
        .points(.expire(after: lot)), now, { _ in due.lapsing += 1 })
      {
        lot = posting.lots.last?.lot
      }
      lot = nil
      while case .points(.activated(let id, _, _))? = state.due(
        .points(.activate(after: lot)), now, { _ in due.activating += 1 })
      {
        lot = id
      }
      var voucher: VoucherID?
      while case .rewards(.lapsed(let id, _, _))? = state.due(
        .rewards(.lapse(after: voucher)), now, { if case .rewards = $0 { due.vouchers += 1 } })
      {
        voucher = id
      }
      return due
    }
  }

  /// The time of the last record of a store that nobody need have open, where a clock is behind it.
  ///
  /// - Parameters:
  ///   - directory: the store's directory.
  ///   - now: what the clock says.
  /// - Returns: the time; nil where the clock is not behind, or the time cannot be told.
  public static func lastRecord(in directory: String, aheadOf now: Instant) -> Instant? {
    lastRecordTime(in: directory).flatMap { ClockTrust.isBehind(now, $0) ? $0 : nil }
  }

  /// The time of the last record of a store that nobody need have open, read from the end of its last segment and
  /// not proved: enough to look at a clock by before anything else is read.
  ///
  /// - Parameter directory: the store's directory.
  /// - Returns: the time; nil where it cannot be told.
  static func lastRecordTime(in directory: String) -> Instant? {
    let disk = ReadingDisk()
    let folder = "\(directory)/journal"
    guard let name = try? disk.list(folder).filter({ $0.hasSuffix(".jsonl") }).max(),
      let file = try? disk.open("\(folder)/\(name)", .never)
    else { return nil }
    defer { file.close() }
    guard let size = try? file.size() else { return nil }
    let start = max(0, size - 256 * 1024)
    var bytes = [UInt8](repeating: 0, count: size - start)
    let count = bytes.withUnsafeMutableBytes { (try? file.read(into: $0, at: start)) ?? 0 }
    for line in bytes[..<count].split(separator: 0x0A).reversed() {
      // The checksum and a mark stand before the record.
      if let time = try? JSONValue.parse(Array(line.dropFirst(9)))["time"]?.int {
        return Instant(milliseconds: Int64(time))
      }
    }
    return nil
  }
}

extension ClubStore.State {
  /// Hands on the facts to which a command of the system would lead.
  ///
  /// - Returns: the last of them.
  fileprivate mutating func due(
    _ command: Command, _ now: Instant, _ body: (Fact) -> Void
  ) -> Fact? {
    club.prepare(for: command)
    guard let decision = try? club.decide(command, by: .system, at: now) else { return nil }
    for fact in decision.facts { body(fact) }
    return decision.facts.last
  }
}
