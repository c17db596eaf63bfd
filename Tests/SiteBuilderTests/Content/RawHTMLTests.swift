import Foundation
import Testing

@testable import SiteBuilder

@Suite("编辑写的 HTML：链接与图片照样接通、照样查")
struct RawHTMLTests {
  private static let text = """
    -- site.yml --
    title: 檐声
    base_url: https://yansheng.example
    -- pages/about.md --
    # 关于

    <p id="where">在这里</p>
    -- articles/eave.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 4"></svg>
    -- articles/rain.md --
    # 雨

    """

  private func site(_ body: String) throws -> TestSite { try TestSite(Self.text + body) }

  @Test("paths become URLs, a file is published, everything else stays byte for byte")
  func resolved() throws {
    let site = try site(
      """
      见<a CLASS=x href='../pages/about.md#where' >关于</a>与<a href="https://a.example/?x=1&y">外</a>。

      <div data-x = y><img src=eave.svg alt="檐">
      </div>
      """)
    try site.build()
    let page = try #require(site.page("articles/rain/index.html"))
    #expect(page.contains("见<a CLASS=x href=\"/about/#where\" >关于</a>"), "\(page)")
    #expect(page.contains("<a href=\"https://a.example/?x=1&y\">外</a>"))
    let start = try #require(page.range(of: "<div data-x = y><img src=\"/media/eave-"))
    #expect(page[start.upperBound...].dropFirst(10).hasPrefix(".svg\" alt=\"檐\">\n</div>"))
    #expect(try site.files.contains { $0.hasPrefix("media/eave-") })
  }

  @Test("what leads nowhere is the error that it is in Markdown")
  func broken() throws {
    let site = try site(
      """
      见<a href="../pages/abuot.md">关于</a>、<a href="../pages/about.md#here">那里</a>。

      <img src="eaves.svg" alt="">
      """)
    let said = site.diagnostics()
    for place in [
      "rain.md:2:11: error: there is no page or file “../pages/abuot.md”",
      "rain.md:2:46: error: “关于” has no place “#here”",
      "rain.md:4:11: error: there is no page or file “eaves.svg”",
    ] {
      #expect(said.contains(place), "\(said)")
    }
  }
}
