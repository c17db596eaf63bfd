import Synchronization

/// What a build is doing and where its time goes, for whoever watches from another thread.
///
/// Thread-safe. Keeping it costs a build less than a microsecond a page.
public final class BuildWatch: Sendable {
  /// A part of a build. They follow one another, so that their times add up.
  public enum Stage: String, Sendable, CaseIterable {
    /// Walking the content folder; reading files and their front matter.
    case read
    /// Joining what the files say to one magazine.
    case join
    /// Templates and assets.
    case theme
    /// Markdown.
    case texts
    /// Pictures, links to places on other pages, addresses claimed twice, typography.
    case check
    /// Teasers, feed, site map: what many pages share.
    case share
    /// Copying and writing what pages name.
    case assets
    /// Making smaller pictures of photographs.
    case pictures
    /// Making e-books.
    case ebooks
    /// Rendering and writing pages.
    case pages
    /// Reading pages for search and writing its index.
    case search
    /// Removing what the site no longer has.
    case clear
    /// Leaving for the next build what it need not do again.
    case keep
  }

  /// How far a build is.
  public struct Progress: Sendable {
    /// What it is doing; nil before it begins and after it has ended.
    public var stage: Stage?
    /// How many things of this stage are done.
    public var done: Int
    /// How many there are; 0 where that is not known.
    public var total: Int

    /// - Parameters:
    ///   - stage: what it is doing.
    ///   - done: how many things are done.
    ///   - total: how many there are; 0 where that is not known.
    public init(stage: Stage?, done: Int, total: Int) {
      self.stage = stage
      self.done = done
      self.total = total
    }
  }

  private struct State {
    var stage: Stage?
    var times: [Stage: Duration] = [:]
    var slowest: [(url: String, time: Duration)] = []
    var kinds: [PageKind: KindTime] = [:]
  }

  /// What the pages of one kind took, on whatever threads.
  public struct KindTime: Sendable {
    /// The name of the kind's template: `article`.
    public var kind: String
    /// How many were made.
    public var pages = 0
    /// To make them and to put them into their places, in every edition.
    public var time = Duration.zero
    /// Of that, in the template for the Simplified edition.
    public var templates = Duration.zero
  }

  private let state = Mutex(State())
  private let done = Atomic<Int>(0)
  private let total = Atomic<Int>(0)

  private static let slowestCount = 10

  /// A watch on which nothing has happened.
  public init() {}

  /// How far the build is.
  public var progress: Progress {
    Progress(
      stage: state.withLock(\.stage), done: done.load(ordering: .relaxed),
      total: total.load(ordering: .relaxed))
  }

  /// How long each stage took, in their order; several builds on one watch add up.
  public var times: [(stage: Stage, time: Duration)] {
    let times = state.withLock(\.times)
    return Stage.allCases.compactMap { stage in times[stage].map { (stage, $0) } }
  }

  /// The ten pages that took longest to render and to write, the slowest first.
  public var slowestPages: [(url: String, time: Duration)] { state.withLock(\.slowest) }

  /// Does a part of the build, which consists of `count` things.
  func during<Value, Failure: Error>(
    _ stage: Stage, of count: Int = 0, _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    done.store(0, ordering: .relaxed)
    total.store(count, ordering: .relaxed)
    state.withLock { $0.stage = stage }
    let start = ContinuousClock.now
    defer {
      let time = ContinuousClock.now - start
      state.withLock { state in
        state.times[stage, default: .zero] += time
        state.stage = nil
      }
    }
    return try work()
  }

  /// So many things of this stage are done.
  func advance(by count: Int) { done.add(count, ordering: .relaxed) }

  /// What was made, by kind, the one that took longest first.
  public var kinds: [KindTime] {
    state.withLock { $0.kinds.values.sorted { ($1.time, $0.kind) < ($0.time, $1.kind) } }
  }

  /// A page has been rendered and written.
  func note(
    _ page: PageOutput, took time: Duration, ofThatTemplate templates: Duration
  ) {
    state.withLock { state in
      var kind = state.kinds[page.kind] ?? KindTime(kind: page.kind.rawValue)
      kind.pages += 1
      kind.time += time
      kind.templates += templates
      state.kinds[page.kind] = kind
      if state.slowest.count == Self.slowestCount, time <= state.slowest[Self.slowestCount - 1].time
      {
        return
      }
      state.slowest.append((page.url, time))
      state.slowest.sort { $0.time > $1.time }
      if state.slowest.count > Self.slowestCount { state.slowest.removeLast() }
    }
  }
}
