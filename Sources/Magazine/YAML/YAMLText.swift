/// Writing a text as YAML.
enum YAMLText {
  /// A text as the value of a key: bare where that is safe, else in double quotes with escapes.
  static func scalar(_ text: String) -> String {
    let bytes = Array("k: \(text)\n".utf8)
    // The strict reader is the judge: what it reads back as the same plain text needs no quotes.
    if case .mapping(let entries)? = FastYAML.read(bytes[...], firstLine: 1)?.value,
      entries.count == 1, !entries[0].value.isNull,
      case .scalar(let scalar) = entries[0].value.value, scalar.isPlain, scalar.text == text
    {
      return text
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
      default: quoted += "\\U" + hexadecimal(scalar.value)
      }
    }
    return quoted + "\""
  }

  /// Whether YAML lets a character stand in quotes and nobody takes it for a line break.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}
