/// Changes that belong together: a save is many events, and a pull of a hundred files is one change.
///
/// The first change waits until nothing has come for `quiet`, and never longer than `longest`. A file
/// that somebody has made and still writes holds the batch back, so that half a file is not read.
/// Times are nanoseconds of any steady clock.
struct ChangeBatch {
  /// How long nothing may come before the batch is whole.
  static let quiet: UInt64 = 5_000_000
  /// The longest that the first change waits.
  static let longest: UInt64 = 50_000_000

  /// A file of one of the folders watched.
  struct File: Hashable {
    let folder: WatchedFolder
    let path: String
  }

  private var changes = ContentChanges()
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  /// Files that are being written.
  private var unfinished: Set<File> = []
  /// Files that were not there when the batch began.
  private var made: Set<File> = []

  /// Somebody has made a file and is going to write it.
  mutating func begin(_ file: File) {
    unfinished.insert(file)
    if !changes[file.folder].contains(file.path) { made.insert(file) }
  }

  /// A file is another now.
  mutating func add(_ file: File, at time: UInt64) {
    unfinished.remove(file)
    touch(at: time)
    changes[file.folder].insert(file.path)
  }

  /// A file is gone. One that has been made for this batch alone, to be renamed over another, was
  /// no change.
  mutating func remove(_ file: File, at time: UInt64) {
    guard made.remove(file) != nil else { return add(file, at: time) }
    unfinished.remove(file)
    changes[file.folder].remove(file.path)
  }

  /// Events were lost: anything may have changed.
  mutating func addEverything(at time: UInt64) {
    touch(at: time)
    changes.isEverything = true
  }

  private mutating func touch(at time: UInt64) {
    if changes.isEmpty { first = time }
    last = time
  }

  /// When the batch is whole, unless something comes before; nil where there is nothing.
  var deadline: UInt64? {
    guard !changes.isEmpty else { return nil }
    return unfinished.isEmpty ? min(last + Self.quiet, first + Self.longest) : first + Self.longest
  }

  /// The changes, where the batch is whole; the next batch begins empty.
  mutating func take(at time: UInt64) -> ContentChanges? {
    guard let deadline, time >= deadline else { return nil }
    defer { self = ChangeBatch() }
    return changes
  }
}
