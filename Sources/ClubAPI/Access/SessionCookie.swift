import Hummingbird

/// The cookie that keeps a member signed in.
///
/// Over TLS its name carries `__Host-`: a browser then takes it from this host alone, for `/` alone
/// and with `Secure`, so that no neighbouring subdomain can plant one.
struct SessionCookie: Sendable {
  let name: String
  private let attributes: String
  private let maximumAge: Int

  init(_ configuration: ClubAPIConfiguration) {
    name = configuration.isSecure ? "__Host-huikan" : "huikan"
    attributes =
      "; Path=/; HttpOnly; SameSite=Lax" + (configuration.isSecure ? "; Secure" : "")
    maximumAge = configuration.sessionLength
  }

  /// The token that a request brings; nil where it brings none, or more than one.
  func token(in request: Request) -> String? {
    var found: [Substring] = []
    for header in request.headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let trimmed = pair.drop { $0 == " " }
        guard trimmed.hasPrefix(name + "=") else { continue }
        found.append(trimmed.dropFirst(name.utf8.count + 1))
      }
    }
    guard found.count == 1, (1...200).contains(found[0].utf8.count) else { return nil }
    return String(found[0])
  }

  /// `Set-Cookie` for a new session.
  func setting(_ token: String) -> String { "\(name)=\(token)\(attributes); Max-Age=\(maximumAge)" }

  /// `Set-Cookie` that makes the browser forget.
  var clearing: String { "\(name)=\(attributes); Max-Age=0" }
}
