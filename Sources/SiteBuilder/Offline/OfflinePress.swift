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

  /// The files that a page names: style sheets, scripts and, of its pictures, the smallest. Those of `href` come
  /// first, then those of `src`, then those of `srcset`.
  ///
  /// One pass over the bytes: after every burst of facts some dozens of pages are looked through.
  static func references(in page: [UInt8]) -> [String] {
    let marks = ["href=\"", "src=\"", "srcset=\""].map { Array($0.utf8) }
    let (opening, closing) = (Array("<picture>".utf8), Array("</picture>".utf8))
    return page.withUnsafeBufferPointer { page in
      var found: [[String]] = marks.map { _ in [] }
      var isWithinPicture = false
      for place in page.indices {
        if page[place] == UInt8(ascii: ">") {
          if page.has(opening, before: place + 1) { isWithinPicture = true }
          if page.has(closing, before: place + 1) { isWithinPicture = false }
        }
        guard page[place] == UInt8(ascii: "\""), place > 0, page[place - 1] == UInt8(ascii: "="),
          let mark = marks.firstIndex(where: { page.has($0, before: place + 1) })
        else { continue }
        // What a newer browser finds in `srcset` it does not take from `src`.
        if mark == 1, isWithinPicture { continue }
        let value = page[(place + 1)...].prefix {
          $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",")
        }
        let url = String(decoding: value, as: UTF8.self)
        if url.hasPrefix("/assets/") || url.hasPrefix("/media/") { found[mark].append(url) }
      }
      var known: Set<String> = []
      return found.joined().filter { known.insert($0).inserted }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these bytes stand right before a place.
  fileprivate func has(_ mark: [UInt8], before place: Int) -> Bool {
    place >= mark.count && self[(place - mark.count)..<place].elementsEqual(mark)
  }
}
