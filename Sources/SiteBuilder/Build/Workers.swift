import Dispatch
import Glibc
import Synchronization

/// Does the same work for many items on a few threads. What comes out depends on the items alone,
/// never on which thread took them or when.
struct Workers: Sendable {
  let count: Int

  init(_ count: Int) {
    self.count = max(1, count)
  }

  /// One thread for each processor that is on line.
  static let ofThisMachine = Workers(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// How many items a thread takes at a time: enough that the shared counter costs nothing, few
  /// enough that no thread waits long for the last one.
  private static let share = 16

  /// `body` of every number below `limit`, in the order of the numbers.
  func map<Value: Sendable>(below limit: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    if count == 1 || limit <= 1 { return (0..<limit).map(body) }
    return [Value](unsafeUninitializedCapacity: limit) { buffer, initialized in
      // Each number is taken by exactly one thread, so no two write to one place.
      nonisolated(unsafe) let places = buffer
      forEach(below: limit) { index in
        places.initializeElement(at: index, to: body(index))
      }
      initialized = limit
    }
  }

  /// Runs `body` for every number below `limit`.
  func forEach(below limit: Int, _ body: @Sendable (Int) -> Void) {
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(count, limit)) { _ in
      while true {
        let start = next.add(Self.share, ordering: .relaxed).oldValue
        guard start < limit else { return }
        for index in start..<min(start + Self.share, limit) { body(index) }
      }
    }
  }
}
