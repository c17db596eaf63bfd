import Glibc

/// The machine's own disk.
public struct POSIXFileSystem: FileSystem {
  /// Nothing has to be configured.
  public init() {}

  /// Opens a file for reading and writing; a new one is readable by its owner alone.
  public func open(_ path: String, _ creation: FileCreation) throws(FileError) -> any File {
    let flags = O_RDWR | O_CLOEXEC | O_NONBLOCK | (creation == .always ? O_CREAT | O_EXCL : 0)
    let descriptor = try check("open", path) { Glibc.open(path, flags, 0o600) }
    _ = try regularSize(descriptor, path)
    return POSIXFile(descriptor: descriptor, path: path)
  }

  /// The names in a directory, without `.` and `..`.
  public func list(_ path: String) throws(FileError) -> [String] {
    guard let directory = opendir(path) else { throw FileError("list", path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Hands on every regular file in a directory and below it.
  public func files(
    in directory: String, _ body: (String) throws(FileError) -> Void
  ) throws(FileError) {
    for name in try list(directory).sorted() {
      let path = "\(directory)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try files(in: path, body)
      case S_IFREG: try body(path)
      default: continue
      }
    }
  }

  /// `ReadingDisk`.
  public var reading: any FileSystem { ReadingDisk() }

  /// Makes a directory, open to its owner alone; from one that is there already the others' rights
  /// are taken away, and one of another user is refused.
  public func makeDirectory(_ path: String) throws(FileError) {
    guard mkdir(path, 0o700) != 0 else { return }
    let error = FileError("make directory", path)
    var status = stat()
    guard error.code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw error
    }
    // What root writes into another user's store its owner could not read afterwards.
    guard status.st_uid == geteuid() else {
      throw FileError(
        operation: "use", path: path, code: EPERM,
        reason: "it belongs to user \(status.st_uid), and this program runs as user \(geteuid())")
    }
    if status.st_mode & 0o077 != 0 {
      try check("close to others (chmod 700)", path) { chmod(path, 0o700) }
    }
  }

  /// Makes the names in a directory last (`fsync` of the directory).
  public func syncDirectory(_ path: String) throws(FileError) {
    let descriptor = try check("open", path) {
      Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { Glibc.close(descriptor) }
    try check("sync directory", path) { fsync(descriptor) }
  }

  /// Gives a file another name.
  public func rename(_ path: String, to newPath: String) throws(FileError) {
    try check("rename", path) { Glibc.rename(path, newPath) }
  }

  /// Removes a file.
  public func remove(_ path: String) throws(FileError) {
    try check("remove", path) { unlink(path) }
  }

  /// Takes a lock with `flock`; the system gives it up when the process ends, however it ends.
  public func lock(_ path: String) throws(FileError) -> any FileLock {
    let descriptor = try check("open", path) {
      Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    }
    do {
      try check("lock", path) { flock(descriptor, LOCK_EX | LOCK_NB) }
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    return POSIXFileLock(descriptor: descriptor)
  }
}

private struct POSIXFileLock: FileLock {
  let descriptor: Int32

  /// Unlocks before closing: a child that is just being started holds a copy of the descriptor, and
  /// with it the lock, until it runs its own program.
  func release() {
    flock(descriptor, LOCK_UN)
    Glibc.close(descriptor)
  }
}

/// `fallocate`, which Swift's Glibc module does not show.
private enum Reservation {
  private typealias Allocate = @convention(c) (Int32, Int32, off_t, off_t) -> Int32

  private static let allocate: Allocate? =
    dlsym(dlopen(nil, RTLD_NOW), "fallocate").map { unsafeBitCast($0, to: Allocate.self) }

  /// `FALLOC_FL_KEEP_SIZE` of linux/falloc.h.
  private static let keepSize: Int32 = 1

  /// Promises space up to `size`; a C library without the call promises nothing.
  static func reserve(_ size: Int, of descriptor: Int32) -> Int32 {
    allocate?(descriptor, keepSize, 0, off_t(size)) ?? 0
  }
}

private struct POSIXFile: File {
  let descriptor: Int32
  let path: String

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    let count = try check("write", path) {
      pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
    }
    guard count > 0 || bytes.isEmpty else { throw FileError("write", path, ENOSPC) }
    return count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    try check("read", path) { pread(descriptor, buffer.baseAddress, buffer.count, offset) }
  }

  func reserve(_ size: Int) throws(FileError) {
    do throws(FileError) {
      try check("reserve", path) { Reservation.reserve(size, of: descriptor) }
    } catch {
      guard error.code == EOPNOTSUPP || error.code == ENOSYS else { throw error }
    }
  }

  func sync() throws(FileError) {
    try check("sync", path) { fdatasync(descriptor) }
  }

  func size() throws(FileError) -> Int {
    var status = stat()
    try check("size", path) { fstat(descriptor, &status) }
    return Int(status.st_size)
  }

  func isNamed() throws(FileError) -> Bool {
    var status = stat()
    try check("look at", path) { fstat(descriptor, &status) }
    return status.st_nlink > 0
  }

  func close() { Glibc.close(descriptor) }
}

/// How many bytes a file has that was just opened; it is closed again where it is none: a folder, a
/// pipe.
func regularSize(_ descriptor: Int32, _ path: String) throws(FileError) -> Int {
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    Glibc.close(descriptor)
    throw FileError(operation: "open", path: path, code: EINVAL, reason: "it is no file")
  }
  return Int(status.st_size)
}

/// Runs a system call, again where a signal interrupted it.
@discardableResult
func check<Result: SignedInteger>(
  _ operation: String, _ path: String, _ call: () -> Result
) throws(FileError) -> Result {
  while true {
    let result = call()
    if result >= 0 { return result }
    guard errno == EINTR else { throw FileError(operation, path) }
  }
}

extension FileError {
  init(_ operation: String, _ path: String, _ code: Int32 = errno) {
    self.init(
      operation: operation, path: path, code: code, reason: String(cString: strerror(code)))
  }
}
