import Glibc

/// Where something is posted that nobody on the way may read or change.
enum PostAddress {
  /// What is wrong with an address.
  enum Fault: Hashable {
    /// It is no `https://` address, or one with more in it than host, port and path.
    case noAddress
    /// It is `http://`, and the host is another machine.
    case plain
  }

  /// What is wrong with an address; nil where it can be used. Names and passwords before the host are refused: what looks like a
  /// host there is none.
  static func fault(of text: String) -> Fault? {
    let isPlain = text.hasPrefix("http://")
    guard isPlain || text.hasPrefix("https://"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return .noAddress }
    let place = text.dropFirst(isPlain ? 7 : 8).prefix { !"/?#".contains($0) }
    guard !place.isEmpty, !place.contains("@"), !place.contains("\\") else { return .noAddress }
    let host =
      place.hasPrefix("[") ? place.dropFirst().prefix { $0 != "]" } : place.prefix { $0 != ":" }
    guard !host.isEmpty, isWhole(place, host) else { return .noAddress }
    return isPlain && !ServeCommand.isLoopback(String(host)) ? .plain : nil
  }

  /// Whether nothing but a port stands behind the host, and what is in brackets is closed and an address.
  private static func isWhole(_ place: Substring, _ host: Substring) -> Bool {
    var rest = place.dropFirst(host.utf8.count)
    if place.hasPrefix("[") {
      var bytes = in6_addr()
      rest = place.dropFirst(host.utf8.count + 1)
      guard inet_pton(AF_INET6, String(host), &bytes) == 1, rest.first == "]" else { return false }
      rest = rest.dropFirst()
    }
    guard !rest.isEmpty else { return true }
    return rest.first == ":" && UInt16(rest.dropFirst()).map { $0 > 0 } == true
  }
}
