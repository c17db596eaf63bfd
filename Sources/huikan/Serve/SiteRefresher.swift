import CivilTime
import ClubStore
import Dispatch
import Logging
import ServiceLifecycle
import SiteBuilder

/// Rewrites the pages that facts have touched: seats left, totals.
///
/// Facts come in bursts, so it waits a moment after the first and then takes them all together.
/// Rendering and writing block, so they run on a thread of their own and never on the cooperative
/// pool, which answers requests.
struct SiteRefresher: Service {
  let site: LoadedSite
  let store: ClubStore
  let now: @Sendable () -> Instant
  let logger: Logger

  /// How long the first fact of a burst waits for the others.
  static let pause = Duration.milliseconds(200)

  private static let queue = DispatchQueue(label: "huikan.site-refresher")

  func run() async throws {
    let changes = store.changes()
    for await _ in changes.cancelOnGracefulShutdown() {
      try? await Task.sleep(for: Self.pause)
      await refresh()
    }
  }

  private func refresh() async {
    let figures: PublicFigures
    do {
      figures = PublicFigures(try await store.figures())
    } catch {
      // The store has stopped: there is nothing new that could be shown.
      logger.error("the site could not be refreshed: \(error)")
      return
    }
    let (site, now, logger) = (site, now, logger)
    await withCheckedContinuation { continuation in
      Self.queue.async {
        do {
          let report = try site.write(figures: figures, asOf: now())
          logger.debug("site refreshed", metadata: ["written": "\(report.written)"])
        } catch {
          // Readers keep the last good pages; the next fact tries again.
          logger.error("the site could not be refreshed: \(error)")
        }
        continuation.resume()
      }
    }
  }
}
