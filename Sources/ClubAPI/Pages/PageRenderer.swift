/// Makes pages of answers; whoever knows the theme implements it.
public protocol PageRenderer: Sendable {
  /// - Parameter page: what the page says.
  /// - Returns: the whole page in HTML, UTF-8.
  func page(_ page: AnswerPage) -> [UInt8]

  /// Looks something up for a browser that runs no script. It may read files.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - skipped: how many results were shown before.
  ///   - isTraditional: whether it is asked in the Traditional edition.
  /// - Returns: the search page in HTML, UTF-8; nil where the site has no search, or no such edition.
  func searchPage(_ query: String, from skipped: Int, isTraditional: Bool) -> [UInt8]?

  /// The page of joining once more, for whoever filled it in and was refused.
  ///
  /// - Parameter again: what was typed, and what is wrong with it.
  /// - Returns: the page in HTML, UTF-8; nil where the site has no such page.
  func joinPage(_ again: JoiningAgain) -> [UInt8]?

  /// The page of an article that is for members, with its text. It may read files.
  ///
  /// - Parameter url: the article's own URL, `/issues/27/rain/`.
  /// - Returns: the page in HTML, UTF-8; nil where there is no such article.
  func membersPage(at url: String) -> [UInt8]?
}

/// What a page says in answer to a form.
public struct AnswerPage: Hashable, Sendable {
  /// What the page is for.
  public enum Kind: Hashable, Sendable {
    /// Something is to be looked over and sent.
    case confirm
    /// It is done.
    case done
    /// It was refused.
    case problem
    /// It is to be shown at the counter or printed: a card, a voucher.
    case slip
    /// A table to read and to print.
    case statement
    /// What is the member's own, to read and to go on from; nothing was done.
    case own
  }

  /// A name and its value.
  public struct Row: Hashable, Sendable {
    /// The name.
    public var label: String
    /// The value.
    public var value: String
  }

  /// A form that is sent as it is, or with little to fill in.
  public struct Form: Hashable, Sendable {
    /// Where it is posted to.
    public var action: String
    /// What it carries: names and values of hidden fields.
    public var fields: [Row]
    /// What is to be filled in.
    public var inputs: [Input] = []
    /// The words on its button.
    public var button: String
  }

  /// A field to fill in.
  public struct Input: Hashable, Sendable {
    /// What it is sent as.
    public var name: String
    /// Its words.
    public var label: String
    /// What a browser may fill in by itself, as HTML's `autocomplete` calls it.
    public var autocomplete: String
    /// Which keys a telephone shows, as HTML's `inputmode` calls them.
    public var keys: String
    /// What stands in it already.
    public var value: String = ""
    /// Whether it has many lines.
    public var isLong = false
  }

  /// A QR code.
  public struct Code: Hashable, Sendable {
    /// The code as an SVG element.
    public var svg: String
    /// The same in letters and digits, as people read it.
    public var text: String
  }

  /// A statement's lines.
  public struct Table: Hashable, Sendable {
    /// One line.
    public struct Line: Hashable, Sendable {
      /// The day.
      public var day: String
      /// What it is for.
      public var subject: String
      /// What else there is to say of it.
      public var note: String
      /// What changed.
      public var change: String
      /// What was there afterwards.
      public var balance: String
    }

    /// The headings of the columns: day, subject, change, balance.
    public var head: [String]
    /// The lines.
    public var lines: [Line]
  }

  /// A way to go on.
  public struct Link: Hashable, Sendable {
    /// The words.
    public var label: String
    /// The address.
    public var url: String
  }

  /// What the page is for.
  public var kind: Kind
  /// The heading.
  public var title: String
  /// Sentences below it.
  public var lines: [String]
  /// What was entered, or what came of it.
  public var rows: [Row]
  /// The form that sends what was looked over.
  public var form: Form?
  /// Ways to go on.
  public var links: [Link]
  /// What a scanner reads.
  public var code: Code?
  /// A statement's lines.
  public var table: Table?
}

extension AnswerPage {
  init(
    _ kind: Kind, _ title: String, lines: [String] = [], rows: [(String, String)] = [],
    form: Form? = nil, links: [(String, String)] = [], code: Code? = nil,
    table: Table? = nil
  ) {
    self.init(
      kind: kind, title: title, lines: lines, rows: rows.map { Row(label: $0.0, value: $0.1) },
      form: form, links: links.map { Link(label: $0.0, url: $0.1) }, code: code,
      table: table)
  }
}
