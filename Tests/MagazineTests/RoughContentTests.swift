import CivilTime
import Foundation
import Testing

@testable import Magazine

@Suite("Rough content: other encodings, bombs, broken bytes, other people's folders")
struct RoughContentTests {
  static let options = LoadOptions(asOf: Instant(milliseconds: 1_795_000_000_000))

  private func load(_ files: [(String, [UInt8])]) -> Loaded {
    let texts = files.map { TextFile(path: $0.0, bytes: $0.1) }
    return Publication.load(ContentTree(root: "Content", texts: texts), options: Self.options)
  }

  @Test("a NUL character is an error with its place")
  func nulCharacter() {
    let loaded = load([("articles/a.md", Array("# 雨\n大\0了。\n".utf8))])
    let said = loaded.diagnostics.first?.description ?? ""
    #expect(
      said.hasPrefix("Content/articles/a.md:2:2: error: here stands a NUL character"), "\(said)")
  }

  @Test("a file in GBK is an error with the place of its first byte, and the rest goes on")
  func otherEncoding() {
    // “# 雨” and “第” in GBK.
    let bytes: [UInt8] = Array("# ok\n雨 ".utf8) + [0xB5, 0xDA] + Array("\n".utf8)
    let loaded = load([("articles/a.md", bytes), ("articles/b.md", Array("# 乙".utf8))])
    #expect(loaded.publication.articles.count == 2)
    #expect(
      loaded.diagnostics.map(\.description) == [
        """
        Content/articles/a.md:2:3: error: the file is not UTF-8
          2 | 雨 \u{FFFD}\u{FFFD}
            |    ^
          = save it as UTF-8; it may be in GB 18030 (GBK)
        """
      ])
  }

  @Test("UTF-16 is told as what it is, and nothing else is missing", arguments: [true, false])
  func utf16(isLittle: Bool) {
    let units = Array("\u{FEFF}---\ntitle: 雨\n---\n大了。\n".utf16)
    let bytes = units.flatMap { unit in
      let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
      return isLittle ? [low, high] : [high, low]
    }
    let loaded = load([("articles/a.md", bytes), ("articles/b.md", Array("# 乙\n[甲](a.md)".utf8))])
    #expect(
      loaded.diagnostics.map(\.description).filter { $0.contains("articles/") } == [
        "Content/articles/a.md: error: the file is UTF-16, which is not read\n  = save it as UTF-8"
      ])
    #expect(loaded.publication.articles.count == 2)
  }

  @Test("a control character in the keys is an error with its place")
  func controlCharacter() {
    let loaded = load([("articles/a.md", Array("---\ntitle: 雨\nsummary: 大\u{B}了\n---\n".utf8))])
    let said = loaded.diagnostics.first?.description ?? ""
    #expect(
      said.hasPrefix("Content/articles/a.md:3:11: error: this is not YAML: control"), "\(said)")
  }

  @Test("a file that macOS has named has the address that its name has here")
  func decomposed() throws {
    // か and ゛, e and ́, ㅎ ㅏ ㄴ.
    let loaded = load([
      ("笔记/か\u{3099}く.md", Array("# 甲".utf8)), ("cafe\u{301}/README.md", Array("# 乙".utf8)),
      ("\u{1112}\u{1161}\u{11AB}.md", Array("---\ntags: [cafe\u{301}雨]\n---\n".utf8)),
    ])
    let addresses =
      loaded.publication.articles.map(\.url) + loaded.publication.pages.map(\.url)
      + loaded.publication.tags.map(\.url)
    #expect(
      addresses.sorted() == [
        "/%E7%AC%94%E8%AE%B0/%E3%81%8C%E3%81%8F/", "/%ED%95%9C/", "/caf%C3%A9/",
        "/tags/caf%C3%A9%E9%9B%A8/",
      ])
  }

  @Test("the quick answer on UTF-8 is the standard library's")
  func quickCheck() {
    var random = Seeded(state: 5)
    let starts: [UInt8] = [0x41, 0xC1, 0xC2, 0xDF, 0xE0, 0xE5, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF]
    let tails: [UInt8] = [0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    var valid = 0
    var wrong: [[UInt8]] = []
    for _ in 0..<50_000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.next(0...3) {
        bytes.append(starts[random.next(0...(starts.count - 1))])
        for _ in 0..<random.next(0...3) { bytes.append(tails[random.next(0...(tails.count - 1))]) }
      }
      let truth = String(validating: bytes, as: UTF8.self) != nil
      valid += truth ? 1 : 0
      if UTF8Check.isValid(bytes) != truth { wrong.append(bytes) }
    }
    #expect(wrong.isEmpty)
    #expect(valid > 5000)
  }

  @Test("a byte order mark and Windows line ends change nothing")
  func windows() {
    let text = "---\r\ntitle: 听雨\r\ntags: [雨]\r\nauthors:\r\n  - 甲\r\n---\r\n正文\r\n"
    let loaded = load([
      ("articles/a.md", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
      (
        "site.yml",
        [0xEF, 0xBB, 0xBF] + Array("title: 檐声\r\ncolumns:\r\n  - {slug: a, name: 甲}\r\n".utf8)
      ),
    ])
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.publication.site.title == "檐声")
    #expect(loaded.publication.articles.map(\.title) == ["听雨"])
    #expect(loaded.publication.articles.first?.authors.map(\.name) == ["甲"])
    #expect(loaded.publication.articles.first?.source.bodyLine == 7)
  }

  @Test("aliases of aliases and deep nesting are refused before they grow")
  func bombs() {
    var bomb = "title: x\na: &a0 [x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let alias = "*a\(level - 1)"
      bomb +=
        "b\(level): &a\(level) [\(Array(repeating: alias, count: 8).joined(separator: ", "))]\n"
    }
    let deep = "title: " + String(repeating: "[", count: 100_000)
    let dashes = "title:\n" + String(repeating: "- ", count: 100_000)
    for text in [bomb, deep, dashes] {
      let loaded = load([("site.yml", Array(text.utf8))])
      #expect(loaded.hasErrors)
      #expect(loaded.diagnostics.contains { $0.message.contains("more than") })
    }
  }

  @Test("whatever bytes come, loading ends, and every diagnostic has a line that exists")
  func brokenBytes() {
    var random = Seeded(state: 77)
    let whole = Array(LoadingTests.magazine.utf8)
    let marks = Array("---:#[]{}\"'&*!|>%@`\n\r\t -,~雨".utf8)
    for _ in 0..<120 {
      var bytes = whole
      for _ in 0..<random.next(1...30) {
        let place = random.next(0...(bytes.count - 1))
        switch random.next(0...3) {
        case 0: bytes[place] = UInt8(random.next(0...255))
        case 1: bytes.insert(marks[random.next(0...(marks.count - 1))], at: place)
        case 2: bytes.remove(at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + random.next(1...40)))
        }
      }
      let loaded = Publication.load(
        tree(String(decoding: bytes, as: UTF8.self)), options: Self.options)
      for diagnostic in loaded.diagnostics where diagnostic.position != nil {
        #expect(diagnostic.sourceLine != nil, "\(diagnostic)")
      }
      let again = load([("articles/x.md", bytes), ("club.yml", bytes), ("events/y.md", bytes)])
      #expect(again.publication.articles.count == 1)
    }
  }

  /// Real issues kept beside the repository, where there are any.
  static let realMagazine = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/real-magazine")

  @Test(
    "twenty-four issues of a real monthly load as they are, in the order of their numbers",
    .enabled(if: FileManager.default.fileExists(atPath: realMagazine.path)))
  func realIssues() throws {
    let root = Self.realMagazine
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
    let files = try names.map { ($0, [UInt8](try Data(contentsOf: root.appending(path: $0)))) }
    let loaded = load(files)
    #expect(loaded.diagnostics.isEmpty)
    let titles = loaded.publication.articles.map(\.title)
    #expect(titles.count == 24)
    #expect(titles.first == "《HelloGitHub》第 01 期")
    #expect(titles.last == "《HelloGitHub》第 107 期")
    #expect(loaded.publication.introduction(of: "/") != nil)
  }
}
