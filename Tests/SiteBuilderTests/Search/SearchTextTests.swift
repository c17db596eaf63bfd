import Testing

@testable import SiteBuilder

@Suite("搜索怎样读一页")
struct SearchTextTests {
  @Test(
    "Blocks are lines, what stands within a line joins",
    arguments: [
      ("<p>雨<em>声</em></p><p>檐下</p>", "雨声\n檐下"),
      ("<p>一<br>二</p>", "一\n二"),
      ("<ul><li>甲</li><li><p>乙</p></li></ul>", "甲\n乙"),
      ("<p>A &amp; B &lt;C&gt; &#39640;&#x96E8;&nbsp;&hellip;</p>", "A & B <C> 高雨 &hellip;"),
      ("<p>3 < 5 & 7</p>", "3 < 5 & 7"),
      ("<p>字<ruby>檐<rp>(</rp><rt>yán</rt><rp>)</rp></ruby>下</p>", "字檐下"),
      ("<p>注<sup class=\"fn\"><a href=\"#n\">1</a></sup>意 m<sup>2</sup></p>", "注意 m2"),
      ("<p>甲<!-- 乙 > --></p><script>var x = \"</p>\"</script><style>p{}</style>丙", "甲\n丙"),
      ("<p title=\"a > b\">引</p><svg><title>图</title></svg>", "引"),
      ("<p>\n  多  余\n\n</p>\n<p></p><p>空</p>", "多 余\n空"),
      ("<h1 class=x>题</h1><IMG alt=\"图\" src=x>文", "题\n文"),
      ("<p>没有完", "没有完"), ("<", "<"), ("</", "</"), ("<!--", ""), ("<a", ""),
      ("&#x110000;", "&#x110000;"),
    ])
  func text(html: String, text: String) {
    let page = "<nav>不算</nav><!--search-->\(html)<!--/search--><footer>也不算</footer>"
    #expect(String(decoding: SearchText(Array(page.utf8)).bytes, as: UTF8.self) == text)
  }

  @Test("Of several parts each is read; without any, the main part of the page")
  func parts() {
    let page = "x<!--search--><h1>题</h1><!--/search-->y<!--search-->文<!--/search-->"
    let text = SearchText(Array(page.utf8))
    #expect(String(decoding: text.bytes, as: UTF8.self) == "题\n文")
    #expect(String(decoding: text.bytes[text.title], as: UTF8.self) == "题")
    let plain = SearchText(Array("<nav>甲</nav><main id=m><p>乙</main><p>丙".utf8))
    #expect(String(decoding: plain.bytes, as: UTF8.self) == "乙")
    #expect(SearchText(Array("<p>无</p>".utf8)).bytes.isEmpty)
  }

  @Test("One spelling of what a reader takes for the same")
  func folding() {
    func folded(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          SearchFolding.scalars(of: text.utf8).compactMap(Unicode.Scalar.init)))
    }
    #expect(folded("ＡＢＣ１２３　Swift ÉCOLE Ωμέγα") == "abc123 swift ecole ωμεγα")
    #expect(folded("後天於屋簷下聽雨") == "后天于屋檐下听雨")
    #expect(folded("后天于屋檐下听雨，𠀀") == "后天于屋檐下听雨,𠀀")
    // What is written every day stays as it is, and the index as readers write it.
    #expect(folded("什么抬起头，什麼擡起頭") == "什么抬起头,什么抬起头")
    let traditional = String(decoding: SearchFolding.pairs, as: UTF8.self)
    #expect(folded(folded(traditional)) == folded(traditional))
  }

  @Test("A page is found by its pairs, by what something else follows, and by its words")
  func terms() {
    let text = SearchText(Array("<main><h1>听雨</h1><p>雨声，声雨。A区Swift 27</p></main>".utf8))
    let terms = SearchTerms(text)
    let pairs = terms.pairs.map { pair in
      let key = SearchTerms.key(of: pair)
      let scalars = [SearchTerms.first(ofKey: key), SearchTerms.second(ofKey: key)]
      let text = String(
        String.UnicodeScalarView(scalars.filter { $0 > 0 }.compactMap(Unicode.Scalar.init)))
      return text + (SearchTerms.marks(of: pair).contains(.title) ? "!" : "")
    }
    #expect(pairs == ["区", "听雨!", "声", "声雨", "雨!", "雨声"])
    #expect(terms.words == ["a": [], "swift": [], "27": []])
  }

  @Test(
    "A pair is marked with whatever stands behind it, a character with what punctuation parts from it"
  )
  func marks() throws {
    let text = SearchText(Array("<main><h1>雨声檐</h1><p>听雨声廊，雨声。声檐A灯</p></main>".utf8))
    let terms = SearchTerms(text)
    func marks(_ pair: String) throws -> SearchMarks {
      let scalars = pair.unicodeScalars.map(\.value)
      let key = SearchTerms.key(scalars[0], pair.hasSuffix(".") ? 0 : scalars[1])
      return SearchTerms.marks(
        of: try #require(terms.pairs.first { SearchTerms.key(of: $0) == key }))
    }
    func following(_ text: String) -> SearchMarks {
      SearchMarks(text.unicodeScalars.map { .following($0.value) })
    }
    #expect(try marks("雨声") == following("檐廊").union(.title))
    #expect(try marks("听雨") == following("声"))
    #expect(try marks("声檐") == .title)
    #expect(try marks("声廊") == [])
    #expect(try marks("声.") == following("声"))
    #expect(try marks("廊.") == following("雨"))
    #expect(try marks("檐.") == following("听").union(.title))
    #expect(try marks("灯.") == [])
  }
}
