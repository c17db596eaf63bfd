import Magazine
import Testing

@testable import SiteBuilder

@Suite("主题的素材")
struct ThemeAssetsTests {
  private func assets(_ files: [(String, String)]) -> ThemeAssets {
    ThemeAssets(
      files.map { ThemeFile(path: $0.0, file: "t/assets/\($0.0)", bytes: Array($0.1.utf8)) },
      root: "Themes")
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

  @Test("Remarks are left out of sheets; strings are not looked into")
  func remarks() throws {
    let assets = assets([
      ("css/1.css", "/* why\n url(nothing.svg) */\na{b:c} /* end */ d{e:'/* \\' */' \"*/\"}/*open")
    ])
    let sheet = try #require(assets.files.first)
    guard case .bytes(let bytes) = sheet.content else { return }
    #expect(String(decoding: bytes, as: UTF8.self) == "a{b:c}  d{e:'/* \\' */' \"*/\"}\n")
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

  private func script(_ assets: ThemeAssets, _ name: String) throws -> String {
    let url = try #require(assets.urls[name])
    let file = try #require(assets.files.first { "/\($0.path)" == url })
    guard case .bytes(let bytes) = file.content else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("A module imports others by their published URLs, which change with what they import")
  func modules() throws {
    let files = [
      ("desk.js", "import {\n  a,\n} from \"./desk/b.js\";\nexport { c } from \"./desk/c.js\";\n"),
      ("desk/b.js", "import \"../other.js\";\nimport { c } from \"./c.js\";\nsay(\"from here\");"),
      ("desk/c.js", "export const c = 1;"), ("other.js", "2"),
    ]
    let assets = assets(files)
    #expect(assets.diagnostics == [] && assets.files.count == 4)
    let (b, c) = (try #require(assets.urls["desk/b.js"]), try #require(assets.urls["desk/c.js"]))
    #expect(
      try script(assets, "desk.js")
        == "import {\n  a,\n} from \"\(b)\";\nexport { c } from \"\(c)\";\n")
    let other = try #require(assets.urls["other.js"])
    #expect(
      try script(assets, "desk/b.js")
        == "import \"\(other)\";\nimport { c } from \"\(c)\";\nsay(\"from here\");")
    let changed = self.assets(files.dropLast(2) + [("desk/c.js", "export const c = 3;"), files[3]])
    for name in ["desk.js", "desk/b.js", "desk/c.js"] {
      #expect(assets.urls[name] != changed.urls[name])
    }
    #expect(assets.urls["other.js"] == changed.urls["other.js"])
  }

  @Test("An import of what is not there, or in a ring, is an error with its place")
  func missingModules() {
    let missing = assets([("a.js", "let a;\nimport { b } from \"./b.js\";\n")]).diagnostics
    #expect(missing.map(\.message) == ["the theme has no asset “b.js”"])
    #expect(missing.first?.position == Position(line: 2, column: 20))
    let ring = assets([
      ("a.js", "import \"./b.js\";"), ("b.js", "import \"./a.js\";"),
    ])
    #expect(ring.diagnostics.count == 1 && ring.files.count == 2)
  }
}
