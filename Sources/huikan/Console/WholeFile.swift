import Glibc

/// Small files, read and written as a whole.
enum WholeFile {
  /// The most that is read of a file that somebody names.
  static let most = 256 << 20

  /// Reads a file that somebody has named: a regular one, of no more than `most` bytes. A pipe could make
  /// the command wait for ever, and a device never ends; what comes by standard input is `/dev/stdin`.
  ///
  /// - Throws: why it cannot be read.
  static func named(_ path: String) throws(CommandFailure) -> [UInt8] {
    if path == "/dev/stdin" {
      guard let bytes = readWhole(STDIN_FILENO, upTo: most) else { throw failed(path) }
      return bytes
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failed(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failed(path) }
    try checkKind(status, path)
    guard let bytes = readWhole(descriptor, upTo: most) else { throw failed(path) }
    return bytes
  }

  /// Opens a file that somebody has named, empties it or makes it. A pipe would wait for whoever reads it,
  /// perhaps for ever; what the command was started with is `/dev/stdout` or `/dev/fd/N`, and goes on where
  /// it is. A descriptor that the command has opened itself is not taken: it is a file of the club's.
  ///
  /// - Returns: a descriptor of its own.
  /// - Throws: why it cannot be written.
  static func opened(toWrite path: String) throws(CommandFailure) -> Int32 {
    if let own = inheritedDescriptor(path) {
      try checkInherited(own, path)
      let copy = fcntl(own, F_DUPFD_CLOEXEC, 3)
      guard copy >= 0 else { throw failed(path) }
      return copy
    }
    var status = stat()
    // A device does things when it is opened, so it is looked at before; and again, for it may be another.
    if stat(path, &status) == 0 { try checkKind(status, path) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw failed(path) }
    do throws(CommandFailure) {
      guard fstat(descriptor, &status) == 0 else { throw failed(path) }
      try checkKind(status, path)
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// The number of a descriptor that the command was started with, by its name on the disk.
  private static func inheritedDescriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  /// Refuses a descriptor that is not open for writing, and one of our own: those are closed on the start of
  /// another program, and what was inherited came through such a start.
  private static func checkInherited(
    _ descriptor: Int32, _ path: String
  ) throws(CommandFailure) {
    let flags = fcntl(descriptor, F_GETFD)
    let mode = fcntl(descriptor, F_GETFL)
    guard flags >= 0, mode >= 0 else { throw failed(path) }
    guard flags & FD_CLOEXEC == 0 else {
      throw CommandFailure("\(path): the command was not started with it")
    }
    guard mode & O_ACCMODE != O_RDONLY else {
      throw CommandFailure("\(path): it is open for reading only")
    }
  }

  /// Refuses what is no regular file.
  static func checkKind(_ path: String) throws(CommandFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failed(path) }
    try checkKind(status, path)
  }

  /// Whether a program is there that can be started: a folder can be entered, but not that.
  static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  private static func checkKind(_ status: stat, _ path: String) throws(CommandFailure) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw CommandFailure("\(path): it is a folder; name a file")
    default: throw CommandFailure("\(path): it is no file, but a pipe, a device or a socket")
    }
  }

  private static func failed(_ path: String) -> CommandFailure {
    errno == EFBIG
      ? CommandFailure("\(path): it has more than \(most >> 20) MiB, which is no such file")
      : CommandFailure("\(path): \(String(cString: strerror(errno)))")
  }

  /// Nil where it cannot be read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return readWhole(descriptor)
  }

  /// Whether it could be written.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    let isWhole = writeWhole(bytes, to: descriptor)
    return close(descriptor) == 0 && isWhole
  }

  /// Puts a file in place of whatever is there; what is there stays whole until then.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandFailure) {
    let new = "\(path).new"
    guard write(bytes, to: new), rename(new, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(new)
      throw CommandFailure("\(path): it could not be written: \(reason)")
    }
  }

  /// What stands in a folder, sorted; nothing where it cannot be read.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - hidden: whether names that begin with a full stop are among it.
  /// - Returns: the names.
  static func names(in folder: String, hidden: Bool = false) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if hidden ? name != "." && name != ".." : !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// A path from the root of the disk.
  static func absolute(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
