import Dispatch
import Glibc
import Synchronization

/// Does the same work for many items on a few threads. What comes out depends on the items alone,
/// never on which thread took them or when.
struct Workers: Sendable {
  let count: Int
  private let watch: BuildWatch?

  init(_ count: Int, _ watch: BuildWatch? = nil) {
    self.count = max(1, count)
    self.watch = watch
  }

  /// How many processors are on line.
  static let processorCount = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// How many items a thread takes at a time: enough that the shared counter costs nothing, few
  /// enough that no thread waits long for the last one.
  static let share = 16

  /// `body` of every number below `limit`, in the order of the numbers.
  func map<Value: Sendable>(
    below limit: Int, share: Int = Workers.share, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    [Value](unsafeUninitializedCapacity: limit) { buffer, initialized in
      // Each number is taken by exactly one thread, so no two write to one place.
      nonisolated(unsafe) let places = buffer
      forEach(below: limit, share: share) { index in
        places.initializeElement(at: index, to: body(index))
      }
      initialized = limit
    }
  }

  /// Does two things at the same time, where there are threads for both.
  func both<One: Sendable, Other: Sendable>(
    _ one: @Sendable () -> One, _ other: @Sendable () -> Other
  ) -> (One, Other) {
    guard count > 1 else { return (one(), other()) }
    let results = Mutex<(One?, Other?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      if place == 0 {
        let result = one()
        results.withLock { $0.0 = result }
      } else {
        let result = other()
        results.withLock { $0.1 = result }
      }
    }
    guard case (let one?, let other?) = results.withLock({ $0 }) else {
      preconditionFailure("both have been done")
    }
    return (one, other)
  }

  /// Runs `body` for every number below `limit`.
  func forEach(
    below limit: Int, share: Int = Workers.share, _ body: @Sendable (Int) -> Void
  ) {
    if count == 1 || limit <= share {
      for index in 0..<limit { body(index) }
      watch?.advance(by: limit)
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(count, limit)) { _ in
      while true {
        let start = next.add(share, ordering: .relaxed).oldValue
        guard start < limit else { return }
        let end = min(start + share, limit)
        for index in start..<end { body(index) }
        watch?.advance(by: end - start)
      }
    }
  }
}
