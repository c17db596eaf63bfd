import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("The typography of the content, for huikan check")
struct TypographyTests {
  @Test("a second title in a text with one in its front matter is a warning, and no second title")
  func secondTitle() throws {
    let site = try TestSite(
      """
      -- site.yml --
      title: 檐声
      -- articles/rain.md --
      ---
      title: 雨
      ---
      # 第一节

      段。
      -- articles/lamp.md --
      # 灯

      段。

      """)
    let said = site.diagnostics()
    #expect(
      said.contains("rain.md:4:3: warning: a second title stands in the text")
        && said.contains("= write ## 第一节"), "\(said)")
    #expect(!said.contains("lamp.md"))
    try site.build()
    let page = try #require(site.page("articles/rain/index.html"))
    #expect(page.contains("<h2 id=\"第一节\">第一节</h2>"))
    #expect(page.components(separatedBy: "<h1").count == 2)
  }

  private static let text = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    -- articles/eaves.md --
    ---
    title: 檐口,和雨
    ---
    檐口是滴水的,
    也是说话的地方...
    -- pages/about.md --
    ---
    title: 关于
    ---
    一切如常。
    """

  @Test("a warning with file, line, column in characters, code and remedy; front matter stays out")
  func warnings() throws {
    let site = try TestSite(Self.text)
    site.options.lints = true
    let said = """
      Content/articles/eaves.md:4:7: warning: half-width punctuation stands in Chinese text \
      [halfwidth-punctuation]
        4 | 檐口是滴水的,
          |             ^
        = write ，
      Content/articles/eaves.md:5:8: warning: an ellipsis in Chinese is six dots on two cells \
      [ellipsis]
        5 | 也是说话的地方...
          |               ^
        = write ……

      """
    #expect(site.diagnostics().hasSuffix(said), "\(site.diagnostics())")
    #expect(site.load().site != nil)
  }

  @Test(
    "HTML that browsers do not show is told of where it is kept",
    arguments: [
      ("", "", true), ("markdown: {raw_html: sanitized}\n", "", false),
      ("", "contribution: true\n", false),
    ])
  func blocked(settings: String, key: String, isTold: Bool) throws {
    let site = try TestSite(
      "-- site.yml --\ntitle: 檐声\n\(settings)-- articles/a.md --\n---\ntitle: 甲\n\(key)---\n"
        + "<p style=\"color: red\">红</p>\n")
    site.options.lints = true
    #expect(site.diagnostics().contains("[blocked-html]") == isTold, "\(site.diagnostics())")
  }

  @Test("a build that does not ask is told nothing")
  func silent() throws {
    let loading = try TestSite(Self.text).load()
    #expect(!loading.diagnostics.contains { $0.message.contains("[ellipsis]") })
    #expect(loading.repairs.isEmpty)
  }

  @Test("the repair of a file leaves its front matter, and reads as a difference")
  func repairs() throws {
    let site = try TestSite(Self.text)
    site.options.lints = true
    let repairs = site.load().repairs
    #expect(repairs.map(\.path) == ["\(site.options.content)/articles/eaves.md"])
    let difference = try #require(repairs.first).difference
    #expect(
      difference.replacingOccurrences(of: site.folder.path + "/", with: "") == """
        --- Content/articles/eaves.md
        +++ Content/articles/eaves.md
        @@ -1,5 +1,5 @@
         ---
         title: 檐口,和雨
         ---
        -檐口是滴水的,
        -也是说话的地方...
        +檐口是滴水的，
        +也是说话的地方……

        """)
  }

  @Test("a site in traditional Chinese quotes with corner brackets")
  func traditional() throws {
    let site = try TestSite(
      "-- site.yml --\ntitle: 簷聲\nlanguage: zh-Hant\n-- pages/about.md --\n他說\"好\"。\n")
    site.options.lints = true
    let after = try #require(site.load().repairs.first).after
    #expect(String(decoding: after, as: UTF8.self) == "他說「好」。\n")
  }
}
