import CivilTime
import ClubStore
import Logging
import ServiceLifecycle
import SiteBuilder

/// Keeps the pages in step with the club: rewrites those that show figures after facts, and all that
/// change when a day turns or an event closes.
///
/// Facts come in bursts, so it waits a moment after the first and then takes them all together. In a rush
/// that goes on it rests nineteen times as long as a refreshing took, two seconds at most, so that the counter
/// has the machine for itself. What fails (a disk that is full, a build in another terminal) is tried again
/// until it succeeds.
struct SiteRefresher: Service {
  let press: Press
  /// Subscribed before the first figures were read, so that no fact falls in between.
  let changes: Changes
  let now: @Sendable () -> Instant
  let logger: Logger

  /// How long the first fact of a burst waits for the others.
  static let pause = Duration.milliseconds(200)
  /// How many times as long as it took it rests after a refreshing.
  static let restraint = 19
  /// The longest such rest.
  static let longestRest = Duration.seconds(2)
  /// The longest time between two tries.
  static let longestWait = Duration.seconds(30)
  /// How often the clock is looked at; a turn is shown at most this late.
  static let tick = Duration.seconds(5)

  func run() async throws {
    let (calls, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await _ in changes.cancelOnGracefulShutdown() { bell.yield() }
        bell.finish()
      }
      group.addTask {
        await cancelWhenGracefulShutdown { await watchClock(bell) }
      }
      var rested = ContinuousClock.now
      for await _ in calls {
        let start = max(ContinuousClock.now + Self.pause, rested)
        await cancelWhenGracefulShutdown { try? await Task.sleep(until: start) }
        let begun = ContinuousClock.now
        await cancelWhenGracefulShutdown { await publish() }
        let took = ContinuousClock.now - begun
        rested = ContinuousClock.now + min(took * Self.restraint, Self.longestRest)
      }
      group.cancelAll()
    }
  }

  private func publish() async {
    var wait = Duration.seconds(1)
    while !Task.isCancelled {
      do {
        let report = try await press.publish()
        logger.debug("site refreshed", metadata: ["written": "\(report?.written ?? 0)"])
        return
      } catch {
        // Readers keep the last good pages meanwhile.
        logger.warning("the site could not be refreshed, trying again: \(error)")
      }
      try? await Task.sleep(for: wait)
      wait = min(wait * 2, Self.longestWait)
    }
  }

  private func watchClock(_ bell: AsyncStream<Void>.Continuation) async {
    var last = now()
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.tick)
      let time = now()
      // Asked anew each time: an edit may have brought something that comes out today. Another build
      // in the same folder knows newer content, and perhaps older figures; and somebody may have
      // emptied the folder.
      guard time >= press.nextTurn(after: last) || press.site.isDisplaced() || press.site.isGone()
      else { continue }
      bell.yield()
      last = time
    }
  }
}
