import Magazine
import ServiceLifecycle
import SiteBuilder

/// What a server needs to know of an editor at work.
struct Editing: Sendable {
  /// Tells of changes.
  let watch: ContentWatch
  /// What has been said already of the content as it was at the start.
  let warnings: [Diagnostic]
}

/// Has each change of an editor written at once, and tells the terminal and the open pages about it.
struct ContentWatcher: Service {
  let editing: Editing
  let press: Press
  let pages: LivePages
  let console: Console

  /// The longest time between two tries to write what could not be written.
  private static let longestWait = 30

  func run() async throws {
    let watch = editing.watch
    var log = EditLog(known: editing.warnings)
    // Since the last that was written: what was refused is still to be loaded.
    var changes = ContentChanges()
    var wait = 1
    for await _ in watch.calls.cancelOnGracefulShutdown() {
      let fresh = watch.take()
      changes.formUnion(fresh)
      guard !changes.isEmpty else { continue }
      let start = ContinuousClock.now
      let update = await press.update(changes)
      let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
      console.say(log.entry(for: update, of: fresh.isEmpty ? changes : fresh, in: milliseconds))
      show(update, isStyleOnly: changes.isStyleOnly)
      switch update {
      case .written: changes = ContentChanges()
      case .refused: break
      case .failed:
        wait = fresh.isEmpty ? min(wait * 2, Self.longestWait) : 1
        watch.call(after: wait)
      }
    }
    watch.stop()
  }

  private func show(_ update: Press.Update, isStyleOnly: Bool) {
    switch update {
    case .written(let report, _): pages.show(report, isStyleOnly: isStyleOnly)
    case .refused(let diagnostics): pages.show(diagnostics)
    case .failed(let reason): pages.show(failure: reason)
    }
  }
}
