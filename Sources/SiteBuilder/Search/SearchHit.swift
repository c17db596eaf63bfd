/// A page that was found, with some of its text around what was looked for.
struct SearchHit: Sendable, Equatable {
  /// A piece of text, and whether it is what was looked for.
  struct Piece: Sendable, Equatable {
    var text: String
    var isMatch: Bool
  }

  var url: String
  var title: String
  var note: String
  var pieces: [Piece]

  /// Nil where the page does not have every run of the query.
  init?(_ query: SearchQuery, in page: [UInt8], at line: SearchLines.Line) {
    let text = SearchText(page)
    let folded = SearchFolding.scalars(of: text.bytes)
    var places: [Range<Int>] = []
    for run in query.runs {
      let found = query.places(of: run, in: folded)
      if found.isEmpty { return nil }
      places += found
    }
    url = line.url
    title = line.title
    note = line.note
    let scalars = Array(String(decoding: text.bytes, as: UTF8.self).unicodeScalars)
    let titleEnd = String(decoding: text.bytes[..<text.title.upperBound], as: UTF8.self)
      .unicodeScalars.count
    pieces = Self.pieces(of: scalars, places.sorted { $0.lowerBound < $1.lowerBound }, titleEnd)
  }

  /// How many characters stand before the first match, and how many are shown.
  private static let before = 24
  private static let shown = 96

  /// The text around the first match behind the title, or what follows the title.
  private static func pieces(
    of text: [Unicode.Scalar], _ places: [Range<Int>], _ titleEnd: Int
  ) -> [Piece] {
    let first = places.first { $0.lowerBound >= titleEnd }?.lowerBound ?? titleEnd
    var start = max(min(titleEnd, first), first - before)
    // From the beginning of a sentence, where one is near.
    if let stop = text[start..<first].lastIndex(where: { "。！？；\n".unicodeScalars.contains($0) }) {
      start = stop + 1
    }
    if start < text.count, text[start] == "\n" { start += 1 }
    let end = min(text.count, start + shown)
    var pieces: [Piece] = start > titleEnd && text[start - 1] != "\n" ? [Piece("……")] : []
    var position = start
    for place in places where place.lowerBound >= position && place.upperBound <= end {
      pieces.append(Piece(line(text, position..<place.lowerBound)))
      pieces.append(Piece(line(text, place), isMatch: true))
      position = place.upperBound
    }
    pieces.append(Piece(line(text, position..<end)))
    if end < text.count { pieces.append(Piece("……")) }
    return pieces.filter { !$0.text.isEmpty }
  }

  /// What an excerpt shows of a text: blocks in one line, without the ways back from notes. Nothing
  /// stands between two paragraphs; a heading or a byline is set off by the width of a character.
  private static func line(_ text: [Unicode.Scalar], _ range: Range<Int>) -> String {
    var line = String.UnicodeScalarView()
    for place in range where text[place] != "↩" {
      line.append(text[place] == "\n" ? gap(text[..<place], text[(place + 1)...]) : text[place])
    }
    return String(line.filter { $0 != "\n" })
  }

  private static let stops = "。！？；：，、…—”’」』）》〉】".unicodeScalars

  /// What stands in a line where a block ends; a line's end for nothing.
  private static func gap(
    _ before: ArraySlice<Unicode.Scalar>, _ after: ArraySlice<Unicode.Scalar>
  ) -> Unicode.Scalar {
    let ends = [before, after.prefix { $0 != "\n" }].map { $0.last { $0 != "↩" } ?? " " }
    if ends.allSatisfy(stops.contains) { return "\n" }
    return (0x21...0x7E).contains(ends[0].value) ? " " : "\u{3000}"
  }
}

extension SearchHit.Piece {
  fileprivate init(_ text: String, isMatch: Bool = false) {
    self.init(text: text, isMatch: isMatch)
  }
}
