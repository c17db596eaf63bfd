import Synchronization

/// Handles of OpenCC's that nobody uses at the moment. Opening one takes longer than converting fifty
/// pages, and a process that makes a site again and again would open it again and again.
enum OpenCCHandles {
  /// Which texts a handle is for.
  struct Key: Hashable {
    var standard: Standard
    var names: [UInt8]
  }

  private static let idle = Mutex<[(key: Key, handle: OpenCC)]>([])

  /// More than these are closed, the longest idle first: each takes twenty megabytes.
  private static let most = 4

  static func take(_ key: Key) -> OpenCC? {
    idle.withLock { idle in
      idle.lastIndex { $0.key == key }.map { idle.remove(at: $0).handle }
    }
  }

  static func putBack(_ handle: OpenCC, as key: Key) {
    idle.withLock { idle in
      idle.append((key, handle))
      if idle.count > most { idle.removeFirst() }
    }
  }
}
