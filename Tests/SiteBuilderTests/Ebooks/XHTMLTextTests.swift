import Testing

@testable import SiteBuilder

@Suite("正文变成电子书里的 XHTML")
struct XHTMLTextTests {
  private static var text: XHTMLText {
    XHTMLText(
      link: {
        $0.hasPrefix("/gone") ? nil : $0.hasPrefix("/") ? "https://a.example\($0)" : $0
      },
      picture: { $0.hasPrefix("/media/") ? "images/1.svg" : nil })
  }

  @Test(
    "Every element is closed, every attribute quoted, every entity a character",
    arguments: [
      ("<p>a<br>b</p>", "<p>a<br/>b</p>"), ("<P CLASS=x>a", "<p class=\"x\">a</p>"),
      ("a & b &nbsp;&mdash;&foo; &#8230;", "a &amp; b &#160;&#8212;&amp;foo; &#8230;"),
      ("1 < 2 > 0", "1 &lt; 2 &gt; 0"), ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c"),
      ("</p>a", "a"), ("<ul><li>a<li>b</ul>", "<ul><li>a<li>b</li></li></ul>"),
      ("<!-- a -->b<!doctype html>c", "bc"), ("<p title='\"'>", "<p title=\"&quot;\"></p>"),
      ("a\u{0B}b", "ab"), ("a\u{FFFE}b\u{FFFF}，\u{FFFD}", "ab，\u{FFFD}"),
      ("a&#xFFFE;&#11;&#x4E00;&#8230;&#x;&#+1;", "a&#x4E00;&#8230;&amp;#x;&amp;#+1;"),
      ("<", "&lt;"), ("<a", ""),
    ])
  func wellFormed(html: String, xhtml: String) { #expect(converted(html) == xhtml) }

  @Test(
    "What a book cannot use is left out, with all that is in it",
    arguments: [
      ("<script>if (a < b) {}</script>c", "c"), ("<form><form>a</form></form>b", "b"),
      ("<p style=\"x\" onclick=\"y\" data-a=\"z\" id=\"k\">a</p>", "<p id=\"k\">a</p>"),
      (
        "<picture><source srcset=\"a\"><img src=\"/media/a.svg\"></picture>",
        "<picture><img alt=\"\" src=\"images/1.svg\"/></picture>"
      ),
    ])
  func useless(html: String, xhtml: String) { #expect(converted(html) == xhtml) }

  @Test(
    "Links and pictures lead into the book, or out of it, or are words",
    arguments: [
      ("<a href=\"/x/?a=1&amp;b=2\">a</a>", "<a href=\"https://a.example/x/?a=1&amp;b=2\">a</a>"),
      ("<a href=\"/gone/\">a</a>", "a"), ("<a id=\"k\" href=\"/gone/\">a</a>", "<a id=\"k\">a</a>"),
      ("<img src=\"https://b.example/a.png\" alt=\"雨\">", "（雨）"),
      ("<img src=\"https://b.example/a.png\">", ""),
      (
        "<img src=\"/media/a.svg\" alt=\"雨\" loading=\"lazy\" width=\"4\">",
        "<img alt=\"雨\" src=\"images/1.svg\" width=\"4\"/>"
      ),
    ])
  func links(html: String, xhtml: String) { #expect(converted(html) == xhtml) }

  @Test("Notes are known as notes")
  func notes() {
    #expect(
      converted(
        "a<sup class=\"fn\"><a id=\"r1\" href=\"#n1\" aria-label=\"注 1\">1</a></sup><section class=\"notes\"><ol><li id=\"n1\">b <a href=\"#r1\">↩</a></li></ol></section>"
      )
        == "a<sup class=\"fn\"><a aria-label=\"注 1\" epub:type=\"noteref\" href=\"#n1\" id=\"r1\" role=\"doc-noteref\">1</a></sup><section class=\"notes\" epub:type=\"footnotes\" role=\"doc-endnotes\"><ol><li epub:type=\"footnote\" id=\"n1\">b <a href=\"#r1\">↩</a></li></ol></section>"
    )
  }

  private func converted(_ html: String) -> String {
    String(decoding: Self.text.converted(Array(html.utf8)), as: UTF8.self)
  }
}
