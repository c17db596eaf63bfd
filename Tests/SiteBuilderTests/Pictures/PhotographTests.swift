import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("照片：几种宽度，先有颜色，原片不出门")
struct PhotographTests {
  private static let photograph = "\(Fixtures.root)/Tests/Fixtures/Pictures/terrace.jpg"

  private func site(_ text: String = "![露台](terrace.jpg)") throws -> TestSite {
    let site = try TestSite("-- articles/terrace.md --\n---\ntitle: 露台\n---\n\(text)\n")
    site.options.thumbnailer = .installed
    try FileManager.default.copyItem(
      atPath: Self.photograph, toPath: "\(site.options.content)/articles/terrace.jpg")
    return site
  }

  private func bytes(_ site: TestSite, _ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(site.options.output)/\(file)")))
  }

  @Test(
    "Widths that a reader can use, and none that hardly differ",
    arguments: [
      (4_000, [480, 960, 1_440, 1_920], 1_440), (1_600, [480, 960, 1_600], 1_440),
      (1_440, [480, 960, 1_440], nil), (1_000, [480, 1_000], nil), (500, [500], nil),
    ])
  func widths(width: Int, webp: [Int], fallback: Int?) throws {
    let size = try #require(PictureSize(width: width, height: width / 2))
    let plan = try #require(
      PicturePlan([0xFF, 0xD8], file: "media/a-b-0123456789.jpg", size: size))
    #expect(plan.webp.map(\.width) == webp)
    #expect(plan.fallback?.width == fallback)
    #expect(plan.webp[0].file == "media/a-b-\(webp[0])-0123456789.webp")
    #expect(
      PicturePlan([0xFF, 0xD8], file: "media/a-0.jpg", size: .init(width: 480, height: 9)!) == nil)
    #expect(PicturePlan(Array("GIF89a".utf8), file: "media/a-0.gif", size: size) == nil)
  }

  @Test(
    "Long ones are made smaller until they have no more pixels than the largest",
    arguments: [
      // A page caught from a telephone; a strip no wider than a column; one that is only high.
      (1_080, 11_000, [480, 850], 638), (480, 20_000, [393], 315), (200, 60_000, [54], 54),
      (400, 1_900, nil, nil), (1_440, 2_880, [480, 960, 1_440], nil),
      (3_000, 4_000, [480, 960, 1_440, 1_920], 1_440),
    ] as [(Int, Int, [Int]?, Int?)])
  func longPictures(width: Int, height: Int, webp: [Int]?, fallback: Int?) throws {
    let size = try #require(PictureSize(width: width, height: height))
    let plan = PicturePlan([0xFF, 0xD8], file: "media/a-0123456789.jpg", size: size)
    #expect(plan?.webp.map(\.width) == webp)
    #expect(plan?.fallback?.width == fallback)
    guard let plan else { return }
    #expect(plan.shown.width * plan.shown.height <= 1_921 * 3_840)
    // WebP has no room for more.
    #expect(plan.shown.height <= 16_383)
  }

  @Test("Every tone has a class of the style sheet")
  func tones() {
    let css = String(decoding: Tone.css, as: UTF8.self)
    #expect(Tone(red: 255, green: 128, blue: 0).className == "tone-530")
    #expect(css.contains(".tone-530{background-color:#f90}\n"))
    #expect(css.split(separator: "\n").count == 216)
    for number in 0..<216 { #expect(Tone(number: number)?.number == number) }
    #expect(Tone(number: 216) == nil)
  }

  @Test(
    "A photograph becomes pictures for every screen, upright and without a word",
    .enabled(if: Thumbnailer.installed != nil, "vipsthumbnail is not installed"))
  func photograph() throws {
    let site = try site()
    let report = try site.build()
    let made = report.added.filter { $0.hasPrefix("media/") }
    #expect(made.count == 4)
    #expect(made.count { $0.hasSuffix(".webp") } == 3)
    let page = try #require(site.page("articles/terrace/index.html"))
    let hash = try #require(made[0].split(separator: "-").last?.split(separator: ".").first)
    #expect(
      page.contains(
        "<picture><source type=\"image/webp\" srcset=\"/media/terrace-480-\(hash).webp 480w, "
          + "/media/terrace-960-\(hash).webp 960w, /media/terrace-1600-\(hash).webp 1600w\""))
    #expect(
      page.contains(
        "<img src=\"/media/terrace-1440-\(hash).jpg\" alt=\"露台\" width=\"1600\" height=\"2400\""))
    #expect(page.contains("class=\"tone-"))
    for file in made {
      let bytes = try bytes(site, file)
      #expect(bytes.firstRange(of: Array("SECRET".utf8)) == nil)
      #expect(bytes.firstRange(of: Array("Exif".utf8)) == nil)
      let width = try #require(PictureSize.read(bytes, path: file))
      #expect(file.contains("-\(width.width)-"))
      #expect(width.height * 2 == width.width * 3)
      #expect(bytes.count < 400_000)
    }
    // The original itself is nowhere.
    #expect(try !site.files.contains("media/terrace-\(hash).jpg"))
    // Made once: neither another build nor another process makes them again.
    let stamp =
      try FileManager.default.attributesOfItem(
        atPath: "\(site.options.output)/\(made[0])")[.systemFileNumber] as? Int
    try site.build()
    #expect(
      try FileManager.default.attributesOfItem(
        atPath: "\(site.options.output)/\(made[0])")[.systemFileNumber] as? Int == stamp)
    // Gone with the last page that shows it, after a while.
    site.put("articles/terrace.md", "---\ntitle: 露台\n---\n没有图了。\n")
    #expect(try site.build().changed.contains("articles/terrace/index.html"))
    #expect(
      try #require(site.page(".huikan/manifest")).contains("\tmedia/terrace-480-\(hash).webp"))
  }

  @Test(
    "A reward shows its photograph as texts do, on its page and in the list",
    .enabled(if: Thumbnailer.installed != nil, "vipsthumbnail is not installed"))
  func reward() throws {
    let site = try TestSite(
      """
      -- rewards/terrace.md --
      ---
      title: 露台一日
      points: 200
      cover: terrace.jpg
      cover_alt: 露台
      ---
      """)
    site.options.thumbnailer = .installed
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = "jia"
    try FileManager.default.copyItem(
      atPath: Self.photograph, toPath: "\(site.options.content)/rewards/terrace.jpg")
    try site.build()
    for file in ["rewards/index.html", "rewards/terrace/index.html"] {
      let page = try #require(site.page(file))
      let set = try #require(
        page.firstMatch(of: /srcset="([^"]+)" sizes="[^"]+"><img class="tone-/))
      #expect(set.1.split(separator: ", ").count == 3, "\(file)")
      #expect(page.contains("width=\"1600\" height=\"2400\" alt=\"露台\""), "\(file)")
    }
  }

  @Test("Without the program the original goes out, without a word, and check says so")
  func withoutProgram() throws {
    let site = try site()
    site.options.thumbnailer = nil
    let report = try site.build()
    let made = report.added.filter { $0.hasPrefix("media/") }
    #expect(made.count == 1)
    let bytes = try bytes(site, made[0])
    #expect(bytes.firstRange(of: Array("SECRET".utf8)) == nil)
    #expect(PictureSize.read(bytes, path: made[0]) == PictureSize(width: 1_600, height: 2_400))
    #expect(site.page("articles/terrace/index.html")?.contains("<picture>") == false)
    let said = try #require(site.load().diagnostics.first)
    #expect((said.severity, said.path) == (.warning, "articles/terrace.jpg"))
    #expect(said.message.hasPrefix("this picture reaches every phone as it is: 1600 × 2400 pixels"))
    #expect(said.remedy?.contains("libvips-tools") == true)
  }

  @Test(
    "A picture that cannot be read is an error where it stands, and so is one too large to open",
    .enabled(if: Thumbnailer.installed != nil, "vipsthumbnail is not installed"))
  func unreadable() throws {
    let site = try site()
    let path = "\(site.options.content)/articles/terrace.jpg"
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    try Data(whole.prefix(20_000).map { $0 }).write(to: URL(fileURLWithPath: path))
    let found = site.load().diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.path) == ["articles/terrace.md"])
    #expect(found.first?.message.contains("is cut short") == true)
    #expect(found.first?.remedy == "save the picture again, or replace it")
    var bomb = whole
    let frame = try #require(bomb.firstRange(of: [0xFF, 0xC0, 0x00, 0x11, 0x08])?.upperBound)
    bomb.replaceSubrange(frame..<frame + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
    try Data(bomb).write(to: URL(fileURLWithPath: path))
    let error = try #require(site.load().diagnostics.first { $0.severity == .error })
    #expect(error.path == "articles/terrace.md")
    #expect(error.position?.line == 4)
    #expect(error.message.hasSuffix("65535 × 65535 pixels are too many for a page"))
    #expect(error.remedy == "make it smaller")
    site.put("articles/terrace.md", "---\ntitle: 露台\ncover: terrace.jpg\ncover_alt: 露台\n---\n露台。\n")
    let cover = try #require(site.load().diagnostics.first { $0.severity == .error })
    #expect(cover.position == Position(line: 3, column: 8))
    #expect(cover.sourceLine == "cover: terrace.jpg")
    #expect(cover.remedy == "make it smaller")
  }

  @Test("A kind of picture that cannot be rid of its location is an error where a page shows it")
  func refused() throws {
    let site = try TestSite(
      "-- articles/terrace.md --\n---\ntitle: 露台\ncover: IMG_1.HEIC\ncover_alt: 露台\n---\n"
        + "![露台](sky.jpg)\n\n[原图](scan.tif)\n")
    let heic = Data([0, 0, 0, 24] + Array("ftypheic".utf8))
    for name in ["IMG_1.HEIC", "sky.jpg", "scan.tif", "later.avif"] {
      try heic.write(to: URL(fileURLWithPath: "\(site.options.content)/articles/\(name)"))
    }
    let loading = site.load()
    #expect(loading.site == nil)
    let errors = loading.diagnostics.filter { $0.severity == .error }
    #expect(
      errors.map { "\($0.path):\($0.position?.line ?? 0)" } == [
        "articles/terrace.md:3", "articles/terrace.md:6", "articles/terrace.md:8",
      ])
    for error in errors {
      #expect(error.message.contains("it is HEIC, from which its location cannot be removed"))
      #expect(error.remedy == "save it as JPEG")
    }
    // One that only lies there is published by nothing.
    let warnings = loading.diagnostics.filter { $0.severity == .warning }
    #expect(warnings.map(\.path) == ["articles/later.avif"])
    #expect(warnings.first?.message.hasPrefix("no page can show this picture: it is AVIF") == true)
    // Words behind the head of a JPEG that cannot be read are an error as well.
    let photograph = try Data(contentsOf: URL(fileURLWithPath: Self.photograph))
    let other = try self.site()
    other.options.thumbnailer = nil
    try photograph.prefix(200).write(
      to: URL(fileURLWithPath: "\(other.options.content)/articles/terrace.jpg"))
    let cut = try #require(other.load().diagnostics.first { $0.severity == .error })
    #expect(cut.path == "articles/terrace.md")
    #expect(cut.message.contains("what it says of where it was taken cannot be removed"))
  }

  @Test("A picture that no browser will show is said to be none")
  func broken() throws {
    let site = try TestSite(
      "-- articles/terrace.md --\n![一](empty.png)![二](cut.jpg)![三](page.webp)![四](none.svg)\n")
    let photograph = try Data(contentsOf: URL(fileURLWithPath: Self.photograph))
    let files = [
      "empty.png": Data(), "cut.jpg": photograph.prefix(4), "page.webp": Data("<html>".utf8),
      "none.svg": Data(),
    ]
    for (name, bytes) in files {
      try bytes.write(to: URL(fileURLWithPath: "\(site.options.content)/articles/\(name)"))
    }
    #expect(
      site.load().diagnostics.filter { $0.message.hasPrefix("this") }.map {
        "\($0.path): \($0.message)"
      } == [
        "articles/cut.jpg: this is no picture that a browser shows: it is cut off, or of another kind",
        "articles/empty.png: this picture is empty", "articles/none.svg: this picture is empty",
        "articles/page.webp: this is no picture that a browser shows: it is cut off, or of another kind",
      ])
  }
}
