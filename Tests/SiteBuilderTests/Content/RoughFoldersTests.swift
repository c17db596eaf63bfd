import Foundation
import Glibc
import Magazine
import Testing

@testable import SiteBuilder

@Suite("What stands in a content folder and is no file of words is told, and nothing hangs")
struct RoughFoldersTests {
  static let article = """
    -- site.yml --
    title: 檐声
    -- articles/lamp.md --
    ---
    title: 灯
    date: 2026-11-02
    cover: lamp.svg
    cover_alt: 一盏灯
    ---
    一盏灯。

    """

  private func file(_ site: TestSite, _ path: String) -> String {
    "\(site.options.content)/\(path)"
  }

  @Test("A pipe as a cover, and a device: two sentences, and no waiting")
  func pipes() throws {
    let site = try TestSite(Self.article)
    #expect(mkfifo(file(site, "articles/lamp.svg"), 0o644) == 0)
    #expect(
      site.diagnostics() == """
        Content/articles/lamp.md:4:8: error: there is no file Content/articles/lamp.svg
          4 | cover: lamp.svg
            |        ^
          = put the picture there, or write the path of another
        Content/articles/lamp.svg: error: cannot be read: it is a pipe, not a file
          = take it out

        """)
    unlink(file(site, "articles/lamp.svg"))
    #expect(symlink("/dev/zero", file(site, "articles/lamp.svg")) == 0)
    #expect(
      site.diagnostics().contains("lamp.svg: error: cannot be read: it is a device, not a file"))
  }

  @Test("A file of words and a picture of a size that nobody means are refused unread")
  func sizes() throws {
    let site = try TestSite(Self.article)
    for (path, size) in [("articles/long.md", 6_000_000_000), ("articles/lamp.svg", 6_000_000_000)]
    {
      site.put(path, "")
      #expect(truncate(file(site, path), size) == 0)
    }
    #expect(
      site.diagnostics() == """
        Content/articles/lamp.md:4:8: error: the picture cannot be read: Content/articles/lamp.svg: it has 6000 MB, and a picture may have 256 MB
          4 | cover: lamp.svg
            |        ^
          = make it smaller
        Content/articles/long.md: error: the file cannot be read: it has 6000 MB, and a text may have 16 MB
          = divide it, or take it out of the folder

        """)
  }

  @Test(
    "A folder called like a text is told, and what lies in it is read",
    arguments: ["club.yml", "names.yml", "site.yml", "articles/lamp.md"])
  func folders(path: String) throws {
    let site = try TestSite("-- a.md --\n# 甲\n")
    site.put("\(path)/inner.txt", "")
    #expect(
      site.diagnostics() == """
        Content/\(path): error: cannot be read: it is a folder, not a file
          = give the folder a name without that ending

        """)
  }

  @Test("A name that is no UTF-8 is told as far as it can be shown")
  func names() throws {
    let site = try TestSite("-- a.md --\n# 甲\n")
    let path = Array(file(site, "b").utf8) + [0xFF] + Array(".md".utf8) + [0]
    let descriptor = open(path.map { CChar(bitPattern: $0) }, O_WRONLY | O_CREAT, 0o644)
    #expect(descriptor >= 0)
    close(descriptor)
    #expect(
      site.diagnostics() == """
        Content/b\u{FFFD}.md: error: cannot be read: its name is not UTF-8
          = rename it with the letters a-z, digits and hyphens

        """)
  }

  @Test("A folder without a text is probably the wrong one")
  func empty() throws {
    let site = try TestSite("")
    #expect(
      site.diagnostics() == """
        Content: warning: there is no text in this folder
          = begin with site.yml and articles/, or say where the magazine is with --content

        """)
  }

  @Test("A file that cannot be read has one fault: nothing else is missing in it")
  func oneFault() throws {
    let site = try TestSite(
      "-- club.yml --\n-- articles/lamp.md --\n-- a.md --\n[灯](articles/lamp.md)\n")
    for path in ["club.yml", "articles/lamp.md"] {
      #expect(truncate(file(site, path), 20_000_000) == 0)
    }
    #expect(
      site.diagnostics() == """
        Content/articles/lamp.md: error: the file cannot be read: it has 20 MB, and a text may have 16 MB
          = divide it, or take it out of the folder
        Content/club.yml: error: the file cannot be read: it has 20 MB, and a text may have 16 MB
          = divide it, or take it out of the folder

        """)
  }

  @Test("A cover that is a folder, or lies in a file, is one that is not there")
  func covers() throws {
    for cover in [".", "lamp.md/x.svg"] {
      let site = try TestSite(Self.article.replacingOccurrences(of: "lamp.svg", with: cover))
      let found = site.load().diagnostics
      #expect(found.count == 1)
      #expect(found.first?.position?.line == 4)
      #expect(found.first?.message.hasPrefix("there is no file") == true, "\(found)")
    }
  }

  @Test("A picture whose name fills the disk's room is published under a shorter one")
  func longNames() throws {
    let name = String(repeating: "灯", count: 83) + ".svg"
    let site = try TestSite(Self.article.replacingOccurrences(of: "lamp.svg", with: name))
    site.put("articles/\(name)", "<svg width=\"4\" height=\"3\"></svg>")
    try site.build()
    let published = try site.files.filter { $0.hasPrefix("media/") }
    #expect(published.count == 1)
    #expect(published.first?.hasSuffix(".svg") == true)
  }

  @Test("What every page quotes of one long line stays short, and so does the list")
  func longLines() throws {
    let site = try TestSite(
      "-- site.yml --\ntitle: 檐声\nbase_url: https://a.example\n"
        + "-- a.md --\n# 甲\n\n\(String(repeating: "测试,混排", count: 4_000))\n")
    site.options.lints = true
    let found = site.load().diagnostics
    #expect(found.count == 201)
    #expect(found.last?.message.hasSuffix("more of this file are not shown") == true)
    #expect(found.dropLast().allSatisfy { ($0.sourceLine?.utf8.count ?? 0) < 600 })
    let hundredth = "\(found[100])".split(separator: "\n")
    #expect(hundredth[1].hasPrefix("  3 | …") && hundredth[1].hasSuffix("…"))
    #expect(site.diagnostics().utf8.count < 200_000)
  }

  @Test("A template with a thousand slips in one line is told of in two hundred lines")
  func longTemplate() throws {
    let site = try TestSite(
      "-- a.md --\n# 甲\n-- theme/templates/page.mustache --\n"
        + String(repeating: "{{#if title}}", count: 1_000))
    #expect(site.load().diagnostics.count == 201)
    #expect(site.diagnostics().utf8.count < 200_000)
  }

  @Test("A template that is no UTF-8, if only at its end, is told with its place")
  func templates() throws {
    let site = try TestSite("-- a.md --\n# 甲\n")
    let path = "\(site.options.themes)/small/templates/page.mustache"
    let whole = Array(try Data(contentsOf: URL(filePath: path)))
    try Data(whole + Array("\n<p>".utf8) + [0xE9, 0x9B]).write(to: URL(filePath: path))
    let found = site.load().diagnostics
    #expect(found.map(\.message) == ["the file is not UTF-8"])
    #expect(found.first?.path == "small/templates/page.mustache")
    #expect(found.first?.position?.column == 4)
  }
}
