import Annex
public import CivilTime
import Club
import Journal
import Lines

/// The club's books as they stand in the files, for whoever only reads: nothing is changed and no lock
/// is taken, so it works beside the running server and on a copied folder.
public struct Ledger: Sendable {
  /// The store's directory.
  public let directory: String
  /// Why values that are sealed cannot be read; nil where they can, or where there are none.
  public let withoutKey: String?
  let reader: JournalReader

  /// Finds the key of the people where they are sealed; without it the books can be read all the same.
  ///
  /// - Parameters:
  ///   - directory: the store's directory.
  ///   - peopleKeyFile: where the key lies, if not where the store says.
  public init(directory: String, peopleKeyFile: String? = nil) {
    var key: PeopleKey?
    var reason: String?
    do throws(StoreError) {
      key = try PeopleSealing.key(in: directory, override: peopleKeyFile)
    } catch {
      reason = error.description
    }
    self.directory = directory
    withoutKey = reason
    reader = JournalReader(directory: directory, hash: sha256, sealing: key?.sealing)
  }

  /// Reads beside the store's own writer, with the key that it has.
  init(reader: JournalReader, directory: String) {
    self.reader = reader
    self.directory = directory
    withoutKey = nil
  }

  /// Hands every record on, from the first; each has been checked before, but the rules have not.
  ///
  /// - Parameters:
  ///   - head: the last record wanted, where the running server says which is on the disk; nil for
  ///     all that are whole.
  ///   - body: takes each record and the people as they are known after it.
  /// - Returns: how far the files go.
  /// - Throws: the first fault.
  @discardableResult
  public func records(
    upTo head: Head? = nil, _ body: (StoredRecord, People) throws -> Void
  ) throws(LedgerFault) -> LedgerExtent {
    var people = People()
    return try replay(upTo: head) { view in
      let record = try StoredRecord(view.owned)
      for fact in record.facts where !record.annex.isEmpty { people.learn(fact, record.annex) }
      try body(record, people)
    }
  }

  /// Replays the files and holds them against the head that somebody else knows.
  func replay(
    upTo head: Head?, _ body: (RecordView) throws -> Void
  ) throws(LedgerFault) -> LedgerExtent {
    let last = head.map { Int(clamping: $0.sequence) } ?? .max
    var time: Int64?
    let extent: JournalExtent
    do throws(JournalFault) {
      extent = try reader.replay { view in
        guard view.sequence <= last else { return }
        if let head, view.sequence == last, view.hash.description != head.hash {
          throw HeadMismatch(expected: head)
        }
        time = view.time
        try body(view)
      }
    } catch {
      throw LedgerFault(error)
    }
    if let head, extent.head.sequence < last {
      throw .missing(head, in: directory, after: extent.head.sequence)
    }
    return LedgerExtent(
      head: head ?? Head(extent.head), time: time.map(Instant.init(milliseconds:)),
      segments: extent.segments.count,
      bytes: extent.segments.reduce(0) { $0 + $1.size + $1.annexSize },
      unfinished: head == nil ? extent.unfinished.map(\.description) : [])
  }
}

/// How far the files of a ledger go.
public struct LedgerExtent: Hashable, Sendable {
  /// The last record that was read.
  public let head: Head
  /// Its time; nil in a new store.
  public let time: Instant?
  /// How many segments there are.
  public let segments: Int
  /// How many bytes records and annex have.
  public let bytes: Int
  /// What stands behind the last record and is not whole, in a line each: what a crash left and the
  /// next start will cut off.
  public let unfinished: [String]
}

/// A record that is whole, but not the one that its number should be.
struct HeadMismatch: Error, CustomStringConvertible {
  let expected: Head

  var description: String {
    "the record's hash is not \(expected.hash), which was expected of record \(expected.sequence)"
  }
}

/// The first thing that is wrong with a ledger: which record, where, why, and what to do.
public struct LedgerFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The first record that cannot be proved.
  public let sequence: UInt64
  /// The file, with line and byte where known.
  public let place: String
  /// What is wrong there.
  public let reason: String
  /// What to do about it.
  public let remedy: String

  /// `record 7, Store/journal/000000000001.jsonl:7 (byte 1832): the checksum … <remedy>`.
  public var description: String { "record \(sequence), \(place): \(reason). \(remedy)" }

  /// Whether the files could not be read at all, so that nothing is known of what they hold.
  public let isUnreadable: Bool

  init(
    sequence: Int, place: String, reason: String, remedy: String, isUnreadable: Bool = false
  ) {
    self.sequence = UInt64(clamping: sequence)
    self.place = place
    self.reason = reason
    self.remedy = remedy
    self.isUnreadable = isUnreadable
  }

  init(_ fault: JournalFault) {
    self.init(
      sequence: fault.sequence, place: fault.error.place, reason: fault.error.reason,
      remedy: fault.error.remedy, isUnreadable: fault.error.kind == .disk)
  }

  /// The same of a backup that was unpacked to be looked at, and is there no longer.
  ///
  /// - Parameters:
  ///   - file: the backup.
  ///   - folder: where it was unpacked.
  /// - Returns: the fault, with the place in the backup.
  public func inBackup(_ file: String, unpackedIn folder: String) -> LedgerFault {
    let inside = place.replacing(folder + "/", with: "")
    return LedgerFault(
      sequence: Int(clamping: sequence), place: "\(file) (\(inside) in it)",
      reason: reason.replacing(folder + "/", with: ""),
      remedy:
        "The backup is damaged. Copy it again from where it was made, or take an earlier one; nothing "
        + "was restored.")
  }

  static func missing(_ head: Head, in directory: String, after last: Int) -> LedgerFault {
    LedgerFault(
      sequence: last + 1, place: "\(directory)/journal",
      reason: "the files end with record \(last), but record \(head.sequence) is known to exist",
      remedy: "Nothing was changed. Somebody has taken the end away: restore it from a backup.")
  }
}
