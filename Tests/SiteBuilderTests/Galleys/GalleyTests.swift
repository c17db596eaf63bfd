import Foundation
import Magazine
import Markdown
import Testing

@testable import SiteBuilder

@Suite("校样：正文排好一次，用时再取")
struct GalleyTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    -- articles/lamp.md --
    ---
    title: 灯
    date: 2026-11-02
    ---
    ## 檐下

    一盏灯，见[雨](/articles/rain/#檐下)。![图](/drawing.svg)

    ## 廊下

    又一盏[^1]。

    [^1]: 注。
    -- articles/rain.md --
    ---
    title: 雨
    date: 2026-11-03
    ---
    ## 檐下

    :::活动 open-day
    看这里。
    :::
    -- events/open-day.md --
    ---
    title: 开放日
    start: 2026-12-01 09:30
    place: 半山台
    ---
    来看。
    -- drawing.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>

    """

  @Test("Markup, slots, outline and places come back as they were packed")
  func roundTrip() throws {
    let site = try #require(try TestSite(Self.magazine).load().site)
    for place in site.sources.bodies.galleys.indices {
      let galley = site.sources.bodies.galleys[place]
      let proof = try #require(galley.proof)
      #expect(proof.packed.isEmpty == false)
      let again = try #require(GalleyProof(proof.packed, isTrusted: false))
      #expect(again.markup.html == proof.markup.html)
      #expect(
        again.markup.slots.map(\.container.argument) == proof.markup.slots.map(\.container.argument)
      )
      #expect(again.outline == proof.outline && again.anchors == proof.anchors)
      #expect(again.questions == proof.questions)
    }
  }

  @Test("A byte that has changed on the disk is found")
  func damage() {
    var body = RenderedMarkdown()
    body.html = Array("<p>檐声</p>".utf8)
    let packed = GalleyProof(body, questions: []).packed
    for place in packed.indices {
      var other = packed
      other[place] ^= 4
      #expect(GalleyProof(other, isTrusted: false) == nil)
    }
  }

  @Test("A magazine too large for memory has the same pages")
  func inFile() throws {
    let small = try TestSite(Self.magazine)
    try small.build()
    let large = try TestSite(Self.magazine)
    large.options.mostTextInMemory = 0
    try large.build()
    #expect(try large.files == small.files)
    for file in try small.files { #expect(large.page(file) == small.page(file), "\(file)") }
    let names = try FileManager.default.contentsOfDirectory(atPath: large.folder.path)
    #expect(names.sorted() == ["Content", "Site", "Themes"])
  }

  @Test("An edit that joins otherwise sets again only what its links or its text demand")
  func reuse() throws {
    let site = try TestSite(Self.magazine)
    let before = try #require(site.load().site)
    site.put("articles/moon.md", "---\ntitle: 月\ndate: 2026-11-04\n---\n月。\n")
    let after = try #require(
      SiteBuilder(site.options).load(after: before, changed: ["articles/moon.md"]).site)
    #expect(site.samePlaces(before, after) == ["articles/lamp.md", "events/open-day.md"])
    site.put("drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"3\"/>")
    let wider = try #require(
      SiteBuilder(site.options).load(after: after, changed: ["drawing.svg"]).site)
    #expect(site.samePlaces(after, wider) == ["articles/moon.md", "events/open-day.md"])
  }
}

extension TestSite {
  /// The texts whose bodies are the very ones that were set before.
  fileprivate func samePlaces(_ before: LoadedSite, _ after: LoadedSite) -> [String] {
    let (old, new) = (before.state.content, after.state.content)
    return new.tree.texts.indices.filter { place in
      guard let origin = new.origins[place],
        case .memory(let one) = before.state.bodies.galleys[origin].place,
        case .memory(let other) = after.state.bodies.galleys[place].place, !one.isEmpty
      else { return false }
      return one.withUnsafeBytes { one in
        other.withUnsafeBytes { one.baseAddress == $0.baseAddress }
      } && old.tree.texts[origin].path == new.tree.texts[place].path
    }.map { new.tree.texts[$0].path }
  }
}
