import Glibc

/// A mutex with a condition that can be waited for until a moment, which `Mutex` has not.
///
/// Waiting blocks a thread, so only the writer thread waits.
final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }
  func signal() { pthread_cond_signal(condition) }

  func withLock<Value>(_ body: () -> Value) -> Value {
    lock()
    defer { unlock() }
    return body()
  }

  /// Gives the lock up until a signal comes; there may also be no reason at all.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// Like `wait`, until `deadline` at the latest.
  /// - Returns: false where the deadline has passed.
  func wait(until deadline: Nanoseconds) -> Bool {
    var moment = timespec(
      tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    return pthread_cond_timedwait(condition, mutex, &moment) == 0
  }
}

/// Time on the machine's monotonic clock.
typealias Nanoseconds = Int64

/// The machine's monotonic clock.
func monotonicNow() -> Nanoseconds {
  var moment = timespec()
  clock_gettime(CLOCK_MONOTONIC, &moment)
  return Int64(moment.tv_sec) * 1_000_000_000 + Int64(moment.tv_nsec)
}

/// A thread of its own that runs `body` once.
struct DedicatedThread: @unchecked Sendable {
  private let handle: pthread_t

  init(_ body: @escaping @Sendable () -> Void) {
    var handle = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
      &handle, nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    precondition(code == 0, "the system gives no thread (\(code))")
    self.handle = handle
  }

  func join() { pthread_join(handle, nil) }

  private final class Box {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
