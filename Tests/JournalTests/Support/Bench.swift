import Annex
import Disk
import Journal
import Lines
import Synchronization

@testable import Simulation

/// What the tests need to open a journal, fill it and tell what is in it.
struct Bench {
  let disk = SimulatedDisk()
  let fatalErrors = Collected<JournalError>()
  let hash: HashFunction

  /// - Parameter hash: SHA-256 where its value matters; a quicker one where thousands of stores are
  ///   opened.
  init(hash: @escaping HashFunction = quickHash) { self.hash = hash }

  func open(
    segmentLimit: Int = 1 << 20, _ records: Collected<Record>? = nil
  ) throws(JournalError) -> Journal {
    try Journal.open(
      directory: "Store", fileSystem: disk, hash: hash, segmentLimit: segmentLimit,
      fatal: { fatalErrors.add($0) }, replay: { records?.add($0.owned) })
  }

  /// Opens, collects all records, and closes without a trace.
  func records(segmentLimit: Int = 1 << 20) throws(JournalError) -> [Record] {
    let records = Collected<Record>()
    _ = try open(segmentLimit: segmentLimit, records)
    return records.all
  }

  /// The message with which opening is refused, or nil where it is not.
  func refusal() -> String? {
    do {
      _ = try open()
      return nil
    } catch {
      return error.description
    }
  }
}

/// 256 bits that differ where the bytes differ, as far as tests go.
func quickHash(_ bytes: UnsafeRawBufferPointer) -> Hash256 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  var offset = 0
  while offset < bytes.count {
    let word =
      offset + 8 <= bytes.count
      ? bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) : UInt64(bytes[offset])
    hash = (hash ^ word) &* 0x100_0000_01B3
    hash ^= hash >> 29
    offset += offset + 8 <= bytes.count ? 8 : 1
  }
  var generator = SplitMix(state: hash)
  return (0..<4).map { _ in generator.next() }.withUnsafeBytes { Hash256($0) }
}

final class Collected<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  func add(_ element: Element) { elements.withLock { $0.append(element) } }
  var all: [Element] { elements.withLock { $0 } }
}

extension RecordDraft {
  /// A small record; every third carries two values in the annex.
  static func sample(_ number: Int) -> RecordDraft {
    let annex = [
      AnnexDraft(field: "name", value: "会员\(number)", salt: salt(number)),
      AnnexDraft(field: "reason", value: "line\n\"\(number)\"", salt: salt(number + 100)),
    ]
    return RecordDraft(
      time: 1_795_829_400_000 + Int64(number) * 1000,
      actor: number % 2 == 0 ? "staff:1" : "visitor",
      key: number % 4 == 0 ? nil : String(repeating: "k", count: 31) + "\(number % 10)",
      request: number % 4 == 0 ? nil : String(repeating: "0f", count: 16),
      facts: Array(#"[{"type":"counted","number":\#(number)}]"#.utf8),
      annex: number % 3 == 0 ? annex : [])
  }

  private static func salt(_ number: Int) -> [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }
  }
}

extension Record {
  /// Whether this is what `RecordDraft.sample(sequence)` became.
  var isSample: Bool {
    let draft = RecordDraft.sample(sequence)
    return time == draft.time && actor == draft.actor && key == draft.key
      && request == draft.request && facts == draft.facts
      && annex.map(\.field) == draft.annex.map(\.field)
      && annex.map(\.value) == draft.annex.map(\.value)
  }
}

func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

let segmentPath = "Store/journal/000000000001.jsonl"
let annexPath = "Store/annex/000000000001.jsonl"
