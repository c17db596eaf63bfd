import CivilTime
import ClubStore
import Logging
import ServiceLifecycle

/// What a day brings by itself: pending points become active, what has lapsed goes off the accounts,
/// vouchers lapse, and rules give what they give at a tier. What has lapsed lapses once, however often it
/// runs.
struct DailyExpiry: Service {
  let store: ClubStore
  let now: @Sendable () -> Instant
  let logger: Logger

  func run() async throws {
    await Daily(now: now).run { _ in
      let active = try await store.activatePoints()
      if active > 0 { logger.info("points active", metadata: ["lots": "\(active)"]) }
      let count = try await store.expirePoints()
      if count > 0 { logger.info("points lapsed", metadata: ["entries": "\(count)"]) }
      let vouchers = try await store.lapseVouchers()
      if vouchers > 0 { logger.info("vouchers lapsed", metadata: ["vouchers": "\(vouchers)"]) }
      let given = try await store.grantPoints()
      if given > 0 { logger.info("points given", metadata: ["entries": "\(given)"]) }
    } failed: { error in
      logger.warning("What is due today could not be posted, trying again: \(error)")
    }
  }
}
