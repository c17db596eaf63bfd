import Hummingbird

/// Whether a request that changes something was made by a page of this site.
///
/// A browser sends a member's cookie along with whatever another site makes it post; SameSite=Lax
/// stops most of that, and this stops the rest. `Sec-Fetch-Site` is the browser's own word and
/// decides where it is there; otherwise `Origin` must be ours.
struct OriginCheck: Sendable {
  enum Verdict: Hashable {
    case ownPage
    case otherSite
    /// Neither header was sent: no current browser, hence no browser's cookie to be abused.
    case noBrowser
  }

  private let baseURL: String?

  init(_ configuration: ClubAPIConfiguration) {
    baseURL = configuration.baseURL
  }

  private static let siteName = HTTPFields.Element.Name("Sec-Fetch-Site")

  func verdict(on request: Request) -> Verdict {
    if let site = Self.siteName.flatMap({ request.headers.value(of: $0) }) {
      return site == "same-origin" ? .ownPage : .otherSite
    }
    guard let origin = request.headers.value(of: .origin) else { return .noBrowser }
    return origin.lowercased() == ownOrigin(request)?.lowercased() ? .ownPage : .otherSite
  }

  /// Where the site is, as members know it, without a stroke at the end; without a configured address
  /// where the request was sent to.
  func siteAddress(_ request: Request) -> String? {
    guard let baseURL else { return request.head.authority.map { "http://\($0)" } }
    return baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
  }

  private func ownOrigin(_ request: Request) -> String? {
    guard let baseURL else { return request.head.authority.map { "http://\($0)" } }
    // scheme://host[:port], without the path that a site below a folder has.
    let parts = baseURL.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count >= 3 ? "\(parts[0])//\(parts[2])" : nil
  }
}
