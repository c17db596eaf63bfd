/// What a browser does not show of raw HTML, because the site's content security policy forbids it:
/// everything inline, frames, sound and film, whatever runs a script.
struct BlockedHTML {
  /// The name that is wrong, by the indices of the source.
  var range: Range<Int>
  var message: String
  var remedy: String

  /// Everything of that kind in some lines of raw HTML.
  ///
  /// - Parameters:
  ///   - source: the whole text.
  ///   - lines: the lines, as they follow one another, without the marks of their containers.
  /// - Returns: what is forbidden, in the order of the lines.
  static func all(in source: Bytes, _ lines: [Range<Int>]) -> [BlockedHTML] {
    guard lines.contains(where: { mayBlock(Bytes(rebasing: source[$0])) }) else { return [] }
    var text: [UInt8] = []
    var origins: [(joined: Int, source: Int)] = []
    for line in lines {
      origins.append((text.count, line.lowerBound))
      text.append(source, line)
      text.append(UInt8(ascii: "\n"))
    }
    return text.withUnsafeBufferPointer { text in
      all(in: text) { range in
        let origin = origins.last { $0.joined <= range.lowerBound } ?? (0, 0)
        let start = origin.source + range.lowerBound - origin.joined
        return start..<start + range.count
      }
    }
  }

  /// A quick look: most raw HTML has none of the names.
  private static func mayBlock(_ line: Bytes) -> Bool {
    line.contains(UInt8(ascii: "=")) || line.contains(UInt8(ascii: "<"))
  }

  private static func all(
    in text: Bytes, _ place: (Range<Int>) -> Range<Int>
  ) -> [BlockedHTML] {
    var found: [BlockedHTML] = []
    var tokens = HTMLTokens(text)
    while let opening = tokens.nextOpening() {
      let element = Bytes(rebasing: text[(opening.lowerBound + 1)..<opening.upperBound])
      let name = String(decoding: element.map(HTMLBlock.lowered), as: UTF8.self)
      if let remedy = remedies[name] {
        found.append(
          BlockedHTML(
            range: place(opening),
            message: "browsers leave <\(name)> out: the site's security policy forbids it",
            remedy: remedy))
      }
      while let attribute = tokens.nextAttribute() {
        let written = text[attribute.name].map(HTMLBlock.lowered)
        if let doubt = doubt(about: String(decoding: written, as: UTF8.self)) {
          found.append(
            BlockedHTML(
              range: place(attribute.name),
              message: "browsers take no notice of \(doubt.what): "
                + "the site's security policy forbids it",
              remedy: doubt.remedy))
        }
      }
      if RawAddress.isTextual(element) { tokens.skipText(of: element) }
    }
    return found
  }

  private static func doubt(about attribute: String) -> (what: String, remedy: String)? {
    if attribute == "style" {
      return ("style=\"…\"", "write class=\"…\", and the style into the theme's style sheet")
    }
    guard attribute.utf8.count > 4, attribute.hasPrefix("on"),
      attribute.utf8.allSatisfy(HTMLBlock.isLetter)
    else { return nil }
    return ("\(attribute)=\"…\"", "take it out; scripts belong to the theme")
  }

  private static let remedies: [String: String] = {
    let link = "write a link to it, or a picture with a link"
    let style = "write the style into the theme's style sheet"
    let script = "take it out; scripts belong to the theme"
    return [
      "iframe": link, "frame": link, "object": link, "embed": link, "audio": link, "video": link,
      "style": style, "script": script,
    ]
  }()
}
