import Markdown
import Theming

/// Writes containers with a theme's templates.
struct ContainerWriter: Sendable {
  let templates: ContainerTemplates
  /// Where one becomes a member; nil without a club.
  let joinURL: String?

  /// Appends the card of an event: the container, what it holds, and where to write.
  typealias Card = (MarkdownContainer, HTML, inout [UInt8]) -> Void

  /// Appends a container of any kind but an event's card; `text` makes markup of content, with all
  /// that is to be filled in.
  func write(
    _ kind: MarkdownContainerKind, _ container: MarkdownContainer, to output: inout [UInt8],
    text: (MarkdownMarkup) -> HTML
  ) {
    if kind == .interview {
      templates.interview.render(InterviewContext(container, text: text), into: &output)
      return
    }
    let content = text(container.content)
    switch kind {
    case .quote: templates.quote.render(QuoteContext(container, content: content), into: &output)
    case .note: templates.note.render(NoteContext(container, content: content), into: &output)
    case .notice: templates.notice.render(NoteContext(container, content: content), into: &output)
    case .gallery:
      templates.gallery.render(GalleryContext(container, content: content), into: &output)
    case .members:
      templates.members.render(
        MembersContext(container, content: content, joinURL: joinURL), into: &output)
    case .editor:
      templates.editor.render(EditorContext(container, content: content), into: &output)
    case .interview, .event: break
    }
  }

  /// Markup with all that had to wait for its page: events' cards, and what holds one.
  func filled(_ markup: MarkdownMarkup, card: Card) -> HTML {
    HTML(
      markup.filled { container, output in
        switch MarkdownContainerKind(name: container.name) {
        case .event: card(container, filled(container.content, card: card), &output)
        case let kind?: write(kind, container, to: &output) { filled($0, card: card) }
        case nil: break
        }
      })
  }
}
