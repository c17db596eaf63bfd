import CivilTime
import Glibc
import Synchronization

/// What this process wrote last, so that a fact of the club's rewrites the pages that show figures
/// and renders no other.
///
/// It holds only while nobody else has written to the folder: every build leaves a mark of its own
/// there, and what is remembered counts for nothing where the mark is another's.
final class BuildMemory: Sendable {
  struct Build: Sendable {
    /// The day that pages took for today.
    var day: Day
    /// Whether there were figures at all: with them, every page gets its forms.
    var hasFigures: Bool
    /// Every file of the site.
    var files: Set<String>
    var pageCount: Int
  }

  private let last = Mutex<(mark: [UInt8], build: Build)?>(nil)
  private let count = Atomic<Int>(0)

  private static let markFile = ".huikan/mark"

  /// The last build, where the folder still holds it and only its figures can differ from those of a
  /// build for `day`.
  func standing(in folder: OutputFolder, day: Day, hasFigures: Bool) -> Build? {
    guard let (mark, build) = last.withLock({ $0 }), build.day == day,
      build.hasFigures == hasFigures, let present = try? FileBytes.read(markPath(folder)),
      present == mark
    else { return nil }
    return build
  }

  /// Forgets the last build, before the folder changes into another.
  func forget() { last.withLock { $0 = nil } }

  /// Remembers a build that is complete.
  func remember(_ build: Build, in folder: OutputFolder) throws(OutputError) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let number = count.add(1, ordering: .relaxed).newValue
    let mark = Array("\(getpid()) \(time.tv_sec).\(time.tv_nsec) \(number)\n".utf8)
    _ = try folder.put(Self.markFile, mark)
    last.withLock { $0 = (mark, build) }
  }

  private func markPath(_ folder: OutputFolder) -> String { "\(folder.path)/\(Self.markFile)" }
}
