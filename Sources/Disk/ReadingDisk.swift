import Glibc

/// The machine's disk for whoever only reads: beside the process that writes, on a copied folder, on a
/// read-only disk.
///
/// A file ends for its reader where it ended when it was opened, so that what grows meanwhile is never
/// half-seen. Whatever would change something fails with `EROFS`.
public struct ReadingDisk: FileSystem {
  /// Nothing has to be configured.
  public init() {}

  /// Opens a file for reading.
  public func open(_ path: String, _ creation: FileCreation) throws(FileError) -> any File {
    if creation == .always { throw Self.refusal("create", path) }
    // A pipe would make the reader wait for somebody who writes.
    let descriptor = try check("open", path) {
      Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    }
    let length = try regularSize(descriptor, path)
    return ReadingFile(descriptor: descriptor, path: path, length: length)
  }

  /// The names in a directory, without `.` and `..`.
  public func list(_ path: String) throws(FileError) -> [String] {
    try POSIXFileSystem().list(path)
  }

  /// Hands on every regular file in a directory and below it.
  public func files(
    in directory: String, _ body: (String) throws(FileError) -> Void
  ) throws(FileError) {
    try POSIXFileSystem().files(in: directory, body)
  }

  /// Itself.
  public var reading: any FileSystem { self }

  /// Fails.
  public func makeDirectory(_ path: String) throws(FileError) {
    throw Self.refusal("make directory", path)
  }

  /// Fails.
  public func syncDirectory(_ path: String) throws(FileError) {
    throw Self.refusal("sync directory", path)
  }

  /// Fails.
  public func rename(_ path: String, to newPath: String) throws(FileError) {
    throw Self.refusal("rename", path)
  }

  /// Fails.
  public func remove(_ path: String) throws(FileError) { throw Self.refusal("remove", path) }

  /// Fails: a reader needs no lock.
  public func lock(_ path: String) throws(FileError) -> any FileLock {
    throw Self.refusal("lock", path)
  }

  fileprivate static func refusal(_ operation: String, _ path: String) -> FileError {
    FileError(operation, path, EROFS)
  }
}

private struct ReadingFile: File {
  let descriptor: Int32
  let path: String
  let length: Int

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    throw ReadingDisk.refusal("write", path)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    let wanted = min(buffer.count, max(0, length - offset))
    return try check("read", path) { pread(descriptor, buffer.baseAddress, wanted, offset) }
  }

  func reserve(_ size: Int) throws(FileError) { throw ReadingDisk.refusal("reserve", path) }

  func sync() throws(FileError) { throw ReadingDisk.refusal("sync", path) }

  func size() throws(FileError) -> Int { length }

  func close() { Glibc.close(descriptor) }
}
