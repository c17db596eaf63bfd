import Glibc
import Synchronization

/// The folders below an output folder: each is made once, and remembered with whether it is new.
///
/// In a folder that this build has made there is nothing yet, so that nobody needs to look: for a
/// site built from nothing that saves a system call a page. Thread-safe.
final class FolderTree: Sendable {
  enum Folder: Sendable {
    /// It was there; what is in it is unknown.
    case present
    /// This build made it.
    case new
  }

  private let path: String
  private let root: Int32
  private let known = Mutex<[String: Folder]>([:])

  /// - Parameters:
  ///   - path: the output folder, for messages.
  ///   - root: an open descriptor of it, which stays its owner's.
  init(_ path: String, root: Int32) {
    self.path = path
    self.root = root
  }

  /// Makes the folder that holds a file, with those above it.
  func make(for file: String) throws(OutputError) -> Folder {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return .present }
    return try make(String(file[..<slash]))
  }

  /// Forgets a folder that has been removed.
  func forget(_ folder: String) { known.withLock { _ = $0.removeValue(forKey: folder) } }

  private func make(_ folder: String) throws(OutputError) -> Folder {
    if let made = known.withLock({ $0[folder] }) { return made }
    var outcome = mkdirat(root, folder, 0o755)
    if outcome != 0, errno == ENOENT {
      _ = try make(for: folder)
      outcome = mkdirat(root, folder, 0o755)
    }
    var made = Folder.new
    if outcome == 0 {
      if !CreationMask.takesNothing { fchmodat(root, folder, 0o755, 0) }
    } else {
      made = .present
      var status = stat()
      // A link to a folder is a stranger's: what lies behind it is not ours to write.
      guard errno == EEXIST, fstatat(root, folder, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFDIR
      else {
        throw errno == EEXIST || errno == ENOTDIR
          ? .stranger("\(path)/\(folder)") : .fault(FileFault("\(path)/\(folder)", errno: errno))
      }
    }
    // Two threads may meet here; the first to have made it knows that it is new.
    return known.withLock { known in
      if let other = known[folder] { return other }
      known[folder] = made
      return made
    }
  }
}
