/// Media types of the files a site is made of.
enum MediaTypes {
  private static let types: [String: String] = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "webmanifest": "application/manifest+json",
    "xml": "application/xml", "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif",
    "gif": "image/gif", "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff",
    "pdf": "application/pdf", "epub": "application/epub+zip", "zip": "application/zip",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "video/mp4", "wasm": "application/wasm",
  ]

  /// The media type of a file by its name; bytes of unknown kind where the name says nothing.
  static func type(of name: String) -> String {
    if name == "feed.xml" { return "application/atom+xml; charset=utf-8" }
    let suffix = name.split(separator: ".").dropFirst().last?.lowercased() ?? ""
    return types[suffix] ?? "application/octet-stream"
  }
}
