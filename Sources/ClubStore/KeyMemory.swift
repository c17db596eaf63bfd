import CivilTime
import Club

/// In which record each idempotency key was used, for as long as keys are remembered.
///
/// A key that is older than `lifetime`, by the time of the last record with a key, may be used anew.
/// That depends on the records alone, so it is the same after a restart and with a clock that jumps;
/// it happens by the 720th part of the lifetime (an hour in 30 days), never too early. Records are not
/// touched.
struct KeyMemory: Sendable {
  /// Keys since this record were used within `duration` of this time.
  struct Mark: Hashable, Sendable {
    var first: UInt32
    var time: Int64
  }

  /// How long keys are remembered unless the store is opened otherwise, in milliseconds.
  static let defaultLifetime = Int64(ClubStore.defaultKeyDays) * 86_400_000

  let lifetime: Int64
  private var index: HashIndex
  private var marks: [Mark]

  /// - Parameter lifetime: how long keys are remembered, in milliseconds.
  init(lifetime: Int64 = KeyMemory.defaultLifetime) {
    self.lifetime = lifetime
    index = HashIndex()
    marks = []
  }

  /// How many keys there is space for at the moment, expired ones included.
  var count: Int { index.count }

  private var duration: Int64 { max(1, lifetime / 720) }

  /// The first record whose key is still remembered.
  private var firstLive: UInt32 { marks.first?.first ?? .max }

  /// The records in which a key may have been used, the last first: several, or a wrong one, where
  /// keys have the same hash. Only the record itself tells.
  func records(of key: KeyCode) -> [Int] {
    index.values(of: key.hash).filter { $0 >= firstLive }.map { Int($0) }.sorted(by: >)
  }

  /// Remembers that a key was used; records come in their order.
  mutating func remember(_ key: KeyCode, record sequence: Int, at time: Instant) {
    guard let record = UInt32(exactly: sequence) else { return }
    let now = time.milliseconds
    if marks.last.map({ now - $0.time >= duration }) ?? true {
      marks.append(Mark(first: record, time: now))
    }
    let expired = marks.prefix { now - $0.time >= lifetime + duration }.count
    if expired > 0 { marks.removeFirst(expired) }
    index.enter(key.hash, record, livingFrom: firstLive)
  }
}

/// Many small numbers by 64-bit hashes, twelve bytes and a third each; one hash may have several.
///
/// In 256 parts, so that growing stops nobody for long and a copy of the whole shares all parts that
/// do not change.
struct HashIndex: Sendable {
  private struct Part: Sendable {
    var hashes: [UInt64] = []
    /// 0 where the place is free.
    var values: [UInt32] = []
    var count = 0

    init() {}

    /// - Parameter size: how many places there are: a power of two.
    init(size: Int) {
      hashes = [UInt64](repeating: 0, count: size)
      values = [UInt32](repeating: 0, count: size)
    }
  }

  private var parts: [Part]

  /// - Parameter count: about how many numbers will be entered at once; more may.
  init(expecting count: Int = 0) {
    let each = count / 256
    let part = each == 0 ? Part() : Part(size: HashIndex.size(for: each + each / 8))
    parts = [Part](repeating: part, count: 256)
  }

  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// All numbers that were entered under a hash.
  func values(of hash: UInt64) -> [UInt32] {
    let part = parts[Int(hash >> 56)]
    guard part.count > 0 else { return [] }
    var found: [UInt32] = []
    var place = Int(truncatingIfNeeded: hash) & (part.values.count - 1)
    while part.values[place] != 0 {
      if part.hashes[place] == hash { found.append(part.values[place]) }
      place = (place + 1) & (part.values.count - 1)
    }
    return found
  }

  /// Enters a number above 0. Where space has to be made, numbers below `livingFrom` are dropped.
  mutating func enter(_ hash: UInt64, _ value: UInt32, livingFrom first: UInt32 = 0) {
    let part = Int(hash >> 56)
    if (parts[part].count + 1) * 4 > parts[part].values.count * 3 {
      HashIndex.grow(&parts[part], livingFrom: first)
    }
    HashIndex.put(hash, value, &parts[part])
  }

  /// All hashes with their numbers, part by part.
  var entries: some Sequence<(UInt64, UInt32)> {
    parts.lazy.flatMap { part in zip(part.hashes, part.values).lazy.filter { $0.1 != 0 } }
  }

  private static func grow(_ part: inout Part, livingFrom first: UInt32) {
    let old = part
    let living = old.values.reduce(0) { $0 + ($1 != 0 && $1 >= first ? 1 : 0) }
    part = Part(size: size(for: living))
    for place in old.values.indices where old.values[place] != 0 && old.values[place] >= first {
      put(old.hashes[place], old.values[place], &part)
    }
  }

  private static func size(for count: Int) -> Int {
    var size = 4
    while size < count * 2 + 2 { size *= 2 }
    return size
  }

  private static func put(_ hash: UInt64, _ value: UInt32, _ part: inout Part) {
    var place = Int(truncatingIfNeeded: hash) & (part.values.count - 1)
    while part.values[place] != 0 { place = (place + 1) & (part.values.count - 1) }
    part.hashes[place] = hash
    part.values[place] = value
    part.count += 1
  }
}

extension KeyMemory {
  func write(to writer: inout StateWriter) {
    writer.int64(lifetime)
    writer.int(marks.count)
    for mark in marks {
      writer.uint32(mark.first)
      writer.int64(mark.time)
    }
    writer.int(index.count)
    for (hash, record) in index.entries {
      writer.uint64(hash)
      writer.uint32(record)
      writer.endRow()
    }
  }

  /// Reads what `write` has written, unless keys were remembered for another time then than is wanted:
  /// some may be forgotten that are needed now.
  init(from reader: inout StateReader, lifetime wanted: Int64?) throws {
    let lifetime = try reader.int64()
    self.init(lifetime: lifetime)
    guard wanted ?? lifetime == lifetime else { throw OtherLifetime() }
    for _ in 0..<(try reader.count()) {
      marks.append(Mark(first: try reader.uint32(), time: try reader.int64()))
    }
    let count = try reader.count()
    index = HashIndex(expecting: min(count, 1 << 28))
    for _ in 0..<count {
      index.enter(try reader.uint64(), try reader.uint32(), livingFrom: firstLive)
    }
  }

  private struct OtherLifetime: Error, CustomStringConvertible {
    let description = "idempotency keys were remembered for another time then"
  }
}
