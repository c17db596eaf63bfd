import JSON
import Magazine

/// What a phone needs to put the site among its applications (W3C Web Application Manifest).
struct AppManifest {
  static let url = "/manifest.webmanifest"

  /// The manifest.
  ///
  /// - Parameters:
  ///   - publication: the magazine.
  ///   - icon: the URL of the seal.
  /// - Returns: the file.
  static func bytes(_ publication: Publication, icon: String) -> [UInt8] {
    let name = publication.club?.magazine ?? publication.site.title
    let isOfClub = publication.club.map { $0.name != name } ?? false
    var json = JSONWriter()
    json.object { json in
      json.member("id", "/")
      json.member("name", isOfClub ? "\(name) · \(publication.club?.name ?? "")" : name)
      json.member("short_name", name)
      if let description = publication.site.description { json.member("description", description) }
      json.member("lang", publication.site.language.rawValue)
      json.member("dir", "ltr")
      json.member("start_url", "/")
      json.member("scope", "/")
      json.member("display", "minimal-ui")
      json.member("background_color", Self.paper)
      json.member("theme_color", Self.paper)
      json.key("icons")
      json.array { json in
        json.object { json in
          json.member("src", icon)
          json.member("sizes", "any")
          json.member("type", "image/svg+xml")
          json.member("purpose", "any")
        }
      }
    }
    return json.bytes
  }

  /// The colour behind the icon while the site opens: that of the paper.
  private static let paper = "#f6f5f0"
}
