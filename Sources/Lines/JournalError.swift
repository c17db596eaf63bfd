package import Disk
package import JSON

/// Why a journal cannot be opened, read or written: what, where, why, and what to do.
public struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of trouble that callers tell apart.
  public enum Kind: Hashable, Sendable {
    /// Another process has the store open.
    case locked
    /// The files do not hold what was written to them.
    case damaged
    /// A newer version of the program wrote a record.
    case newerVersion
    /// A value of the annex is sealed with a key that was not given.
    case sealed
    /// The records are whole, but whoever replays them cannot follow.
    case refused
    /// The disk failed; on a write or sync the journal has stopped for good.
    case disk
    /// The journal is closed.
    case closed
  }

  /// The kind of trouble.
  public let kind: Kind
  /// Where: a path, with line and byte offset where known.
  public let place: String
  /// What is wrong there.
  public let reason: String
  /// What to do about it.
  public let remedy: String

  /// `Store/journal/000000000001.jsonl:7 (byte 1832): the checksum does not match …. <remedy>`.
  public var description: String { "\(place): \(reason). \(remedy)" }

  package init(kind: Kind, place: String, reason: String, remedy: String) {
    self.kind = kind
    self.place = place
    self.reason = reason
    self.remedy = remedy
  }

  package static func damaged(_ place: Place, _ reason: String) -> JournalError {
    JournalError(
      kind: .damaged, place: place.description, reason: reason,
      remedy: "Nothing was changed. Restore the file from a backup; do not edit it by hand.")
  }

  /// A line whose checksum is right, and which is still none that can be read.
  package static func unreadable(_ error: JSONError, at place: Place) -> JournalError {
    .damaged(place.inside(error.offset), error.message)
  }

  package static func textMode(_ place: Place) -> JournalError {
    JournalError(
      kind: .damaged, place: place.description,
      reason: "the line ends with a carriage return, which somebody's program has put there",
      remedy:
        "Nothing was changed. A copy in text mode does that (FTP in ASCII mode, an editor): copy the "
        + "folder again byte for byte, or restore a backup.")
  }

  package static func disk(_ error: FileError) -> JournalError {
    JournalError(
      kind: .disk, place: error.path,
      reason: "\(error.operation) failed: \(error.reason) (errno \(error.code))",
      remedy: "So far as the files show, every acknowledged record is there. \(error.remedy)")
  }
}

/// Does something on the disk, whose failures are the journal's.
package func onDisk<Value>(
  _ body: @autoclosure () throws(FileError) -> Value
) throws(JournalError) -> Value {
  try onDisk { () throws(FileError) in try body() }
}

/// Does something on the disk, whose failures are the journal's.
package func onDisk<Value>(
  _ body: () throws(FileError) -> Value
) throws(JournalError) -> Value {
  do {
    return try body()
  } catch {
    throw .disk(error)
  }
}

/// A line of a file, and the byte where it begins or where something in it is wrong.
package struct Place: CustomStringConvertible {
  let path: String
  var line: Int?
  var offset: Int?

  package init(path: String, line: Int? = nil, offset: Int? = nil) {
    self.path = path
    self.line = line
    self.offset = offset
  }

  package var description: String {
    "\(path)\(line.map { ":\($0)" } ?? "")\(offset.map { " (byte \($0))" } ?? "")"
  }

  /// A place in the line's JSON.
  func inside(_ position: Int) -> Place {
    var place = self
    place.offset = (offset ?? 0) + Line.headLength + position
    return place
  }
}
