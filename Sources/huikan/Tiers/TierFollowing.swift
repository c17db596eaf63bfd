import CivilTime
import ClubStore
import Logging
import ServiceLifecycle

/// Notes who has come to another tier: everybody at the start and after every midnight, because time makes tiers, and
/// whose books have changed soon afterwards. What is noted is noted once, however often it runs.
struct TierFollowing: Service {
  let store: ClubStore
  /// Subscribed before the first request is served.
  let changes: Changes
  let now: @Sendable () -> Instant
  let logger: Logger
  /// How long after a posting: what comes in a rush is noted together.
  var pause = Duration.seconds(1)

  func run() async throws {
    await withDiscardingTaskGroup { group in
      group.addTask {
        await Daily(now: now, isClockDoubted: { store.clockDoubt != nil }).run { _ in
          let count = try await store.noteTiers()
          if count > 0 { logger.info("tiers changed", metadata: ["members": "\(count)"]) }
        } failed: { error in
          logger.warning("Who has come to another tier could not be noted, trying again: \(error)")
        }
      }
      group.addTask {
        await cancelWhenGracefulShutdown {
          for await _ in changes { await follow() }
        }
      }
    }
  }

  private func follow() async {
    repeat {
      try? await Task.sleep(for: pause)
      // Where they are by a wrong clock must not be noted: everybody is gone through once it is right.
      guard !Task.isCancelled, store.clockDoubt == nil else { return }
      do {
        guard try await store.noteChangedTiers() else { return }
      } catch {
        // Whoever it was is gone through at the next midnight or start.
        logger.warning("Who has come to another tier could not be noted: \(error)")
        return
      }
    } while true
  }
}
