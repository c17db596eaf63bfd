import Markdown
import Theming

/// 引言: a sentence pulled out of the text, or somebody else's.
struct QuoteContext: ContainerContext {
  var frame: ContainerFrame
  var author: String?
  var work: String?
  var isShort: Bool

  init(_ container: MarkdownContainer, content: HTML) {
    frame = ContainerFrame(container, content: content)
    isShort = container.plainText.unicodeScalars.count <= Self.shortLength
    author = container.words
    work = Self.workKeys.lazy.compactMap { container[$0] }.first
  }

  private static let shortLength = 28

  /// How an editor may call the work.
  static let workKeys = ["source", "出处", "出處"]

  static let shape = container(
    "quote",
    [
      .flag("short", "Whether it is at most 28 characters long, and may stand upright in a margin.")
      {
        $0.isShort
      },
      .optionalText("author", "Who said it.") { $0.author },
      .optionalText("work", "Where it was said or printed: `{source=《营造法式》}`.") { $0.work },
    ])
}

/// 提示 and 公告: a hint and a notice.
struct NoteContext: ContainerContext {
  var frame: ContainerFrame
  var title: String?

  init(_ container: MarkdownContainer, content: HTML) {
    frame = ContainerFrame(container, content: content)
    title = container.words
  }

  static let shape = container(
    "note", [.optionalText("title", "Its title; without one, the theme has a word.") { $0.title }])
}

/// 图集: pictures side by side.
struct GalleryContext: ContainerContext {
  var frame: ContainerFrame
  var caption: String?

  init(_ container: MarkdownContainer, content: HTML) {
    frame = ContainerFrame(container, content: content)
    caption = container.words
  }

  static let shape = container(
    "gallery",
    [.optionalText("caption", "The line under all of them.") { $0.caption }])
}

/// 会员: a teaser for what is for members; nothing in it is secret.
struct MembersContext: ContainerContext {
  var frame: ContainerFrame
  var title: String?
  var joinURL: String?

  init(_ container: MarkdownContainer, content: HTML, joinURL: String?) {
    frame = ContainerFrame(container, content: content)
    title = container.words
    self.joinURL = joinURL
  }

  static let shape = container(
    "members",
    [
      .optionalText("title", "What waits for members; without one, the theme has a word.") {
        $0.title
      },
      .optionalText("join_url", "Where one becomes a member; absent without a club.") {
        $0.joinURL
      },
    ])
}

/// 编者按: the editor's word.
struct EditorContext: ContainerContext {
  var frame: ContainerFrame
  var signature: String?

  init(_ container: MarkdownContainer, content: HTML) {
    frame = ContainerFrame(container, content: content)
    signature = container.words
  }

  static let shape = container(
    "editor", [.optionalText("signature", "Who signs it.") { $0.signature }])
}

/// 活动: the card of an event, written whenever a page is made, for its seats are live.
struct EventContainerContext: ContainerContext {
  var frame: ContainerFrame
  var event: EventCardContext

  init(_ container: MarkdownContainer, content: HTML, event: EventCardContext) {
    frame = ContainerFrame(container, content: content)
    self.event = event
  }

  static let shape = container(
    "event", [.object("event", "The event; its seats are those of this moment.") { $0.event }])
}
