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

  /// What goes with data, which is not to be shown as a page at all.
  static let data = fields(policy: "default-src 'none'; frame-ancestors 'none'")

  /// What goes with a page that is made for whoever asks.
  static let page = fields(policy: pagePolicy)

  private static func fields(policy: String, camera: Bool = false) -> HTTPFields {
    var fields: HTTPFields = [.contentSecurityPolicy: policy, .xContentTypeOptions: "nosniff"]
    for (name, value) in [
      ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
      (
        "Permissions-Policy",
        "camera=(\(camera ? "self" : "")), geolocation=(), microphone=(), payment=(), usb=()"
      ),
    ] {
      if let name = HTTPFields.Element.Name(name) { fields[name] = value }
    }
    return fields
  }

  /// A page may use the camera where it reads members' cards by it.
  static func addToPage(
    _ response: inout Response, policy: String = pagePolicy, camera: Bool = false
  ) {
    add(fields(policy: policy, camera: camera), to: &response)
  }

  static func addToData(_ response: inout Response) { add(data, to: &response) }

  private static func add(_ fields: HTTPFields, to response: inout Response) {
    for field in fields { response.headers[field.name] = field.value }
  }
}
