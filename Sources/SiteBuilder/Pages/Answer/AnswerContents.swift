/// What a page says in answer to a form that was posted without a script.
public struct AnswerContents: Sendable, Hashable {
  /// What the page is for.
  public enum Kind: Sendable, Hashable {
    /// To look over and send.
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
  public struct Row: Sendable, Hashable {
    /// The name, for people.
    public var label: String
    /// The value.
    public var value: String

    /// - Parameters:
    ///   - label: the name, for people.
    ///   - value: the value.
    public init(label: String, value: String) {
      self.label = label
      self.value = value
    }
  }

  /// The form that sends what was looked over.
  public struct Form: Sendable, Hashable {
    /// Where it posts to.
    public var action: String
    /// What it carries: names and values.
    public var fields: [Row]
    /// What is to be filled in.
    public var inputs: [Input]
    /// The words on its button.
    public var button: String

    /// - Parameters:
    ///   - action: where it posts to.
    ///   - fields: what it carries: names and values.
    ///   - inputs: what is to be filled in.
    ///   - button: the words on its button.
    public init(action: String, fields: [Row], inputs: [Input] = [], button: String) {
      self.action = action
      self.fields = fields
      self.inputs = inputs
      self.button = button
    }
  }

  /// A field to fill in.
  public struct Input: Sendable, Hashable {
    /// What it is sent as.
    public var name: String
    /// Its words.
    public var label: String
    /// What a browser may fill in by itself, as HTML's `autocomplete` calls it.
    public var autocomplete: String
    /// Which keys a telephone shows, as HTML's `inputmode` calls them.
    public var keys: String
    /// What stands in it already.
    public var value: String
    /// Whether it has many lines.
    public var isLong: Bool

    /// - Parameters:
    ///   - name: what it is sent as.
    ///   - label: its words.
    ///   - autocomplete: what a browser may fill in by itself.
    ///   - keys: which keys a telephone shows.
    ///   - value: what stands in it already.
    ///   - isLong: whether it has many lines.
    public init(
      name: String, label: String, autocomplete: String, keys: String, value: String = "",
      isLong: Bool = false
    ) {
      self.value = value
      self.isLong = isLong
      self.name = name
      self.label = label
      self.autocomplete = autocomplete
      self.keys = keys
    }
  }

  /// A QR code.
  public struct Code: Sendable, Hashable {
    /// The code as an SVG element.
    public var svg: String
    /// The same in letters and digits, as people read it.
    public var text: String

    /// - Parameters:
    ///   - svg: the code as an SVG element.
    ///   - text: the same in letters and digits.
    public init(svg: String, text: String) {
      self.svg = svg
      self.text = text
    }
  }

  /// A statement's lines.
  public struct Table: Sendable, Hashable {
    /// The headings of the columns: day, subject, change, balance.
    public var head: [String]
    /// The lines: day, subject, note, change, balance.
    public var lines: [[String]]

    /// - Parameters:
    ///   - head: the headings of the columns: day, subject, change, balance.
    ///   - lines: the lines: day, subject, note, change, balance.
    public init(head: [String], lines: [[String]]) {
      self.head = head
      self.lines = lines
    }
  }

  /// What the page is for.
  public var kind: Kind
  /// The heading.
  public var title: String
  /// Sentences under it.
  public var lines: [String]
  /// What was entered, or what came of it.
  public var rows: [Row]
  /// The form that sends it; nil on pages that only say something.
  public var form: Form?
  /// Where to go from here: words and addresses.
  public var links: [Row]
  /// What a scanner reads.
  public var code: Code?
  /// A statement's lines.
  public var table: Table?

  /// - Parameters:
  ///   - kind: what the page is for.
  ///   - title: the heading.
  ///   - lines: sentences under it.
  ///   - rows: what was entered, or what came of it.
  ///   - form: the form that sends it; nil on pages that only say something.
  ///   - links: where to go from here: words and addresses.
  ///   - code: what a scanner reads.
  ///   - table: a statement's lines.
  public init(
    kind: Kind, title: String, lines: [String] = [], rows: [Row] = [], form: Form? = nil,
    links: [Row] = [], code: Code? = nil, table: Table? = nil
  ) {
    self.kind = kind
    self.title = title
    self.lines = lines
    self.rows = rows
    self.form = form
    self.links = links
    self.code = code
    self.table = table
  }
}
