/// Everything that a link may name, and where it leads.
struct Addresses: Sendable {
  /// What stands behind a content file.
  enum Place: Sendable {
    /// It has a page.
    case page(url: String)
    /// It is not published now; why, as the end of a sentence: “is a draft”.
    case withheld(reason: String)
  }

  /// First parts of URLs that the server answers by itself, or that another edition has.
  static let reserved = ["_huikan", "api", "hant", "problems"]
  /// The same as the beginnings of URLs.
  static let reservedPrefixes = reserved.map { "/\($0)/" }

  /// Content files by path.
  var places: [String: Place] = [:]
  /// URLs, not percent-encoded, of pages and files that are made from no content file.
  var pages: Set<String> = []
  /// The content file that claims a URL, published now or not; URLs not percent-encoded.
  var claims: [String: String] = [:]
  /// Published files by path.
  var assets: Set<String> = []
  /// The site's own address, without a slash at the end.
  var baseURL: String?
}
