import Markdown
import Theming

/// What a template of a container shows: what an editor wrote between two lines of colons.
protocol ContainerContext: TemplateContext {
  /// What every container has.
  var frame: ContainerFrame { get }
}

/// What every container has.
struct ContainerFrame: Sendable {
  var id: String?
  var classes: String
  var content: HTML

  init(_ container: MarkdownContainer, content: HTML) {
    id = container.id
    classes = container.classes.joined(separator: " ")
    self.content = content
  }
}

extension ContainerContext {
  /// A shape whose first three fields are those of every container.
  static func container(
    _ name: String, content: String = "What stands between its lines; may be empty.",
    _ fields: [Field<Self>]
  ) -> Shape<Self> {
    Shape(
      name,
      [
        .html("content", content) { $0.frame.content },
        .optionalText("id", "The id that the editor gave: `{#water}`.") { $0.frame.id },
        .text("class", "The classes that the editor gave, `{.wide}`, with blanks between them.") {
          $0.frame.classes
        },
      ] + fields)
  }
}

extension MarkdownContainer {
  /// The text behind the name; nil where there is none.
  var words: String? { argument.isEmpty ? nil : argument }
}
