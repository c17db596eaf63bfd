import Hummingbird

/// A cookie that keeps somebody signed in.
///
/// Over TLS its name carries `__Host-`: a browser then takes it from this host alone, for `/` alone
/// and with `Secure`, so that no neighbouring subdomain can plant one.
struct SessionCookie: Sendable {
  let name: String
  private let attributes: String
  private let isSecure: Bool
  private let maximumAge: Int

  /// The cookie of a member.
  init(_ configuration: ClubAPIConfiguration) {
    self.init(
      "huikan", isSecure: configuration.isSecure, sameSite: "Lax",
      maximumAge: configuration.sessionLength)
  }

  private init(_ name: String, isSecure: Bool, sameSite: String, maximumAge: Int) {
    self.name = isSecure ? "__Host-\(name)" : name
    attributes =
      "; Path=/; HttpOnly; SameSite=\(sameSite)" + (isSecure ? "; Secure" : "")
    self.isSecure = isSecure
    self.maximumAge = maximumAge
  }

  /// The cookie of the staff at the desk. It holds the token itself: a script cannot read it, nothing
  /// else has to be remembered on the server, and what revokes the token ends it at once.
  static func desk(_ configuration: ClubAPIConfiguration) -> SessionCookie {
    SessionCookie(
      "huikan-desk", isSecure: configuration.isSecure, sameSite: "Strict",
      maximumAge: deskSeconds)
  }

  /// A working day: a desk that was left signed in is not so the next morning.
  private static let deskSeconds = 12 * 3600

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

  /// `Set-Cookie` of a mark that goes along with a member's: no script can read the session, and pages
  /// that are the same for everybody go by the mark. It says that somebody is signed in, and not who.
  /// Nil beside any other cookie.
  func mark(beside cookie: String) -> String? {
    guard cookie.hasPrefix("\(name)=") else { return nil }
    let age = cookie == clearing ? 0 : maximumAge
    return "huikan-member=1; Path=/; SameSite=Lax" + (isSecure ? "; Secure" : "")
      + "; Max-Age=\(age)"
  }
}
