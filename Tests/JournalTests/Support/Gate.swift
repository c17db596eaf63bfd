import Glibc

/// A door that threads wait at while it is closed.
final class Gate: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var isClosed = false

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func close() { set(true) }
  func open() { set(false) }

  func wait() {
    pthread_mutex_lock(mutex)
    while isClosed { pthread_cond_wait(condition, mutex) }
    pthread_mutex_unlock(mutex)
  }

  private func set(_ value: Bool) {
    pthread_mutex_lock(mutex)
    isClosed = value
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
