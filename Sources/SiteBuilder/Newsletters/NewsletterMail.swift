extension Newsletter {
  /// The letter as a message without sender and recipients (RFC 5322, multipart/alternative): the text
  /// first, then the HTML, which programs prefer that can show it. It ends by one click where its address for
  /// that is a web address (RFC 8058).
  public var mail: [UInt8] {
    let boundary = "huikan-\(ContentHash.short(html))"
    var lines = ["Subject: \(Self.word(subject))", "MIME-Version: 1.0"]
    if unsubscribe.hasPrefix("https://") {
      lines += [
        "List-Unsubscribe: <\(unsubscribe)>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      ]
    } else if unsubscribe.hasPrefix("mailto:") {
      lines.append("List-Unsubscribe: <\(unsubscribe)>")
    }
    lines += ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", ""]
    for (kind, bytes) in [("plain", Array(text.utf8)), ("html", html)] {
      lines += [
        "--\(boundary)", "Content-Type: text/\(kind); charset=utf-8",
        "Content-Transfer-Encoding: base64", "",
      ]
      let digits = Self.base64(bytes)
      lines += stride(from: 0, to: digits.count, by: 76).map {
        String(decoding: digits[$0..<min($0 + 76, digits.count)], as: UTF8.self)
      }
    }
    lines += ["--\(boundary)--", ""]
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  /// A header's text as encoded words (RFC 2047), each at most 75 characters long and none of them cutting a
  /// character in two.
  private static func word(_ text: String) -> String {
    var words: [String] = []
    var piece: [UInt8] = []
    func end() {
      words.append("=?UTF-8?B?\(String(decoding: base64(piece), as: UTF8.self))?=")
      piece = []
    }
    for character in text.unicodeScalars {
      let bytes = Array(String(character).utf8)
      if piece.count + bytes.count > 45 { end() }
      piece += bytes
    }
    if !piece.isEmpty { end() }
    return words.joined(separator: "\r\n ")
  }

  /// RFC 4648, section 4.
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 3 * 4 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      var four: [UInt8] = []
      for _ in 0..<4 {
        four.append(digits[bits & 63])
        bits >>= 6
      }
      text += four.reversed().prefix(group.count + 1)
      text += Array(repeating: UInt8(ascii: "="), count: 3 - group.count)
    }
    return text
  }
}
