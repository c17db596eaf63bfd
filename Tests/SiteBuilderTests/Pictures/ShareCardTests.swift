import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("封面：分享出去是位图，一期有一期的颜色")
struct ShareCardTests {
  private static func drawing(_ colour: String, _ width: Int = 600, _ height: Int = 800) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\">"
      + "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(colour)\"/></svg>\n"
  }

  private func site(_ more: String = "") throws -> TestSite {
    let site = try TestSite(
      """
      -- site.yml --
      title: 檐声
      base_url: https://yansheng.example
      -- club.yml --
      name: 檐声会
      magazine: 檐声
      consent: {version: "1", text: 同意。}
      \(more)
      -- issues/27/index.md --
      ---
      title: 听雨
      number: 27
      date: 2026-11-01
      cover: cover.svg
      cover_alt: 檐下的雨
      ---
      -- issues/27/rain.md --
      # 雨

      下了一夜。
      -- issues/27/cover.svg --
      \(Self.drawing("#a03020"))
      """)
    site.options.themes = "\(Fixtures.root)/Themes"
    site.options.theme = "jia"
    return site
  }

  private func bytes(_ site: TestSite, _ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(site.options.output)/\(file)")))
  }

  private func card(on page: String) -> String? {
    page.firstMatch(of: /og:image" content="https:\/\/yansheng\.example\/([^"]+)"/).map {
      String($0.1)
    }
  }

  @Test(
    "A drawn cover is a card of 1200 × 630 pixels elsewhere, on the colour of its issue",
    .enabled(if: Thumbnailer.installed != nil, "vipsthumbnail is not installed"))
  func card() throws {
    let site = try site()
    site.options.thumbnailer = .installed
    let report = try site.build()
    let page = try #require(site.page("issues/27/index.html"))
    let file = try #require(card(on: page))
    #expect(file.hasPrefix("media/cover-card-") && file.hasSuffix(".png"))
    #expect(page.contains("<meta property=\"og:image:width\" content=\"1200\">"))
    #expect(page.contains("<meta property=\"og:image:alt\" content=\"檐下的雨\">"))
    let size = try #require(PictureSize.read(try bytes(site, file), path: file))
    #expect((size.width, size.height) == (1_200, 630))
    #expect(report.added.contains(file))
    // An article without a picture is known by the current cover.
    let article = try #require(site.page("issues/27/rain/index.html"))
    #expect(card(on: article) == file)
    #expect(try site.build().written == 0)
    site.put("issues/27/cover.svg", Self.drawing("#2040a0"))
    try site.build()
    let changed = try #require(site.page("issues/27/index.html"))
    let other = try #require(card(on: changed))
    #expect(other != file)
    #expect(try bytes(site, other) != bytes(site, file))
  }

  @Test(
    "A member's home screen gets the seal as PNG, whole and as the phone cuts it",
    .enabled(if: Thumbnailer.installed != nil, "vipsthumbnail is not installed"))
  func icons() throws {
    let site = try site()
    site.options.thumbnailer = .installed
    try site.build()
    let manifest = try #require(site.page("manifest.webmanifest"))
    for (sizes, purpose) in [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")] {
      #expect(
        manifest.contains(
          "\"sizes\":\"\(sizes)\",\"type\":\"image/png\",\"purpose\":\"\(purpose)\""))
    }
    let page = try #require(site.page("index.html"))
    let touch = try #require(page.firstMatch(of: /apple-touch-icon" href="\/([^"]+)"/))
    let size = PictureSize.read(try bytes(site, String(touch.1)), path: "icon.png")
    #expect(size == PictureSize(width: 180, height: 180))
  }

  @Test("Where nothing makes PNG the picture itself stands, and no icon that is not there")
  func withoutProgram() throws {
    let site = try site()
    try site.build()
    let page = try #require(site.page("issues/27/index.html"))
    #expect(try #require(card(on: page)).hasSuffix(".svg"))
    #expect(!page.contains("og:image:width"))
    #expect(!page.contains("apple-touch-icon"))
    #expect(site.page("manifest.webmanifest")?.contains("image/png") == false)
    #expect(!page.contains("class=\"tint-27\""))
  }

  @Test(
    "An issue without colours of its own takes those of its cover",
    .enabled(if: Thumbnailer.installed != nil, "vipsthumbnail is not installed"))
  func tint() throws {
    let site = try site()
    site.options.thumbnailer = .installed
    try site.build()
    #expect(
      site.page("issues/27/index.html")?.contains("<body class=\"tint-27\">") == true)
    let sheet = try #require(site.files.first { $0.hasPrefix("assets/tints-") })
    let red = try #require(site.page(sheet))
    #expect(red.contains(".tint-27 { --tint: #"))
    site.put("issues/27/cover.svg", Self.drawing("#2040a0"))
    try site.build()
    let sheets = try site.files.filter { $0.hasPrefix("assets/tints-") }.compactMap(site.page)
    let blue = try #require(sheets.first { $0 != red })
    #expect(blue.contains(".tint-27 { --tint: #"))
    // What the editors say holds.
    site.put(
      "issues/27/index.md",
      "---\ntitle: 听雨\ndate: 2026-11-01\ncover: cover.svg\ntint: { light: \"#dbe2e0\", "
        + "dark: \"#17242d\", ink_light: \"#16283a\", ink_dark: \"#d6e0e2\" }\n---\n")
    try site.build()
    #expect(
      try site.files.filter { $0.hasPrefix("assets/tints-") }.compactMap(site.page)
        .contains { $0.contains("--tint: #dbe2e0; --tint-ink: #16283a") })
  }

  /// WCAG 2.2, relative luminance.
  private func luminance(_ hex: String) -> Double {
    let rgb = Int(hex.dropFirst(), radix: 16) ?? 0
    let parts = [rgb >> 16, rgb >> 8 & 255, rgb & 255].map { value -> Double in
      let value = Double(value) / 255
      return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ one: String, _ two: String) -> Double {
    let pair = [luminance(one), luminance(two)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  @Test(
    "Whatever the cover's colour: quiet grounds, its own ink and the page's red readable on them")
  func contrasts() {
    for step in 0..<4_096 {
      let rgb =
        UInt32(step >> 8 & 15) * 0x110000 + UInt32(step >> 4 & 15) * 0x1100
        + UInt32(step & 15) * 0x11
      let tint = CoverColour(rgb: rgb).tint
      #expect(contrast(tint.light, tint.inkLight) >= 7, "\(tint)")
      #expect(contrast(tint.dark, tint.inkDark) >= 7, "\(tint)")
      // Ink and accent of the theme stand on the band as well.
      for colour in ["#1d1f1e", "#a92821"] {
        #expect(contrast(tint.light, colour) >= 4.5, "\(tint)")
      }
      for colour in ["#e9e7df", "#ff8d7a"] {
        #expect(contrast(tint.dark, colour) >= 4.5, "\(tint)")
      }
    }
    #expect(CoverColour([]) == nil)
  }

  @Test("The colourful part of a picture gives its colour, however large its grey is")
  func mainColour() throws {
    let grey = Array(repeating: [UInt8](repeating: 128, count: 3), count: 60)
    let colour = try #require(CoverColour(grey + Array(repeating: [200, 30, 20], count: 4)))
    #expect(colour.rgb >> 16 > 150 && colour.rgb >> 8 & 255 < 110)
    #expect(try #require(CoverColour(grey)).rgb == 0x808080)
  }
}
