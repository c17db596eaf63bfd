import Magazine
import Packing

/// The addresses that the Traditional edition has, so that a link stays inside it where it can.
final class EditionAddresses: Sendable {
  private let pages: Set<Digest64>
  /// Files that have another name in this edition.
  private let renamed: [Digest64: [UInt8]]
  private let base: [UInt8]
  private static let prefix = Array(TraditionalEdition.prefix.utf8)

  /// - Parameters:
  ///   - pages: URLs from the root of the site, as links name them.
  ///   - renamed: URLs of files, each with its URL in this edition.
  ///   - baseURL: the site's own address.
  init(_ pages: some Sequence<String>, renamed: [String: String] = [:], baseURL: String?) {
    self.renamed = Dictionary(
      renamed.map { (Digest64(of: Array($0.key.utf8)), Array($0.value.utf8)) },
      uniquingKeysWith: { first, _ in first })
    self.pages = Set(pages.map { Digest64(of: Array($0.utf8)) })
    base = Array((baseURL ?? "").utf8)
  }

  /// Where a link of the Simplified page leads in this edition.
  ///
  /// - Parameter link: an address, absolute or from the root of the site.
  /// - Returns: the address; nil where the link stays as it is.
  func moved(_ link: UnsafeBufferPointer<UInt8>.SubSequence) -> [UInt8]? {
    var path = link
    var isAbsolute = false
    if path.first != UInt8(ascii: "/") {
      guard !base.isEmpty, path.starts(with: base) else { return nil }
      path = path.dropFirst(base.count)
      isAbsolute = true
    }
    guard path.first == UInt8(ascii: "/") else { return nil }
    let end = path.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let digest = Digest64(of: path[..<(end ?? path.endIndex)])
    if let file = renamed[digest] { return (isAbsolute ? base : []) + file }
    guard pages.contains(digest) else { return nil }
    return (isAbsolute ? base : []) + Self.prefix + path
  }
}
