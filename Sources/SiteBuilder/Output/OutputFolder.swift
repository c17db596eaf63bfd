import Glibc
import Synchronization

/// The folder a site is written to, held by one writer at a time.
///
/// A file whose bytes are right already is not touched; another is written to `.huikan/tmp/` and
/// renamed over its place, so a reader gets the complete old or the complete new bytes and never
/// finds nothing. What a build of ours wrote and the site no longer has is removed at the end, after
/// everything new is there; files of strangers are left alone. The list of our files,
/// `.huikan/manifest`, always covers what is on disk, also after a crash.
///
/// Thread-safe: workers call `put` in parallel.
final class OutputFolder: Sendable {
  enum Change: Sendable {
    case added
    case changed
    case unchanged
  }

  let path: String
  private let lock: Int32
  private let earlier: Set<String>
  private let knownFolders = Mutex<Set<String>>([])
  private let temporaryCount = Atomic<Int>(0)

  /// Makes the folder where there is none, takes its lock and clears what an interrupted build left.
  init(_ path: String) throws(OutputError) {
    self.path = path
    try Self.makeFolders(path + "/.huikan/tmp")
    lock = open(path + "/.huikan/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw .fault(FileFault(path + "/.huikan/lock", errno: errno)) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .busy(path)
    }
    earlier = Self.readManifest(path + "/.huikan/manifest")
    do {
      for file in try DirectoryWalk.files(below: path + "/.huikan/tmp") {
        unlink("\(path)/.huikan/tmp/\(file.path)")
      }
    } catch {
      close(lock)
      throw .fault(error)
    }
  }

  deinit { close(lock) }

  /// Says what the site will consist of, before anything of it is written.
  func begin(_ files: some Sequence<String>) throws(OutputError) {
    try writeManifest(earlier.union(files))
  }

  /// Puts a file in its place, or leaves it where it has these bytes already.
  func put(_ file: String, _ bytes: [UInt8]) throws(OutputError) -> Change {
    let target = "\(path)/\(file)"
    let present = Self.compare(target, with: bytes)
    if present == .same { return .unchanged }
    try makeFolder(of: file)
    try replace(target, with: bytes)
    return present == .absent ? .added : .changed
  }

  /// Whether a file of that size stands there. For names that hold the hash of their bytes that is
  /// enough: whatever has the name was put there whole, by a rename.
  func holds(_ file: String, size: Int) -> Bool {
    var status = stat()
    return lstat("\(path)/\(file)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && Int(status.st_size) == size
  }

  /// Removes what earlier builds wrote and this one does not have; returns the paths, sorted.
  func end(_ files: Set<String>) throws(OutputError) -> [String] {
    let stale = earlier.subtracting(files).sorted()
    var removed: [String] = []
    for file in stale {
      if unlink("\(path)/\(file)") == 0 {
        removed.append(file)
      } else if ![ENOENT, ENOTDIR, EISDIR].contains(errno) {
        // A folder under the name is a stranger's, which kept the file from being written at all.
        throw .fault(FileFault("\(path)/\(file)", errno: errno))
      }
      removeEmptyFolders(above: file)
    }
    try writeManifest(files)
    return removed
  }

  private enum Presence { case same, different, absent }

  private static func compare(_ target: String, with bytes: [UInt8]) -> Presence {
    var status = stat()
    guard lstat(target, &status) == 0 else { return .absent }
    guard status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count,
      let present = try? FileBytes.read(target, expecting: bytes.count)
    else { return .different }
    return present == bytes ? .same : .different
  }

  private func replace(_ target: String, with bytes: [UInt8]) throws(OutputError) {
    let number = temporaryCount.add(1, ordering: .relaxed).newValue
    let temporary = "\(path)/.huikan/tmp/\(number)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .fault(FileFault(temporary, errno: errno)) }
    // A web server of another user reads these files, whatever the umask of this one.
    fchmod(descriptor, 0o644)
    let failure = Self.writeAll(bytes, to: descriptor)
    close(descriptor)
    guard failure == 0 else {
      unlink(temporary)
      throw .fault(FileFault(target, errno: failure))
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw code == EISDIR || code == ENOTDIR || code == ENOTEMPTY
        ? .stranger(target) : .fault(FileFault(target, errno: code))
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count > 0 {
          done += count
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }

  private func makeFolder(of file: String) throws(OutputError) {
    guard let slash = file.lastIndex(of: "/") else { return }
    let folder = String(file[..<slash])
    if knownFolders.withLock({ $0.contains(folder) }) { return }
    try Self.makeFolders("\(path)/\(folder)")
    knownFolders.withLock { _ = $0.insert(folder) }
  }

  private static func makeFolders(_ path: String) throws(OutputError) {
    var current = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      current += current.isEmpty || current == "/" ? String(component) : "/\(component)"
      if mkdir(current, 0o755) == 0 {
        chmod(current, 0o755)
        continue
      }
      var status = stat()
      guard errno == EEXIST, stat(current, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw errno == EEXIST ? .stranger(current) : .fault(FileFault(current, errno: errno))
      }
    }
  }

  private func removeEmptyFolders(above file: String) {
    var folder = Substring(file)
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      guard rmdir("\(path)/\(folder)") == 0 else { return }
      knownFolders.withLock { _ = $0.remove(String(folder)) }
    }
  }

  // A path a line; paths hold no line break, since a content file's name is ASCII and a tag one line.
  private static func readManifest(_ path: String) -> Set<String> {
    guard let bytes = try? FileBytes.read(path) else { return [] }
    return Set(bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) })
  }

  private func writeManifest(_ files: Set<String>) throws(OutputError) {
    let text = files.sorted().map { $0 + "\n" }.joined()
    _ = try put(".huikan/manifest", Array(text.utf8))
  }
}
