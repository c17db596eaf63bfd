import Testing
import Traditional

@testable import SiteBuilder

@Suite("一页的繁体版：只转给人看的字")
struct PageConversionTests {
  private static let edition = TraditionalEdition(
    .taiwan, Names(people: ["余一鸣"], words: ["半山台": "半山台"]),
    words: [("约 & 订", "約 & 訂"), ("台面", "枱面"), ("“台面”", "“枱面”")])
  private static let addresses = EditionAddresses(
    ["/", "/events/", "/tags/%E9%9B%A8/", "/feed.xml"], baseURL: "https://a.example")

  private func converted(_ page: String) -> String {
    String(decoding: Self.edition.page(Array(page.utf8), Self.addresses), as: UTF8.self)
  }

  @Test(
    "Text, and attributes for people",
    arguments: [
      ("<p>檐下的灯 &amp; 桥</p>", "<p>簷下的燈 &amp; 橋</p>"),
      ("<img src=\"/灯.svg\" alt=\"一盏灯\" id=\"灯\">", "<img src=\"/灯.svg\" alt=\"一盞燈\" id=\"灯\">"),
      ("<nav aria-label='页脚' data-failed=\"发不出去\">", "<nav aria-label='頁腳' data-failed=\"發不出去\">"),
      ("<meta name=description content=\"会刊\">", "<meta name=description content=\"會刊\">"),
      ("<title>会刊 · 积分</title>", "<title>會刊 · 積分</title>"),
      ("<input type=\"submit\" value=\"发送\">", "<input type=\"submit\" value=\"發送\">"),
    ])
  func text(simplified: String, traditional: String) {
    #expect(converted(simplified) == traditional)
  }

  @Test(
    "Everything else stays",
    arguments: [
      "<code>头发</code>", "<pre class=\"a\">里<b>面</b></pre>", "<script>var 灯 = '发'</script>",
      "<style>.灯{}</style>", "<textarea>发</textarea>", "<!-- 发 --><!doctype html>",
      "<input value=\"发\" name=\"灯\"><option value=\"灯\"></option>",
      "<a id=\"头发\" class=\"发\" href=\"#%E5%8F%91\">a</a>", "<p lang=\"ja\">国<b>会</b></p>",
      "<p translate=no>头发</p>", "<p class=\"a no-convert\">头<p>发</p></p>", "1 < 2", "<", "<a",
      "<a href=\"", "</", "<p title=\"发",
    ])
  func kept(page: String) {
    #expect(converted(page) == page)
  }

  @Test("What stands after a kept element is converted again, however deep it was")
  func afterKept() {
    #expect(
      converted("<div translate=\"no\"><div>发</div>发</div>发<code>发</code>发")
        == "<div translate=\"no\"><div>发</div>发</div>發<code>发</code>發")
    #expect(converted("<i lang=\"zh-Hant\">发</I>发") == "<i lang=\"zh-Hant\">发</I>發")
    #expect(converted("<script>'</p>发'</script>发") == "<script>'</p>发'</script>發")
  }

  @Test(
    "A word is one, whatever marks stand in it",
    arguments: [
      ("<p>头<em>发</em></p>", "<p>頭<em>髮</em></p>"),
      ("<p>头<!-- -->发</p>", "<p>頭<!-- -->髮</p>"),
      ("<p><strong>头</strong>发 </p>", "<p><strong>頭</strong>髮 </p>"),
      ("头</p><p>发", "頭</p><p>發"),
      (
        "<ruby>头<rp>（</rp><rt>tóu</rt><rp>）</rp>发<rt>发</rt></ruby>现",
        "<ruby>頭<rp>（</rp><rt>tóu</rt><rp>）</rp>髮<rt>發</rt></ruby>現"
      ),
    ])
  func runs(simplified: String, traditional: String) {
    #expect(converted(simplified) == traditional)
  }

  @Test(
    "Quotation marks are those of Traditional texts, whatever stands between them",
    arguments: [
      ("<p>他说“好”，‘走’。</p>", "<p>他說「好」，『走』。</p>"),
      ("<p>“<em>头</em>发”</p>", "<p>「<em>頭</em>髮」</p>"),
      ("<p>“<a href=x>灯</a>”，‘<code>灯</code>’</p>", "<p>「<a href=x>燈</a>」，『<code>灯</code>』</p>"),
      ("<p>灯“<b>ABC</b>”</p>", "<p>燈「<b>ABC</b>」</p>"),
      ("<h1>灯与‘<span>it’s</span>’</h1>", "<h1>燈與『<span>it’s</span>』</h1>"),
      ("<p>灯 <span lang=\"en\">“it’s”</span></p>", "<p>燈 <span lang=\"en\">“it’s”</span></p>"),
      ("<p>灯<code>“a”</code></p>", "<p>燈<code>“a”</code></p>"),
      ("<p>灯<i translate=no>“灯”</i></p>", "<p>燈<i translate=no>“灯”</i></p>"),
      ("<p>“Yes,” he said.</p><p>“灯”</p>", "<p>“Yes,” he said.</p><p>「燈」</p>"),
      ("<img alt=\"一盏“灯”\">", "<img alt=\"一盞「燈」\">"),
      ("<title>“灯” · 会刊</title>", "<title>「燈」 · 會刊</title>"),
      (
        "<script type=\"application/ld+json\">{\"name\":\"“灯”\"}</script>",
        "<script type=\"application/ld+json\">{\"name\":\"「燈」\"}</script>"
      ),
      ("<p><!--hant-->“燈”<!--/hant-->“灯”</p>", "<p>“燈”「燈」</p>"),
      ("“<i data-hant=\"“毛”\">发</i>发”", "「<i data-hant=\"“毛”\">“毛”</i>發」"),
      ("<b>“台面”</b>", "<b>“枱面”</b>"),
    ])
  func quotations(simplified: String, traditional: String) {
    #expect(converted(simplified) == traditional)
  }

  @Test("Names, and words that somebody has written in both scripts")
  func names() {
    #expect(converted("<p>余先生在半山台</p>") == "<p>余先生在半山台</p>")
    #expect(converted("<b>\n约 &amp; 订 </b>") == "<b>\n約 &amp; 訂 </b>")
    #expect(converted("<b>台面</b>") == "<b>枱面</b>")
  }

  @Test(
    "Links stay inside the edition where it has the page",
    arguments: [
      ("<a href=\"/events/?m=1#d28\">", "<a href=\"/hant/events/?m=1#d28\">"),
      ("<a href='/'>", "<a href='/hant/'>"),
      ("<form action=\"/events/\">", "<form action=\"/hant/events/\">"),
      ("<a href=/tags/%E9%9B%A8/>", "<a href=/hant/tags/%E9%9B%A8/>"),
      (
        "<link rel=canonical href=\"https://a.example/events/\">",
        "<link rel=canonical href=\"https://a.example/hant/events/\">"
      ),
      (
        "<meta property=\"og:url\" content=\"https://a.example/\">",
        "<meta property=\"og:url\" content=\"https://a.example/hant/\">"
      ),
      (
        "<p lang=\"zh-Hant\"><a href=\"/events/\">发</a></p>",
        "<p lang=\"zh-Hant\"><a href=\"/hant/events/\">发</a></p>"
      ),
    ])
  func links(simplified: String, traditional: String) {
    #expect(converted(simplified) == traditional)
  }

  @Test(
    "Other links, pictures and the other edition's address stay",
    arguments: [
      "<a href=\"/desk/\">", "<a href=\"//events/\">", "<a href=\"https://b.example/events/\">",
      "<img src=\"/events/\">", "<form method=\"post\" action=\"/join\">", "<a href=\"events/\">",
      "<link rel=\"alternate\" hreflang=\"zh-Hans\" href=\"https://a.example/events/\">",
      "<a hreflang=\"zh-Hans\" lang=\"zh-Hans\" href=\"/events/\">简体</a>",
    ])
  func otherLinks(page: String) {
    #expect(converted(page) == page)
  }

  @Test("The language of the page is told")
  func language() {
    #expect(converted("<html lang=\"zh-Hans\">") == "<html lang=\"zh-Hant\">")
    #expect(converted("<html lang=zh-CN>") == "<html lang=zh-Hant>")
    #expect(converted("<p lang=\"en\">") == "<p lang=\"en\">")
  }

  @Test(
    "Data for search engines: its texts and its language, the pages of the edition, no other address",
    arguments: [
      ("\"name\":\"会\\\"刊\"", "\"name\":\"會\\\"刊\""),
      ("\"@id\":\"https://a.example/灯\"", "\"@id\":\"https://a.example/灯\""),
      ("\"url\":\"/灯\"", "\"url\":\"/灯\""),
      ("\"inLanguage\":\"zh-Hans\"", "\"inLanguage\":\"zh-Hant\""),
      ("\"@id\":\"https://a.example/#club\"", "\"@id\":\"https://a.example/hant/#club\""),
      ("\"url\":\"https://a.example/events/\"", "\"url\":\"https://a.example/hant/events/\""),
      ("\"image\":\"https://a.example/a.png\"", "\"image\":\"https://a.example/a.png\""),
      ("\"@context\":\"https://schema.org\"", "\"@context\":\"https://schema.org\""),
    ])
  func data(simplified: String, traditional: String) {
    let (start, end) = ("<script type=\"application/ld+json\">{", "}</script>")
    #expect(converted(start + simplified + end) == start + traditional + end)
  }

  @Test("A text is converted once, whichever page it is on")
  func once() {
    let edition = TraditionalEdition(.taiwan, Names(), words: [])
    _ = edition.known.takeCost()
    for _ in 0..<3 { _ = edition.page(Array("<p>灯</p><h1>桥</h1><p>灯</p>".utf8), Self.addresses) }
    let cost = edition.known.takeCost()
    #expect(cost.texts == 2)
  }
}
