import Glibc

/// A file or folder that could not be read or written: which, and what the system said.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path as it was given.
  public let path: String
  /// The system's word for it: `No such file or directory`.
  public let reason: String

  init(_ path: String, errno code: Int32) {
    self.path = path
    reason = String(cString: strerror(code))
  }

  init(_ path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// `Content/site.yml: Permission denied`.
  public var description: String { "\(path): \(reason)" }
}
