import Glibc
import SiteBuilder

/// Puts repaired texts in the place of the old ones: each whole or not at all, with the permissions
/// that the file has.
struct Repair {
  /// Why a file was left as it was.
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ path: String, _ reason: String) {
      description = "\(path) was not repaired: \(reason)"
    }

    /// With the system's own word for what went wrong last.
    init(_ path: String) {
      self.init(path, String(cString: strerror(errno)))
    }
  }

  let text: TextRepair

  init(_ text: TextRepair) { self.text = text }

  /// Writes the file.
  func write() throws(Failure) {
    // Where the name is a link, the file it leads to is written and the link stays.
    guard let resolved = realpath(text.path, nil) else { throw Failure(text.path) }
    let target = String(cString: resolved)
    free(resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw Failure(text.path) }
    guard try bytes(of: target) == text.before else {
      throw Failure(text.path, "it has changed since it was read; run the command again")
    }
    // Hidden, so that a build that looks at the folder meanwhile does not see it.
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    let temporary = "\(target[..<slash]).\(target[slash...]).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(text.path) }
    let isWritten =
      writeWhole(text.after, to: descriptor) && fchmod(descriptor, status.st_mode & 0o7777) == 0
      && fsync(descriptor) == 0
    let failure = isWritten ? nil : Failure(text.path)
    close(descriptor)
    if let failure {
      unlink(temporary)
      throw failure
    }
    guard rename(temporary, target) == 0 else {
      let failure = Failure(text.path)
      unlink(temporary)
      throw failure
    }
  }

  private func bytes(of path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(text.path) }
    defer { close(descriptor) }
    guard let bytes = readWhole(descriptor) else { throw Failure(text.path) }
    return bytes
  }
}
