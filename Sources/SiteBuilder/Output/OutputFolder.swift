import Glibc
import Synchronization

/// The folder a site is written to, held by one writer at a time.
///
/// A file whose bytes are right already is not touched; another is written to `.huikan/tmp/` and
/// takes its place in one step, so a reader gets the complete old or the complete new bytes and never
/// finds nothing. What a build of ours wrote and the site no longer has is removed at the end, after
/// everything new is there; assets stay a while longer, for readers who have just loaded a page that
/// names them. Files of strangers are left alone. The list of our files, `.huikan/manifest`, always
/// covers what is on disk, also after a crash, and never what a stranger has put there: a planned name
/// is listed only where it was ours already or nothing stands.
///
/// Nothing is synced: after a power cut a page may be empty, and the next build, which compares bytes,
/// writes it again.
///
/// Thread-safe: workers call `put` in parallel.
final class OutputFolder: Sendable {
  enum Change: Sendable {
    case added
    case changed
    case unchanged
  }

  /// How long an asset stays that no page names any more, in seconds.
  static let retention = 300

  let path: String
  private let root: Int32
  private let lock: Int32
  private let folders: FolderTree
  private let temporaryCount = Atomic<Int>(0)
  /// What earlier builds of ours have put there, once a whole build has begun.
  private let ours = Mutex<Set<String>?>(nil)
  /// What the list names since this build began, and what of that a stranger has taken meanwhile.
  private let plan = Mutex<(new: [String], taken: Set<String>)>(([], []))
  /// The last complete build, in nanoseconds since 1970, where one has been broken off since: what is
  /// younger than that has changed, though nobody has said so.
  private let unreported: Int64?

  /// Makes the folder where there is none, takes its lock and clears what an interrupted build left.
  init(_ path: String) throws(OutputError) {
    self.path = path
    try Self.makeRoot(path)
    root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw .fault(FileFault(path, errno: errno)) }
    folders = FolderTree(path, root: root)
    do throws(OutputError) {
      _ = try folders.make(for: ".huikan/tmp/0")
    } catch {
      close(root)
      throw error
    }
    lock = openat(root, ".huikan/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      close(root)
      throw .fault(FileFault(path + "/.huikan/lock", errno: errno))
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      close(root)
      throw .busy(path)
    }
    var status = stat()
    unreported =
      fstatat(root, Self.interruptedMark, &status, AT_SYMLINK_NOFOLLOW) == 0
      ? FileStamp(status).modified : nil
    let leftovers = try? DirectoryWalk.findings(below: path + "/.huikan/tmp")
    for file in leftovers?.files ?? [] { unlinkat(root, ".huikan/tmp/\(file.path)", 0) }
  }

  deinit {
    // A process that is being started has a copy of the descriptor until its program runs, and would
    // hold the lock with it.
    flock(lock, LOCK_UN)
    close(lock)
    close(root)
  }

  /// Says what the site will consist of, before anything of it is written.
  ///
  /// - Parameter files: relative paths.
  /// - Throws: where one of them leads out of the folder, and where the list cannot be written.
  func begin(_ files: some Sequence<String>) throws(OutputError) {
    var manifest = readManifest()
    let earlier = manifest.all
    var ground = Ground()
    var new: [String] = []
    for file in files {
      guard Self.isWithin(file) else { throw .astray("\(path)/\(file)") }
      if earlier.contains(file) {
        manifest.superseded[file] = nil
      } else if isFree(file, &ground) {
        new.append(file)
      } else {
        // Whatever stands there is a stranger's until it proves to have the right bytes.
        continue
      }
      manifest.files.insert(file)
    }
    ours.withLock { $0 = earlier }
    plan.withLock { [new] in $0 = (new, []) }
    try write(manifest)
  }

  /// Says that the build ends here, with an error: what it has planned and not written is free again.
  func breakOff() {
    let (new, taken) = plan.withLock { $0 }
    var ground = Ground()
    let free = new.filter { taken.contains($0) || isFree($0, &ground) }
    guard !free.isEmpty else { return }
    var manifest = readManifest()
    manifest.files.subtract(free)
    // Where the disk takes nothing more the list names too much, as after a crash.
    try? write(manifest)
  }

  /// The folder's first level, as far as it has been looked at: below what is not there nothing stands,
  /// which saves a first build a look at each of its files.
  private typealias Ground = [Substring: Bool]

  private func isFree(_ file: String, _ ground: inout Ground) -> Bool {
    var status = stat()
    if let slash = file.firstIndex(of: "/") {
      let top = file[..<slash]
      let isThere =
        ground[top] ?? (fstatat(root, String(top), &status, AT_SYMLINK_NOFOLLOW) == 0)
      ground[top] = isThere
      if !isThere { return true }
    }
    return fstatat(root, file, &status, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT
  }

  /// Whether a path stays within the folder, and can stand in the list of its files.
  static func isWithin(_ file: String) -> Bool {
    var (length, dots) = (0, 0)
    for byte in file.utf8 {
      switch byte {
      case 0, UInt8(ascii: "\n"): return false
      case UInt8(ascii: "/"):
        if length == 0 || length <= 2 && length == dots { return false }
        (length, dots) = (0, 0)
      default:
        length += 1
        if byte == UInt8(ascii: ".") { dots += 1 }
      }
    }
    return length > 2 || length > dots
  }

  /// Puts a file in its place, or leaves it where it has these bytes already.
  func put(_ file: String, _ bytes: [UInt8]) throws(OutputError) -> Change {
    guard Self.isWithin(file) else { throw .astray("\(path)/\(file)") }
    let present: Presence =
      switch try folders.make(for: file) {
      case .new: .absent
      case .present: compare(file, with: bytes)
      }
    switch present {
    case .same: return wasLeftUnreported(file) ? .changed : .unchanged
    case .absent: try place(bytes, at: file, over: false)
    case .different:
      guard isOurs(file) else {
        _ = plan.withLock { $0.taken.insert(file) }
        throw .stranger("\(path)/\(file)")
      }
      try place(bytes, at: file, over: true)
    }
    return present == .absent ? .added : .changed
  }

  /// Whether a file that is right already was put there by a build that has been broken off since.
  private func wasLeftUnreported(_ file: String) -> Bool {
    guard let unreported, !file.hasPrefix(".huikan/"), let stamp = stamp(of: file) else {
      return false
    }
    return stamp.modified > unreported
  }

  /// Whether a file that stands there may be replaced. Between whole builds only pages are written
  /// that the last one has written.
  private func isOurs(_ file: String) -> Bool {
    ours.withLock { $0.map { $0.contains(file) || file.hasPrefix(".huikan/") } ?? true }
  }

  /// Whether a file of that size stands there. For names that hold the hash of their bytes that is
  /// enough: whatever has the name was put there whole.
  func holds(_ file: String, size: Int) -> Bool {
    var status = stat()
    return fstatat(root, file, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFREG && Int(status.st_size) == size
  }

  /// The bytes of a file of the folder; nil where it cannot be read.
  func bytes(of file: String) -> [UInt8]? { try? FileBytes.read(file, in: root) }

  /// How a file of the folder looks; nil where there is none.
  func stamp(of file: String) -> FileStamp? {
    var status = stat()
    guard fstatat(root, file, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return FileStamp(status)
  }

  // MARK: - What the build keeps for itself

  /// Whether assets that no page names any more have stayed long enough.
  ///
  /// - Parameter time: now, in seconds since 1970.
  /// - Returns: whether a whole build would remove any.
  func hasOverdueAssets(at time: Int) -> Bool {
    guard let bytes = try? FileBytes.read(".huikan/manifest", in: root),
      bytes.contains(UInt8(ascii: "\t"))
    else { return false }
    return Manifest(bytes).superseded.values.contains { time - $0 >= Self.retention }
  }

  /// What the last complete build leaves, and what becomes of it while another is written: it keeps
  /// the time of the last one that has told what it did.
  static let mark = ".huikan/mark"
  static let interruptedMark = ".huikan/interrupted"

  /// Says that a build begins to write.
  func markBegin() {
    if unreported == nil, renameat(root, Self.mark, root, Self.interruptedMark) != 0 {
      // There has been no complete build: everything counts as untold.
      let descriptor = openat(root, Self.interruptedMark, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      if descriptor >= 0 {
        let times = [timespec(), timespec()]
        futimens(descriptor, times)
        close(descriptor)
      }
    }
    unlinkat(root, Self.mark, 0)
  }

  /// Says that a build is complete.
  func markEnd(_ mark: [UInt8]) throws(OutputError) {
    unlinkat(root, Self.mark, 0)
    _ = try put(Self.mark, mark)
    unlinkat(root, Self.interruptedMark, 0)
  }

  /// The names in the folder's own `.huikan/`.
  var ownNames: [String] {
    let findings = try? DirectoryWalk.findings(below: path + "/.huikan")
    return findings?.files.map(\.path).filter { !$0.contains("/") } ?? []
  }

  /// Takes a file of its own away, if it is there.
  func discard(_ file: String) { unlinkat(root, file, 0) }

  /// Gives a file of galleys a name in `.huikan/`; nil where that cannot be done.
  func link(_ file: GalleyFile) -> String? {
    let name = "\(BuildCache.galleyPrefix)\(getpid())-\(FileStamp.now)"
    return file.link(to: ".huikan/\(name)", in: root) ? name : nil
  }

  /// Gives a file a name of its own in `.huikan/`, in the place of whatever has it.
  func link(_ file: GalleyFile, as name: String) {
    unlinkat(root, ".huikan/\(name)", 0)
    _ = file.link(to: ".huikan/\(name)", in: root)
  }

  // MARK: - What the site no longer has

  /// Removes what earlier builds wrote and this one does not have.
  ///
  /// - Parameters:
  ///   - files: what the site consists of now.
  ///   - time: now, in seconds since 1970.
  ///   - isAsset: whether a file is one that pages name, which stays for `retention`.
  /// - Returns: the paths of what was removed, sorted.
  /// - Throws: where a file of ours cannot be removed; the list of our files still covers it then.
  func end(
    _ files: Set<String>, at time: Int, isAsset: (String) -> Bool = { _ in false }
  ) throws(OutputError) -> [String] {
    // Where there was nothing before, the list says what there is since the build began.
    let isFirst = ours.withLock { $0?.isEmpty ?? false }
    if isFirst, unreported == nil, plan.withLock({ $0.new.count == files.count }) { return [] }
    let earlier = readManifest()
    var manifest = Manifest()
    manifest.files = files
    var removed: [String] = []
    // An older list may name what no build of ours would write any more.
    for file in earlier.all.subtracting(files).sorted() where Self.isWithin(file) {
      if isAsset(file) {
        let since = earlier.superseded[file] ?? time
        // A clock set back must not keep a file for ever.
        if (0..<Self.retention).contains(time - since) {
          manifest.superseded[file] = since
          continue
        }
      }
      if try remove(file) || unreported != nil { removed.append(file) }
    }
    try write(manifest)
    return removed
  }

  private enum Presence { case same, different, absent }

  private func compare(_ file: String, with bytes: [UInt8]) -> Presence {
    var status = stat()
    guard fstatat(root, file, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .absent }
    guard status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count,
      let present = try? FileBytes.read(file, in: root, expecting: bytes.count)
    else { return .different }
    return present == bytes ? .same : .different
  }

  /// Writes a file beside the site and puts it into its place.
  private func place(
    _ bytes: [UInt8], at file: String, over isPresent: Bool
  ) throws(OutputError) {
    let temporary = ".huikan/tmp/\(temporaryCount.add(1, ordering: .relaxed).newValue)"
    // A cache holds drafts too: it is nobody's but the builder's.
    let isPrivate = file == BuildCache.name
    let descriptor = openat(
      root, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw .fault(FileFault("\(path)/\(temporary)", errno: errno)) }
    if !CreationMask.takesNothing, !isPrivate { fchmod(descriptor, 0o644) }
    let failure = FileBytes.write(bytes, to: descriptor)
    close(descriptor)
    guard failure == 0 else {
      unlinkat(root, temporary, 0)
      throw .fault(FileFault("\(path)/\(file)", errno: failure))
    }
    if isPresent, exchange(temporary, with: file) { return }
    guard renameat(root, temporary, root, file) == 0 else {
      let code = errno
      unlinkat(root, temporary, 0)
      throw code == EISDIR || code == ENOTDIR || code == ENOTEMPTY
        ? .stranger("\(path)/\(file)") : .fault(FileFault("\(path)/\(file)", errno: code))
    }
  }

  /// Swaps a new file with the old one and removes the old; false where that cannot be done.
  private func exchange(_ temporary: String, with file: String) -> Bool {
    var status = stat()
    guard fstatat(root, file, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFREG, Exchange.swap(temporary, file, in: root)
    else { return false }
    unlinkat(root, temporary, 0)
    return true
  }

  /// Whether there was something to remove.
  private func remove(_ file: String) throws(OutputError) -> Bool {
    let isRemoved = unlinkat(root, file, 0) == 0
    if !isRemoved, ![ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG, EINVAL].contains(errno) {
      // A folder under the name is a stranger's, which kept the file from being written at all; and what
      // this disk cannot name was never on it.
      throw .fault(FileFault("\(path)/\(file)", errno: errno))
    }
    var folder = Substring(file)
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      guard unlinkat(root, String(folder), AT_REMOVEDIR) == 0 else { break }
      folders.forget(String(folder))
    }
    return isRemoved
  }

  private func readManifest() -> Manifest {
    Manifest((try? FileBytes.read(".huikan/manifest", in: root)) ?? [])
  }

  private func write(_ manifest: Manifest) throws(OutputError) {
    _ = try put(".huikan/manifest", manifest.bytes)
  }

  private static func makeRoot(_ path: String) throws(OutputError) {
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
}
