/// What a store asks of a disk, so that tests can put a failing one in its place.
///
/// Paths are plain text with `/`. Everything blocks; nothing here runs on the cooperative pool.
public protocol FileSystem: Sendable {
  /// Opens a file for reading and writing.
  func open(_ path: String, _ creation: FileCreation) throws(FileError) -> any File
  /// The names in a directory, in no particular order.
  func list(_ path: String) throws(FileError) -> [String]
  /// Makes a directory, open to its owner alone; one that is there already is made so.
  func makeDirectory(_ path: String) throws(FileError)
  /// Makes created, renamed and removed names of a directory last.
  func syncDirectory(_ path: String) throws(FileError)
  /// Gives a file another name; what had that name is replaced.
  func rename(_ path: String, to newPath: String) throws(FileError)
  /// Removes a file.
  func remove(_ path: String) throws(FileError)
  /// Takes the exclusive lock of a file, made where missing; `EWOULDBLOCK` where another holds it.
  func lock(_ path: String) throws(FileError) -> any FileLock
  /// Hands on the path of every file in a directory and in the folders in it, in the order of their
  /// names; links, sockets and the like are none.
  func files(
    in directory: String, _ body: (String) throws(FileError) -> Void
  ) throws(FileError)
  /// The same disk for whoever only reads beside the one who writes: a file ends where it ended when it
  /// was opened.
  var reading: any FileSystem { get }
}

/// Whether opening a file may or must create it.
public enum FileCreation: Sendable {
  /// The file is there.
  case never
  /// The file is not there.
  case always
}

/// An open file. Reading and writing name their place, so threads can share it.
public protocol File: Sendable {
  /// Writes some of the bytes, at least one, and returns how many.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int
  /// Reads some bytes and returns how many; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int
  /// Has the disk promise space for the bytes up to `size`, so that writing them cannot fail for want
  /// of it; the file's size stays. Does nothing where the file system has no such promises.
  func reserve(_ size: Int) throws(FileError)
  /// Puts everything written on the disk (`fdatasync`). After a failure nothing is known of the
  /// file's content, and another call proves nothing.
  func sync() throws(FileError)
  /// How many bytes there are.
  func size() throws(FileError) -> Int
  /// Whether the file still has a name; what is written to one that somebody has removed is gone when it
  /// is closed.
  func isNamed() throws(FileError) -> Bool
  /// Closes the file; using it afterwards is a programmer's error.
  func close()
}

/// A lock that is held until it is released or the process ends.
public protocol FileLock: Sendable {
  /// Gives the lock up.
  func release()
}

extension FileSystem {
  /// All the bytes of a file.
  public func contents(of path: String) throws(FileError) -> [UInt8] {
    let file = try open(path, .never)
    defer { file.close() }
    return try file.bytes(at: 0, count: try file.size())
  }

  /// Gives a file new contents, all or none: a new file, synced, then renamed over the old one.
  ///
  /// - Parameters:
  ///   - path: the file, which need not exist; what a crash left of an earlier attempt must be gone.
  ///   - directory: the directory that holds it.
  ///   - bytes: the new contents.
  /// - Throws: where the disk fails; the old contents are then still there.
  public func replace(
    _ path: String, in directory: String, with bytes: [UInt8]
  ) throws(FileError) {
    try draft(path, with: bytes).close()
    try putDraft(in: directory, inPlaceOf: path)
  }

  /// Writes and syncs what is to take a file's place, beside it. It stays open: giving it the file's name
  /// does not change what the handle means.
  ///
  /// - Parameters:
  ///   - path: the file; what a crash left of an earlier attempt must be gone.
  ///   - bytes: the new contents.
  ///   - room: up to which byte the disk is to promise space.
  /// - Returns: the new file, with a name of its own.
  /// - Throws: where the disk fails; the file is as it was.
  package func draft(
    _ path: String, with bytes: [UInt8], room: Int = 0
  ) throws(FileError) -> any File {
    let file = try open(path + draftSuffix, .always)
    do throws(FileError) {
      if room > bytes.count { try file.reserve(room) }
      try file.writeAll(bytes[...], at: 0)
      try file.sync()
      return file
    } catch {
      file.close()
      throw error
    }
  }

  /// Gives the draft of a file its name.
  ///
  /// - Throws: where the disk fails; nobody knows then which of the two has the name.
  package func putDraft(in directory: String, inPlaceOf path: String) throws(FileError) {
    try rename(path + draftSuffix, to: path)
    try syncDirectory(directory)
  }

  /// Makes way for a file that is to be made: takes away what a crash or a failure has left of it.
  package func clearWay(for path: String, in directory: String) throws(FileError) {
    let name = path.dropFirst(directory.count + 1)
    if try list(directory).contains(where: { $0 == name }) { try remove(path) }
  }
}

/// Ends the name of whatever is not finished, and may go at the next start.
package let draftSuffix = ".new"

extension File {
  /// A disk that cannot tell says yes.
  public func isNamed() throws(FileError) -> Bool { true }

  /// So many bytes from a place, fewer where the file ends before.
  package func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let content = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      do throws(FileError) {
        while done < count {
          let rest = UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(rebasing: buffer[done..<count]))
          let length = try read(into: rest, at: offset + done)
          if length == 0 { break }
          done += length
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return content
  }

  /// Writes all the bytes, however few each call takes.
  package func writeAll(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { buffer in
        Result { () throws(FileError) in
          try write(UnsafeRawBufferPointer(rebasing: buffer[written...]), at: offset + written)
        }
      }
      written += try result.get()
    }
  }
}
