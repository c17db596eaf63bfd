/// What stands around a text that somebody has written in Traditional characters, so that the conversion
/// of the page leaves it alone and takes the marks away.
enum WrittenText {
  static let start = Array("<!--hant-->".utf8)
  static let end = Array("<!--/hant-->".utf8)

  static func marked(_ html: [UInt8]) -> [UInt8] { start + html + end }
}
