import Glibc

extension String {
  /// Whether its UTF-8 bytes come before another's: the one order that no version of Unicode and no
  /// locale changes.
  func precedesInBytes(_ other: String) -> Bool {
    // Native texts lend their bytes as they are, without being copied or counted.
    utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable { other in
        guard let first = one.baseAddress, let second = other.baseAddress else {
          return one.count < other.count
        }
        let order = memcmp(first, second, min(one.count, other.count))
        return order == 0 ? one.count < other.count : order < 0
      } ?? false
    } ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
