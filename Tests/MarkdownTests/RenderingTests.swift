import Markdown
import Testing

@Suite("Rendering")
struct RenderingTests {
  @Test("a paragraph is a paragraph")
  func paragraph() {
    let rendered = MarkdownRenderer().render("雨后的**江岸**。\n")
    #expect(String(decoding: rendered.html, as: UTF8.self) == "<p>雨后的<strong>江岸</strong>。</p>\n")
  }
}
