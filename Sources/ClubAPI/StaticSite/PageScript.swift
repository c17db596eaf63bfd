import Hummingbird

/// A script that is put into every page as it is served, and never into its file: the live reload of
/// an editor's server.
struct PageScript: Sendable {
  /// Where the script is: `/_huikan/live.js`.
  let url: String

  /// The entity tag of a page with the script in it: another than that of the file, because the bytes
  /// are others.
  func entityTag(of file: SiteFile) -> String {
    "\"\(tag(of: file))\""
  }

  /// The same without its quotation marks, as the script finds it in its own element.
  func tag(of file: SiteFile) -> String {
    file.entityTag.filter { $0 != "\"" } + "-live"
  }

  private func element(for file: SiteFile) -> [UInt8] {
    Array("<script src=\"\(url)\" data-tag=\"\(tag(of: file))\" defer></script>".utf8)
  }

  /// The length of the page with the script in it, in bytes.
  func length(of file: SiteFile) -> Int { file.size + element(for: file).count }

  /// The page with the script at the end of its body.
  func body(of file: SiteFile) -> ResponseBody {
    let element = element(for: file)
    return ResponseBody(contentLength: file.size + element.count) { writer in
      var page = try await file.bytes()
      page.insert(contentsOf: element, at: Self.end(of: page))
      try await writer.write(ByteBuffer(bytes: page))
      try await writer.finish(nil)
    }
  }

  /// Where the body of a page ends: before the last `</body>`, else where the page does.
  static func end(of page: [UInt8]) -> Int {
    let mark = Array("</body".utf8)
    var place = page.count - mark.count
    while place >= 0 {
      if page[place] == mark[0],
        zip(page[place...], mark).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
      {
        return place
      }
      place -= 1
    }
    return page.count
  }
}
