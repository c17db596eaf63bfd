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
    let count = pages.reduce(0) { count, page in
      !page.isListed ? count : count + (page.traditionalFile == nil ? 1 : 2)
    }
    guard count > limit else {
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

  /// A page in one of its editions.
  private struct Entry {
    let page: PageOutput
    let url: String

    /// Whether the page has another edition, which search engines should know.
    var isTwofold: Bool { page.traditionalFile != nil }
  }

  private var listed: [Entry] {
    let listed = pages.filter(\.isListed)
    let traditional = listed.filter { $0.traditionalFile != nil }
    return
      (listed.map { Entry(page: $0, url: $0.url) }
      + traditional.map { Entry(page: $0, url: TraditionalEdition.prefix + $0.url) })
      .sorted { $0.url.precedesInBytes($1.url) }
  }

  private func alternate(_ language: String, _ url: String, _ xml: inout XMLText) {
    xml.markup(
      "<xhtml:link rel=\"alternate\" hreflang=\"\(language)\" href=\""
        + XMLText.attribute(baseURL + url) + "\"/>\n")
  }

  private func xml(_ pages: ArraySlice<Entry>) -> [UInt8] {
    var xml = XMLText()
    let hasEditions = pages.contains(where: \.isTwofold)
    xml.markup("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"")
    if hasEditions { xml.markup(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"") }
    xml.markup(">\n")
    for entry in pages {
      xml.markup("<url>\n")
      xml.element("loc", baseURL + entry.url)
      if let day = entry.page.day { xml.element("lastmod", day.iso) }
      if entry.isTwofold {
        let simplified = entry.page.url
        alternate("zh-Hans", simplified, &xml)
        alternate(TraditionalEdition.language, TraditionalEdition.prefix + simplified, &xml)
        alternate("x-default", simplified, &xml)
      }
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
