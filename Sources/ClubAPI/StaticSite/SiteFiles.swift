import Glibc
import Hummingbird

/// The files below a folder, opened so that no path leads out of it.
///
/// Every name is opened in its own folder with `O_NOFOLLOW`: a symbolic link below the root is not
/// followed at all, and nobody can swap one in between a check and its use. Reading blocks, so it
/// runs on a queue of its own and not on the threads that answer requests.
struct SiteFiles: Sendable {
  private let root: String

  init(root: String) {
    self.root = root
  }

  enum Found: Sendable {
    case file(SiteFile)
    case folder
    case nothing
    /// There may be something, but it cannot be opened: `errno`.
    case failed(Int32)

    /// What a failed call of the system says: only that nothing has such a name means that nothing is there.
    /// A link or a
    /// socket is none of the site's, and a name that is too long is nobody's.
    static func reason(_ code: Int32) -> Found {
      [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG, ENXIO].contains(code) ? .nothing : .failed(code)
    }
  }

  /// What stands at a path.
  func find(_ names: [String]) async -> Found {
    await Blocking.run { open(names) }
  }

  private func open(_ names: [String]) -> Found {
    var descriptor = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return .reason(errno) }
    for name in names {
      let next = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      let code = errno
      close(descriptor)
      guard next >= 0 else { return .reason(code) }
      descriptor = next
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      return .nothing
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      return .file(SiteFile(descriptor: descriptor, status: status))
    case S_IFDIR:
      close(descriptor)
      return .folder
    default:
      close(descriptor)
      return .nothing
    }
  }
}

/// An open file. It stays whole while it is read, even where another has taken its name.
final class SiteFile: Sendable {
  private let descriptor: Int32
  /// Bytes.
  let size: Int
  /// Seconds since the Unix epoch.
  let modified: Int
  /// Changes whenever the file is replaced, even within one tick of the clock and at the same size.
  let entityTag: String

  init(descriptor: Int32, status: stat) {
    self.descriptor = descriptor
    size = Int(status.st_size)
    modified = Int(status.st_mtim.tv_sec)
    let parts = [
      Int(status.st_ino), size, Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec),
    ]
    entityTag = "\"" + parts.map { String($0, radix: 36) }.joined(separator: "-") + "\""
  }

  deinit { close(descriptor) }

  /// The file as a response's body, piece by piece.
  func body() -> ResponseBody {
    let pieceLength = 262_144
    return ResponseBody(contentLength: size) { writer in
      var offset = 0
      while offset < self.size {
        let (start, length) = (offset, min(pieceLength, self.size - offset))
        let piece = await Blocking.run { self.read(at: start, length) }
        // Cut short while it was read: end the connection rather than send something else.
        guard !piece.isEmpty else { throw SiteFileCutShort() }
        offset += piece.count
        try await writer.write(ByteBuffer(bytes: piece))
      }
      try await writer.finish(nil)
    }
  }

  /// The whole file at once.
  ///
  /// - Throws: `SiteFileCutShort`.
  func bytes() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < size {
      let (start, length) = (bytes.count, size - bytes.count)
      let piece = await Blocking.run { self.read(at: start, length) }
      guard !piece.isEmpty else { throw SiteFileCutShort() }
      bytes += piece
    }
    return bytes
  }

  private func read(at offset: Int, _ length: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      var result = -1
      repeat {
        result = pread(descriptor, buffer.baseAddress, length, off_t(offset))
      } while result < 0 && errno == EINTR
      count = max(0, result)
    }
  }
}

/// A file that became shorter while it was being sent.
struct SiteFileCutShort: Error {}

/// A file of the site that is there, perhaps, and cannot be opened.
struct SiteFileFailure: Error, CustomStringConvertible {
  /// Its place below the site's folder.
  let names: [String]
  /// The system's `errno`.
  let code: Int32

  /// What, why, and what to do, in one line for the log. The file is one of the site's, which names nobody.
  var description: String {
    let remedy =
      switch code {
      case EMFILE, ENFILE:
        "All descriptors are in use: raise the limit of open files (LimitNOFILE=, ulimit -n), or let the proxy "
          + "limit connections"
      case EACCES, EPERM:
        "Give the site's folder to the user as whom the server runs (chown -R)"
      default: "See to the disk of the site's folder"
      }
    return
      "\(names.joined(separator: "/")): the site's file cannot be opened: \(String(cString: strerror(code))) "
      + "(\(code)). \(remedy)."
  }
}
