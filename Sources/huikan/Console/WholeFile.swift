import Glibc

/// Small files, read and written as a whole.
enum WholeFile {
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
