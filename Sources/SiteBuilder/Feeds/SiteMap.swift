import CivilTime
import Magazine

/// The list of pages for search engines (sitemaps.org, 0.9), and `robots.txt`, which names it.
struct SiteMap {
  let baseURL: String
  let pages: [PageOutput]

  /// How many URLs one file may hold.
  var limit = 50_000

  /// `sitemap.xml`, or several files and an index of them where there are too many pages for one.
  func files() -> [SiteFile] {
    guard pages.count(where: \.isListed) > limit else {
      return [
        SiteFile(path: "sitemap.xml", content: .made { [self] in xml(listed[...]) })
      ]
    }
    let all = listed
    var files: [SiteFile] = []
    var index = XMLText()
    index.markup("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for start in stride(from: 0, to: all.count, by: limit) {
      let name = "sitemap-\(files.count + 1).xml"
      let part = all[start..<min(start + limit, all.count)]
      files.append(SiteFile(path: name, content: .made { [self] in xml(part) }))
      index.markup("<sitemap>")
      index.element("loc", "\(baseURL)/\(name)")
      index.markup("</sitemap>\n")
    }
    index.markup("</sitemapindex>\n")
    return files + [SiteFile(path: "sitemap.xml", content: .bytes(index.bytes))]
  }

  private var listed: [PageOutput] {
    pages.filter(\.isListed).sorted { $0.url.precedesInBytes($1.url) }
  }

  private func xml(_ pages: ArraySlice<PageOutput>) -> [UInt8] {
    var xml = XMLText()
    xml.markup("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for page in pages {
      xml.markup("<url>\n")
      xml.element("loc", baseURL + page.url)
      if let day = page.day { xml.element("lastmod", day.iso) }
      xml.markup("</url>\n")
    }
    xml.markup("</urlset>\n")
    return xml.bytes
  }

  /// Everything may be read; with an address, where the site map is.
  static func robots(baseURL: String?) -> SiteFile {
    var text = "User-agent: *\nDisallow:\n"
    if let baseURL { text += "\nSitemap: \(baseURL)/sitemap.xml\n" }
    return SiteFile(path: "robots.txt", content: .bytes(Array(text.utf8)))
  }
}
