/// A link or a picture that is none, because a mark of it has full width or its address holds a
/// blank: it stands on the page as it is written.
struct UnreadLink {
  /// The mark that is wrong, by the indices of the passage's joined text.
  var range: Range<Int>
  var message: String
  var remedy: String

  /// What was meant for an address longer than this is none.
  private static let longest = 300

  /// Reads what stands behind a `]` or a `】`, if somebody seems to have meant an address by it.
  ///
  /// - Parameters:
  ///   - text: a passage, its lines joined.
  ///   - bracket: where the closing bracket begins.
  init?(_ text: Bytes, behind bracket: Int) {
    let isWideBracket = text.matches("】", at: bracket)
    let open = bracket + (isWideBracket ? 3 : 1)
    let isWide = text.matches("（", at: open)
    guard isWide || open < text.count && text[open] == UInt8(ascii: "("),
      let address = UnreadLink.inside(text, from: open, isWide: isWide)
    else { return nil }
    guard UnreadLink.isAddress(text, address) else { return nil }
    if isWideBracket {
      range = bracket..<bracket + 3
      message = "this is no link: its brackets have full width"
      remedy = "write [ and ] around the words, and ( and ) around the address"
    } else if isWide || text.matches("）", at: address.upperBound) {
      range = isWide ? open..<open + 3 : address.upperBound..<address.upperBound + 3
      message = "this is no link: the parentheses around its address have full width"
      remedy = "write ( and )"
    } else if let blank = UnreadLink.blank(text, in: address) {
      let rest = blank.upperBound..<address.upperBound
      range = blank
      if UnreadLink.quotes(text, rest) {
        message = "this is no link: the title behind its address has curved quotation marks"
        remedy = "write straight ones: (… \"…\")"
      } else {
        message = "this is no link: a blank stands in its address"
        remedy = "put the address between < and >: (<…>), or rename the file"
      }
    } else {
      return nil
    }
  }

  /// What stands between parentheses on one line; nil where they are not closed.
  private static func inside(_ text: Bytes, from open: Int, isWide: Bool) -> Range<Int>? {
    let start = open + (isWide ? 3 : 1)
    var depth = 0
    var firstWide: Int?
    var index = start
    while index < text.count, text[index] != UInt8(ascii: "\n"), index - start <= longest {
      let isWideClose = text.matches("）", at: index)
      if isWideClose, firstWide == nil { firstWide = index }
      if text[index] == UInt8(ascii: "(") || isWide && text.matches("（", at: index) {
        depth += 1
      } else if text[index] == UInt8(ascii: ")") || isWide && isWideClose {
        if depth == 0 { return start..<index }
        depth -= 1
      }
      index += text.scalarLength(at: index)
    }
    // [词](poem.md）
    return firstWide.map { start..<$0 }
  }

  /// Whether a piece begins as an address does, or names a file; a title may stand behind it.
  private static func isAddress(_ text: Bytes, _ range: Range<Int>) -> Bool {
    let beginnings: [StaticString] = ["https://", "http://", "mailto:", "www.", "./", "../"]
    if beginnings.contains(where: { text.matches($0, at: range.lowerBound) }) { return true }
    if range.count > 1, text[range.lowerBound] == UInt8(ascii: "/"),
      HTMLBlock.isLetter(text[range.lowerBound + 1])
    {
      return true
    }
    if namesFile(text, range) { return true }
    guard let blank = blank(text, in: range) else { return false }
    return quotes(text, blank.upperBound..<range.upperBound)
      && namesFile(text, range.lowerBound..<blank.lowerBound)
  }

  private static func namesFile(_ text: Bytes, _ range: Range<Int>) -> Bool {
    // A place in the file may follow: poem.md#two.
    let end = text[range].firstIndex(of: UInt8(ascii: "#")) ?? range.upperBound
    guard let dot = text[range.lowerBound..<end].lastIndex(of: UInt8(ascii: ".")),
      dot > range.lowerBound, end - dot <= 9
    else { return false }
    let ending = String(decoding: text[dot + 1..<end].map(HTMLBlock.lowered), as: UTF8.self)
    return endings.contains(ending)
  }

  private static let endings: Set<String> = [
    "avif", "csv", "doc", "docx", "epub", "gif", "heic", "htm", "html", "ics", "jpeg", "jpg",
    "markdown", "md", "mp3", "mp4", "pdf", "png", "ppt", "pptx", "svg", "txt", "webp", "xls",
    "xlsx", "zip",
  ]

  /// The first blank in a piece, an ideographic one included, if something stands around it.
  private static func blank(_ text: Bytes, in range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    while index < range.upperBound {
      let length = text.scalarLength(at: index)
      let isBlank =
        text[index] == 0x20 || text[index] == 0x09 || text.matches("\u{3000}", at: index)
      if isBlank, index > range.lowerBound, index + length < range.upperBound {
        return index..<index + length
      }
      index += length
    }
    return nil
  }

  /// Whether a piece stands in curved quotation marks.
  private static func quotes(_ text: Bytes, _ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound, text[start] == 0x20 { start += 1 }
    return text.matches("“", at: start) || text.matches("‘", at: start)
      || text.matches("”", at: start)
  }
}
