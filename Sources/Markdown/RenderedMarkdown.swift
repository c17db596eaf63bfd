/// One document, rendered, with everything a theme derives from it.
public struct RenderedMarkdown: Sendable {
  /// The markup, UTF-8, always well formed as text whatever the input was.
  public var html: [UInt8] = []

  /// Containers that are written when a page is made of the document; none without a renderer of
  /// containers that leaves some for later.
  public var slots: [MarkdownSlot] = []

  /// The markup with its slots.
  public var markup: MarkdownMarkup { MarkdownMarkup(html, slots: slots) }

  /// The plain text of the first heading, whatever its level; nil without a heading.
  public var title: String?

  /// The headings in order, without a leading title that was dropped.
  public var outline: [OutlineEntry] = []

  /// The opening of the running text, for lists and feeds; ends with …… where it was cut.
  public var excerpt = ""

  /// The text without marks, one block a line, UTF-8; empty when not asked for.
  public var plainTextBytes: [UInt8] = []

  /// The text without marks, one block a line, for search and feeds; empty when not asked for.
  public var plainText: String { String(decoding: plainTextBytes, as: UTF8.self) }

  /// Han characters in the text (code blocks and raw HTML not counted).
  public var hanCount = 0

  /// Latin words and numbers in the text.
  public var latinWordCount = 0

  /// How many notes the document has.
  public var noteCount = 0

  /// Every id that the document defines, raw HTML included, in the order of the page.
  public var anchors: [String] = []

  /// ``anchors`` as a set, made anew each time.
  public var ids: Set<String> { Set(anchors) }

  /// Links to a fragment of another page of the site, for a check once every page is known.
  public var fragmentLinks: [FragmentLink] = []

  /// What is wrong in the source, in the order of the source.
  public var diagnostics: [MarkdownDiagnostic] = []

  /// An empty document.
  public init() {}

  /// How long it is.
  public var length: TextLength { TextLength(han: hanCount, latinWords: latinWordCount) }

  /// Han characters and Latin words together: 字数.
  public var wordCount: Int { length.words }

  /// The time to read it: at least 1.
  public var minutes: Int { length.minutes }
}

/// How long a text is to its reader.
public struct TextLength: Sendable, Hashable {
  /// Han characters.
  public var han: Int
  /// Latin words and numbers.
  public var latinWords: Int

  /// A length.
  public init(han: Int = 0, latinWords: Int = 0) {
    self.han = han
    self.latinWords = latinWords
  }

  /// Han characters and Latin words together: 字数.
  public var words: Int { han + latinWords }

  /// The time to read it: 400 Han characters or 220 Latin words a minute, rounded, at least 1.
  public var minutes: Int {
    // 400 and 220 share 4,400: Han × 11 + words × 20, in 4,400ths of a minute.
    max(1, (han * 11 + latinWords * 20 + 2_200) / 4_400)
  }
}

/// A heading, for a table of contents.
public struct OutlineEntry: Sendable, Equatable {
  /// 1 to 6.
  public var level: Int
  /// The anchor, without `#`; empty when heading ids are switched off.
  public var id: String
  /// The heading's plain text.
  public var title: String

  /// An entry.
  public init(level: Int, id: String, title: String) {
    self.level = level
    self.id = id
    self.title = title
  }
}

/// A link with a fragment, as the resolver answered it.
public struct FragmentLink: Sendable, Equatable {
  /// The address, fragment included.
  public var url: String
  /// Line in the given source, from 1.
  public var line: Int
  /// Byte column, from 1.
  public var column: Int
}

/// Something that an author should put right.
public struct MarkdownDiagnostic: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: Sendable, Equatable {
    /// The page would be wrong: a build stops.
    case error
    /// The page is usable but not as good as it should be.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// Line in the given source, from 1.
  public var line: Int
  /// Byte column, from 1.
  public var column: Int
  /// What is wrong and why.
  public var message: String
  /// What to do about it.
  public var remedy: String

  /// A diagnostic.
  public init(severity: Severity, line: Int, column: Int, message: String, remedy: String) {
    self.severity = severity
    self.line = line
    self.column = column
    self.message = message
    self.remedy = remedy
  }
}
