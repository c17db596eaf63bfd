import Disk
import Lines

/// The names of the files in a store's directory.
///
/// ```
/// lock                          held by the one process that writes
/// clean                         what a clean stop left behind; absent while open and after a crash
/// journal/000000000001.jsonl    records from number 1
/// journal/000000412006.jsonl    records from number 412006 …
/// annex/000000000001.jsonl      the personal values of the records in the segment of that name
/// snapshots/000000500000.snapshot   what was made of the records up to number 500000
/// rescued/journal-000000000001.jsonl  a segment that somebody had removed while it was open
/// cut/journal-000000000001.jsonl.1  what was cut off a file because a crash had left it unfinished
/// ```
struct Layout {
  let directory: String

  /// The directory in which the store's directory stands.
  var parent: String {
    var path = Substring(directory)
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  var lock: String { "\(directory)/lock" }
  var cleanStop: String { "\(directory)/clean" }
  var journal: String { "\(directory)/journal" }
  var annex: String { "\(directory)/annex" }
  var snapshots: String { "\(directory)/snapshots" }

  /// Made when somebody has removed a file that was open.
  var rescued: String { "\(directory)/rescued" }

  /// All directories in which files come to be.
  var directories: [String] { [directory, journal, annex, snapshots] }

  func segment(_ first: Int) -> String { "\(journal)/\(Layout.name(first))" }
  func annex(_ first: Int) -> String { "\(annex)/\(Layout.name(first))" }

  /// A segment made ahead, without a number yet; its name is that of something unfinished.
  var spareSegment: String { "\(journal)/next\(draftSuffix)" }
  var spareAnnex: String { "\(annex)/next\(draftSuffix)" }

  static func name(_ first: Int) -> String { NumberedName.text(first, suffix: ".jsonl") }

  /// The number in a segment's name; nil for any other name.
  static func first(_ name: String) -> Int? { NumberedName.number(in: name, suffix: ".jsonl") }
}

/// Where the records of one segment and their annex stand: every 16th one's offset.
struct SegmentIndex: Sendable {
  static let stride = 16

  /// The first record's number.
  let first: Int
  /// Byte offsets of the records `first`, `first + 16`, `first + 32` …
  var records: [UInt32] = []
  /// Offsets of annex lines, about every 16th, always of a record's first line.
  var annex: [(sequence: Int, offset: UInt32)] = []
  /// How many bytes the segment has.
  var size = 0
  /// How many bytes its annex has.
  var annexSize = 0
  /// How many lines its annex has.
  var annexLines = 0

  init(first: Int) { self.first = first }

  mutating func add(record sequence: Int, at offset: Int) {
    if (sequence - first).isMultiple(of: SegmentIndex.stride) {
      records.append(UInt32(truncatingIfNeeded: offset))
    }
  }

  mutating func add(annexOf sequence: Int, lines: Int, at offset: Int) {
    if annexLines / SegmentIndex.stride >= annex.count {
      annex.append((sequence, UInt32(truncatingIfNeeded: offset)))
    }
    annexLines += lines
  }

  /// Where to begin reading for a record of this segment; nil where it has none of that number.
  func place(of sequence: Int) -> RecordPlace? {
    let place = sequence - first
    guard place >= 0, records.indices.contains(place / SegmentIndex.stride) else { return nil }
    return RecordPlace(
      sequence: sequence, segment: first, offset: Int(records[place / SegmentIndex.stride]),
      skip: place % SegmentIndex.stride, annexOffset: annexLocation(of: sequence))
  }

  private func annexLocation(of sequence: Int) -> Int {
    var low = 0
    var high = annex.count
    while low < high {
      let middle = (low + high) / 2
      if annex[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : Int(annex[low - 1].offset)
  }
}

/// Where to begin reading for one record.
struct RecordPlace: Sendable {
  let sequence: Int
  /// The first record of its segment.
  let segment: Int
  let offset: Int
  /// How many lines to pass over from there.
  let skip: Int
  let annexOffset: Int
}

/// How far the journal has come: what the next record must follow.
struct Chain: Sendable {
  var head = JournalHead(sequence: 0, hash: .zero)
  var lastTime = Int64.min
  var segments: [SegmentIndex] = []

  /// The segment that holds a record.
  func segment(of sequence: Int) -> SegmentIndex? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].first <= sequence { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : segments[low - 1]
  }
}
