/// Markup that is already safe to print as it is: escaped text, or what the Markdown renderer made.
///
/// The type is what keeps pages safe: a template prints `HTML` only with three braces and text only
/// with two, and the other way round does not compile, so no member's name can become markup.
public struct HTML: Sendable, Hashable {
  /// The markup, UTF-8.
  public var bytes: [UInt8]

  /// - Parameter bytes: markup in UTF-8, taken as it is.
  public init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// - Parameter markup: markup, taken as it is.
  public init(verbatim markup: String) {
    bytes = Array(markup.utf8)
  }

  /// - Parameter text: plain text; the five characters that mean something in markup are escaped.
  public init(escaping text: String) {
    bytes = []
    var sink = ByteSink(capacity: text.utf8.count + 16)
    sink.append(escaping: text)
    sink.finish(into: &bytes)
  }
}
