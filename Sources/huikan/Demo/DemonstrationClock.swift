import CivilTime
import Synchronization

/// The demonstration's clock: it is set to days of the past, so that the club has a history when it
/// is first looked at. It never goes back, and never beyond the present.
final class DemonstrationClock: Sendable {
  private let time: Mutex<Instant>
  private let present: Instant

  init(present: Instant, daysAgo: Int) {
    self.present = present
    time = Mutex(Instant(present.day.adding(days: -daysAgo), hour: 9, minute: 30))
  }

  /// What the store takes for now.
  func now() -> Instant { time.withLock { $0 } }

  /// Moves on to `instant`.
  func set(_ instant: Instant) {
    time.withLock { $0 = max($0, min(instant, present)) }
  }

  /// Moves on by some minutes, as between two people at a counter.
  func pass(minutes: Int) {
    set(now().adding(seconds: minutes * 60))
  }
}
