import Hummingbird

/// The headers that tell a browser what not to do.
enum SecurityHeaders {
  /// Scripts, styles, pictures and connections from here and nowhere else, nothing inline, no frame
  /// around us, no plug-in, no form that posts away; markup from scripts only by trusted types.
  static let pagePolicy = pagePolicy(pictureOrigins: [])

  /// The same with pictures from these servers too, which the content names:
  /// `https://pictures.example`.
  static func pagePolicy(pictureOrigins: [String]) -> String {
    let pictures = (["img-src 'self'"] + pictureOrigins).joined(separator: " ")
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", pictures,
      "connect-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
      "manifest-src 'self'", "worker-src 'self'", "require-trusted-types-for 'script'",
    ].joined(separator: "; ")
  }

  /// A page may use the camera where it reads members' cards by it.
  static func addToPage(
    _ response: inout Response, policy: String = pagePolicy, camera: Bool = false
  ) {
    response.headers[.contentSecurityPolicy] = policy
    addToAll(&response, camera: camera)
  }

  /// Data is not to be shown as a page at all.
  static func addToData(_ response: inout Response) {
    response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    addToAll(&response)
  }

  private static func addToAll(_ response: inout Response, camera: Bool = false) {
    response.headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in [
      ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
      (
        "Permissions-Policy",
        "camera=(\(camera ? "self" : "")), geolocation=(), microphone=(), payment=(), usb=()"
      ),
    ] {
      if let name = HTTPFields.Element.Name(name) { response.headers[name] = value }
    }
  }
}
