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
