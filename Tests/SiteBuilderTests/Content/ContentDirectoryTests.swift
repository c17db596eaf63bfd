import CivilTime
import Magazine
import Testing

@testable import SiteBuilder

@Suite("ContentDirectory and MediaShelf: what is read, what is published")
struct ContentDirectoryTests {
  let folder = ScratchFolder()

  @Test("texts are read whole, everything else is known by path and size only")
  func texts() throws {
    folder.write("title: 檐声\n", to: "site.yml")
    folder.write("# 雨\n", to: "articles/rain.md")
    folder.write([UInt8](repeating: 7, count: 1000), to: "articles/rain.jpg")
    let content = try ContentDirectory.read(folder.path, Workers(2))
    #expect(content.tree.texts.map(\.path) == ["articles/rain.md", "site.yml"])
    #expect(content.bytes(of: 0) == Array("# 雨\n".utf8))
    #expect(content.tree.assets == [AssetFile(path: "articles/rain.jpg", size: 1000)])
    #expect(content.faults.isEmpty)
  }

  @Test("one thread and four read the same, in the same order")
  func order() throws {
    for number in 0..<200 { folder.write("# \(number)\n", to: "articles/a\(number).md") }
    let one = try ContentDirectory.read(folder.path, Workers(1))
    let four = try ContentDirectory.read(folder.path, Workers(4))
    #expect(one.tree.texts.map(\.path) == four.tree.texts.map(\.path))
    #expect(one.marks.map(\.digest) == four.marks.map(\.digest))
  }

  @Test("only pictures that a page asks for are published, under a name that tells their bytes")
  func media() throws {
    folder.write("<svg width=\"4\" height=\"3\"></svg>", to: "issues/1/cover.svg")
    folder.write("<svg/>", to: "issues/1/unused.svg")
    let shelf = MediaShelf(
      try ContentDirectory.read(folder.path, Workers(1)),
      BuildOptions(asOf: try #require(Instant("2026-11-22 09:00"))))
    let item = try shelf.item("issues/1/cover.svg")
    #expect(item.url.hasPrefix("/media/cover-") && item.url.hasSuffix(".svg"))
    #expect(item.size == PictureSize(width: 4, height: 3))
    #expect(shelf.published.map(\.path) == [String(item.url.dropFirst())])
    #expect(throws: FileFault.self) { try shelf.item("issues/1/none.svg") }
  }
}
