import Testing

@testable import Markdown

@Suite("来稿里的 HTML：只留名单上的", .serialized)
struct SanitizerTests {
  @Test("示例", arguments: Fixture.all("contributions"))
  func examples(_ fixture: Fixture) {
    fixture.check(MarkdownRenderer(options: .contribution).render(fixture.source))
  }

  @Test("attacks leave nothing but what is on the list", arguments: Attack.all)
  func attacks(_ attack: String) {
    for source in [attack, "段 \(attack) 段", "<div>\n\(attack)\n</div>", "> - \(attack)"] {
      expectHarmless(MarkdownRenderer(options: .contribution).render(source), source)
    }
  }

  @Test("random splices of tags, quotes and entities")
  func splices() {
    let pieces = [
      "<", ">", "</", "/>", "\"", "'", "=", " ", "\n", "a", "img", "script", "svg", "style", "div",
      "b", "href", "src", "onerror", "javascript:", "data:", "&#106;", "&colon;", "&Tab;", "<!--",
      "-->", "<![CDATA[", "]]>", "<?", "[x](", ")", "**", "檐", "`", "\u{0}", "/", "title", "<a ",
      "<img ", "</a>", "<math>", "<p>", "srcdoc",
    ]
    var random = SeededRandom(seed: 2027)
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 2...20, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined()
      expectHarmless(MarkdownRenderer(options: .contribution).render(text), text)
    }
  }

  @Test("raw HTML can be left out altogether, and scripts in links with it")
  func removed() {
    let renderer = MarkdownRenderer(options: MarkdownOptions(rawHTML: .removed))
    let rendered = renderer.render("a <b>c</b> [d](javascript:e) [f](/g)\n\n<p>h<i>j</i>\n</p>\n")
    let page = String(decoding: rendered.html, as: UTF8.self)
    #expect(
      page == """
        <p>a <!-- raw HTML omitted -->c<!-- raw HTML omitted --> <a href="">d</a> \
        <a href="/g">f</a></p>
        <!-- raw HTML omitted -->

        """)
    let told = rendered.diagnostics.map { $0.line(of: "") }
    let remedy = "write it in Markdown; “raw_html: kept” in site.yml lets HTML through"
    #expect(
      told == [
        "1:3: warning: the raw HTML <b> was left out; \(remedy)",
        "1:16: warning: the address javascript:… was left out: it may not begin with javascript: here; "
          + "write an address that begins with http, https, mailto, tel, or a path",
        "3:1: warning: the raw HTML <p> was left out, with all that stands in its block; \(remedy)",
      ])
  }

  /// Reads the page as a browser would and holds every tag and value against the list.
  private func expectHarmless(_ rendered: RenderedMarkdown, _ source: String) {
    let ours: Set<String> = ["h1", "input", "section", "sup", "figure", "del"]
    var open: [String] = []
    rendered.html.withUnsafeBufferPointer { page in
      var tokens = HTMLTokens(page)
      while let token = tokens.next() {
        switch token {
        case .text: break
        case .close(let name):
          #expect(open.popLast() == name, "\(source.debugDescription)")
        case .open(let tag):
          let isKnown =
            AllowList.inline.contains(tag.name) || AllowList.block.contains(tag.name)
            || ours.contains(tag.name)
          #expect(isKnown, "\(tag.name) in \(source.debugDescription)")
          if !AllowList.void.contains(tag.name), tag.name != "input" { open.append(tag.name) }
          for attribute in tag.attributes { expectHarmless(attribute, source) }
        }
      }
    }
    #expect(open.isEmpty, "\(source.debugDescription)")
  }

  private func expectHarmless(_ attribute: MarkdownContainer.Attribute, _ source: String) {
    let known: Set<String> = [
      "alt", "aria-label", "checked", "cite", "class", "colspan", "datetime", "dir", "disabled",
      "height", "href", "id", "lang", "loading", "rel", "rowspan", "scope", "src", "start", "title",
      "type", "width",
    ]
    #expect(known.contains(attribute.name), "\(attribute.name) in \(source.debugDescription)")
    if attribute.name == "href" || attribute.name == "src" {
      #expect(
        AddressSchemes.allows(attribute.value, AddressSchemes.links),
        "\(attribute.value) in \(source.debugDescription)")
    }
  }
}

/// Ways to smuggle a script past a filter.
private enum Attack {
  static let all: [String] = [
    "<script>alert(1)</script>", "<ScRiPt src=//e.x/a.js></sCrIpT>", "<script", "<script>alert(1)",
    "<img src=x onerror=alert(1)>", "<img src=\"x\"onerror=\"alert(1)\">",
    "<img/src=x/onerror=a()>",
    "<img src='javascript:alert(1)'>", "<img src=data:image/svg+xml,<svg/onload=a()>>",
    "<a href=javascript:alert(1)>x</a>", "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>",
    "<a href=\" &#1; javascript:alert(1)\">x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"vbscript:a\">x</a>", "<a href=\"data:text/html;base64,PHM+\">x</a>",
    "<a href='x' href='javascript:a'>x</a>", "<a href=x onclick=a()>x</a>", "<a\u{c}href=x>x</a>",
    "[x](javascript:alert(1))", "[x](JAVASCRIPT&colon;a)", "[x](&#106;avascript:a)",
    "[x](<java\tscript:a>)", "[x](data:text/html,a)", "![x](javascript:a)",
    "![x](data:image/png,a)",
    "<javascript:alert(1)>", "[x]: javascript:a\n\n[x]", "<iframe srcdoc='<script>a</script>'>",
    "<iframe src=javascript:a></iframe>", "<svg onload=a()>", "<svg><script>a</script></svg>",
    "<svg><a xlink:href=javascript:a>x</a></svg>", "<math><mtext><img src=x onerror=a></math>",
    "<style>@import 'x'</style>", "<div style=\"background:url(javascript:a)\">x</div>",
    "<b style=x class=y id=z>x</b>", "<form action=//e.x><input type=password></form>",
    "<input onfocus=a autofocus>", "<button formaction=javascript:a>x</button>",
    "<base href=//e.x>",
    "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=x>",
    "<object data=x></object>",
    "<embed src=x>", "<video><source onerror=a></video>", "<audio src=x onerror=a>",
    "<details open ontoggle=a>x</details>", "<body onload=a>", "</div></article></main>",
    "<textarea><img src=x onerror=a></textarea>",
    "<noscript><p title=\"</noscript><img onerror=a>\">",
    "<title><b></title>", "<xmp><p>", "<template><b></template>", "<!--><img src=x onerror=a>-->",
    "<!--a--!><img src=x onerror=a>-->", "<![CDATA[><img src=x onerror=a>]]>", "<?><img onerror=a>",
    "<!x><img onerror=a>", "</ x><img onerror=a>", "<<img src=x onerror=a>",
    "<img \"\"\"><b>x</b>\">",
    "<a title=\"</a><script>a</script>\">x</a>", "<b <script>a</script>", "<p><b>x",
    "<b><i>x</b>y</i>",
    "<a href=/x><a href=/y>z</a></a>", "[<a href=/x>y</a>](z)", "*<b>*</b>", "<a href=`x`>y</a>",
    "<a href=x\u{0}y>z</a>", "<img src=x title='`><img onerror=a>'>", "<frameset onload=a>",
    "<marquee onstart=a>x</marquee>", "<plaintext>", "<select><option><script>a</script></select>",
  ]
}
