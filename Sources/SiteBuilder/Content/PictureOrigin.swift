import Glibc

/// The server of a picture that a page fetches from elsewhere.
struct PictureOrigin: Hashable, Sendable {
  /// `https://pictures.example:8443`, in lower case and without a usual port.
  let text: String
  /// Whether a content security policy can name it: `https` and a host in ASCII.
  let isNameable: Bool

  /// The origin of an address with `http:`, `https:` or `//`; nil for an address of the site itself.
  init?(_ address: some Collection<UInt8>) {
    let text = String(decoding: address, as: UTF8.self).lowercased()
    let schemes = ["https://", "http://", "//"]
    guard let scheme = schemes.first(where: text.hasPrefix) else { return nil }
    let authority = text.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }
    var host =
      authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
      ?? authority
    let isEncrypted = scheme != "http://"
    let port = isEncrypted ? ":443" : ":80"
    if host.hasSuffix(port) { host = host.dropLast(port.count) }
    guard !host.isEmpty else { return nil }
    self.text = (isEncrypted ? "https://" : scheme) + host
    // What stands in a header must not be able to begin another directive.
    isNameable =
      isEncrypted
      && host.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
          true
        default: false
        }
      }
  }
}

/// Finds the addresses of pictures in markup.
struct PictureAddresses {
  /// The `src` of every `<img>`, as it is written, without blanks around it.
  static func find(in html: [UInt8]) -> [ArraySlice<UInt8>] {
    var scan = PictureAddresses(html: html)
    var found: [ArraySlice<UInt8>] = []
    while let open = html[scan.place...].firstIndex(of: UInt8(ascii: "<")) {
      scan.place = open + 1
      guard scan.skip("img"), scan.endsName() else {
        continue
      }
      if let address = scan.source() { found.append(address) }
    }
    return found
  }

  /// Whether there is an `<img>` in a text; quick where it has few tags, as the source of a page has.
  static func mayStand(in text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBytes { text in
      guard let start = text.baseAddress else { return false }
      var place = 0
      while place < text.count,
        let open = memchr(start + place, Int32(UInt8(ascii: "<")), text.count - place)
      {
        place = UnsafeRawPointer(open) - start + 1
        let name = text[place...].prefix(3)
        if name.elementsEqual("img".utf8, by: { $0 | 0x20 == $1 }) { return true }
      }
      return false
    }
  }

  private let html: [UInt8]
  private var place = 0

  private init(html: [UInt8]) { self.html = html }

  /// The first `src` of the tag whose name ends at `place`.
  private mutating func source() -> ArraySlice<UInt8>? {
    var found: ArraySlice<UInt8>?
    while place < html.endIndex {
      _ = take { Self.isBlank($0) || $0 == UInt8(ascii: "/") }
      guard place < html.endIndex, html[place] != UInt8(ascii: ">") else { return found }
      let start = place
      // An equals sign that begins a name is part of it.
      place += 1
      _ = take { !Self.isBlank($0) && ![0x2F, 0x3D, 0x3E].contains($0) }
      let name = html[start..<place]
      _ = take(while: Self.isBlank)
      guard place < html.endIndex, html[place] == UInt8(ascii: "=") else {
        continue
      }
      place += 1
      let value = self.value()
      let isSource = name.count == 3 && name.map { $0 | 0x20 } == Array("src".utf8)
      if isSource, found == nil { found = value }
    }
    return found
  }

  private mutating func value() -> ArraySlice<UInt8> {
    _ = take(while: Self.isBlank)
    guard place < html.endIndex else { return [] }
    let quote = html[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return take { !Self.isBlank($0) && $0 != UInt8(ascii: ">") }
    }
    place += 1
    var value = take { $0 != quote }
    place = min(place + 1, html.endIndex)
    while let last = value.last, Self.isBlank(last) { value.removeLast() }
    return value.drop(while: Self.isBlank)
  }

  private mutating func take(while isTaken: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let rest = html[place...].prefix(while: isTaken)
    place = rest.endIndex
    return rest
  }

  /// Steps over a name, whatever the case of its letters.
  private mutating func skip(_ name: StaticString) -> Bool {
    let end = place + name.utf8CodeUnitCount
    guard end <= html.endIndex else { return false }
    let isThere = name.withUTF8Buffer { name in
      zip(name, html[place..<end]).allSatisfy { $0 == $1 | 0x20 }
    }
    if isThere { place = end }
    return isThere
  }

  private func endsName() -> Bool {
    place < html.endIndex && (Self.isBlank(html[place]) || html[place] == UInt8(ascii: "/"))
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
