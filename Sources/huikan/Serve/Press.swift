import CivilTime
import ClubStore
import Dispatch
import Logging
import Magazine
import SiteBuilder
import Synchronization

/// The site as the server holds it: loaded once, written whenever the club's figures change, and
/// loaded again when an editor has changed something, another build has written to the folder or
/// another day has begun.
///
/// Reading, rendering and writing block, so they run on a queue of their own and never on the
/// cooperative pool, which answers requests. There is one writer at a time: figures and edits take
/// turns.
final class Press: Sendable {
  /// What came of an edit.
  enum Update: Sendable {
    /// The site is written, and these are its warnings.
    case written(BuildReport, warnings: [Diagnostic])
    /// The content or the theme has errors; the pages stay as they are.
    case refused([Diagnostic])
    /// The content is fine, but something else is not: the disk, the output folder, the register.
    case failed(String)
  }

  let store: ClubStore
  private let now: @Sendable () -> Instant
  private let options: BuildOptions
  private let logger: Logger
  private let current: Mutex<Current>
  private let turns = Turns()

  private struct Current {
    let site: LoadedSite
    let letters: IssueLetters

    init(_ site: LoadedSite) {
      self.site = site
      letters = IssueLetters(site)
    }
  }

  private static let queue = DispatchQueue(label: "huikan.press", qos: .userInitiated)

  init(
    _ site: LoadedSite, options: BuildOptions, store: ClubStore,
    now: @escaping @Sendable () -> Instant, logger: Logger
  ) {
    current = Mutex(Current(site))
    self.options = options
    self.store = store
    self.now = now
    self.logger = logger
  }

  /// The site as it was last loaded.
  var site: LoadedSite { current.withLock { $0.site } }

  /// Its issues as letters.
  var letters: IssueLetters { current.withLock { $0.letters } }

  /// Other servers whose pictures the site shows.
  var pictureOrigins: [String] { current.withLock { $0.site.pictureOrigins } }

  /// Writes what has changed, and loads the content again first where that is due.
  ///
  /// - Returns: what was written; nil where the content has errors now and the pages stay as they are.
  func publish() async throws -> BuildReport? {
    try await turns.take {
      let now = now()
      if site.isDisplaced() || site.isDamaged || isOutdated(site, at: now) {
        switch await load(ContentChanges(isEverything: true), asOf: now) {
        case .loaded: logger.info("content loaded again")
        case .refused:
          logger.error("the content has errors now, see huikan check; the pages stay as they are")
          // Our own pages may still follow the figures; another build's may not be touched.
          guard !site.isDisplaced() else { return nil }
        case .failed(let reason):
          logger.error("\(reason)")
          guard !site.isDisplaced() else { return nil }
        }
      }
      return try await write(asOf: now)
    }
  }

  /// Loads what an editor has changed, and writes the pages that it changes.
  ///
  /// - Parameter changes: everything that has changed since the last update that was written. One
  ///   that was refused counts as not seen.
  /// - Returns: what came of it.
  func update(_ changes: ContentChanges) async -> Update {
    await turns.take {
      let now = now()
      switch await load(changes, asOf: now) {
      case .loaded(let warnings):
        do {
          return .written(try await write(asOf: now), warnings: warnings)
        } catch {
          return .failed("\(error)")
        }
      case .refused(let diagnostics): return .refused(diagnostics)
      case .failed(let reason): return .failed(reason)
      }
    }
  }

  /// Whether another day has begun since a site was loaded, or something has come out.
  private func isOutdated(_ site: LoadedSite, at now: Instant) -> Bool {
    site.asOf.day != now.day || site.publication.comingOut.contains { $0 <= now }
  }

  private enum Load {
    case loaded([Diagnostic])
    case refused([Diagnostic])
    case failed(String)
  }

  /// Takes over what editors have changed, unless it has errors.
  private func load(_ changes: ContentChanges, asOf now: Instant) async -> Load {
    var options = options
    options.asOf = now
    let builder = SiteBuilder(options)
    let earlier = site
    // A theme that has changed, or a day that has turned, concerns every page.
    let isEdit =
      !changes.isEverything && changes.themes.isEmpty && !isOutdated(earlier, at: now)
      && !earlier.isDisplaced() && !earlier.isDamaged
    let loading = await onQueue {
      isEdit ? builder.load(after: earlier, changed: changes.content) : builder.load()
    }
    guard let fresh = loading.site else { return .refused(loading.diagnostics) }
    do {
      try await ContentTerms(fresh.publication).adopt(into: store)
    } catch {
      return .failed("the content's terms cannot be adopted: \(error)")
    }
    current.withLock { $0 = Current(fresh) }
    return .loaded(loading.diagnostics)
  }

  private func write(asOf now: Instant) async throws -> BuildReport {
    let figures = PublicFigures(try await store.figures())
    let site = site
    return try await onQueue { Result { try site.write(figures: figures, asOf: now) } }.get()
  }

  private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Self.queue.async { continuation.resume(returning: work()) }
    }
  }

  /// The next time at which a page changes though nobody has done anything: midnight, something that
  /// comes out, or an event that closes, begins or ends.
  func nextTurn(after time: Instant) -> Instant {
    let midnight = Instant(time.day.adding(days: 1))
    let publication = site.publication
    let events = publication.events.flatMap { [$0.closes, $0.start, $0.end].compactMap { $0 } }
    return (events + publication.comingOut).filter { $0 > time }.reduce(midnight, min)
  }
}
