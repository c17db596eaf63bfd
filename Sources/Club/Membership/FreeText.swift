/// The name of a person, as they write it.
public struct PersonName: Hashable, Sendable {
  /// 1–50 Unicode scalars, without white space around it.
  public let text: String

  /// The name, or nil where something is wrong with it, which `fault(in:)` names.
  ///
  /// Names are judged where they come in, and never again: those in old journals stay as they are.
  public init?(_ text: some StringProtocol) {
    guard PersonName.fault(in: text) == nil else { return nil }
    self.text = HalfWidth.trimmed(String(text))
  }

  /// What is wrong with a text as a name; nil where nothing is.
  ///
  /// A name that nobody can see, or that looks like another, cannot be found at the desk.
  public static func fault(in text: some StringProtocol) -> TextFault? {
    let scalars = HalfWidth.trimmed(String(text)).unicodeScalars
    if let fault = TextFault(in: scalars, limit: 50) { return fault }
    var before: Unicode.Scalar?
    for (place, scalar) in scalars.enumerated() {
      // A variation selector says in which of its forms a Han character is written, as some names are.
      let isVariant =
        before?.properties.isIdeographic == true && (0xE0100...0xE01EF).contains(scalar.value)
      if !isVariant, scalar.isInvisible { return .invisible(scalar, place: place + 1) }
      if scalar.properties.generalCategory == .privateUse {
        return .privateUse(scalar, place: place + 1)
      }
      before = scalar
    }
    return scalars.contains { !$0.isMark && !$0.properties.isWhitespace } ? nil : .nothingVisible
  }
}

/// Why somebody of the staff did what they did, in their own words.
public struct Reason: Hashable, Sendable {
  /// 1–200 Unicode scalars, without white space around it.
  public let text: String

  /// A reason of the program's own.
  public init(literal: StaticString) { text = "\(literal)" }

  /// The reason, or nil where something is wrong with it, which `fault(in:)` names.
  public init?(_ text: some StringProtocol) {
    guard Reason.fault(in: text) == nil else { return nil }
    self.text = HalfWidth.trimmed(String(text))
  }

  /// What is wrong with a text as a reason; nil where nothing is.
  public static func fault(in text: some StringProtocol) -> TextFault? {
    TextFault(in: HalfWidth.trimmed(String(text)).unicodeScalars, limit: 200)
  }
}

/// What is wrong with a text that somebody has typed. Places are counted from 1, in Unicode scalars, without the
/// white space before the text.
public enum TextFault: Hashable, Sendable {
  /// Nothing but white space.
  case empty
  /// Too many Unicode scalars.
  case tooLong(count: Int, limit: Int)
  /// A line break.
  case lineBreak(place: Int)
  /// A character that cannot be seen, or that changes how others are shown.
  case invisible(Unicode.Scalar, place: Int)
  /// A character that means something on one machine alone.
  case privateUse(Unicode.Scalar, place: Int)
  /// Nothing but marks, which stand above or below a letter that is not there.
  case nothingVisible

  /// What is wrong with every free text: control characters break lines and terminals; direction overrides
  /// make a text lie about itself.
  init?(in scalars: some BidirectionalCollection<Unicode.Scalar>, limit: Int) {
    guard !scalars.isEmpty else {
      self = .empty
      return
    }
    for (place, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x0A...0x0D, 0x85, 0x2028, 0x2029:
        self = .lineBreak(place: place + 1)
        return
      case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        self = .invisible(scalar, place: place + 1)
        return
      default: continue
      }
    }
    guard scalars.count > limit else { return nil }
    self = .tooLong(count: scalars.count, limit: limit)
  }
}

extension TextFault: CustomStringConvertible {
  /// In English, as the end of a sentence, without the text itself: `delete character 2, U+200B, which is invisible`.
  public var description: String {
    switch self {
    case .empty: "it is empty"
    case .tooLong(let count, let limit): "there are \(count), and \(limit) at most"
    case .lineBreak(let place): "delete the line break at character \(place)"
    case .invisible(let scalar, let place):
      "delete character \(place), \(scalar.codePoint), which is invisible"
    case .privateUse(let scalar, let place):
      "replace character \(place), \(scalar.codePoint), which other machines cannot show"
    case .nothingVisible: "there is none"
    }
  }
}

extension Unicode.Scalar {
  /// `U+200B`.
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// Whether nothing is drawn for it, though it is no space: what Unicode calls default-ignorable and formats, and
  /// the blanks that are letters or symbols by name.
  fileprivate var isInvisible: Bool {
    let blanks: [UInt32] = [0x2800, 0xFFFC, 0x1D159]
    return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
      || properties.generalCategory == .format || blanks.contains(value)
  }

  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
