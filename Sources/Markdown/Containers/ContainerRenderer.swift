/// A block between `:::name …` and `:::`, ready to be written.
public struct MarkdownContainer: Sendable {
  /// What the author called it: `引言`, `notice`.
  public var name: String
  /// The text after the name, without attributes: a title, a person, an event's slug.
  public var argument: String
  /// From `{#id}`.
  public var id: String?
  /// From `{.class}`.
  public var classes: [String]
  /// From `{key=value}` or `{key="a value"}`, in order.
  public var attributes: [Attribute]
  /// The rendered content.
  public var content: MarkdownMarkup
  /// Where the paragraphs that stand directly in it begin in the content.
  var paragraphs: [Int]
  /// The content's plain text.
  public var plainText: String
  /// Line of the opening fence in the given source, from 1.
  public var line: Int
  /// Byte column of the opening fence, from 1.
  public var column: Int
  /// Byte column of the argument, from 1; that of the fence where there is none.
  public var argumentColumn: Int

  /// A name and a value.
  public struct Attribute: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The value, without quotation marks.
    public var value: String

    /// An attribute.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The value of an attribute, nil when it was not given.
  public subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
  }
}

/// Writes containers; a theme's templates stand behind it.
public protocol ContainerRenderer {
  /// Writes a container's markup, or leaves it for the time when a page is made.
  ///
  /// - Parameters:
  ///   - container: what the author wrote, its content rendered.
  ///   - output: where the markup goes.
  /// - Returns: what was done. A container whose content has slots cannot be written now.
  func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerOutcome
}

/// What became of a container.
public enum ContainerOutcome: Sendable, Equatable {
  /// It was written.
  case written
  /// Nothing was written: it becomes a slot where it stands.
  case later
  /// It cannot be written as its author meant; its content is written in a plain `div`.
  case refused(ContainerProblem)
}

/// Why a container could not be written as its author meant.
public struct ContainerProblem: Sendable, Equatable {
  /// How bad it is.
  public var severity: MarkdownDiagnostic.Severity
  /// What is wrong.
  public var message: String
  /// What to do about it.
  public var remedy: String
  /// Whether it is the argument that is wrong, to be pointed at.
  public var isInArgument: Bool

  /// A problem.
  public init(
    severity: MarkdownDiagnostic.Severity, message: String, remedy: String,
    isInArgument: Bool = false
  ) {
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.isInArgument = isInArgument
  }
}
