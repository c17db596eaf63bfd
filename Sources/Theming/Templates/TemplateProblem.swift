/// One thing that is wrong in a template, and what to do about it.
public struct TemplateProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The template file.
  public var path: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, counted in Unicode scalars.
  public var column: Int
  /// The offending line, as it stands in the file.
  public var sourceLine: String
  /// What is wrong.
  public var message: String
  /// What to do.
  public var remedy: String

  /// Creates a problem.
  public init(
    path: String, line: Int, column: Int, sourceLine: String, message: String, remedy: String
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.message = message
    self.remedy = remedy
  }

  /// `path:line:column: error: message`, the line, a caret under the place, the remedy.
  public var description: String {
    let before = sourceLine.unicodeScalars.prefix(column - 1)
    let padding = before.map { $0.value >= 0x1100 ? "  " : $0 == "\t" ? "\t" : " " }.joined()
    return """
      \(path):\(line):\(column): error: \(message)
        \(sourceLine)
        \(padding)^
        \(remedy)
      """
  }
}

/// Everything that is wrong in a set of templates, in the order of path, line and column.
public struct TemplateProblems: Error, Sendable, Hashable, CustomStringConvertible {
  /// The problems; at least one, each once.
  public private(set) var problems: [TemplateProblem]

  /// - Parameter problems: at least one problem, in any order; repeated ones are kept once.
  public init(_ problems: [TemplateProblem]) {
    self.problems = Set(problems).sorted {
      ($0.path, $0.line, $0.column, $0.message) < ($1.path, $1.line, $1.column, $1.message)
    }
  }

  /// The problems, one after another.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
