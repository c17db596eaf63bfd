import Dispatch
import SiteBuilder
import Synchronization

/// Says on a terminal what a long build is doing: `texts 41,200 of 100,000 (9,300/s)`, on one line
/// that is written over and is gone at the end.
///
/// It says nothing in the first second, and nothing where nobody looks.
final class BuildProgress: Sendable {
  private let watch: BuildWatch
  private let console: Console
  /// Nil where nobody looks. Dispatch guards its own sources.
  private nonisolated(unsafe) let timer: (any DispatchSourceTimer)?
  private let shown = Mutex(Shown())

  private struct Shown {
    var stage: BuildWatch.Stage?
    var since = ContinuousClock.now
    var isOnScreen = false
  }

  init(_ watch: BuildWatch, on console: Console) {
    self.watch = watch
    self.console = console
    guard console.isTerminal, !console.isQuiet else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "huikan.progress"))
    self.timer = timer
    timer.setEventHandler { [self] in show() }
    timer.schedule(deadline: .now() + .seconds(1), repeating: .milliseconds(100))
    timer.activate()
  }

  /// Takes the line away.
  func end() {
    timer?.cancel()
    shown.withLock { if $0.isOnScreen { console.overwrite("") } }
  }

  private func show() {
    let progress = watch.progress
    guard let stage = progress.stage else { return }
    shown.withLock { shown in
      if shown.stage != stage {
        shown.stage = stage
        shown.since = .now
      }
      shown.isOnScreen = true
      console.overwrite(Self.line(stage, progress, after: .now - shown.since))
    }
  }

  /// `pages 4,100 of 10,326 (9,300/s)`; without a number where there is none to count.
  static func line(
    _ stage: BuildWatch.Stage, _ progress: BuildWatch.Progress, after time: Duration
  ) -> String {
    guard progress.total > 0 else { return "\(stage.rawValue) …" }
    let seconds = time / .seconds(1)
    let rate = seconds > 0.2 ? " (\(Int(Double(progress.done) / seconds))/s)" : ""
    return "\(stage.rawValue) \(min(progress.done, progress.total)) of \(progress.total)\(rate)"
  }
}
