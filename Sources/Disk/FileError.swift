/// An operation on a file or directory that failed.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried: `write`, `sync` …
  public let operation: String
  /// On which path.
  public let path: String
  /// The system's `errno`.
  public let code: Int32
  /// The system's words for `code`.
  public let reason: String

  /// - Parameters:
  ///   - operation: what was tried.
  ///   - path: on which path.
  ///   - code: the system's `errno`.
  ///   - reason: the system's words for `code`.
  public init(operation: String, path: String, code: Int32, reason: String) {
    self.operation = operation
    self.path = path
    self.code = code
    self.reason = reason
  }

  /// Whether there is no such file.
  package var isMissing: Bool { code == 2 }

  /// What to do about it.
  public var remedy: String {
    switch code {
    case FileError.noSpace, FileError.overQuota:
      "Free some space on this disk, then start again."
    case FileError.readOnly:
      "The disk is read-only. Find out why in the system's log, make it writable, then start again."
    case FileError.notPermitted, FileError.noAccess:
      "Start the program as the user to whom the store belongs, or give the whole folder to the "
        + "user who runs it (chown -R)."
    default:
      "See to the disk, then start again."
    }
  }

  /// Whether there was no space left, for anybody or for this user.
  package var isForWantOfSpace: Bool { [FileError.noSpace, FileError.overQuota].contains(code) }

  /// `EPERM`, `EACCES`, `EROFS`.
  static let notPermitted: Int32 = 1
  static let noAccess: Int32 = 13
  static let readOnly: Int32 = 30
  /// `ENOSPC`.
  static let noSpace: Int32 = 28
  /// `EDQUOT`.
  static let overQuota: Int32 = 122

  /// `write Store/journal/000000000001.jsonl: No space left on device (28)`.
  public var description: String { "\(operation) \(path): \(reason) (\(code))" }
}
