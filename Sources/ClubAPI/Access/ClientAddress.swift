import Hummingbird

/// The address that a limit counts by.
enum ClientAddress {
  /// The client's address; behind a trusted proxy the one that the proxy saw.
  ///
  /// Of `X-Forwarded-For` only the last untrusted address counts: whatever stands before it was
  /// written by the client and may say anything.
  static func of(
    _ request: Request, peer: String?, configuration: ClubAPIConfiguration
  ) -> String {
    let peer = plain(peer ?? "local")
    guard configuration.trustedProxies.contains(peer),
      let name = HTTPFields.Element.Name("X-Forwarded-For"), let header = request.headers[name]
    else { return network(of: peer) }
    let chain = header.split(separator: ",").map { plain($0.filter { $0 != " " }) }
    let client = chain.last { !configuration.trustedProxies.contains($0) }
    return network(of: client ?? peer)
  }

  /// An IPv4 client of a socket that takes both comes as `::ffff:203.0.113.7`.
  private static func plain(_ address: some StringProtocol) -> String {
    guard address.utf8.first == UInt8(ascii: ":") else { return String(address) }
    let isMapped = address.contains(".") && address.lowercased().hasPrefix("::ffff:")
    return String(isMapped ? address.dropFirst(7)[...] : address[...])
  }

  /// An IPv6 customer owns a whole /64 and could change address with every request.
  private static func network(of address: String) -> String {
    guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
    let halves = address.prefix { $0 != "%" }.split(
      separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let head = halves[0].split(separator: ":").map(String.init)
    let groups = halves.count == 2 ? head + Array(repeating: "0", count: 4) : head
    return groups.prefix(4).joined(separator: ":") + "::/64"
  }
}

extension ClubAPI {
  /// The address that a call is counted by.
  func address(of call: Call) -> String {
    ClientAddress.of(call.request, peer: call.context.peer, configuration: configuration)
  }
}
