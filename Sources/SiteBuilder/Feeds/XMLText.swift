import Theming

/// XML written element by element.
struct XMLText {
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

  /// Markup, as it is.
  mutating func markup(_ text: String) { bytes += text.utf8 }

  /// `<name>text</name>` on a line of its own.
  mutating func element(_ name: String, _ text: String, attributes: String = "") {
    element(name, Array(text.utf8), attributes: attributes)
  }

  /// The same with text in UTF-8, escaped.
  mutating func element(_ name: String, _ text: [UInt8], attributes: String = "") {
    bytes += "<\(name)\(attributes.isEmpty ? "" : " \(attributes)")>".utf8
    bytes += Self.escaped(text)
    bytes += "</\(name)>\n".utf8
  }

  /// Text escaped for XML, without the control characters that XML 1.0 cannot hold.
  static func escaped(_ text: [UInt8]) -> [UInt8] {
    let legal = text.filter { $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
    return HTML(escaping: String(decoding: legal, as: UTF8.self)).bytes
  }

  /// A text for an attribute's value.
  static func attribute(_ text: String) -> String {
    String(decoding: escaped(Array(text.utf8)), as: UTF8.self)
  }
}
