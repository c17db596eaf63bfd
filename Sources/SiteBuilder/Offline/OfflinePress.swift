import JSON
import Magazine

/// Makes the service worker of the pages as they stand in the folder: it keeps the current issue and
/// what its pages need, and has another version whenever one of them has changed.
struct OfflinePress {
  /// The pages that can be read without a network before anybody has read them, by URL.
  let pages: [PageOutput]
  let folder: OutputFolder

  static let file = "sw.js"

  /// More than so many pictures of one issue, or larger ones, are not sent to a phone unasked.
  private static let mostPictures = 60
  private static let largestPicture = 300_000

  /// The worker, without its comments and its indentation.
  func worker() -> [UInt8] {
    var shell: [String] = []
    var edition: [String] = []
    var version: [UInt8] = []
    var pictures = 0
    for page in pages {
      guard let bytes = folder.bytes(of: page.file) else { continue }
      shell.append(page.url)
      // Seats that are taken would send the whole issue to every reader once more.
      if !page.showsFigures { version += bytes }
      if let file = page.traditionalFile, let other = folder.bytes(of: file) {
        edition.append(TraditionalEdition.prefix + page.url)
        if !page.showsFigures { version += other }
      }
      for url in Self.references(in: bytes) where !shell.contains(url) {
        if url.hasPrefix("/media/") {
          let size = folder.stamp(of: String(SitePath.decode(url.utf8).dropFirst()))?.size
          guard let size, size <= Self.largestPicture, pictures < Self.mostPictures else {
            continue
          }
          pictures += 1
        }
        shell.append(url)
      }
    }
    let program = SearchAssets.bare(PackageResources.worker_js)
    version += (shell + edition).joined(separator: " ").utf8
    let head = "const version = \"\(ContentHash.short(version + program))\";\nconst shell = "
    return Array(head.utf8) + Self.list(shell) + Array(";\nconst edition = ".utf8)
      + Self.list(edition) + Array(";\n".utf8) + program
  }

  private static func list(_ urls: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.array { json in for url in urls { json.string(url) } }
    return json.bytes
  }

  /// A worker that takes itself away, for a site that has had one.
  static var farewell: [UInt8] { SearchAssets.bare(PackageResources.farewell_js) }

  private static let picture = TagName("picture")

  /// The files that a page names: style sheets, scripts and, of its pictures, the smallest.
  static func references(in page: [UInt8]) -> [String] {
    page.withUnsafeBufferPointer { page in
      var urls: [String] = []
      var place = 0
      var isInPicture = false
      while let open = page.place(of: UInt8(ascii: "<"), from: place) {
        place = open + 1
        if page.holds("/picture>", at: place) { isInPicture = false }
        guard page.beginsName(at: place) else { continue }
        if TagName(page, from: place) == Self.picture { isInPicture = true }
        guard let tag = TagReader(page, after: place) else { continue }
        place = tag.end
        for attribute in tag.attributes {
          // What a newer browser finds in `srcset` it does not take from `src`.
          guard
            attribute.kind == .href || page.names("srcset", attribute.name)
              || !isInPicture && page.names("src", attribute.name)
          else { continue }
          let first = page[attribute.value].prefix {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",")
          }
          let url = String(decoding: first, as: UTF8.self)
          guard url.hasPrefix("/assets/") || url.hasPrefix("/media/"), !urls.contains(url) else {
            continue
          }
          urls.append(url)
        }
      }
      return urls
    }
  }
}
