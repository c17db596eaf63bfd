/// A dictionary in 256 parts: a copy shares all parts with the original but those that change, and
/// growing stops nobody for long.
struct PartedTable<Key: Hashable & Sendable, Value: Hashable & Sendable>: Sendable, Hashable {
  private(set) var parts = [[Key: Value]](repeating: [:], count: 256)
  private(set) var count = 0

  subscript(key: Key) -> Value? {
    get { parts[PartedTable.part(key)][key] }
    set {
      let part = PartedTable.part(key)
      let old = parts[part][key]
      parts[part][key] = newValue
      count += (newValue == nil ? 0 : 1) - (old == nil ? 0 : 1)
    }
  }

  /// Keeps only what `isKept` wants.
  mutating func keep(_ isKept: (Value) -> Bool) {
    for part in parts.indices { parts[part] = parts[part].filter { isKept($0.value) } }
    count = parts.reduce(0) { $0 + $1.count }
  }

  private static func part(_ key: Key) -> Int { Int(truncatingIfNeeded: key.hashValue) & 255 }
}
