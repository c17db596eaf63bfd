import Glibc

/// Words with a number each, in the order in which they were met first.
///
/// They stand behind one another in one array, and are found by an open-addressed table: a word costs
/// no object of its own.
struct SearchWords: Sendable {
  /// How many there are.
  private(set) var count = 0
  /// All words, without anything between them.
  private var bytes: [UInt8] = []
  /// Where each begins in `bytes`, and where the last one ends.
  private var starts = [0]
  /// The numbers of words and 1 more, each at its hash or behind it; 0 where there is none. At most half
  /// of them are taken.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// A word's bytes.
  subscript(number: Int) -> ArraySlice<UInt8> { bytes[starts[number]..<starts[number + 1]] }

  /// A word's number, a new one for a new word.
  ///
  /// - Parameter word: its bytes, UTF-8.
  /// - Returns: the number, from 0.
  mutating func number(of word: some Collection<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(word) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if self[number].elementsEqual(word) { return number }
      slot = (slot + 1) & mask
    }
    bytes += word
    starts.append(bytes.count)
    count += 1
    slots[slot] = UInt32(count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// Forgets all words.
  mutating func removeAll() {
    count = 0
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// The numbers of all words, in the order of their bytes.
  var sorted: [Int] { (0..<count).sorted(by: precedes) }

  /// Whether a word's bytes come before another's.
  func precedes(_ one: Int, _ other: Int) -> Bool {
    let lengths = [one, other].map { starts[$0 + 1] - starts[$0] }
    let order = bytes.withUnsafeBytes { bytes -> Int32 in
      guard let base = bytes.baseAddress else { return 0 }
      return memcmp(base + starts[one], base + starts[other], min(lengths[0], lengths[1]))
    }
    return order == 0 ? lengths[0] < lengths[1] : order < 0
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in 0..<count {
      var slot = Self.hash(self[number]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// FNV-1a with 64 bits, of which the upper ones are mixed into the lower.
  private static func hash(_ word: some Collection<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
