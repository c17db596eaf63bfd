/// What raw HTML a contribution may hold. Everything that is not here goes: no ids and classes,
/// which could stand in for the page's own, no styles, no scripts, nothing that loads or posts.
enum AllowList {
  /// Elements that may stand inside a paragraph.
  static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd",
    "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "var", "wbr",
  ]

  /// Elements that may stand in a block of raw HTML besides.
  static let block: Set<String> = [
    "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h2",
    "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Elements without an end tag.
  static let void: Set<String> = ["br", "hr", "img", "wbr"]

  /// Elements whose content goes with them.
  static let dropped: Set<String> = [
    "applet", "audio", "canvas", "embed", "form", "frame", "frameset", "head", "iframe", "math",
    "noembed", "noframes", "noscript", "object", "option", "plaintext", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", "xml", "xmp",
  ]

  /// Whether an element that can hold an address stays.
  static func mayHoldAddress(_ element: Bytes) -> Bool {
    let name = String(decoding: element.map(HTMLBlock.lowered), as: UTF8.self)
    return name == "a" || name == "img"
  }

  /// How an attribute's value is judged.
  enum Rule {
    case text
    case number
    case link
    case image
  }

  /// The rule for an attribute of an element; nil when it goes.
  static func rule(_ attribute: String, of element: String) -> Rule? {
    switch (element, attribute) {
    case (_, "title"), (_, "lang"), (_, "dir"), ("img", "alt"), ("time", "datetime"),
      ("th", "scope"):
      return .text
    case ("img", "width"), ("img", "height"), ("td", "colspan"), ("td", "rowspan"),
      ("th", "colspan"), ("th", "rowspan"), ("ol", "start"):
      return .number
    case ("a", "href"), ("q", "cite"), ("blockquote", "cite"):
      return .link
    case ("img", "src"):
      return .image
    default:
      return nil
    }
  }

  /// Whether a value, its entities undone, may stay.
  static func permits(_ value: String, by rule: Rule) -> Bool {
    switch rule {
    case .text: true
    case .number: !value.isEmpty && value.utf8.count < 5 && value.utf8.allSatisfy(HTMLBlock.isDigit)
    case .link: AddressSchemes.allows(value, AddressSchemes.links)
    case .image: AddressSchemes.allows(value, AddressSchemes.images)
    }
  }
}
