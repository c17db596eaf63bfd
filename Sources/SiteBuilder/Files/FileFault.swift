import Glibc

/// A file or folder that could not be read or written: which, and what the system said.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path as it was given.
  public let path: String
  /// The system's word for it: `No such file or directory`.
  public let reason: String
  /// Whether there is no such file.
  let isMissing: Bool
  /// What to do about it, in one sentence without a full stop; nil where whoever reports it knows better.
  let remedy: String?

  init(_ path: String, errno code: Int32) {
    self.path = path
    isMissing = code == ENOENT
    reason = String(cString: strerror(code))
    remedy = code == EACCES || code == EPERM ? "mend its permissions" : nil
  }

  init(_ path: String, reason: String, remedy: String? = nil) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    isMissing = false
  }

  /// What stands under a name that is no file: `a folder, not a file`; nil where it is one.
  static func noun(of status: stat) -> String? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder, not a file"
    case S_IFIFO: "a pipe, not a file"
    case S_IFSOCK: "a socket, not a file"
    default: "a device, not a file"
    }
  }

  /// `Content/site.yml: Permission denied`.
  public var description: String { "\(path): \(reason)" }
}
