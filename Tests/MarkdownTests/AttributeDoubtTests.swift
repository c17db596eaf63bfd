import Markdown
import Testing

@Suite("Attribute lists that do nothing, and addresses that may not stand: the author is told")
struct AttributeDoubtTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var source: String
    var told: [String]
    var page: String

    init(_ source: String, _ page: String, _ told: String...) {
      self.source = source
      self.told = told
      self.page = page
    }

    var testDescription: String { source }
  }

  private func check(_ example: Example, _ options: MarkdownOptions) {
    let rendered = MarkdownRenderer(options: options).render(example.source)
    let page = String(decoding: rendered.html, as: UTF8.self)
    #expect(page.contains(example.page), "\(page)")
    let told = rendered.diagnostics.map { "\($0.line):\($0.column) \($0.message); \($0.remedy)" }
    #expect(told.count == example.told.count, "\(told)")
    for (line, expected) in zip(told, example.told) { #expect(line.hasPrefix(expected)) }
  }

  @Test(
    "an editor's",
    arguments: [
      Example(
        "文\n\n![图](a.png) {.wide}\n", "<p><img",
        "3:15 a space stands between the picture and {.wide}"
      ),
      Example(
        "![图](a.png){credit=绘图 陈砚秋}\n", "{credit=绘图 陈砚秋}",
        "1:14 {credit=绘图 陈砚秋} is no list of attributes, and is shown as it is written; "
          + "write {#id .class name=\"a value\"}"),
      Example("![图](a.png){wide}\n", "{wide}", "1:14 {wide} is no list of attributes"),
      Example(
        "[![图](a.png)](/b){wide}\n", "{wide}", "1:20 {wide} is no list of attributes"),
      Example("看![图](a.png){.wide}这里\n", "{.wide}这里", "1:17 {.wide} is shown as it is written"),
      Example("![图](a.png){.wide size=3}\n", "plate wide", "1:21 “size” is left out: a picture"),
      Example("![图](a.png){.wide credit=陈}\n", "plate wide"),
      Example("## 戊 {.x y=z}\n", "class=\"x\">戊</h2>", "1:12 “y” is left out: a heading takes #id"),
      Example("## 戊 {wide}\n", "戊 {wide}</h2>", "1:8 {wide} is no list of attributes"),
      Example(
        "## 甲 {#dup}\n\n## 乙 {#dup}\n", "id=\"dup-2\">乙", "3:9 the id dup is another heading's"),
      Example("## 集合 {1, 2}\n\n## 字 {汉|hàn}\n\n![图](a.png)（{文}）\n", "{1, 2}"),
      Example("## 甲 \\{wide}\n", "甲 {wide}</h2>"),
    ])
  func editors(_ example: Example) { check(example, MarkdownOptions()) }

  @Test(
    "a contribution's",
    arguments: [
      Example(
        "## 甲 {#x}\n", ">甲</h2>", "1:8 {#x} was left out: a contribution has no attribute lists"),
      Example("![图](a.png){.wide}\n", "class=\"plate\">", "1:14 {.wide} was left out"),
      Example(
        "[坏](javascript:1)\n", "<a href=\"\"",
        "1:7 the address javascript:… was left out: it may not begin with javascript: here; "
          + "write an address that begins with http, https, mailto, tel, or a path"),
      Example("![图](data:image/png,x)\n", "src=\"\"", "1:8 the address data:… was left out"),
      Example("[好](mailto:a@b.cn)\n", "mailto:a@b.cn"),
    ])
  func contributions(_ example: Example) { check(example, .contribution) }

  @Test("no remedy asks to let a contribution's HTML through")
  func remedy() throws {
    var options = MarkdownOptions.contribution
    options.rawHTML = .removed
    let told = MarkdownRenderer(options: options).render("<b>甲</b>\n").diagnostics
    #expect(try #require(told.first).remedy.contains("no HTML of a contribution"))
    options.isContribution = false
    let own = MarkdownRenderer(options: options).render("<b>甲</b>\n").diagnostics
    #expect(try #require(own.first).remedy.contains("raw_html: kept"))
  }
}
