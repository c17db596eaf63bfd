/// What a rendering turns on, and the few words it puts on the page by itself.
///
/// The default is an editor's: every extension on and raw HTML kept. A member's contribution is
/// rendered with ``contribution``.
public struct MarkdownOptions: Sendable, Equatable {
  /// The marks beyond CommonMark 0.30. Empty means CommonMark exactly.
  public var extensions: MarkdownExtensions

  /// What becomes of raw HTML in the source.
  public var rawHTML: RawHTMLPolicy

  /// Leaves out a level-one heading that opens the document, because the page's own template
  /// shows the title. ``RenderedMarkdown/title`` still holds it.
  public var dropsLeadingTitle: Bool

  /// Whether the document stands under a title that its page shows. A heading of level one in it is
  /// then set as one of level two, with a warning: a page has one title.
  public var standsUnderTitle = false

  /// Goes before every id that the renderer makes up (headings, notes), so that several
  /// documents can stand on one page.
  public var idPrefix: String

  /// The words for footnotes and task lists.
  public var labels: MarkdownLabels

  /// How many characters an excerpt holds at most; a Latin word counts as two.
  public var excerptLength: Int

  /// Whether ``RenderedMarkdown/plainText`` is wanted; the counts and the excerpt always are.
  public var keepsPlainText: Bool

  /// Whether a member sent the text in: attribute lists are left out then, with a warning, and no
  /// remedy asks for more trust.
  public var isContribution = false

  /// Options for an editor's text: every extension, raw HTML kept.
  public init(
    extensions: MarkdownExtensions = .all,
    rawHTML: RawHTMLPolicy = .kept,
    dropsLeadingTitle: Bool = false,
    idPrefix: String = "",
    labels: MarkdownLabels = .simplified,
    excerptLength: Int = 110,
    keepsPlainText: Bool = true
  ) {
    self.extensions = extensions
    self.rawHTML = rawHTML
    self.dropsLeadingTitle = dropsLeadingTitle
    self.idPrefix = idPrefix
    self.labels = labels
    self.excerptLength = excerptLength
    self.keepsPlainText = keepsPlainText
  }

  /// CommonMark 0.30 and nothing else.
  public static let commonMark = MarkdownOptions(extensions: [])

  /// A text sent in by a member: every extension but attribute lists, raw HTML only as the
  /// allow-list permits, and ids that cannot be taken for the page's own.
  public static let contribution: MarkdownOptions = {
    var options = MarkdownOptions(
      extensions: .all.subtracting(.attributes), rawHTML: .sanitized, idPrefix: "c-")
    options.isContribution = true
    return options
  }()
}

/// What becomes of raw HTML in a source, and of links that could run a script.
public enum RawHTMLPolicy: Sendable, Equatable {
  /// Kept as it stands: for editors, who are trusted with the page.
  case kept
  /// Rebuilt from an allow-list of elements, attributes and address schemes: for contributions.
  case sanitized
  /// Left out.
  case removed
}

/// The marks beyond CommonMark, each of which can be switched off.
public struct MarkdownExtensions: OptionSet, Sendable, Hashable {
  /// One bit for each extension.
  public let rawValue: UInt32

  /// A set from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Emphasis that may open and close beside Chinese, Japanese and Korean characters.
  public static let wideEmphasis = MarkdownExtensions(rawValue: 1 << 0)
  /// A line break between two Han characters is no space, and full-width spaces that set a
  /// paragraph or its next line in are left out: setting in is the style sheet's.
  public static let wideBreaks = MarkdownExtensions(rawValue: 1 << 1)
  /// Tables, with alignment, and a caption from a line `: caption` below.
  public static let tables = MarkdownExtensions(rawValue: 1 << 2)
  /// `~~deleted~~`; a single `~` stays, because it writes a range: 10~20.
  public static let strikethrough = MarkdownExtensions(rawValue: 1 << 3)
  /// `- [ ]` and `- [x]`.
  public static let taskLists = MarkdownExtensions(rawValue: 1 << 4)
  /// `[^1]` and `[^1]: note`.
  public static let footnotes = MarkdownExtensions(rawValue: 1 << 5)
  /// Bare addresses: `https://…`, `www.…` and e-mail.
  public static let autolinks = MarkdownExtensions(rawValue: 1 << 6)
  /// Ids on headings.
  public static let headingIDs = MarkdownExtensions(rawValue: 1 << 7)
  /// `{#id .class}` after a heading or an image.
  public static let attributes = MarkdownExtensions(rawValue: 1 << 8)
  /// A term, then lines that begin with `: `.
  public static let definitionLists = MarkdownExtensions(rawValue: 1 << 9)
  /// `:::name` … `:::`.
  public static let containers = MarkdownExtensions(rawValue: 1 << 10)
  /// `{会刊|huì kān}`.
  public static let ruby = MarkdownExtensions(rawValue: 1 << 11)
  /// An image alone in a paragraph is a figure; images say their size and load late.
  public static let figures = MarkdownExtensions(rawValue: 1 << 12)

  /// Every extension.
  public static let all = MarkdownExtensions(rawValue: (1 << 13) - 1)

  /// The names by which `site.yml` switches them, in the order of their bits.
  public static let names: [(name: String, value: MarkdownExtensions)] = [
    ("wide_emphasis", .wideEmphasis), ("wide_breaks", .wideBreaks), ("tables", .tables),
    ("strikethrough", .strikethrough), ("task_lists", .taskLists), ("footnotes", .footnotes),
    ("autolinks", .autolinks), ("heading_ids", .headingIDs), ("attributes", .attributes),
    ("definition_lists", .definitionLists), ("containers", .containers), ("ruby", .ruby),
    ("figures", .figures),
  ]
}

/// The words that the renderer itself puts on a page.
public struct MarkdownLabels: Sendable, Equatable {
  /// The heading of the notes: 注释.
  public var notes: String
  /// What a screen reader says of a note's mark, before its number: 注.
  public var note: String
  /// What a screen reader says of the way back, before and after the number: 回到正文注 · 处.
  public var backBefore: String
  /// See ``backBefore``.
  public var backAfter: String
  /// A task that is done: 已完成.
  public var done: String
  /// A task that is open: 未完成.
  public var open: String
  /// What a screen reader says of the box that a table can be moved in: 表格.
  public var table: String

  /// Words of one's own.
  public init(
    notes: String, note: String, backBefore: String, backAfter: String, done: String,
    open: String, table: String
  ) {
    self.notes = notes
    self.note = note
    self.backBefore = backBefore
    self.backAfter = backAfter
    self.done = done
    self.open = open
    self.table = table
  }

  /// Simplified Chinese.
  public static let simplified = MarkdownLabels(
    notes: "注释", note: "注", backBefore: "回到正文注", backAfter: "处", done: "已完成", open: "未完成",
    table: "表格")
  /// Traditional Chinese.
  public static let traditional = MarkdownLabels(
    notes: "註釋", note: "註", backBefore: "回到正文註", backAfter: "處", done: "已完成", open: "未完成",
    table: "表格")
  /// English.
  public static let english = MarkdownLabels(
    notes: "Notes", note: "Note", backBefore: "Back to note", backAfter: "", done: "Done",
    open: "Open", table: "Table")
}
