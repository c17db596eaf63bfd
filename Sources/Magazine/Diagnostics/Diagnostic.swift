/// Something that an editor should know about a file: what, where, why, and what to do.
///
/// A build collects all of them and reports them together; errors stop it, warnings do not.
public struct Diagnostic: Error, Sendable, Hashable {
  /// Whether a build may go on.
  public enum Severity: String, Sendable {
    /// The site cannot be built as the editor meant it.
    case error
    /// The site can be built; something is probably not meant.
    case warning
  }

  /// Whether a build may go on.
  public let severity: Severity
  /// The content folder as the editor named it, shown in front of the path; may be empty.
  public let root: String
  /// The path from the content folder.
  public let path: String
  /// The place in the file; nil where the file as a whole is meant.
  public let position: Position?
  /// The line at that place; nil where there is no place, or the text was not at hand.
  let line: SourceLine?
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What to do about it, in one sentence without a full stop.
  public let remedy: String?

  /// - Parameters:
  ///   - severity: whether a build may go on.
  ///   - root: the content folder as the editor named it.
  ///   - path: the path from the content folder.
  ///   - position: the place in the file.
  ///   - text: the file's bytes, from which the line is taken.
  ///   - message: what is wrong, in one sentence without a full stop.
  ///   - remedy: what to do about it, in one sentence without a full stop.
  public init(
    _ severity: Severity, root: String = "", path: String, position: Position? = nil,
    in text: [UInt8] = [], message: String, remedy: String? = nil
  ) {
    self.severity = severity
    self.root = root
    self.path = path
    self.position = position
    line =
      text.isEmpty
      ? nil : position.flatMap { SourceLine($0.line, column: $0.column, in: text) }
    self.message = message
    self.remedy = remedy
  }

  /// The same with the line at its place, where it has none yet.
  ///
  /// - Parameter text: the file's bytes.
  /// - Returns: the diagnostic with its line.
  public func quoting(_ text: [UInt8]) -> Diagnostic {
    guard sourceLine == nil, position != nil else { return self }
    return Diagnostic(
      severity, root: root, path: path, position: position, in: text, message: message,
      remedy: remedy)
  }

  /// With a line that is at hand.
  ///
  /// - Parameters:
  ///   - severity: whether a build may go on.
  ///   - root: the content folder as the editor named it; empty for a text that is no file of it.
  ///   - path: what the text is called.
  ///   - position: the place in the text.
  ///   - sourceLine: the line at that place; nil where it is not worth showing.
  ///   - message: what is wrong, in one sentence without a full stop.
  ///   - remedy: what to do about it, in one sentence without a full stop.
  public init(
    _ severity: Severity, root: String = "", path: String, position: Position?,
    sourceLine: String?, message: String, remedy: String?
  ) {
    self.severity = severity
    self.root = root
    self.path = path
    self.position = position
    line = sourceLine.map { SourceLine(Array($0.utf8)[...], column: position?.column ?? 1) }
    self.message = message
    self.remedy = remedy
  }

  /// The line at the place, without its line feed, and of a long one what stands around the place; nil
  /// where there is none.
  public var sourceLine: String? { line?.text }

  /// What stands before the place in `sourceLine`.
  public var sourceBefore: String? { line?.before }

  /// `Content/events/rain.md:3:7`, or the path alone where the file as a whole is meant.
  public var location: String {
    let file = root.isEmpty ? path : root.hasSuffix("/") ? root + path : "\(root)/\(path)"
    guard let position else { return file }
    return "\(file):\(position.line):\(position.column)"
  }
}

extension Diagnostic: Comparable {
  /// Orders by path, then place, then message, so that a report reads from top to bottom.
  public static func < (lhs: Diagnostic, rhs: Diagnostic) -> Bool {
    let left = lhs.position ?? Position(line: 0, column: 0)
    let right = rhs.position ?? Position(line: 0, column: 0)
    return (lhs.path, left, lhs.message) < (rhs.path, right, rhs.message)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The location, the severity and the message; the line with a caret under the place; the remedy.
  public var description: String {
    var text = "\(location): \(severity.rawValue): \(message)"
    if let position, let line {
      let number = String(position.line)
      let margin = String(repeating: " ", count: number.utf8.count)
      text += "\n  \(number) | \(line.text)"
      text += "\n  \(margin) | \(line.caret)"
    }
    if let remedy { text += "\n  = \(remedy)" }
    return text
  }
}
