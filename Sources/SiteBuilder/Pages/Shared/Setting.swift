/// How much room a line of type needs: decides between upright and level setting.
enum Setting {
  /// The width of a text in ems: 1 for a full-width character, a little over a half for the rest.
  static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Double {
    scalar.value >= 0x1100 ? 1 : 0.55
  }

  /// Whether a text may stand upright: Han characters and their punctuation only, and few of them.
  static func standsUpright(_ text: String, atMost length: Int) -> Bool {
    let scalars = text.unicodeScalars
    return !scalars.isEmpty && scalars.count <= length && scalars.allSatisfy(isFullWidth)
  }

  /// `short` up to four characters, `medium` up to eight, `long` beyond.
  static func size(of title: String) -> String {
    switch width(of: title) {
    case ...4.5: "short"
    case ...8.5: "medium"
    default: "long"
    }
  }

  /// Whether every clause of a title fits into a line of a phone, at the size of a page's title.
  static func hasShortClauses(_ title: String) -> Bool {
    var width = 0.0
    for scalar in title.unicodeScalars {
      width = endsClause(scalar) ? 0 : width + Self.width(of: scalar)
      if width > 8.5 { return false }
    }
    return true
  }

  private static func endsClause(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "，", "。", "、", "；", "：", "？", "！", "—", "…", "·", ",", ".", ":", ";", "?", "!", " ": true
    default: false
    }
  }

  /// What the seal shows: the first two Han characters of a name, or its first letter.
  static func mark(of name: String) -> String {
    let han = name.unicodeScalars.filter(isHan).prefix(2)
    if !han.isEmpty { return String(String.UnicodeScalarView(han)) }
    return name.unicodeScalars.first { $0.properties.isAlphabetic }
      .map { $0.properties.uppercaseMapping } ?? "刊"
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
  }

  private static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
    isHan(scalar) || (0x3000...0x30FF).contains(scalar.value)
      || (0xFF01...0xFF60).contains(scalar.value)
  }
}
