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
  public package(set) var keptIn: String?

  package init(path: String, line: Int, kept: Int, cut: Int) {
    self.path = path
    self.line = line
    self.kept = kept
    self.cut = cut
  }

  /// One line for the log.
  public var description: String {
    "\(path):\(line): \(cut) bytes of an unfinished write were cut off; \(kept) bytes are whole"
      + (keptIn.map { "; what was cut off is in \($0)" } ?? "")
  }
}
