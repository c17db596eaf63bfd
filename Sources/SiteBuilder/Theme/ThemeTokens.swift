/// A custom property that a theme's sheets declare on `:root`: the theme's own name for a colour, a size
/// or a typeface.
struct ThemeToken: Sendable, Hashable {
  /// `--paper`.
  var name: String
  /// What it is on a light page.
  var value: String
  /// What it is on a dark page, where that differs.
  var dark: String?

  /// The name without its hyphens: `paper`.
  var word: String { String(name.drop { $0 == "-" }) }

  /// Whether it is a colour, so that it can be shown on a patch.
  var isColor: Bool { ThemeColor(value) != nil }

  /// Whether it is a length, so that it can be shown as a bar.
  var isLength: Bool {
    guard let first = value.utf8.first else { return false }
    return value.hasPrefix("clamp(") || first == UInt8(ascii: ".")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
  }
}

/// Reads the tokens of style sheets. It looks for `:root` alone, at the top of a sheet, in a layer, or
/// where dark pages are asked for; everything else in a sheet is left alone.
struct ThemeTokens {
  private(set) var tokens: [ThemeToken] = []
  /// The openings of the blocks around the place that is read.
  private var around: [String] = []

  /// - Parameter sheets: the sheets, in the order in which a browser reads them.
  init(_ sheets: [[UInt8]]) {
    for sheet in sheets {
      around = []
      read(String(decoding: ThemeStyleSheet.withoutRemarks(sheet), as: UTF8.self))
    }
  }

  private mutating func read(_ sheet: String) {
    var piece = ""
    for character in sheet.unicodeScalars {
      switch character {
      case "{":
        around.append(trimmed(piece))
        piece = ""
      case "}":
        declare(piece)
        _ = around.popLast()
        piece = ""
      case ";":
        declare(piece)
        piece = ""
      default: piece.unicodeScalars.append(character)
      }
    }
  }

  private mutating func declare(_ piece: String) {
    guard around.last == ":root", let colon = piece.firstIndex(of: ":") else { return }
    let name = trimmed(piece[..<colon])
    guard name.hasPrefix("--") else { return }
    let value = trimmed(piece[piece.index(after: colon)...])
    let outer = around.dropLast().filter { !$0.hasPrefix("@layer") }
    let place = tokens.firstIndex { $0.name == name }
    if outer.isEmpty {
      if let place {
        tokens[place].value = value
      } else {
        tokens.append(ThemeToken(name: name, value: value))
      }
    } else if outer == ["@media (prefers-color-scheme: dark)"], let place {
      tokens[place].dark = value
    }
  }

  private func trimmed(_ text: some StringProtocol) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }
}

/// A colour that a sheet writes as `#rrggbb` or `#rgb`.
struct ThemeColor {
  private let channels: [Double]

  init?(_ text: String) {
    let digits = text.dropFirst().compactMap(\.hexDigitValue)
    guard text.hasPrefix("#"), digits.count == text.utf8.count - 1 else { return nil }
    switch digits.count {
    case 3: channels = digits.map { Double($0 * 17) / 255 }
    case 6:
      channels = stride(from: 0, to: 6, by: 2).map {
        Double(digits[$0] * 16 + digits[$0 + 1]) / 255
      }
    default: return nil
    }
  }

  /// The contrast of one colour on another, from 1 to 21 (WCAG 2.2, relative luminance).
  func contrast(on other: ThemeColor) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  private var luminance: Double {
    let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : Self.power(($0 + 0.055) / 1.055) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// x^2.4, as (x^12)^(1/5) by Newton's method: the same digits on every machine.
  private static func power(_ value: Double) -> Double {
    let square = value * value
    let fourth = square * square
    let twelfth = fourth * fourth * fourth
    guard twelfth > 0 else { return 0 }
    var root = value * value
    for _ in 0..<40 {
      let rest = root * root * root * root
      root = (4 * root + twelfth / rest) / 5
    }
    return root
  }
}
