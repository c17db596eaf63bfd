import Glibc

/// A file that must not exist yet, and the folders above it.
struct NewFile {
  let folder: String
  let path: String

  /// Writes the text; an existing file is left alone and is an error.
  func write(_ text: String) throws(CommandFailure) {
    var parent = folder
    mkdir(parent, 0o755)
    for component in path.split(separator: "/").dropLast() {
      parent += "/\(component)"
      mkdir(parent, 0o755)
    }
    let full = "\(folder)/\(path)"
    let descriptor = open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let reason = errno == EEXIST ? "it is there already" : String(cString: strerror(errno))
      throw CommandFailure("\(full): \(reason)")
    }
    defer { close(descriptor) }
    guard writeWhole(Array(text.utf8), to: descriptor) else {
      throw CommandFailure("\(full): it could not be written whole; is the disk full?")
    }
  }
}
