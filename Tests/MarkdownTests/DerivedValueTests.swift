import Markdown
import Testing

@Suite("从正文得出的：标题、目录、摘要、字数")
struct DerivedValueTests {
  private let article = """
    # 把屋檐还给**雨**

    秋分以后，临津的雨一下就是*半个月*。[^1]
    老住户聚在单元门口。

    ## 檐口去了哪里 {#where}

    带着 Swift 6.3 卷尺。

    [^1]: 注文。
    """

  @Test("标题与目录")
  func outline() {
    let rendered = MarkdownRenderer().render(article)
    #expect(rendered.title == "把屋檐还给雨")
    #expect(
      rendered.outline == [
        OutlineEntry(level: 1, id: "把屋檐还给雨", title: "把屋檐还给雨"),
        OutlineEntry(level: 2, id: "where", title: "檐口去了哪里"),
      ])
    #expect(rendered.ids == ["把屋檐还给雨", "where", "notes", "n1"])
    #expect(rendered.noteCount == 1)
  }

  @Test("模板已有标题时，正文开头的不再出现")
  func dropsLeadingTitle() {
    let renderer = MarkdownRenderer(options: MarkdownOptions(dropsLeadingTitle: true))
    let rendered = renderer.render(article)
    #expect(rendered.title == "把屋檐还给雨")
    #expect(rendered.outline.map(\.id) == ["where"])
    #expect(String(decoding: rendered.html, as: UTF8.self).hasPrefix("<p>秋分"))
    #expect(String(decoding: renderer.render("段\n\n# 题").html, as: UTF8.self).contains("<h1"))
    #expect(renderer.render("## 小题").outline.count == 1)
  }

  @Test("页面自有标题时，正文里的一级标题降一级，并有提醒")
  func secondTitle() {
    var options = MarkdownOptions()
    options.standsUnderTitle = true
    let rendered = MarkdownRenderer(options: options).render(
      "# 第一节\n\n> 第二节\n> ===\n\n## 第三节\n")
    #expect(
      String(decoding: rendered.html, as: UTF8.self) == """
        <h2 id="第一节">第一节</h2>
        <blockquote>
        <h2 id="第二节">第二节</h2>
        </blockquote>
        <h2 id="第三节">第三节</h2>

        """)
    #expect(rendered.outline.map(\.level) == [2, 2, 2])
    #expect(rendered.diagnostics.map { "\($0.line):\($0.column)" } == ["1:3", "3:3"])
    #expect(rendered.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(rendered.diagnostics.first?.remedy.hasPrefix("write ## 第一节; ") == true)
    options.dropsLeadingTitle = true
    let titled = MarkdownRenderer(options: options).render("# 题\n\n段\n\n# 又一题")
    #expect(titled.diagnostics.map(\.line) == [5])
    #expect(String(decoding: titled.html, as: UTF8.self).hasPrefix("<p>段</p>"))
  }

  @Test("纯文本与字数")
  func plainText() {
    let rendered = MarkdownRenderer().render(article)
    #expect(
      rendered.plainText == """
        把屋檐还给雨
        秋分以后，临津的雨一下就是半个月。老住户聚在单元门口。
        檐口去了哪里
        带着 Swift 6.3 卷尺。
        注文。

        """)
    #expect(rendered.hanCount == 42)
    #expect(rendered.latinWordCount == 2)
    #expect(rendered.wordCount == 44)
    let bare = MarkdownRenderer(options: MarkdownOptions(keepsPlainText: false)).render(article)
    #expect(bare.plainText.isEmpty)
    #expect(bare.hanCount == 42)
  }

  @Test(
    "字数：汉字逐字，西文逐词",
    arguments: [
      ("会刊", 2, 0), ("Don't stop-gap 3.14", 0, 3), ("第27期，𠮷野家。", 5, 1), ("한국어 문서", 0, 2),
      ("カタカナとABC", 5, 1), ("`代码 code` 算", 3, 1), ("<b>字</b>", 1, 0), ("", 0, 0),
    ])
  func counts(_ text: String, _ han: Int, _ latin: Int) {
    let rendered = MarkdownRenderer().render(text)
    #expect(rendered.hanCount == han)
    #expect(rendered.latinWordCount == latin)
  }

  @Test("阅读时间：每分钟 400 字或 220 词", arguments: [(0, 1), (500, 1), (700, 2), (4_000, 10)])
  func minutes(_ han: Int, _ minutes: Int) {
    let rendered = MarkdownRenderer().render(String(repeating: "雨", count: han))
    #expect(rendered.minutes == minutes)
  }

  @Test(
    "摘要",
    arguments: [
      ("雨停了。", 20, "雨停了。"),
      ("雨停了。檐口还在滴水，一滴一滴。后来天晴了，我们走出去。", 20, "雨停了。檐口还在滴水，一滴一滴。……"),
      ("雨还在下，檐口滴着水，门口聚着老住户，谁也没有走", 20, "雨还在下，檐口滴着水，门口聚着老住户……"),
      ("雨还在下；檐口滴着水的时候门口聚着老住户", 8, "雨还在下……"),
      ("我们读完了《把屋檐还给雨》这一篇很长的文章", 8, "我们读完了……"),
      ("他说“雨停了。你们走吧。”然后把门关上，进屋去了", 14, "他说“雨停了。你们走吧。”……"),
      ("我们用 Swift 与 Markdown 写成这一期会刊", 8, "我们用 Swift 与 Markdown……"),
      ("# 题\n\n> 引\n\n- 项\n\n第一段\n\n第二段。", 20, "第一段 第二段。"),
      ("第一段。\n\n“第二段”\n\n第三段——\n\nthe end", 20, "第一段。“第二段”第三段—— the end"),
      ("第一段VIP\n\n第二段", 20, "第一段VIP 第二段"),
      (":::提示 题\n只有容器\n\n没有别的\n:::\n", 20, "只有容器 没有别的"),
      (":::问答\n问：几点？\n\n答：九点\n\n问：在哪里？\n:::\n", 20, "问：几点？答：九点 问：在哪里？"),
      (":::提示\n容器\n:::\n\n正文。", 20, "正文。"),
      ("也是。![没写对](照片 一.jpg)，后面还有很长很长很长很长的一段", 8, "也是。![没写对……"),
      ("真的!后面还有很长很长很长很长的一段", 5, "真的!……"),
      ("One two\n\nthree", 20, "One two three"),
      ("", 20, ""),
      ("《没有写完的书名一直很长很长很长很长》", 6, "《没有写完的……"),
    ])
  func excerpt(_ text: String, _ limit: Int, _ excerpt: String) {
    let renderer = MarkdownRenderer(options: MarkdownOptions(excerptLength: limit))
    #expect(renderer.render(text).excerpt == excerpt)
  }

  @Test("一页上几篇文字，锚不相撞")
  func prefix() {
    let renderer = MarkdownRenderer(options: MarkdownOptions(idPrefix: "letter-"))
    let rendered = renderer.render("## 信\n\n文[^1]\n\n[^1]: 注")
    #expect(rendered.ids == ["letter-信", "letter-notes", "letter-n1"])
  }

  @Test("说的话可以换一种语言")
  func labels() {
    let renderer = MarkdownRenderer(options: MarkdownOptions(labels: .english))
    let page = String(decoding: renderer.render("a[^1]\n\n[^1]: b").html, as: UTF8.self)
    #expect(page.contains(">Notes</h2>"))
    #expect(page.contains("aria-label=\"Back to note 1\""))
  }

  @Test("跨页的锚留给整站检查")
  func fragments() {
    let rendered = MarkdownRenderer().render(
      "见\n[其中](../2026-autumn/index.md#where)", resolver: SmallSite())
    #expect(rendered.fragmentLinks.map(\.url) == ["/issues/2026-autumn/#where"])
    #expect(rendered.fragmentLinks.map(\.line) == [2])
  }
}
