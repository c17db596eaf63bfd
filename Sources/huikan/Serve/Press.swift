import CivilTime
import ClubStore
import Dispatch
import Logging
import Magazine
import SiteBuilder
import Synchronization

/// The site as the server holds it: loaded once, written whenever the club's figures change, and
/// loaded again when another build has written to the folder or another day has begun.
///
/// Reading, rendering and writing block, so they run on a queue of their own and never on the
/// cooperative pool, which answers requests.
final class Press: Sendable {
  let store: ClubStore
  private let now: @Sendable () -> Instant
  private let options: BuildOptions
  private let logger: Logger
  private let current: Mutex<LoadedSite>

  private static let queue = DispatchQueue(label: "huikan.press")

  init(
    _ site: LoadedSite, options: BuildOptions, store: ClubStore,
    now: @escaping @Sendable () -> Instant, logger: Logger
  ) {
    current = Mutex(site)
    self.options = options
    self.store = store
    self.now = now
    self.logger = logger
  }

  /// The site as it was last loaded.
  var site: LoadedSite { current.withLock { $0 } }

  /// Writes what has changed, and loads the content again first where that is due.
  ///
  /// - Returns: what was written; nil where the content has errors now and the pages stay as they are.
  func publish() async throws -> BuildReport? {
    let now = now()
    if site.isDisplaced() || site.asOf.day != now.day {
      guard await reload(asOf: now) else { return nil }
    }
    let figures = PublicFigures(try await store.figures())
    let site = site
    return try await onQueue { try site.write(figures: figures, asOf: now) }
  }

  /// Takes over what editors have changed; false where it cannot be built.
  private func reload(asOf now: Instant) async -> Bool {
    var options = options
    options.asOf = now
    let builder = SiteBuilder(options)
    guard let loading = try? await onQueue({ builder.load() }), let fresh = loading.site else {
      logger.error("the content has errors now, see huikan check; the pages stay as they are")
      // Our own pages may still follow the figures; another build's may not be touched.
      return !site.isDisplaced()
    }
    do {
      try await ContentTerms(fresh.publication).adopt(into: store)
    } catch {
      logger.error("the content's terms cannot be adopted: \(error)")
      return !site.isDisplaced()
    }
    current.withLock { $0 = fresh }
    logger.info("content loaded again")
    return true
  }

  private func onQueue<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Self.queue.async { continuation.resume(with: Result { try work() }) }
    }
  }

  /// The next time at which a page changes though nobody has done anything: midnight, or an event
  /// that closes, begins or ends.
  func nextTurn(after time: Instant) -> Instant {
    let midnight = Instant(time.day.adding(days: 1))
    return site.publication.events.lazy
      .flatMap { [$0.closes, $0.start, $0.end].compactMap { $0 } }
      .filter { $0 > time }
      .reduce(midnight, min)
  }
}
