import Foundation
import FoundationXML
import Testing

@testable import SiteBuilder

@Suite("What XML cannot hold stays out of every file that is XML")
struct XMLTextTests {
  @Test("Characters that XML forbids are dropped, their neighbours stay")
  func forbidden() {
    let text = "a\u{FFFE}\u{1}，\u{FFFD}\u{FFFF}\u{F8FE}<&\u{E7FE}"
    #expect(XMLText.attribute(text) == "a，\u{FFFD}\u{F8FE}&lt;&amp;\u{E7FE}")
  }

  @Test("A title with one leaves the feeds, the map and the seal readable")
  func title() throws {
    let site = try TestSite(
      """
      -- site.yml --
      title: "\\ufffe檐\\uffff声"
      base_url: https://a.example
      ebooks: true
      -- articles/lamp.md --
      ---
      title: "灯\\ufffe"
      date: 2026-11-02
      tags: ["夜\\u4e00"]
      ---
      一盏灯。

      """)
    try site.build()
    let files = try site.files.filter { $0.hasSuffix(".xml") || $0.hasSuffix(".svg") }
    #expect(files.contains("feed.xml") && files.contains("sitemap.xml"))
    for file in files {
      let parser = XMLParser(data: Data((site.page(file) ?? "").utf8))
      #expect(parser.parse(), "\(file): \(parser.parserError.map { "\($0)" } ?? "")")
    }
  }
}
