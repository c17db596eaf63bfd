/// iCalendar written line by line: RFC 5545, 3.1. Lines end with CR and LF and have at most 75 octets;
/// a longer one goes on behind a blank.
struct CalendarText {
  private(set) var bytes: [UInt8] = []

  /// In octets, without CR and LF.
  private static let longestLine = 75

  /// A line whose value is written as it is: a date, an address, a word of the format's own.
  mutating func line(_ name: String, _ value: String) {
    var room = Self.longestLine
    // Octets are counted and characters are kept whole: what reads a line before it joins it to the
    // next would find broken ones otherwise.
    for scalar in "\(name):\(value)".unicodeScalars {
      let character = String(scalar).utf8
      if character.count > room {
        bytes += "\r\n ".utf8
        room = Self.longestLine - 1
      }
      bytes += character
      room -= character.count
    }
    bytes += "\r\n".utf8
  }

  /// A line of text; nothing where there is none.
  mutating func text(_ name: String, _ text: String?) {
    guard let text else { return }
    line(name, Self.escaped(text))
  }

  /// RFC 5545, 3.3.11. Control characters have no place in a text at all.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
      case "\n" where previous == "\r": break
      case "\n", "\r": escaped.append(contentsOf: ["\\", "n"])
      case "\t": escaped.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
      default: escaped.append(scalar)
      }
      previous = scalar
    }
    return String(escaped)
  }
}
