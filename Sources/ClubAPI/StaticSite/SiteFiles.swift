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
  }

  /// What stands at a path.
  func find(_ names: [String]) async -> Found {
    await Blocking.run { open(names) }
  }

  private func open(_ names: [String]) -> Found {
    var descriptor = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return .nothing }
    for name in names {
      let next = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      close(descriptor)
      guard next >= 0 else { return .nothing }
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
