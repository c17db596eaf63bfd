/// A rule of the typographic lint. Its raw value is the code that diagnostics and comments name;
/// codes never change their meaning.
public enum LintCode: String, CaseIterable, Sendable, Hashable {
  /// `,` `;` `:` `?` `!` `.` `(` `)` in Chinese.
  case halfwidthPunctuation = "halfwidth-punctuation"
  /// Digits and Latin letters as wide as a Han character.
  case fullwidthLatin = "fullwidth-latin"
  /// Three dots, or half an ellipsis, for ……
  case ellipsis
  /// Hyphens for ——
  case dash
  /// Typewriter quotation marks in Chinese.
  case straightQuotes = "straight-quotes"
  /// Two pauses in a row.
  case doubledPunctuation = "doubled-punctuation"
  /// A typed space before a full-width mark.
  case spaceBeforePunctuation = "space-before-punctuation"
  /// A typed space after a full-width mark.
  case spaceAfterPunctuation = "space-after-punctuation"
  /// A typed space between a Han character and a Latin letter or digit.
  case spaceBetweenHanAndLatin = "space-between-han-and-latin"
  /// Full-width spaces that set a paragraph in.
  case typedIndent = "typed-indent"
  /// Corner brackets and curved quotation marks in one text.
  case mixedQuotes = "mixed-quotes"
  /// A heading more than one level below the one before it.
  case skippedHeading = "skipped-heading"
  /// `[春游]（trip.md）`: a link that is none.
  case unreadLink = "unread-link"
  /// `##标题`: a heading that is none.
  case unreadHeading = "unread-heading"
  /// `1.报到⏎2.集合`: a list that is none.
  case unreadList = "unread-list"
  /// Raw HTML that browsers do not show.
  case blockedHTML = "blocked-html"
  /// A character that no text has.
  case controlCharacter = "control-character"
  /// A comment for the lint that it does not understand; this one cannot be switched off.
  case unknownLintCode = "unknown-lint-code"

  /// What is wrong, for a list of the rules.
  public var summary: String {
    switch self {
    case .halfwidthPunctuation:
      "Half-width punctuation beside Han characters. Repaired where both sides are Chinese; a "
        + "full stop, and a mark with Latin text on one side, are only reported"
    case .fullwidthLatin: "Digits and Latin letters of full width"
    case .ellipsis: "Dots, or a single …, where Chinese writes six dots on two cells"
    case .dash:
      "Hyphens where Chinese writes a dash of two cells. A single — is a range (北京—上海) and right"
    case .straightQuotes:
      "Typewriter quotation marks in Chinese. Repaired where all of a paragraph's marks pair"
    case .doubledPunctuation:
      "Two pauses in a row. Repaired where they are the same; ！！ and ？！ are emphasis and right"
    case .spaceBeforePunctuation: "A space before a full-width mark"
    case .spaceAfterPunctuation: "A space after a full-width mark, which has its own white on it"
    case .spaceBetweenHanAndLatin:
      "A typed space between Han and Latin. The theme's style sheet sets that gap, narrower "
        + "than a typed one, and typed ones make it uneven. One finding for a line. Repaired where "
        + "no space of the paragraph can hold two things apart; see below"
    case .typedIndent:
      "Full-width spaces that set a line in. The theme's style sheet sets paragraphs in, and the "
        + "page leaves them out. Repaired at the beginning of a paragraph; a further line that has "
        + "them may have been meant to begin one. Where a line ends with a break of its own, as in "
        + "verse, they are right"
    case .mixedQuotes:
      "Two kinds of quotation marks in one text. The first of the rarer kind is reported"
    case .skippedHeading: "A heading that skips a level. The page's title is level 1"
    case .unreadLink:
      "A link or picture that stands on the page as it is written: full-width brackets or "
        + "parentheses, a blank in the address. Only where it looks like an address"
    case .unreadHeading:
      "A heading that is none: no blank behind the #, or a full-width one. #雨 and #雨# as topics "
        + "within a line are right"
    case .unreadList:
      "Items that run into one line, because no blank stands behind their marks or CommonMark does "
        + "not know these"
    case .blockedHTML:
      "Raw HTML that the site's content security policy forbids: frames, sound and film, scripts, "
        + "inline styles. Only where raw HTML is kept"
    case .controlCharacter:
      "A control character, which nobody sees and programs trip over; a NUL is an error"
    case .unknownLintCode: "A lint comment with a word that is no code; cannot be switched off"
    }
  }

  /// A piece of Markdown that has the fault.
  public var before: String {
    switch self {
    case .halfwidthPunctuation: "请先登记,再领卡(限时)!"
    case .fullwidthLatin: "２０２６年Ａ座"
    case .ellipsis: "他想了想...没有说"
    case .dash: "三样东西--卡、会刊、存折"
    case .straightQuotes: "他说\"好的\"就走了"
    case .doubledPunctuation: "名额已满，，请候补"
    case .spaceBeforePunctuation: "名额已满 ，请候补"
    case .spaceAfterPunctuation: "名额已满， 请候补"
    case .spaceBetweenHanAndLatin: "第 3 期 PDF 版"
    case .typedIndent: "　　屋顶上种着葱。"
    case .mixedQuotes: "他说“好”，又说“走”，却写「留」"
    case .skippedHeading: "## 目录\n\n#### 细目"
    case .unreadLink: "见[春游]（trip.md）"
    case .unreadHeading: "##目录"
    case .unreadList: "1.报到\n2.集合"
    case .blockedHTML: "<p style=\"color: red\">红</p>"
    case .controlCharacter: "檐口\u{1}滴水"
    case .unknownLintCode: "<!-- lint-disable elipsis -->"
    }
  }

  /// The same piece without it.
  public var after: String {
    switch self {
    case .halfwidthPunctuation: "请先登记，再领卡（限时）！"
    case .fullwidthLatin: "2026年A座"
    case .ellipsis: "他想了想……没有说"
    case .dash: "三样东西——卡、会刊、存折"
    case .straightQuotes: "他说“好的”就走了"
    case .doubledPunctuation, .spaceBeforePunctuation, .spaceAfterPunctuation: "名额已满，请候补"
    case .spaceBetweenHanAndLatin: "第3期PDF版"
    case .typedIndent: "屋顶上种着葱。"
    case .mixedQuotes: "他说“好”，又说“走”，却写“留”"
    case .skippedHeading: "## 目录\n\n### 细目"
    case .unreadLink: "见[春游](trip.md)"
    case .unreadHeading: "## 目录"
    case .unreadList: "1. 报到\n2. 集合"
    case .blockedHTML: "<p class=\"red\">红</p>"
    case .controlCharacter: "檐口滴水"
    case .unknownLintCode: "<!-- lint-disable ellipsis -->"
    }
  }

  /// Whether the lint repairs the fault by itself where that is safe.
  public var isRepaired: Bool {
    switch self {
    case .mixedQuotes, .skippedHeading, .unreadLink, .unreadHeading, .unreadList, .blockedHTML,
      .controlCharacter, .unknownLintCode:
      false
    default: true
    }
  }
}
