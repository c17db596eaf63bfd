import CivilTime
import ClubStore
import Logging
import ServiceLifecycle

/// What a day brings by itself: pending points become active, what has lapsed goes off the accounts, vouchers lapse, and rules give
/// what they give at a tier. At the start, for all days on which nobody did, and then after
/// every midnight in Shanghai. What has lapsed lapses once, however often it runs.
struct DailyExpiry: Service {
  let store: ClubStore
  let now: @Sendable () -> Instant
  let logger: Logger

  /// How often the clock is looked at, and how long a failure waits for the next try.
  static let tick = Duration.seconds(30)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var done: Day?
      while !Task.isCancelled {
        let today = now().day
        if done != today {
          do {
            let active = try await store.activatePoints()
            if active > 0 { logger.info("points active", metadata: ["lots": "\(active)"]) }
            let count = try await store.expirePoints()
            if count > 0 { logger.info("points lapsed", metadata: ["entries": "\(count)"]) }
            let vouchers = try await store.lapseVouchers()
            if vouchers > 0 {
              logger.info("vouchers lapsed", metadata: ["vouchers": "\(vouchers)"])
            }
            let given = try await store.grantPoints()
            if given > 0 { logger.info("points given", metadata: ["entries": "\(given)"]) }
            done = today
          } catch {
            logger.warning("What is due today could not be posted, trying again: \(error)")
          }
        }
        try? await Task.sleep(for: Self.tick)
      }
    }
  }
}
