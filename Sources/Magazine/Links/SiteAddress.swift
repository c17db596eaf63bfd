/// The address of a site: a scheme, a host and perhaps a port, as RFC 3986 writes them. No path, because
/// the links of a site begin at the root.
public struct SiteAddress: Hashable, Sendable {
  /// `https://club.example.com`, without a slash at the end.
  public let text: String

  /// Why a text is no address of a site.
  public struct Problem: Error, Hashable, Sendable {
    /// What is wrong, as the end of a sentence: “has a path …”.
    public let reason: String
    /// What to do, in one sentence without a full stop.
    public let remedy: String
  }

  private static let example = "write it like “https://club.example.com”"

  /// - Parameter written: the address; slashes at its end are left out.
  /// - Throws: why it is none.
  public init(_ written: String) throws(Problem) {
    var address = written[...]
    while address.utf8.last == UInt8(ascii: "/") { address.removeLast() }
    guard let scheme = ["https://", "http://"].first(where: { address.hasPrefix($0) }) else {
      throw Problem(
        reason: "does not begin with https:// or http://",
        remedy: Self.isAuthority(address)
          ? "write “https://\(address)”" : Self.example)
    }
    let rest = address.dropFirst(scheme.count)
    let authority = rest.prefix { !"/?#".contains($0) }
    if rest.endIndex != authority.endIndex, Self.isAuthority(authority) {
      throw Problem(
        reason: "has a path; the site stands at the root of its host",
        remedy: "write “\(scheme)\(authority)”")
    }
    if let reason = Self.flaw(in: rest) { throw Problem(reason: reason, remedy: Self.example) }
    text = String(address)
  }

  private static func isAuthority(_ text: Substring) -> Bool {
    !text.isEmpty && flaw(in: text) == nil && text.utf8.contains(UInt8(ascii: "."))
  }

  /// What is wrong with a host and a port (RFC 3986, 3.2).
  private static func flaw(in authority: Substring) -> String? {
    if authority.contains("@") { return "names a user; a site is for everybody" }
    let isNumber = authority.utf8.first == UInt8(ascii: "[")
    let host: Substring
    var port: Substring?
    if isNumber {
      guard let end = authority.firstIndex(of: "]") else { return "has a [ and no ]" }
      host = authority[authority.index(after: authority.startIndex)..<end]
      let rest = authority[authority.index(after: end)...]
      if !rest.isEmpty {
        guard rest.first == ":" else { return "has something between ] and the port" }
        port = rest.dropFirst()
      }
    } else {
      let colon = authority.firstIndex(of: ":")
      host = authority[..<(colon ?? authority.endIndex)]
      port = colon.map { authority[authority.index(after: $0)...] }
    }
    if let port, !isPort(port) { return "has the port “\(port)”, and ports are 1 to 65535" }
    if isNumber { return isNumberV6(host) ? nil : "has between [ and ] no IPv6 address" }
    return flaw(inName: host)
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && Int(text).map { (1...65_535).contains($0) } ?? false
  }

  /// RFC 1123, 2.1: labels of letters, digits and hyphens; four numbers are an IPv4 address.
  private static func flaw(inName host: Substring) -> String? {
    if host.isEmpty { return "has no host" }
    if !host.utf8.allSatisfy({ $0 < 0x80 }) {
      return "has a host that is not ASCII; registries write such a name as xn--…"
    }
    var labels = host.split(separator: ".", omittingEmptySubsequences: false)
    // The root, which may be written.
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    for label in labels {
      let isLabel =
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy { Key.isNameByte($0) }
      if !isLabel { return "has a host that cannot be one: “\(Slug.shown(String(host)))”" }
    }
    guard host.utf8.count <= 253 else { return "has a host of more than 253 characters" }
    let isNumeric = labels.last?.utf8.allSatisfy { (0x30...0x39).contains($0) } ?? false
    return isNumeric && !isNumberV4(host) ? "has no IPv4 address: “\(host)”" : nil
  }

  private static func isNumberV4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        UInt8(part).map { String($0) == part } ?? false
      }
  }

  /// RFC 3986, 3.2.2: eight groups of up to four hexadecimal digits; `::` stands once for any that are
  /// 0, and the last two may be written as IPv4.
  private static func isNumberV6(_ text: Substring) -> Bool {
    guard let gap = text.firstRange(of: "::") else { return groups(in: text) == 8 }
    let (left, right) = (text[..<gap.lowerBound], text[gap.upperBound...])
    guard let before = left.isEmpty ? 0 : groups(in: left),
      let after = right.isEmpty ? 0 : groups(in: right)
    else { return false }
    return before + after <= 7
  }

  /// How many groups there are; nil where one of them is none.
  private static func groups(in text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    for (place, part) in parts.enumerated() {
      if place == parts.count - 1, isNumberV4(part) {
        count += 2
      } else if (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
        part.utf8.allSatisfy({ $0 < 0x80 })
      {
        count += 1
      } else {
        return nil
      }
    }
    return count
  }
}
