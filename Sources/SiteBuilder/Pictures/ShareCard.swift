import Magazine

/// What messengers and social networks show of a page whose picture is a drawing: they take no SVG.
///
/// A drawing that is wide fills the card; a cover stands on the colour of its issue.
struct ShareCard: Sendable, Hashable {
  /// The path in the output folder.
  let file: String

  var url: String { "/" + SitePath.encode(file) }

  /// The size that Open Graph's readers ask for, in pixels.
  static let width = 1_200
  static let height = 630
  /// What is left free above and below a cover, in pixels.
  private static let margin = 32

  /// Where an issue has no colour of its own: the paper.
  static let paper = "#f6f5f0"

  /// - Parameters:
  ///   - drawing: the published name of the drawing, which changes with its bytes.
  ///   - ground: the colour behind it, `#rrggbb`.
  init(of drawing: String, on ground: String) {
    let dot = drawing.lastIndex(of: ".") ?? drawing.endIndex
    let dash = drawing[..<dot].lastIndex(of: "-") ?? dot
    file = ContentHash.name(
      "\(drawing[..<dash])-card.png", of: Array("\(drawing) \(ground) \(Self.edition)".utf8))
  }

  /// Counts up when cards come to look otherwise.
  private static let edition = 1

  /// The card as a drawing.
  ///
  /// - Parameters:
  ///   - drawing: the picture, SVG.
  ///   - size: its size.
  ///   - ground: the colour behind it, `#rrggbb`.
  /// - Returns: SVG of `width` × `height`.
  static func svg(_ drawing: [UInt8], _ size: PictureSize, on ground: String) -> [UInt8] {
    let isWide = size.width * 4 >= size.height * 5
    let (top, tall) = isWide ? (0, height) : (margin, height - 2 * margin)
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
      <rect width="\(width)" height="\(height)" fill="\(ground)"/>
      <image y="\(top)" width="\(width)" height="\(tall)" preserveAspectRatio="xMidYMid \(isWide ? "slice" : "meet")" href="data:image/svg+xml,
      """
    return Array(head.utf8) + SitePath.encode(drawing) + Array("\"/>\n</svg>\n".utf8)
  }
}
