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

  /// The files that a page names: style sheets, scripts and, of its pictures, the smallest.
  private static func references(in page: [UInt8]) -> [String] {
    var urls: [String] = []
    for mark in ["href=\"", "src=\"", "srcset=\""].map({ Array($0.utf8) }) {
      var start = page.startIndex
      while let place = page[start...].firstRange(of: mark)?.upperBound {
        start = place
        let value = page[place...].prefix {
          $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",")
        }
        let url = String(decoding: value, as: UTF8.self)
        guard url.hasPrefix("/assets/") || url.hasPrefix("/media/"), !urls.contains(url) else {
          continue
        }
        // What a newer browser finds in `srcset` it does not take from `src`.
        if mark[3] == UInt8(ascii: "="), mark[0] == UInt8(ascii: "s"),
          isWithin(picture: place, page)
        {
          continue
        }
        urls.append(url)
      }
    }
    return urls
  }

  /// Whether a picture's address stands in a `<picture>` that has others.
  private static func isWithin(picture place: Int, _ page: [UInt8]) -> Bool {
    let before = page[max(0, place - 2_000)..<place]
    guard let opening = before.lastRange(of: Array("<picture>".utf8)) else { return false }
    return before[opening.upperBound...].firstRange(of: Array("</picture>".utf8)) == nil
  }
}

extension ArraySlice<UInt8> {
  /// The last place where these bytes stand.
  fileprivate func lastRange(of mark: [UInt8]) -> Range<Int>? {
    var found: Range<Int>?
    var rest = self
    while let range = rest.firstRange(of: mark) {
      found = range
      rest = rest[range.upperBound...]
    }
    return found
  }
}
