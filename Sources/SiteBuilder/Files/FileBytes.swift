import Glibc

/// Whole files as bytes.
enum FileBytes {
  /// The contents of a file.
  ///
  /// - Parameters:
  ///   - path: the file; a relative path is taken from `folder`.
  ///   - folder: a descriptor.
  ///   - expected: its size in bytes where it has been looked at, which saves a system call.
  ///   - limit: how large it may be.
  /// - Returns: its bytes.
  /// - Throws: where it cannot be read, is too large, or is no file: a pipe would never end, nor would a
  ///   device.
  static func read(
    _ path: String, in folder: Int32 = AT_FDCWD, expecting expected: Int? = nil,
    atMost limit: FileLimit? = nil
  ) throws(FileFault) -> [UInt8] {
    // Without waiting: whoever opens a pipe waits for somebody to write into it.
    let descriptor = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFault(path, errno: errno) }
    defer { close(descriptor) }
    var size = expected ?? 0
    if expected == nil {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw FileFault(path, errno: errno) }
      if let noun = FileFault.noun(of: status) { throw FileFault(path, reason: "it is \(noun)") }
      size = Int(status.st_size)
    }
    if let limit, size > limit.bytes { throw limit.fault(path, size) }
    var failure: Int32 = 0
    // One byte more than expected, so that a file which has grown meanwhile is noticed.
    var bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      while count < buffer.count {
        let taken = Glibc.read(
          descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if taken > 0 {
          count += taken
          // Short by the byte too many: the file ends where it was expected to.
          if count == size { return }
        } else if taken == 0 {
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw FileFault(path, errno: failure) }
    if bytes.count > size {
      let most = limit?.bytes ?? .max
      try readRest(of: descriptor, path, into: &bytes, limit: limit == nil ? most : most + 1)
      if let limit, bytes.count > most { throw limit.fault(path, bytes.count) }
    }
    return bytes
  }

  /// The first bytes of a file, at most `count` of them.
  static func readHead(of path: String, count: Int) throws(FileFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(path, errno: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    try readRest(of: descriptor, path, into: &bytes, limit: count)
    return bytes
  }

  /// Writes everything; returns 0, or the system's number of what went wrong.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
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

  private static func readRest(
    of descriptor: Int32, _ path: String, into bytes: inout [UInt8], limit: Int = .max
  ) throws(FileFault) {
    var buffer = [UInt8](repeating: 0, count: min(limit, 65_536))
    while bytes.count < limit {
      let taken = Glibc.read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if taken == 0 { return }
      if taken > 0 {
        bytes += buffer[..<taken]
      } else if errno != EINTR {
        throw FileFault(path, errno: errno)
      }
    }
  }
}
