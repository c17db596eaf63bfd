/// The size of an SVG: `width` and `height` of the root element in pixels, otherwise its `viewBox`.
enum SVGSize {
  /// What a drawing may measure; anything else says nothing, and no number that is none of these is
  /// made whole.
  private static let sizes = 0..<1e6

  static func read(_ bytes: [UInt8]) -> PictureSize? {
    guard let root = rootElement(bytes) else { return nil }
    let attributes = attributes(of: root)
    if let width = attributes["width"].flatMap(pixels),
      let height = attributes["height"].flatMap(pixels)
    {
      return PictureSize(width: width, height: height)
    }
    let box = (attributes["viewBox"] ?? "").split { $0 == " " || $0 == "," || $0 == "\n" }
    guard box.count == 4, let width = Double(box[2]), let height = Double(box[3]),
      sizes.contains(width), sizes.contains(height)
    else { return nil }
    return PictureSize(width: Int(width.rounded()), height: Int(height.rounded()))
  }

  /// What stands between `<svg` and its `>`, quotation marks respected.
  private static func rootElement(_ bytes: [UInt8]) -> [UInt8]? {
    let name = Array("<svg".utf8)
    var index = 0
    while index + name.count < bytes.count {
      if bytes[index...].starts(with: Array("<!--".utf8)) {
        let end = Array("-->".utf8)
        while index + 3 <= bytes.count, !bytes[index...].starts(with: end) { index += 1 }
      } else if bytes[index...].starts(with: name) {
        var quote: UInt8 = 0
        for end in (index + name.count)..<bytes.count {
          let byte = bytes[end]
          if quote == 0, byte == UInt8(ascii: ">") {
            return Array(bytes[(index + name.count)..<end])
          }
          if byte == quote {
            quote = 0
          } else if quote == 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            quote = byte
          }
        }
        return nil
      }
      index += 1
    }
    return nil
  }

  private static func attributes(of element: [UInt8]) -> [String: String] {
    var found: [String: String] = [:]
    var rest = element[...]
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let name = rest[..<equals].split { $0 <= 0x20 }.last.map {
        String(decoding: $0, as: UTF8.self)
      }
      rest = rest[(equals + 1)...].drop { $0 <= 0x20 }
      guard let quote = rest.first, let name else { return found }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { return found }
      found[name] = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 1)...]
    }
    return found
  }

  /// `960` or `960px`; a percentage or another unit says nothing about pixels.
  private static func pixels(_ text: String) -> Int? {
    let number = text.hasSuffix("px") ? text.dropLast(2) : text[...]
    guard let value = Double(number), sizes.contains(value) else { return nil }
    return Int(value.rounded())
  }
}
