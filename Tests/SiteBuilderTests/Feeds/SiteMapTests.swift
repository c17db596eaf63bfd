import Magazine
import Testing

@testable import SiteBuilder

@Suite("站点地图")
struct SiteMapTests {
  @Test("More pages than one file may hold are divided, with an index")
  func divided() {
    let pages = (1...5).map { PageOutput(url: "/\($0)/", kind: .page) { _, _, _ in } }
    let files = SiteMap(baseURL: "https://x.example", pages: pages, limit: 2).files()
    #expect(
      files.map(\.path) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"])
    let texts = files.map { file -> String in
      switch file.content {
      case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
      case .made(let make): String(decoding: make(), as: UTF8.self)
      case .copy, .rendition, .drawing: ""
      }
    }
    #expect(texts[2].contains("<loc>https://x.example/5/</loc>"))
    #expect(texts[3].contains("<loc>https://x.example/sitemap-3.xml</loc>"))
  }

  @Test("Text in XML is escaped and free of control characters")
  func xmlText() {
    var xml = XMLText()
    xml.element("title", "甲 & <乙>\u{0B}\u{1F}\n丙", attributes: "type=\"text\"")
    #expect(
      String(decoding: xml.bytes, as: UTF8.self) == """
        <?xml version="1.0" encoding="utf-8"?>
        <title type="text">甲 &amp; &lt;乙&gt;
        丙</title>

        """)
  }
}
