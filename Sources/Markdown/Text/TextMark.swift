/// A mark of the layer's in a text.
struct TextMark {
  enum Kind {
    case strike
    case web
    case mail
    case note
    case ruby
  }
  var kind: Kind
  var range: Range<Int>

  /// The mark that shows itself at `index`; it may begin before, but not before `floor`.
  init?(
    _ text: Bytes, at index: Int, floor: Int, extensions: MarkdownExtensions, isInLink: Bool,
    isInRawLink: Bool
  ) {
    let linksItself = extensions.contains(.autolinks) && !isInLink && !isInRawLink
    let found: Range<Int>?
    switch text[index] {
    case UInt8(ascii: "~"):
      kind = .strike
      found = extensions.contains(.strikethrough) ? StrikeRoles.run(text, at: index) : nil
    case UInt8(ascii: ":"):
      kind = .web
      found = linksItself ? BareAddress.web(text, colon: index, floor: floor) : nil
    case UInt8(ascii: "w"):
      kind = .web
      found = linksItself ? BareAddress.host(text, at: index) : nil
    case UInt8(ascii: "@"):
      kind = .mail
      found = linksItself ? BareAddress.mail(text, at: index, floor: floor) : nil
    case UInt8(ascii: "["):
      kind = .note
      found = isInLink ? nil : NoteBook.mark(text, at: index)
    case UInt8(ascii: "{"):
      kind = .ruby
      found = Ruby.end(text, at: index, end: text.count, extensions).map { index..<$0 }
    default:
      return nil
    }
    guard let found else { return nil }
    range = found
  }
}
