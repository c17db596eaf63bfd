import CivilTime
import Glibc
import Synchronization

/// What this process wrote last, so that an edit or a fact of the club's rewrites the pages that it
/// can have changed and renders no other.
///
/// It holds only while nobody else has written to the folder: every build leaves a mark of its own
/// there, and what is remembered counts for nothing where the mark is another's.
final class BuildMemory: Sendable {
  struct Build: Sendable {
    /// The day that pages took for today.
    var day: Day
    /// Which forms the pages have.
    var forms: PageForms
    /// How many files the site has, pages included.
    var fileCount: Int
    var pages: [RememberedPage]
    /// What is known of the index for search; nil where there is none, or nothing is known.
    var search: SearchMemory?
    /// What the pages were made of.
    var index: SiteIndex
  }

  /// A page, and what it was made of.
  struct RememberedPage: Sendable {
    var output: PageOutput
    var reads: PageReads
  }

  /// What has been loaded since the last build.
  enum Pending: Sendable {
    case nothing
    case some(PageChange)
    case everything
  }

  /// What stands in the folder by us: the mark outlives a build that failed halfway.
  private struct Last {
    var mark: [UInt8]
    var build: Build?
  }

  private let last = Mutex<Last?>(nil)
  private let pending = Mutex<Pending>(.everything)
  private let count = Atomic<Int>(0)

  /// A site was loaded in which anything may be new.
  func noteEverything() { pending.withLock { $0 = .everything } }

  /// A site was loaded in which only this is new.
  func note(_ change: PageChange) {
    pending.withLock { pending in
      switch pending {
      case .nothing: pending = .some(change)
      case .some(var earlier):
        earlier.formUnion(change)
        pending = .some(earlier)
      case .everything: break
      }
    }
  }

  /// Takes out the last build and what has changed since, where the folder still holds it and a
  /// build for `day` need not render everything. Whoever takes it puts it back when its pages are
  /// written; if that fails, the next build renders everything.
  func takeStanding(
    in folder: OutputFolder, day: Day, forms: PageForms
  ) -> (build: Build, change: PageChange)? {
    let change: PageChange
    switch pending.withLock({ $0 }) {
    case .nothing: change = PageChange()
    case .some(let some): change = some
    case .everything: return nil
    }
    guard let last = last.withLock({ $0 }), let build = last.build, build.day == day,
      build.forms == forms, Self.mark(in: folder.path) == last.mark
    else { return nil }
    self.last.withLock { $0?.build = nil }
    return (build, change)
  }

  /// The pages of the last build that stands.
  var pages: [RememberedPage] { last.withLock { $0?.build?.pages ?? [] } }

  /// Whether this process has written nothing yet.
  var isNew: Bool { last.withLock { $0 == nil } }

  /// Whether the folder has become another's since the last complete build. A folder without a mark
  /// is nobody's: somebody has emptied it, or a build broke off there.
  func isDisplaced(in folder: String) -> Bool {
    guard let last = last.withLock({ $0 }), let present = Self.mark(in: folder) else {
      return false
    }
    return present != last.mark
  }

  /// Whether the last complete build has left no trace in the folder.
  func isGone(from folder: String) -> Bool {
    last.withLock { $0 != nil } && Self.mark(in: folder) == nil
  }

  /// Forgets the last build and takes the mark away, before the folder changes into another: what
  /// breaks off halfway is nobody's.
  func forget(in folder: OutputFolder) {
    last.withLock { $0?.build = nil }
    folder.markBegin()
  }

  /// Remembers a build that is complete.
  func remember(_ build: Build, in folder: OutputFolder) throws(OutputError) {
    let mark = newLine()
    try folder.markEnd(mark)
    last.withLock { $0 = Last(mark: mark, build: build) }
    pending.withLock { $0 = .nothing }
  }

  /// Puts back a build that still stands, with what has been rendered again.
  func putBack(_ build: Build) {
    last.withLock { $0?.build = build }
    pending.withLock { $0 = .nothing }
  }

  /// Remembers a build of another process, which stands in the folder.
  ///
  /// - Parameters:
  ///   - build: the build.
  ///   - base: the first line of its mark, by which caches know it.
  ///   - hasWritten: whether this process has changed any of its pages: then the mark gets a line of
  ///     its own behind the first, so that everybody else knows.
  ///   - folder: where it stands.
  /// - Throws: where the mark cannot be written.
  func adopt(
    _ build: Build, base: [UInt8], hasWritten: Bool, in folder: OutputFolder
  ) throws(OutputError) {
    let mark = hasWritten ? base + newLine() : Self.interruptedMark(in: folder.path) ?? base
    try folder.markEnd(mark)
    last.withLock { $0 = Last(mark: mark, build: build) }
    pending.withLock { $0 = .nothing }
  }

  private func newLine() -> [UInt8] {
    let number = count.add(1, ordering: .relaxed).newValue
    return Array("\(getpid()) \(FileStamp.now) \(number)\n".utf8)
  }

  /// The first line of a mark: which whole build the pages are of.
  static func base(of mark: [UInt8]) -> [UInt8] {
    mark.firstIndex(of: UInt8(ascii: "\n")).map { Array(mark[...$0]) } ?? mark
  }

  private static func interruptedMark(in folder: String) -> [UInt8]? {
    try? FileBytes.read("\(folder)/\(OutputFolder.interruptedMark)")
  }

  /// What the last build has left in a folder; nil where there was none, or it was broken off.
  static func mark(in folder: String) -> [UInt8]? {
    try? FileBytes.read("\(folder)/\(OutputFolder.mark)")
  }
}
