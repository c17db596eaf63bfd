import Dispatch
import Glibc
import Synchronization

/// Watches the content and the themes from when it is made, and rings when something has changed.
///
/// It sleeps until the system reports something and works on a queue of its own. Changes that nobody
/// has taken yet wait and come together.
final class ContentWatch: Sendable {
  /// One element for each time that there is something to take.
  let calls: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation
  private let trees: [WatchedFolder: FolderWatch]
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "huikan.watch", qos: .userInitiated)
  // Only ever cancelled, which any thread may do.
  private nonisolated(unsafe) let sources: [any DispatchSourceRead]

  private struct State {
    var batch = ChangeBatch()
    var ready = ContentChanges()
    var isTimed = false
  }

  /// How often a top folder that has disappeared is looked for.
  private static let search = DispatchTimeInterval.milliseconds(500)

  /// - Parameters:
  ///   - content: the content folder.
  ///   - themes: the themes' folder.
  ///   - excluded: folders that we write ourselves, which may lie inside the content.
  /// - Throws: where the system has no watches left.
  init(content: String, themes: String, excluded: [String]) throws(CommandFailure) {
    (calls, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let trees = [
      WatchedFolder.content: try FolderWatch(content, excluded: excluded),
      .themes: try FolderWatch(themes, excluded: excluded),
    ]
    self.trees = trees
    sources = trees.values.map { [queue] tree in
      DispatchSource.makeReadSource(fileDescriptor: tree.descriptor, queue: queue)
    }
    for (folder, source) in zip(trees.keys, sources) {
      source.setEventHandler { [weak self] in self?.read(folder) }
      // Holds the descriptor open until the source has let go of it.
      source.setCancelHandler { withExtendedLifetime(trees) {} }
      source.activate()
    }
  }

  deinit { stop() }

  /// Ends the watch.
  func stop() {
    for source in sources { source.cancel() }
    bell.finish()
  }

  /// What has changed since the last call; empty where nothing has.
  func take() -> ContentChanges {
    state.withLock { state in
      defer { state.ready = ContentChanges() }
      return state.ready
    }
  }

  /// Rings once more, for what could not be done now.
  func call(after seconds: Int) {
    queue.asyncAfter(deadline: .now() + .seconds(seconds)) { [bell] in bell.yield() }
  }

  private func read(_ folder: WatchedFolder) {
    guard let tree = trees[folder] else { return }
    let news = tree.read()
    let now = DispatchTime.now().uptimeNanoseconds
    state.withLock { state in
      for report in news {
        switch report {
        case .changed(let path): state.batch.add(.init(folder: folder, path: path), at: now)
        case .removed(let path): state.batch.remove(.init(folder: folder, path: path), at: now)
        case .begun(let path): state.batch.begin(.init(folder: folder, path: path))
        case .lost: state.batch.addEverything(at: now)
        }
      }
    }
    if !tree.isThere { search(folder) }
    wait()
  }

  /// Hands the batch on when it is whole.
  private func wait() {
    let deadline = state.withLock { state -> UInt64? in
      guard !state.isTimed, let deadline = state.batch.deadline else { return nil }
      state.isTimed = true
      return deadline
    }
    guard let deadline else { return }
    queue.asyncAfter(deadline: DispatchTime(uptimeNanoseconds: deadline)) { [weak self] in
      self?.handOn()
    }
  }

  private func handOn() {
    let now = DispatchTime.now().uptimeNanoseconds
    let isWhole = state.withLock { state in
      state.isTimed = false
      guard let changes = state.batch.take(at: now) else { return false }
      state.ready.formUnion(changes)
      return true
    }
    if isWhole { bell.yield() } else { wait() }
  }

  /// Looks for a top folder that has been removed or replaced until it is there again.
  private func search(_ folder: WatchedFolder) {
    queue.asyncAfter(deadline: .now() + Self.search) { [weak self] in
      guard let self, let tree = trees[folder], !tree.isThere else { return }
      guard tree.begin() else { return search(folder) }
      state.withLock { $0.batch.addEverything(at: DispatchTime.now().uptimeNanoseconds) }
      wait()
    }
  }
}
