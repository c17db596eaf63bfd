extension Publication {
  /// What a link written in a content file leads to.
  ///
  /// A destination is a path from the file's folder (`rain.md`, `../2026-summer/index.md`, `./`), a
  /// path from the content folder (`/events/open-day.md`), a URL of the site (`/events/open-day/`,
  /// or with the site's own address before it), or a URL of another site. It may be percent-encoded
  /// and end with `?…` and `#…`. Fragments are handed back, not checked: only the renderer knows
  /// the ids of a page.
  ///
  /// - Parameters:
  ///   - destination: the link as it is written.
  ///   - path: the path from the content folder of the file that holds it.
  /// - Returns: the page or file, or why there is none.
  public func resolve(_ destination: String, from path: String) -> LinkTarget {
    addresses.resolve(destination, from: path)
  }
}

extension Addresses {
  func resolve(_ destination: String, from path: String) -> LinkTarget {
    var written = destination[...]
    if let baseURL, written.hasPrefix(baseURL) {
      let rest = written.dropFirst(baseURL.count)
      if rest.isEmpty { return .page(url: "/", path: claims["/"], fragment: nil) }
      if let next = rest.utf8.first, [0x2F, 0x3F, 0x23].contains(next) { written = rest }
    }
    if isExternal(written) { return .external(destination) }
    let parts = Destination(written)
    if parts.path.isEmpty {
      guard !written.isEmpty else {
        return .broken(reason: "the link is empty", remedy: "write where it should lead")
      }
      return samePage(parts, path)
    }
    guard let target = ContentPath.resolve(parts.path, from: path) else {
      return .broken(
        reason: "“\(destination)” leads out of the content folder",
        remedy: "write a path within the content folder, or a URL with https://")
    }
    return find(target, parts)
      ?? .broken(
        reason: "there is no page or file “\(parts.path)”",
        remedy: isOtherSite(parts.path)
          ? "write “https://\(destination)” for another site"
          : nearest(to: parts.path, from: path, texts: true))
  }

  /// Whether a path that leads nowhere looks like the name of another site, its https:// left out.
  private func isOtherSite(_ path: String) -> Bool {
    let host = Slug.lowercased(String(path.prefix { $0 != "/" }))
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }) else { return false }
    return labels[0] == "www"
      || ["com", "cn", "org", "net", "edu", "gov"].contains(labels[labels.count - 1])
  }

  private func samePage(_ parts: Destination, _ path: String) -> LinkTarget {
    guard case .page(let url)? = places[path] else {
      return .broken(
        reason: "“\(parts.suffix)” names a place on a page, and this file is no page",
        remedy: "write the page before it")
    }
    return .page(url: url + parts.query, path: path, fragment: parts.fragment)
  }

  /// The target at a path: as a content file, a published file, a folder, a file without its
  /// extension, a URL of the site.
  private func find(_ target: String, _ parts: Destination) -> LinkTarget? {
    for candidate in [
      target, target + "/index.md", target + "/README.md", target + ".md",
      target.isEmpty ? "README.md" : target,
    ] {
      guard let place = places[candidate] else { continue }
      switch place {
      case .page(let url):
        return .page(url: url + parts.query, path: candidate, fragment: parts.fragment)
      case .withheld(let reason):
        return .broken(
          reason: "“\(parts.path)” is not published: \(reason)",
          remedy: "publish it too, or take the link out until then")
      }
    }
    if assets.contains(target) { return .asset(path: target, suffix: parts.suffix) }
    guard parts.path.utf8.first == UInt8(ascii: "/") || parts.path.utf8.last == UInt8(ascii: "/")
    else { return nil }
    return find(url: "/" + target, parts)
  }

  private func find(url: String, _ parts: Destination) -> LinkTarget? {
    let lowercased = Slug.lowercased(url)
    for candidate in [url, lowercased, lowercased == "/" ? "/" : lowercased + "/"] {
      let file = claims[candidate]
      if let file, case .withheld(let reason)? = places[file] {
        return .broken(
          reason: "“\(parts.path)” is not published: \(reason)",
          remedy: "publish it too, or take the link out until then")
      }
      if file != nil || pages.contains(candidate) {
        return .page(
          url: SitePath.encode(candidate) + parts.query, path: file, fragment: parts.fragment)
      }
    }
    return nil
  }

  /// Whether a destination begins with a scheme (`https:`, `mailto:`) or with another host (`//`).
  private func isExternal(_ written: Substring) -> Bool {
    if written.hasPrefix("//") { return true }
    guard let first = written.utf8.first, (0x41...0x5A).contains(first & 0xDF) else { return false }
    let scheme = written.utf8.prefix {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return written.utf8.dropFirst(scheme.count).first == UInt8(ascii: ":")
  }
}

/// A destination taken apart.
private struct Destination {
  /// Percent-decoded.
  let path: String
  /// With its question mark; as it is written.
  let query: String
  /// Without its `#`, percent-decoded.
  let fragment: String?
  /// The query and the fragment as they are written.
  let suffix: String

  init(_ written: Substring) {
    let path = written.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let rest = written.utf8.dropFirst(path.count)
    let query = rest.prefix { $0 != UInt8(ascii: "#") }
    let fragment = rest.dropFirst(query.count).dropFirst()
    self.path = SitePath.decode(path)
    self.query = String(decoding: query, as: UTF8.self)
    self.fragment = fragment.isEmpty ? nil : SitePath.decode(fragment)
    suffix = String(decoding: rest, as: UTF8.self)
  }
}
