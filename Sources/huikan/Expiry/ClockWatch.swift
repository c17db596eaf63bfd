import CivilTime
import ClubStore
import Logging
import Synchronization

/// Looks whether the clock is to be believed before a day's work is done, and says once what waits where it is not.
final class ClockWatch: Sendable {
  private let store: ClubStore
  private let now: @Sendable () -> Instant
  private let logger: Logger
  private let told = Mutex<ClockDoubt?>(nil)

  init(store: ClubStore, now: @escaping @Sendable () -> Instant, logger: Logger) {
    self.store = store
    self.now = now
    self.logger = logger
  }

  /// Whether the day's work has to wait.
  func isDoubted() -> Bool {
    let doubt = store.clockDoubt
    let earlier = told.withLock { told in
      defer { told = doubt }
      return told
    }
    if let doubt, earlier == nil { logger.warning("\(message(doubt))") }
    if doubt == nil, earlier != nil {
      logger.warning("The clock is believed again: what was due by time is done now.")
    }
    return doubt != nil
  }

  private func message(_ doubt: ClockDoubt) -> String {
    let now = now()
    switch doubt {
    case .behind(let last):
      return """
        The clock says \(now.rfc3339), the last record is of \(last.rfc3339): nothing is done that time \
        alone brings (points and vouchers that lapse, points that become active, tiers, erasures) until the \
        clock has passed it. Set the clock right; nothing has to be started again.
        """
    case .ahead(let believed):
      let due = store.dueByTime()
      return """
        The clock says \(now.rfc3339), \(now.day.daysSinceEpoch - believed.day.daysSinceEpoch) days after \
        \(believed.rfc3339), when it was last believed. What time alone brings waits: \
        \(due.lapsing) lots of points would lapse, \(due.activating) become active, \(due.vouchers) \
        vouchers lapse, and tiers and erasures be looked at. Nothing of it was posted. If the clock is wrong, \
        set it right; nothing has to be started again. If it is right, because the club was closed, start \
        once with huikan serve --trust-clock.
        """
    }
  }
}
