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
      ("</p>a", "a"), ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
      ("<!-- a -->b<!doctype html>c", "bc"), ("<p title='\"'>", "<p title=\"&quot;\"></p>"),
      ("a\u{0B}b", "ab"), ("a\u{FFFE}b\u{FFFF}，\u{FFFD}", "ab，\u{FFFD}"),
      ("a&#xFFFE;&#11;&#x4E00;&#8230;&#x;&#+1;", "a&#x4E00;&#8230;&amp;#x;&amp;#+1;"),
      ("<", "&lt;"), ("<a", ""),
    ])
  func wellFormed(html: String, xhtml: String) { #expect(converted(html) == xhtml) }

  @Test(
    "What HTML lets one leave open ends where HTML ends it",
    arguments: [
      (
        "<table><tr><td>甲<td>乙<tr><th>丙</table>",
        "<table><tr><td>甲</td><td>乙</td></tr><tr><th>丙</th></tr></table>"
      ),
      (
        "<table><caption>题<thead><tr><th>a<tbody><tr><td><ul><li>b<li>c</ul><td>d</table>",
        "<table><caption>题</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td><ul><li>b</li>"
          + "<li>c</li></ul></td><td>d</td></tr></tbody></table>"
      ),
      (
        "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>",
        "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>"
      ),
      (
        "<ol><li>a<ul><li>b<li>c</ul><li>d</ol>",
        "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>"
      ),
      (
        "<dl><dt>a<dd>b<dt>c<dd><p>d</dl>",
        "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd><p>d</p></dd></dl>"
      ),
      ("<ruby>会<rt>huì<rt>x</ruby>", "<ruby>会<rt>huì</rt><rt>x</rt></ruby>"),
    ])
  func leftOpen(html: String, xhtml: String) { #expect(converted(html) == xhtml) }

  @Test(
    "Elements and attributes that HTML no longer has become what it has, or words",
    arguments: [
      ("<font color=red>红</font>", "红"), ("<p>a<center>b</center>", "<p>a</p><div>b</div>"),
      ("<tt>a</tt><strike>b</strike><big>c</big>", "<code>a</code><s>b</s>c"),
      ("<x-y>a</x-y><blink>b</blink>", "ab"),
      ("<a name=\"锚\">a</a><a href=\"#锚\">b</a>", "<a id=\"锚\">a</a><a href=\"#锚\">b</a>"),
      ("<a name=\"a\" id=\"b\">c</a>", "<a id=\"b\">c</a>"),
      ("<p id=\"a\">b</p><a name=\"a\">c</a>", "<p id=\"a\">b</p>c"),
      (
        "<table width=\"90%\" class=\"data\"><tr><td width=4 colspan=2>a</table>",
        "<table class=\"data\"><tr><td colspan=\"2\">a</td></tr></table>"
      ),
      ("<ul type=\"disc\"><li>a</ul>", "<ul><li>a</li></ul>"),
    ])
  func older(html: String, xhtml: String) { #expect(converted(html) == xhtml) }

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
