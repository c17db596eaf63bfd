/// What stands in an attribute that leads somewhere.
enum RawAddress {
  case link
  case picture
  /// Pictures for several sizes: `a.jpg 1x, b.jpg 2x`.
  case pictures

  /// The kind of an attribute of an element; nil where it holds no address.
  init?(_ attribute: Bytes, of element: Bytes) {
    switch attribute.count {
    case 3 where attribute.isName("src"):
      if element.isName("img") {
        self = .picture
      } else if element.isName("audio") || element.isName("video") || element.isName("source")
        || element.isName("track")
      {
        self = .link
      } else {
        return nil
      }
    case 4 where attribute.isName("href"):
      guard element.isName("a") || element.isName("area") else { return nil }
      self = .link
    case 6 where attribute.isName("poster") && element.isName("video"): self = .picture
    case 6 where attribute.isName("srcset"):
      guard element.isName("img") || element.isName("source") else { return nil }
      self = .pictures
    default: return nil
    }
  }

  /// Whether raw HTML may have an attribute that leads to the site, or an id: most tags have none,
  /// and need not be read.
  static func mayStand(in text: Bytes) -> Bool {
    var index = text.index(from: 0, ofByte: UInt8(ascii: "="))
    while index < text.count {
      var end = index
      while end > 0, text[end - 1] <= 0x20 { end -= 1 }
      func letter(_ offset: Int) -> UInt8 {
        end >= offset ? HTMLBlock.lowered(text[end - offset]) : 0
      }
      switch (letter(3), letter(2), letter(1)) {
      // src, href, poster
      case (UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "c")),
        (UInt8(ascii: "r"), UInt8(ascii: "e"), UInt8(ascii: "f")),
        (UInt8(ascii: "t"), UInt8(ascii: "e"), UInt8(ascii: "r")):
        var start = index + 1
        while start < text.count, text[start] <= 0x20 || isQuote(text[start]) { start += 1 }
        if !isAbsolute(Bytes(rebasing: text[start...])) { return true }
      // srcset, name, id
      case (UInt8(ascii: "s"), UInt8(ascii: "e"), UInt8(ascii: "t")),
        (UInt8(ascii: "a"), UInt8(ascii: "m"), UInt8(ascii: "e")),
        (_, UInt8(ascii: "i"), UInt8(ascii: "d")):
        return true
      default: break
      }
      index = text.index(from: index + 1, ofByte: UInt8(ascii: "="))
    }
    return false
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// Whether an address begins with a scheme: `https:`, `mailto:`, `data:`.
  static func isAbsolute(_ address: Bytes) -> Bool {
    var index = 0
    while index < address.count, HTMLBlock.isLetter(address[index]) { index += 1 }
    return index > 0 && index < address.count && address[index] == UInt8(ascii: ":")
  }

  /// Whether a browser reads the content of an element as text.
  static func isTextual(_ element: Bytes) -> Bool {
    switch element.count {
    case 3: element.isName("xmp")
    case 5: element.isName("style") || element.isName("title")
    case 6: element.isName("script") || element.isName("iframe")
    case 7: element.isName("noembed")
    case 8: element.isName("textarea") || element.isName("noframes")
    default: false
    }
  }
}

extension Bytes {
  /// Whether this is that name, whatever the case of its letters.
  @inline(__always)
  fileprivate func isName(_ name: StaticString) -> Bool {
    guard count == name.utf8CodeUnitCount else { return false }
    for index in 0..<count where HTMLBlock.lowered(self[index]) != name.utf8Start[index] {
      return false
    }
    return true
  }
}

extension Range<Int> {
  /// The range without the blanks and control characters at its ends, as browsers read an address.
  fileprivate func trimmed(in text: Bytes) -> Range<Int> {
    var (start, end) = (lowerBound, upperBound)
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}

/// A value of raw HTML that is written otherwise on the page.
struct RawChange {
  /// The value as it was written, with its quotation marks.
  var range: Range<Int>
  /// What stands there instead, with quotation marks.
  var value: [UInt8]
}

extension TreeRenderer {
  /// Asks the resolver for every address in raw HTML that leads to the site, and remembers its ids.
  ///
  /// - Returns: the values that change, in the order of the text.
  mutating func rawAddresses(in text: Bytes, of node: Node) -> [RawChange] {
    var changes: [RawChange] = []
    var tokens = HTMLTokens(text)
    while let opening = tokens.nextOpening() {
      let element = Bytes(rebasing: text[(opening.lowerBound + 1)..<opening.upperBound])
      let isLost = options.rawHTML == .sanitized && !AllowList.mayHoldAddress(element)
      var (isOwnPicture, hasAlternative) = (false, false)
      while let attribute = tokens.nextAttribute() {
        let name = Bytes(rebasing: text[attribute.name])
        if name.isName("alt") { hasAlternative = true }
        if isLost { continue }
        if let kind = RawAddress(name, of: element) {
          let range = attribute.value.trimmed(in: text)
          let written = Bytes(rebasing: text[range])
          if range.isEmpty || (kind != .pictures && RawAddress.isAbsolute(written)) { continue }
          isOwnPicture = isOwnPicture || (kind == .picture && element.isName("img"))
          if let value = resolved(written, kind, node) {
            changes.append(RawChange(range: attribute.quoted, value: value))
          }
        } else if options.rawHTML == .kept {
          rememberID(attribute, of: element, in: text, node)
        }
      }
      if isOwnPicture, !hasAlternative, options.extensions.contains(.figures) {
        raw.nameless += 1
        if raw.firstNameless == nil {
          let line = text[opening.lowerBound..<tokens.index].prefix { $0 != UInt8(ascii: "\n") }
          raw.firstNameless = RawFindings.Place(
            written: String(decoding: line, as: UTF8.self), node: node)
        }
      }
      if RawAddress.isTextual(element) { tokens.skipText(of: element) }
    }
    return changes
  }

  /// A value of an attribute as it is to be written, quotation marks included; nil where it stays.
  private mutating func resolved(_ written: Bytes, _ kind: RawAddress, _ node: Node) -> [UInt8]? {
    let value = HTMLEntities.decoded(written)
    var output: [UInt8]
    switch kind {
    case .link:
      let url = address(of: value, written: written, in: node)
      if url == value { return nil }
      output = [UInt8(ascii: "\"")]
      output.append(address: url)
    case .picture:
      let url = picture(of: value, written: written, in: node).url
      if url == value { return nil }
      output = [UInt8(ascii: "\"")]
      output.append(address: url)
    case .pictures:
      let candidates = PictureCandidates(value).all
      let urls = candidates.map { picture(of: $0.url, written: nil, in: node).url }
      if urls == candidates.map(\.url) { return nil }
      output = [UInt8(ascii: "\"")]
      for (candidate, url) in zip(candidates, urls) {
        if output.count > 1 { output.append(", ") }
        output.append(address: url)
        if !candidate.size.isEmpty { output.append(UInt8(ascii: " ")) }
        output.append(escaped: candidate.size)
      }
    }
    output.append(UInt8(ascii: "\""))
    return output
  }

  /// Remembers an id, so that a link to it is not taken for broken.
  private mutating func rememberID(
    _ attribute: HTMLAttributePlace, of element: Bytes, in text: Bytes, _ node: Node
  ) {
    let name = Bytes(rebasing: text[attribute.name])
    let isID = name.isName("id")
    guard isID || (name.isName("name") && element.isName("a")), !attribute.value.isEmpty else {
      return
    }
    let id = HTMLEntities.decoded(Bytes(rebasing: text[attribute.value]))
    // The old way is to give both, and both the same.
    if raw.ids.last?.id == id, raw.ids.last?.place.node == node { return }
    result.anchors.append(id)
    guard isID else { return }
    // With its name: a short id alone would be found in any word.
    let written = attribute.name.lowerBound..<attribute.quoted.upperBound
    raw.ids.append(
      (id, RawFindings.Place(written: String(decoding: text[written], as: UTF8.self), node: node)))
  }
}

/// The pictures of a `srcset`.
struct PictureCandidates {
  /// A picture and how it is chosen: `2x`, `800w`, or nothing.
  struct Candidate: Equatable {
    var url: String
    var size: String
  }

  private(set) var all: [Candidate] = []

  /// Splits a value as the HTML standard does: an address ends at a blank, or with a comma behind
  /// it; what follows up to the next comma says how it is chosen.
  init(_ value: String) {
    var rest = value.utf8[...]
    while true {
      rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: ",") }
      var url = rest.prefix { $0 > 0x20 }
      guard !url.isEmpty else { return }
      rest = rest[url.endIndex...]
      var size = rest.prefix(0)
      if url.last == UInt8(ascii: ",") {
        while url.last == UInt8(ascii: ",") { url.removeLast() }
      } else {
        size = rest.prefix { $0 != UInt8(ascii: ",") }
        rest = rest[size.endIndex...]
        while size.last.map({ $0 <= 0x20 }) ?? false { size.removeLast() }
      }
      all.append(
        Candidate(url: "\(Substring(url))", size: "\(Substring(size.drop { $0 <= 0x20 }))"))
    }
  }
}
