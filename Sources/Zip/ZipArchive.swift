import CZip

/// Writes zip archives that depend on nothing but their files: no time, no name of the machine, the
/// files in the order given.
public enum ZipArchive {
  /// A file of an archive.
  public struct File: Sendable {
    /// Its path in the archive.
    public var path: String
    /// What is in it.
    public var bytes: [UInt8]
    /// Whether it stands there as it is, for readers that look without unpacking.
    public var isStored: Bool

    /// - Parameters:
    ///   - path: its path in the archive.
    ///   - bytes: what is in it.
    ///   - isStored: whether it stands there as it is.
    public init(_ path: String, _ bytes: [UInt8], isStored: Bool = false) {
      self.path = path
      self.bytes = bytes
      self.isStored = isStored
    }
  }

  /// The first moment that an archive's clock has: 1 January 1980.
  private static let firstDay: UInt16 = 1 << 5 | 1

  /// An archive of some files.
  ///
  /// - Parameter files: the files in their order.
  /// - Returns: the archive.
  /// - Throws: what libzip says; for files in memory that is only ever a lack of memory.
  public static func bytes(of files: [File]) throws(ZipError) -> [UInt8] {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // The archive reads the files when it is closed, so they must stay where they are until then.
    let copies = files.map { file in
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, file.bytes.count), alignment: 1)
      copy.copyBytes(from: file.bytes)
      return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    guard let target = zip_source_buffer_create(nil, 0, 0, &error) else { throw failure(&error) }
    defer { zip_source_free(target) }
    guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &error) else {
      throw failure(&error)
    }
    // Closing the archive gives the source back, and it is still to be read.
    zip_source_keep(target)
    for (file, copy) in zip(files, copies) where !add(file, copy, to: archive) {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw ZipError(reason: "\(file.path): \(reason)")
    }
    guard zip_close(archive) == 0 else {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw ZipError(reason: reason)
    }
    return try contents(of: target)
  }

  private static func add(
    _ file: File, _ bytes: UnsafeMutableRawBufferPointer, to archive: OpaquePointer
  ) -> Bool {
    guard
      let source = zip_source_buffer(
        archive, bytes.baseAddress, zip_uint64_t(file.bytes.count), 0)
    else { return false }
    let place = zip_file_add(archive, file.path, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard place >= 0 else {
      zip_source_free(source)
      return false
    }
    let index = zip_uint64_t(place)
    let method = file.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
    return zip_set_file_compression(archive, index, method, file.isStored ? 0 : 9) == 0
      && zip_file_set_dostime(archive, index, 0, firstDay, 0) == 0
  }

  private static func contents(of source: OpaquePointer) throws(ZipError) -> [UInt8] {
    guard zip_source_open(source) == 0 else {
      throw ZipError(reason: "the finished archive cannot be read")
    }
    defer { zip_source_close(source) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = zip_source_read(source, &piece, zip_uint64_t(piece.count))
      guard count >= 0 else { throw ZipError(reason: "the finished archive cannot be read") }
      if count == 0 { return bytes }
      bytes += piece[..<Int(count)]
    }
  }

  private static func failure(_ error: inout zip_error_t) -> ZipError {
    ZipError(reason: String(cString: zip_error_strerror(&error)))
  }
}

/// Why an archive could not be made.
public struct ZipError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What libzip says.
  public let reason: String

  /// What could not be done, and why.
  public var description: String { "the archive cannot be made: \(reason)" }
}
