import Disk

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

  static func damaged(_ place: Place, _ reason: String) -> JournalError {
    JournalError(
      kind: .damaged, place: place.description, reason: reason,
      remedy: "Nothing was changed. Restore the file from a backup; do not edit it by hand.")
  }

  static func lacksSegment(_ annex: String) -> JournalError {
    .damaged(
      Place(path: annex),
      "it holds values, but the segment of that name is missing, which was there before them")
  }

  static func textMode(_ place: Place) -> JournalError {
    JournalError(
      kind: .damaged, place: place.description,
      reason: "the line ends with a carriage return, which somebody's program has put there",
      remedy:
        "Nothing was changed. A copy in text mode does that (FTP in ASCII mode, an editor): copy the "
        + "folder again byte for byte, or restore a backup.")
  }

  static func disk(_ error: FileError) -> JournalError {
    JournalError(
      kind: .disk, place: error.path,
      reason: "\(error.operation) failed: \(error.reason) (errno \(error.code))",
      remedy: "So far as the files show, every acknowledged record is there. \(error.remedy)")
  }

  static func locked(_ path: String) -> JournalError {
    JournalError(
      kind: .locked, place: path, reason: "another process has this store open",
      remedy: "Stop the other process, or let it do the work.")
  }

  static func closed(_ path: String) -> JournalError {
    JournalError(
      kind: .closed, place: path, reason: "the journal is closed", remedy: "Open it again.")
  }
}

/// A line of a file, and the byte where it begins or where something in it is wrong.
struct Place: CustomStringConvertible {
  var path: String
  var line: Int?
  var offset: Int?

  var description: String {
    "\(path)\(line.map { ":\($0)" } ?? "")\(offset.map { " (byte \($0))" } ?? "")"
  }
}

/// What was cut off the end of a file at the start, because a crash left it half-written. So
/// far as the files show, nothing of it had been acknowledged.
public struct TornTail: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// The first line that was cut off, counted from 1.
  public let line: Int
  /// How many bytes were kept.
  public let kept: Int
  /// How many bytes were cut off.
  public let cut: Int
  /// The file in which they are kept; nil where they are not, or not yet.
  public internal(set) var keptIn: String?

  /// One line for the log.
  public var description: String {
    "\(path):\(line): \(cut) bytes of an unfinished write were cut off; \(kept) bytes are whole"
      + (keptIn.map { "; what was cut off is in \($0)" } ?? "")
  }
}
