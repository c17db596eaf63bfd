import Markdown
import Theming

/// A theme's templates for what stands between `:::` lines, one a kind, in `containers/`.
struct ContainerTemplates: Sendable {
  let quote: Template<QuoteContext>
  let note: Template<NoteContext>
  let notice: Template<NoteContext>
  let gallery: Template<GalleryContext>
  let interview: Template<InterviewContext>
  let event: Template<EventContainerContext>
  let members: Template<MembersContext>
  let editor: Template<EditorContext>

  /// Nil where one of them cannot be compiled; the compilation knows why.
  init?(_ compilation: inout ThemeCompilation) {
    let quote = compilation.template(Self.name(.quote), QuoteContext.self)
    let note = compilation.template(Self.name(.note), NoteContext.self)
    let notice = compilation.template(Self.name(.notice), NoteContext.self)
    let gallery = compilation.template(Self.name(.gallery), GalleryContext.self)
    let interview = compilation.template(Self.name(.interview), InterviewContext.self)
    let event = compilation.template(Self.name(.event), EventContainerContext.self)
    let members = compilation.template(Self.name(.members), MembersContext.self)
    let editor = compilation.template(Self.name(.editor), EditorContext.self)
    guard let quote, let note, let notice, let gallery, let interview, let event, let members,
      let editor
    else { return nil }
    self.quote = quote
    self.note = note
    self.notice = notice
    self.gallery = gallery
    self.interview = interview
    self.event = event
    self.members = members
    self.editor = editor
  }

  /// What a kind's template is called: `containers/quote`.
  static func name(_ kind: MarkdownContainerKind) -> String { "containers/\(kind.rawValue)" }
}

extension MarkdownContainerKind {
  /// What editors write and what it is for: printed in the themes' contract.
  var meaning: String {
    let use =
      switch self {
      case .quote: "a sentence pulled out of the text, or somebody else's."
      case .note: "a hint beside the text."
      case .notice: "a notice that should not be missed."
      case .gallery: "pictures side by side; its content is a `figure` for each."
      case .interview: "questions and answers."
      case .event: "the card of an event."
      case .members: "a teaser for what is for members; all of it is public."
      case .editor: "the editor's word."
      }
    return "`:::\(name)` or `:::\(rawValue)`: \(use)"
  }

  /// The fields of this kind's context, and of every context they lead to.
  var outline: [ShapeOutline] {
    switch self {
    case .quote: QuoteContext.shape.outline
    case .note, .notice: NoteContext.shape.outline
    case .gallery: GalleryContext.shape.outline
    case .interview: InterviewContext.shape.outline
    case .event: EventContainerContext.shape.outline
    case .members: MembersContext.shape.outline
    case .editor: EditorContext.shape.outline
    }
  }
}
