/// The seal as a picture for the browser's tab and home screens, made from the magazine's name.
enum SealIcon {
  /// - Parameters:
  ///   - mark: one or two characters.
  ///   - fillsSquare: whether its red reaches the edges, because a phone cuts out a shape of its own;
  ///     the mark then keeps to the middle.
  /// - Returns: an SVG document, UTF-8.
  static func svg(mark: String, fillsSquare: Bool = false) -> [UInt8] {
    let characters = mark.unicodeScalars.map { String($0) }
    let size = characters.count > 1 ? 30 : 44
    let baselines = characters.count > 1 ? [30, 58] : [48]
    var svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\(fillsSquare ? "-12 -12 88 88" : "0 0 64 64")\">"
      + (fillsSquare
        ? "<rect x=\"-12\" y=\"-12\" width=\"88\" height=\"88\" fill=\"#b02a24\"/>"
        : "<path d=\"M8 5h47q4 0 4 4l-1 46q0 4-5 4L9 58q-4 0-4-5L4 10q0-5 4-5z\" fill=\"#b02a24\"/>")
      + "<g fill=\"#fff8ec\""
      + " font-family=\"'Noto Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif\""
      + " font-weight=\"700\" font-size=\"\(size)\" text-anchor=\"middle\">"
    var bytes: [UInt8] = []
    for (character, baseline) in zip(characters, baselines) {
      svg += "<text x=\"32\" y=\"\(baseline)\">"
      bytes += svg.utf8
      bytes += XMLText.attribute(character).utf8
      svg = "</text>"
    }
    return bytes + (svg + "</g></svg>\n").utf8
  }
}
