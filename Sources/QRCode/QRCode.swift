import CQRencode

/// A text as a QR code (ISO/IEC 18004), error correction M, with the quiet zone of four modules that
/// scanners need. The same text gives the same code on every machine.
///
/// ```swift
/// QRCode("477127567449")?.svg(label: "会员号")
/// ```
public struct QRCode: Hashable, Sendable {
  /// The width and the height in modules, quiet zone included.
  public let size: Int
  /// The dark modules as the data of an SVG path in a box of `size` by `size`: one rectangle a run.
  public let path: String

  /// The light modules around a code.
  private static let quietZone = 4

  /// The code of a text; nil where it is empty, holds a NUL or is longer than a code can hold: 2,331
  /// bytes, 5,596 where all are digits.
  public init?(_ text: String) {
    guard !text.isEmpty, !text.utf8.contains(0), text.utf8.count <= Self.longestText,
      let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1)
    else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard let modules = code.pointee.data else { return nil }
    size = width + 2 * Self.quietZone
    path = Self.path(width: width) { row, column in modules[row * width + column] & 1 == 1 }
  }

  /// Digits, the shortest to write, of the largest code.
  private static let longestText = 5596

  /// The whole code as an SVG element, black on white in every colour scheme, without a style.
  ///
  /// - Parameter label: what the code says, for whoever cannot see it.
  /// - Returns: the element of class `qr`, to be put into HTML.
  public func svg(label: String) -> String {
    var escaped = ""
    for scalar in label.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return
      "<svg class=\"qr\" viewBox=\"0 0 \(size) \(size)\" role=\"img\" aria-label=\"\(escaped)\""
      + " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h\(size)v\(size)H0z\"/>"
      + "<path fill=\"#000\" d=\"\(path)\"/></svg>"
  }

  private static func path(width: Int, _ isDark: (Int, Int) -> Bool) -> String {
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        while column < width, isDark(row, column) { column += 1 }
        if column > start {
          path += "M\(start + quietZone) \(row + quietZone)h\(column - start)v1h-\(column - start)z"
        }
        column += 1
      }
    }
    return path
  }
}
