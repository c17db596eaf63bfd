/// A place where an author's text is not set as Chinese is.
public struct LintFinding: Sendable, Equatable {
  /// The rule.
  public var code: LintCode
  /// The bytes that are wrong, by the indices of the given text; on scalar boundaries.
  public var range: Range<Int>
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars: as diagnostics count for their readers.
  public var column: Int
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to do about it, in one sentence without a full stop.
  public var remedy: String
  /// The repair, in the order of the text; empty where only the author can say what was meant.
  /// All of it is made or none: a pair of quotation marks is one finding with two edits.
  public var edits: [LintEdit]
}

/// Bytes to put in the place of others.
public struct LintEdit: Sendable, Equatable {
  /// The bytes to take out, by the indices of the text that was looked at; on scalar boundaries.
  public var range: Range<Int>
  /// The bytes to put there, UTF-8.
  public var bytes: [UInt8]
}
