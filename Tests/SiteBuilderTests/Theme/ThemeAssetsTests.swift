import Magazine
import Testing

@testable import SiteBuilder

@Suite("主题的素材")
struct ThemeAssetsTests {
  private func assets(_ files: [(String, String)]) -> ThemeAssets {
    ThemeAssets(
      files.map { (path: $0.0, bytes: Array($0.1.utf8)) }, folder: "t/assets", root: "Themes")
  }

  @Test("A name carries its content's hash and keeps its folder and ending")
  func names() {
    #expect(ContentHash.short([]) == "e3b0c44298")
    #expect(ContentHash.name("fonts/song.woff2", of: []) == "fonts/song-e3b0c44298.woff2")
    #expect(ContentHash.name("LICENSE", of: []) == "LICENSE-e3b0c44298")
    #expect(ContentHash.name("a.b/.well", of: []) == "a.b/.well-e3b0c44298")
  }

  @Test("Sheets are joined in the order of their names, and name published files")
  func styleSheet() throws {
    let assets = assets([
      ("a.svg", "<svg/>"), ("css/10.css", "a{background:url( 'a.svg' )}"),
      ("css/20.css", "b{background:url(#grain) , url(https://x.example/y)}"),
    ])
    let url = try #require(assets.urls["a.svg"])
    let sheet = try #require(assets.files.first { $0.path.hasSuffix(".css") })
    guard case .bytes(let bytes) = sheet.content else {
      Issue.record("a sheet is bytes")
      return
    }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "a{background:url(\(url))}\nb{background:url(#grain) , url(https://x.example/y)}\n")
    #expect(assets.urls[ThemeAssets.styleSheet] == "/\(sheet.path)")
    #expect(assets.diagnostics == [])
  }

  @Test("A change in one asset changes the names of it and of the sheet, and of no other")
  func hashes() {
    let before = assets([("a.svg", "1"), ("b.svg", "2"), ("css/1.css", "a{b:url(a.svg)}")])
    let after = assets([("a.svg", "3"), ("b.svg", "2"), ("css/1.css", "a{b:url(a.svg)}")])
    #expect(before.urls["a.svg"] != after.urls["a.svg"])
    #expect(before.urls["theme.css"] != after.urls["theme.css"])
    #expect(before.urls["b.svg"] == after.urls["b.svg"])
  }
}
