import CivilTime
import ClubStore
import Logging
import ServiceLifecycle

/// What a day brings by itself: what events have earned that were called off is taken back, pending points
/// become active, what has lapsed goes off the accounts, vouchers lapse, rules give what they give at a tier,
/// and readings that are old enough are forgotten. What has lapsed lapses once, however often it runs.
struct DailyExpiry: Service {
  let store: ClubStore
  let now: @Sendable () -> Instant
  let logger: Logger

  func run() async throws {
    let watch = ClockWatch(store: store, now: now, logger: logger)
    await Daily(now: now, isClockDoubted: { watch.isDoubted() }).run { today in
      let withdrawn = try await store.withdrawCancelled(reason: ContentTerms.eventCancelled)
      if withdrawn > 0 { logger.info("awards withdrawn", metadata: ["entries": "\(withdrawn)"]) }
      let active = try await store.activatePoints()
      if active > 0 { logger.info("points active", metadata: ["lots": "\(active)"]) }
      let count = try await store.expirePoints()
      if count > 0 { logger.info("points lapsed", metadata: ["entries": "\(count)"]) }
      let vouchers = try await store.lapseVouchers()
      if vouchers > 0 { logger.info("vouchers lapsed", metadata: ["vouchers": "\(vouchers)"]) }
      let given = try await store.grantPoints()
      if given > 0 { logger.info("points given", metadata: ["entries": "\(given)"]) }
      // Nothing of the books waits for it: what cannot be removed today goes tomorrow.
      do throws(StoreError) {
        try store.accessLog.forget(on: today)
      } catch {
        logger.warning("Old readings could not be removed: \(error)")
      }
      do throws(StoreError) {
        try store.believeClock()
      } catch {
        logger.warning("What the clock says could not be noted: \(error)")
      }
    } failed: { error in
      logger.warning("What is due today could not be posted, trying again: \(error)")
    }
  }
}
