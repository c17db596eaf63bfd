extension TreeRenderer {
  /// Opens a link; its address is the resolver's, or the author's where nothing is there.
  mutating func enterLink(_ node: Node) -> Bool {
    linkDepth += 1
    html.append("<a href=\"")
    writeDestination(of: node)
    html.append(UInt8(ascii: "\""))
    writeTitle(node.title)
    if showsAddress(node) { html.append(BareAddress.className) }
    if options.rawHTML == .sanitized { html.append(HTMLSanitizer.relation) }
    html.append(UInt8(ascii: ">"))
    sanitizer.enter()
    return true
  }

  /// Closes a link.
  mutating func exitLink() {
    linkDepth -= 1
    sanitizer.exit(to: &html)
    html.append("</a>")
  }

  /// Whether a link's words are the address it leads to, `<https://…>` or written twice.
  private func showsAddress(_ node: Node) -> Bool {
    guard options.extensions.contains(.autolinks), let words = node.firstChild,
      words.kind == .text, words.next == nil
    else { return false }
    let (text, address) = (words.literal, node.destination)
    let start = address.matches("mailto:", at: 0) ? 7 : 0
    return address.count - start == text.count && text.elementsEqual(address[start...])
      && (start > 0 || AddressSchemes.hasScheme(String(stripping: text)))
  }

  private mutating func writeTitle(_ title: Bytes) {
    guard !title.isEmpty else { return }
    html.append(" title=\"")
    html.append(escaped: title)
    html.append(UInt8(ascii: "\""))
  }

  private mutating func writeDestination(of node: Node) {
    let destination = String(stripping: node.destination)
    writeAllowed(
      address(of: destination, written: nil, in: node), of: node, schemes: AddressSchemes.links)
  }

  /// The address of a link: the resolver's, or the author's where nothing is there.
  ///
  /// - Parameters:
  ///   - destination: where the link leads, entities undone.
  ///   - written: the same as it stands in the source, where that is otherwise.
  ///   - node: what it stands in.
  /// - Returns: what stands on the page.
  mutating func address(of destination: String, written: Bytes?, in node: Node) -> String {
    if destination.utf8.first == UInt8(ascii: "#") {
      if options.extensions.contains(.headingIDs), destination.utf8.count > 1 {
        let place = place(of: destination, written, in: node)
        localFragments.append(
          FragmentLink(url: destination, line: place.line, column: place.column))
      }
      return destination
    }
    switch resolver.link(destination) {
    case .url(let url):
      if hasFragment(url), !AddressSchemes.hasScheme(url) {
        let place = place(of: destination, written, in: node)
        result.fragmentLinks.append(
          FragmentLink(url: url, line: place.line, column: place.column))
      }
      return url
    case .broken(let reason, let remedy):
      report(.error, at: place(of: destination, written, in: node), reason, remedy)
      return destination
    }
  }

  private mutating func place(
    of destination: String, _ written: Bytes?, in node: Node
  ) -> (line: Int, column: Int) {
    let text = written.map { String(decoding: $0, as: UTF8.self) }
    return places.place(of: text ?? destination, in: node)
  }

  private func hasFragment(_ url: String) -> Bool {
    url.utf8.withContiguousStorageIfAvailable {
      $0.index(from: 0, ofByte: UInt8(ascii: "#")) < $0.count
    } ?? false
  }

  /// Writes an address; in a contribution only with a scheme that is allowed.
  private mutating func writeAllowed(_ url: String, of node: Node, schemes: Set<String>) {
    if options.rawHTML == .kept || AddressSchemes.allows(url, schemes) {
      html.append(address: url)
      return
    }
    let scheme = url.prefix { $0 != ":" }.prefix(40)
    report(
      .warning, at: places.place(of: String(stripping: node.destination), in: node),
      "the address \(scheme):… was left out: it may not begin with \(scheme): here",
      "write an address that begins with \(schemes.sorted().joined(separator: ", ")), or a path")
  }

  /// Opens an image: everything from here to its end is alternative text.
  mutating func enterImage(_ node: Node) {
    image = node
    let destination = String(stripping: node.destination)
    let picture = picture(of: destination, written: nil, in: node)
    imageSources = picture.sources
    if let sources = picture.sources {
      html.append("<picture><source type=\"image/webp\" srcset=\"")
      html.append(escaped: sources.webp)
      html.append("\" sizes=\"")
      html.append(escaped: sources.sizes)
      html.append("\" />")
    }
    html.append("<img src=\"")
    writeAllowed(picture.url, of: node, schemes: AddressSchemes.images)
    html.append("\" alt=\"")
    imageSize = (picture.width, picture.height)
    if options.extensions.contains(.figures), node.firstChild == nil {
      report(
        .warning, at: places.place(of: destination, in: node),
        "the image \(destination) has no alternative text",
        "say between the brackets what it shows: ![檐下读书的人](\(destination))")
    }
  }

  /// The address and the size in pixels of a picture: the resolver's, or the author's address where
  /// nothing is there.
  mutating func picture(
    of destination: String, written: Bytes?, in node: Node
  ) -> (url: String, width: Int?, height: Int?, sources: ImageSources?) {
    switch resolver.image(destination) {
    case .image(let url, let width, let height, let sources): return (url, width, height, sources)
    case .broken(let reason, let remedy):
      report(.error, at: place(of: destination, written, in: node), reason, remedy)
      return (destination, nil, nil, nil)
    }
  }

  /// Closes an image.
  mutating func exitImage(_ node: Node) {
    image = nil
    html.append(UInt8(ascii: "\""))
    if figure == nil {
      writeTitle(node.title)
      tellAttributes(behind: node)
    }
    if options.extensions.contains(.figures) {
      if let width = imageSize.width, let height = imageSize.height {
        html.append(" width=\"")
        html.append(decimal: width)
        html.append("\" height=\"")
        html.append(decimal: height)
        html.append(UInt8(ascii: "\""))
      }
      if !isFirstImage { html.append(" loading=\"lazy\"") }
      isFirstImage = false
    }
    if let name = imageSources?.className {
      html.append(" class=\"")
      html.append(escaped: name)
      html.append(UInt8(ascii: "\""))
    }
    html.append(" />")
    if imageSources != nil { html.append("</picture>") }
    imageSources = nil
    lastText = Bytes(start: nil, count: 0)
  }

  /// Notes something for the author.
  mutating func report(
    _ severity: MarkdownDiagnostic.Severity, at place: (line: Int, column: Int), _ message: String,
    _ remedy: String
  ) {
    result.diagnostics.append(
      MarkdownDiagnostic(
        severity: severity, line: place.line, column: place.column, message: message,
        remedy: remedy))
  }

  /// Finds links into this very document that lead nowhere.
  mutating func checkLocalFragments() {
    if localFragments.isEmpty { return }
    let ids = result.ids
    for link in localFragments {
      let name = String(link.url.dropFirst())
      let decoded = PercentEncoding.decoded(name)
      if ids.contains(name) || ids.contains(decoded) { continue }
      report(
        .error, at: (link.line, link.column), "nothing in this text has the id \(decoded)",
        "give a heading {#\(decoded)}, or link to one of its headings' ids")
    }
  }
}

/// Which schemes an address may have in a contribution.
enum AddressSchemes {
  static let links: Set<String> = ["http", "https", "mailto", "tel"]
  static let images: Set<String> = ["http", "https"]

  /// Whether an address has no scheme, or one of these.
  static func allows(_ url: String, _ schemes: Set<String>) -> Bool {
    guard let scheme = scheme(url) else { return true }
    return schemes.contains(scheme)
  }

  /// Whether the address is absolute.
  static func hasScheme(_ url: String) -> Bool { scheme(url) != nil || url.hasPrefix("//") }

  /// What stands before the first colon, lowercased, without what browsers skip there; nil without
  /// a colon before the path.
  private static func scheme(_ url: String) -> String? {
    var name: [UInt8] = []
    for byte in url.utf8 {
      switch byte {
      case UInt8(ascii: ":"): return String(decoding: name, as: UTF8.self)
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
      case 0...0x20, 0x7F: continue
      default: name.append(HTMLBlock.lowered(byte))
      }
    }
    return nil
  }
}

/// `%E4%BC%9A` and the like.
enum PercentEncoding {
  /// The text behind the escapes; what is no escape stays.
  static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "%")) else { return text }
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
      {
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
