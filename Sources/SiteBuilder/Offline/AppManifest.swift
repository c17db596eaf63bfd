import JSON
import Magazine

/// What a phone needs to put the site among its applications (W3C Web Application Manifest).
struct AppManifest {
  static let url = "/manifest.webmanifest"

  /// The manifest.
  ///
  /// - Parameters:
  ///   - publication: the magazine.
  ///   - icons: the seal.
  /// - Returns: the file.
  static func bytes(_ publication: Publication, _ icons: AppIcons) -> [UInt8] {
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
        for width in AppIcons.widths {
          guard let url = icons.seals[width] else { continue }
          Self.icon(url, "\(width)x\(width)", "image/png", "any", &json)
        }
        if let url = icons.maskable { Self.icon(url, "512x512", "image/png", "maskable", &json) }
        if let url = icons.drawing { Self.icon(url, "any", "image/svg+xml", "any", &json) }
      }
    }
    return json.bytes
  }

  private static func icon(
    _ url: String, _ sizes: String, _ type: String, _ purpose: String, _ json: inout JSONWriter
  ) {
    json.object { json in
      json.member("src", url)
      json.member("sizes", sizes)
      json.member("type", type)
      json.member("purpose", purpose)
    }
  }

  /// The colour behind the icon while the site opens: that of the paper.
  private static let paper = "#f6f5f0"
}
