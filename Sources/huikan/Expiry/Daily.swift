import CivilTime
import ServiceLifecycle

/// When a day's work is done: at the start, for all days on which nobody did it, and then after every
/// midnight in Shanghai.
struct Daily {
  let now: @Sendable () -> Instant
  /// How long a failure waits for the next try.
  var pause = Self.tick
  /// Whether the work has to wait because the clock is not believed; asked again at every look at it, so that
  /// a clock that is set right needs nothing more.
  var isClockDoubted: @Sendable () -> Bool

  /// How often the clock is looked at.
  static let tick = Duration.seconds(30)

  /// Does a day's work until the process stops.
  ///
  /// - Parameters:
  ///   - work: what is due on a day.
  ///   - failed: told of an error; the work is tried again.
  func run(
    _ work: @escaping @Sendable (Day) async throws -> Void,
    failed: @escaping @Sendable (any Error) -> Void
  ) async {
    await cancelWhenGracefulShutdown {
      var done: Day?
      while !Task.isCancelled {
        let today = now().day
        var wait = Self.tick
        if done != today, !isClockDoubted() {
          do {
            try await work(today)
            done = today
          } catch {
            failed(error)
            wait = pause
          }
        }
        try? await Task.sleep(for: wait)
      }
    }
  }
}
