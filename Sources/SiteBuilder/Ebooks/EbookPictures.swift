import Magazine

/// The pictures of one book, each once, in the order in which they are met.
final class EbookPictures {
  struct Picture {
    /// Its path beside the documents: `images/2.svg`.
    var path: String
    var type: String
    var bytes: [UInt8]
    /// Whether the book drew it, so that its words are the book's.
    var isOurs = false

    /// Whether packing it again gains nothing.
    var isPacked: Bool { type != "image/svg+xml" }
  }

  private(set) var all: [Picture] = []
  private var places: [String: Int?] = [:]
  private let file: (String) -> [UInt8]?

  init(file: @escaping (String) -> [UInt8]?) { self.file = file }

  /// A picture's path in the book, by its URL as a page names it; nil where it is on another server,
  /// cannot be read, or is of a kind that not every reader shows.
  func path(of url: String) -> String? {
    if let known = places[url] { return known.map { all[$0].path } }
    places[url] = .some(nil)
    guard url.hasPrefix("/"), !url.hasPrefix("//"), let dot = url.lastIndex(of: "."),
      let type = Self.types[url[dot...].lowercased()], let bytes = file(SitePath.file(of: url))
    else { return nil }
    return add(type, String(url[dot...]).lowercased(), bytes, as: url)
  }

  /// Adds a picture that the book draws.
  func add(drawing svg: String) -> String {
    let path = add("image/svg+xml", ".svg", Array(svg.utf8), as: " ")
    all[all.count - 1].isOurs = true
    return path
  }

  private func add(_ type: String, _ ending: String, _ bytes: [UInt8], as url: String) -> String {
    places[url] = all.count
    all.append(Picture(path: "images/\(all.count + 1)\(ending)", type: type, bytes: bytes))
    return all[all.count - 1].path
  }

  /// The core media types of EPUB 3.3.
  private static let types = [
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp",
  ]
}
