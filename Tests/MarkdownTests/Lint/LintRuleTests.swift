import Markdown
import Testing

@Suite("Typographic lint: what each rule finds, and what it makes of it")
struct LintRuleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var text: String
    var codes: [String]
    var repaired: String

    init(_ text: String, _ codes: String, _ repaired: String? = nil) {
      self.text = text
      self.codes = codes.split(separator: " ").map(String.init)
      self.repaired = repaired ?? text
    }

    var testDescription: String { text.debugDescription }
  }

  private func check(_ example: Example) {
    let lint = LintText(example.text)
    #expect(lint.codes == example.codes)
    #expect(lint.repaired == example.repaired)
  }

  @Test(
    "half-width punctuation",
    arguments: [
      Example("请先登记,再领卡", "halfwidth-punctuation", "请先登记，再领卡"),
      Example("请先登记, 再领卡", "halfwidth-punctuation", "请先登记，再领卡"),
      Example("真的吗?!是的;好:走", rep(3), "真的吗？！是的；好：走"),
      Example("今天开放!", rep(1), "今天开放！"),
      Example("他问：“好吗?”", rep(1), "他问：“好吗？”"),
      Example("“We call it VIP,”", ""),
      Example("「好」,他说", rep(1), "「好」，他说"),
      Example("请先登记,\n再领卡", rep(1), "请先登记，\n再领卡"),
      Example("**请先登记**,再领卡", rep(1), "**请先登记**，再领卡"),
      Example("[请先登记](/join/),再领卡", rep(1), "[请先登记](/join/)，再领卡"),
      Example("见注[^1],下同\n\n[^1]: 是,的\n", rep(2), "见注[^1]，下同\n\n[^1]: 是，的\n"),
      Example("完了.", rep(1)),
      Example("持VIP卡,VIP优先", rep(1)),
      Example("积分1,100分,3:1,a.b, world", rep(1)),
      Example("时间10:30,A座", ""),
      Example("Hello, 世界", ""),
      Example("会员(限时)活动", rep(1), "会员（限时）活动"),
      Example("会员(2026年),请登记", rep(1), "会员（2026年），请登记"),
      Example("会员(VIP)活动,1)甲", rep(1)),
      Example("f(甲)", rep(1)),
      Example("**你好,** 世界", rep(1), "**你好，** 世界"),
    ])
  func halfwidth(example: Example) { check(example) }

  private static func rep(_ count: Int) -> String {
    String(repeating: "halfwidth-punctuation ", count: count)
  }

  @Test(
    "full-width digits and letters",
    arguments: [
      Example("２０２６年Ａ座", "fullwidth-latin fullwidth-latin", "2026年A座"),
      Example("**１００**分", "fullwidth-latin", "**100**分"),
      Example("上午１０:３０", "fullwidth-latin fullwidth-latin", "上午10:30"),
      Example("１. 甲", "fullwidth-latin"),
      Example("１２月", "fullwidth-latin", "12月"),
      Example("- [ｘ] 做", "fullwidth-latin"),
      Example("ｗｗｗ.a.b", "fullwidth-latin"),
      Example("ａ@b.cn", "fullwidth-latin"),
      Example("**(x)**１", "fullwidth-latin"),
      Example("２０２６－１１－２８，３．１４", "fullwidth-latin fullwidth-latin", "2026-11-28，3.14"),
      Example("３．１４米", "fullwidth-latin", "3.14米"),
      Example("１０：３０开，涨５％", "fullwidth-latin fullwidth-latin", "10:30开，涨5%"),
      Example("2026－11－28", "fullwidth-latin fullwidth-latin", "2026-11-28"),
      Example("3：1，甲－乙，2026年－2027年，１．甲", "fullwidth-latin", "3：1，甲－乙，2026年－2027年，1．甲"),
    ])
  func fullwidth(example: Example) { check(example) }

  @Test(
    "ellipses and dashes",
    arguments: [
      Example("他想了想...没有说", "ellipsis", "他想了想……没有说"),
      Example("他想了想…没有说", "ellipsis", "他想了想……没有说"),
      Example("他想了想。。。", "ellipsis", "他想了想……"),
      Example("他想了想......", "ellipsis", "他想了想……"),
      Example("他答：“不知道...”", "ellipsis", "他答：“不知道……”"),
      Example("他说：“等等--”\n", "dash", "他说：“等等——”\n"),
      Example("目录.........", "ellipsis"),
      Example("他想了想...well", "ellipsis"),
      Example("Wait... 什么", ""),
      Example("好……好", ""),
      Example("三样东西--卡和会刊", "dash", "三样东西——卡和会刊"),
      Example("三样东西 --- 卡和会刊", "dash", "三样东西——卡和会刊"),
      Example("三样东西———卡", "dash"),
      Example("北京—上海，2025—2026，用--help看", ""),
    ])
  func dots(example: Example) { check(example) }

  @Test(
    "straight quotation marks",
    arguments: [
      Example("他说\"好的\"就走", "straight-quotes", "他说“好的”就走"),
      Example("\"甲\"和\"乙\"", "straight-quotes straight-quotes", "“甲”和“乙”"),
      Example("他说\"OK\"就走", "straight-quotes", "他说“OK”就走"),
      Example("他说'好'就走", "straight-quotes", "他说‘好’就走"),
      Example("他说\"好的就走", "straight-quotes"),
      Example("他说\"好 \"的\"", "straight-quotes"),
      Example("他说“好”，又说\"走\"", "straight-quotes"),
      Example("十五寸（15\"）屏，\"好\"屏", "straight-quotes"),
      Example("She said \"yes\", it's 檐声", ""),
      Example("[甲](/a \"乙\")和<b title=\"丙\">丁</b>", ""),
    ])
  func quotes(example: Example) { check(example) }

  @Test(
    "doubled punctuation and spaces",
    arguments: [
      Example("名额已满，，请候补", "doubled-punctuation", "名额已满，请候补"),
      Example("名额已满，。请候补", "doubled-punctuation"),
      Example("真的！！是吗？！", ""),
      Example("名额已满 ，请候补", "space-before-punctuation", "名额已满，请候补"),
      Example("名额已满，  请候补", "space-after-punctuation", "名额已满，请候补"),
      Example("（ 限时 ）", "space-after-punctuation space-before-punctuation", "（限时）"),
      Example("姓　名：", ""),
      Example(
        "他说“好 ”，又说“ 走”。", "space-before-punctuation space-after-punctuation", "他说“好”，又说“走”。"),
      Example("他说 “好”，“ VIP ”", ""),
      Example("**名额** ，请", "space-before-punctuation"),
      Example("第 3 期是\nPDF 版", pair("space-between-han-and-latin"), "第3期是\nPDF版"),
      Example("We read 会刊 every quarter", ""),
      Example("- [x] 做\n- 读 `a b` 与 [x] 甲", ""),
      Example("见 https://a.cn/甲 乙", ""),
    ])
  func spaces(example: Example) { check(example) }

  @Test(
    "spaces between Han and Latin: repaired where none of them can hold two things apart",
    arguments: [
      spaced("主持 Anna 摄影 Bob 文 Carol"),
      spaced("上午 9:00 集合 下午 3:00 解散"),
      spaced("1.第一 2、第二 （1）第三 1）第四"),
      spaced("1.第一 2、第二"),
      spaced("出品和 A--B 2020-2026 北京卷"),
      spaced("张三 3 李四 5 王五 7"),
      spaced("集合 下午 3:00\n地点 A 座", 2),
      spaced("地点 A 座  时间待定"),
      spaced("会刊 PDF 版和 `code` 与 [链接](/a) 间"),
      spaced("会刊 PDF 版和[链接](/a) 间"),
      spaced("《檐》 《声》 PDF 版"),
      spaced("我们用 Swift 写，用 Docker 装，用 Git 管", to: "我们用Swift写，用Docker装，用Git管"),
      spaced("从 2026 年 11 月 28 日到 12 月 3 日", to: "从2026年11月28日到12月3日"),
      spaced("我们用 Swift Package Manager 编译", to: "我们用Swift Package Manager编译"),
      spaced("运行 `huikan check` 看看 PDF 版"),
      spaced("读 [PDF](/a) 版和**甲** *A* 本"),
      spaced("读 [PDF](/a) 版", to: "读[PDF](/a)版"),
      spaced("我用iPhone 15 Pro Max在2026 年拍。"),
      spaced("他用 5 km/h走。"),
      spaced("名额已满 ，A 座", to: "名额已满，A座", "space-before-punctuation"),
    ])
  func gaps(example: Example) { check(example) }

  @Test(
    "full-width spaces that set a line in: taken out where a paragraph begins, verse left alone",
    arguments: [
      set("　　屋顶上种着葱。", "屋顶上种着葱。"),
      set("　　2026年，VIP先到。\n\n　　“好”，他说。", "2026年，VIP先到。\n\n“好”，他说。", 2),
      set("> 　　屋顶\n\n- 　屋顶\n", "> 屋顶\n\n- 屋顶\n", 2),
      set("　　**屋顶**上种着葱。", "**屋顶**上种着葱。"),
      // A further line may have been meant to begin a paragraph.
      set("　　屋顶上\n　　种着葱。", "屋顶上\n　　种着葱。", 2),
      set("屋顶\n　　\n种着葱。", "屋顶\n　　\n种着葱。"),
      // Without its spaces the line would be something else.
      set("　　1. 屋顶", "　　1. 屋顶"), set("　　- 屋顶", "　　- 屋顶"),
      set("　　[甲]: /a", "　　[甲]: /a"), set("　　## 屋顶", "　　## 屋顶"),
      set("　　* * *", "　　* * *"),
      set("　　甲：好。", "甲：好。"),
      set(":::问答\n　　甲：好。\n:::\n", ":::问答\n　　甲：好。\n:::\n"),
      Example("　　床前明月光，\\\n　　疑是地上霜。", ""),
      Example("　　床前明月光，  \n　　疑是地上霜。", ""),
      Example("　　床前明月光，<br>\n　　疑是地上霜。", ""),
      Example("| 　甲 | 乙 |\n|---|---|\n| 　丙 | 丁 |\n", ""),
      Example("```\n　　甲\n```\n\n姓　名", ""),
    ])
  func indents(example: Example) { check(example) }

  private static func set(_ text: String, _ repaired: String, _ count: Int = 1) -> Example {
    Example(
      text, Array(repeating: "typed-indent", count: count).joined(separator: " "), repaired)
  }

  private static func spaced(
    _ text: String, _ count: Int = 1, to repaired: String? = nil, _ others: String = ""
  ) -> Example {
    let own = Array(repeating: "space-between-han-and-latin", count: count)
    return Example(text, ([others] + own).joined(separator: " "), repaired)
  }

  private static func pair(_ code: String) -> String { "\(code) \(code)" }

  @Test("mixed quotation marks, once for a text, at the rarer kind")
  func mixed() {
    #expect(LintText("“甲”\n\n“乙”「丙」\n").places == ["3:4 mixed-quotes"])
    #expect(LintText("「甲」「乙」“丙”\n").places == ["1:7 mixed-quotes"])
    #expect(LintText("「甲」 “ok”\n").places == [])
  }

  @Test("headings that skip a level")
  func headings() {
    #expect(LintText("## 甲\n\n#### 乙\n\n## 丙\n\n### 丁\n").places == ["3:6 skipped-heading"])
    #expect(LintText("### 甲\n").places == ["1:5 skipped-heading"])
    #expect(LintText("甲\n===\n\n乙\n---\n\n> ---\n\n#### 丙\n").places == ["9:6 skipped-heading"])
  }

  @Test("a heading keeps its id: only what is no part of it is repaired")
  func headingIDs() {
    #expect(LintText("## 甲,乙 ，丙--丁").repaired == "## 甲，乙 ，丙--丁")
    #expect(LintText("## 甲 ，丙--丁 {#a}").repaired == "## 甲，丙——丁 {#a}")
  }

  @Test("corner brackets where the house writes them")
  func corners() {
    #expect(LintText("他說\"好\"和'走'", quotes: .corner).repaired == "他說「好」和『走』")
  }
}
