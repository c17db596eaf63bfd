/// URLs of the site, and the files that serve them.
public enum SitePath {
  /// The output file of a URL: `/tags/%E9%9B%A8/` is served by `tags/雨/index.html`, `/feed.xml` by
  /// `feed.xml`.
  public static func file(of url: String) -> String {
    let decoded = decode(url.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") })
    let path = decoded.utf8.first == UInt8(ascii: "/") ? String(decoded.dropFirst()) : decoded
    return path.isEmpty || path.utf8.last == UInt8(ascii: "/") ? path + "index.html" : path
  }

  /// The text with everything percent-encoded that may not stand in a URL's path; `/` is kept.
  public static func encode(_ path: String) -> String {
    if path.utf8.allSatisfy(isUnreserved) { return path }
    return String(decoding: encode(path.utf8), as: UTF8.self)
  }

  /// The same of bytes that need be no text.
  public static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if isUnreserved(byte) {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return encoded
  }

  /// A URL with `%E9%9B%A8` turned into 雨; most have nothing of the kind and stay what they are.
  static func decode(_ url: String) -> String {
    url.utf8.contains(UInt8(ascii: "%")) ? decode(url.utf8) : url
  }

  /// The text with `%E9%9B%A8` turned into 雨; a percent sign that encodes nothing stands for itself.
  public static func decode(_ text: some Sequence<UInt8>) -> String {
    let bytes = Array(text)
    guard bytes.contains(UInt8(ascii: "%")) else { return String(decoding: bytes, as: UTF8.self) }
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = hexadecimal(bytes[index + 1]), let low = hexadecimal(bytes[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    Key.isNameByte(byte) || [0x2E, 0x2F, 0x7E].contains(byte)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
