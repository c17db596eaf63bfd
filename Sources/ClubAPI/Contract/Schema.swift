/// What a value of a request or an answer looks like, in the terms of JSON Schema 2020-12.
indirect enum Schema: Hashable, Sendable {
  case text(TextRule)
  case integer(ClosedRange<Int>? = nil)
  case boolean
  /// True or false, and false where it is left out.
  case flag
  case list(Schema)
  case object([Property])
  /// Any object: what it holds is said elsewhere.
  case anyObject
  /// A value that stands once in the document and is referred to by its name.
  case named(String, Schema)
  /// The value or `null`.
  case nullable(Schema)
  /// The text, or an empty one, or `null`.
  case blankable(Schema)

  /// What may be sent of a field that may as well be left out: `null` says the same, and so does an
  /// empty text, which a form sends for a field that nobody has filled in.
  var omittable: Schema {
    switch self {
    case .text: .blankable(self)
    case .flag: self
    default: .nullable(self)
    }
  }

  /// Text of any kind.
  static let anyText = Schema.text(TextRule())

  /// Text of so many characters.
  static func text(_ length: ClosedRange<Int>, example: String? = nil) -> Schema {
    .text(
      TextRule(minimum: length.lowerBound, maximum: length.upperBound, example: example))
  }

  /// Text of at least so many characters.
  static func text(_ length: PartialRangeFrom<Int>, example: String? = nil) -> Schema {
    .text(TextRule(minimum: length.lowerBound, example: example))
  }

  /// Text that a regular expression describes from its beginning to its end.
  static func pattern(_ pattern: String, example: String) -> Schema {
    .text(TextRule(pattern: "^(?:\(pattern))$", example: example))
  }

  /// One of some words.
  static func oneOf(_ values: [String]) -> Schema {
    .text(TextRule(values: values))
  }

  /// One of the values of an enumeration.
  static func oneOf<Value: CaseIterable & RawRepresentable<String>>(_: Value.Type) -> Schema {
    .oneOf(Value.allCases.map(\.rawValue))
  }

  /// A time as the club's clocks show it.
  static let instant = Schema.text(
    TextRule(format: "date-time", example: "2026-11-22T10:00:00+08:00"))
  /// A day of Shanghai.
  static let day = Schema.text(
    TextRule(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", format: "date", example: "2026-11-22"))
  /// A name that editors give: an event's slug, a rule's code.
  static let code = Schema.pattern("[A-Za-z0-9][A-Za-z0-9._-]{0,79}", example: "attend")
  /// Twelve digits.
  static let memberNumber = Schema.pattern("[0-9]{12}", example: "477127567449")
  /// Twelve digits in groups of four.
  static let card = Schema.pattern("[0-9]{4} [0-9]{4} [0-9]{4}", example: "4771 2756 7449")
  /// The name of what stands in the journal: a letter, the record, the place in it.
  static func place(_ mark: Character) -> Schema {
    .pattern("\(mark)[1-9][0-9]*-[1-9][0-9]*", example: "\(mark)7-1")
  }
}

/// What a text must look like.
struct TextRule: Hashable, Sendable {
  var minimum: Int?
  var maximum: Int?
  /// A regular expression of ECMA-262 that the text matches somewhere.
  var pattern: String?
  var format: String?
  /// The only values that there are; empty where there are others.
  var values: [String] = []
  var example: String?
}

/// A member of an object.
struct Property: Hashable, Sendable {
  let name: String
  let schema: Schema
  let about: Words
  /// Whether it is always there.
  let isRequired: Bool

  init(
    _ name: String, _ schema: Schema, _ chinese: String, _ english: String,
    isRequired: Bool = true
  ) {
    self.name = name
    self.schema = schema
    about = Words(chinese, english)
    self.isRequired = isRequired
  }

  /// The same, left out or not.
  var whereKnown: Property {
    Property(name, schema, about.chinese, about.english, isRequired: false)
  }
}
