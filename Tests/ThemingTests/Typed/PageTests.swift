import Testing
import Theming

private struct Author: TemplateContext {
  var name: String
  var url: String?

  static let shape = Shape<Author>(
    "author",
    [
      .text("name", "The name.") { $0.name },
      .optionalText("url", "The author's page, if there is one.") { $0.url },
    ])
}

private struct Entry: TemplateContext {
  var title: String
  var entries: [Entry] = []

  static let shape = Shape<Entry>(
    "entry",
    [
      .text("title", "The title.") { $0.title },
      .list("entries", "What is below it.") { $0.entries },
    ])
}

private struct Article: TemplateContext {
  var title = "檐下的声音 & 雨"
  var deck: String?
  var body = HTML(verbatim: "<p>雨落下来。</p>")
  var lead: HTML?
  var minutes = 6
  var number: Int?
  var isDraft = false
  var author = Author(name: "何<青>", url: "/authors/he-qing/")
  var editor: Author?
  var tags = ["茶", "桥"]
  var outline: [Entry] = []

  static let shape = Shape<Article>(
    "article",
    [
      .text("title", "The title.") { $0.title },
      .optionalText("deck", "The sentence under the title.") { $0.deck },
      .html("body", "The text.") { $0.body },
      .optionalHTML("lead", "The editor's letter.") { $0.lead },
      .number("minutes", "Reading time.") { $0.minutes },
      .optionalNumber("number", "The issue's number.") { $0.number },
      .flag("is_draft", "Whether it is a draft.") { $0.isDraft },
      .object("author", "Who wrote it.") { $0.author },
      .optional("editor", "Who edited it.") { $0.editor },
      .texts("tags", "Its tags.") { $0.tags },
      .list("outline", "Its headings.") { $0.outline },
    ])
}

private func render(
  _ template: String, _ article: Article = Article(), partials: [String: String] = [:],
  constants: [String: String] = [:]
) throws -> String {
  var sources = [
    TemplateSource(name: "article", path: "article.mustache", bytes: Array(template.utf8))
  ]
  for (name, text) in partials {
    sources.append(TemplateSource(name: name, path: "\(name).mustache", bytes: Array(text.utf8)))
  }
  let set = TemplateSet(sources, constants: constants)
  let compiled = try set.compile("article", for: Article.self)
  return String(decoding: compiled.render(article), as: UTF8.self)
}

@Suite("模板与有类型的字段")
struct PageTests {
  @Test("A whole page")
  func page() throws {
    var article = Article()
    article.deck = "一条街的三代人"
    article.number = 27
    article.editor = Author(name: "林远")
    article.outline = [
      Entry(title: "一", entries: [Entry(title: "一之一"), Entry(title: "一之二")]), Entry(title: "二"),
    ]
    let page = try render(
      """
      {{<layout}}
        {{$main}}
          <h1>{{title}}</h1>
          {{#deck}}<p class="deck">{{.}}</p>{{/deck}}
          {{#author}}
          {{#url}}<a href="{{.}}">{{name}}</a>{{/url}}{{^url}}{{name}}{{/url}}
          {{/author}}
          {{#editor}}{{t.editor}}{{name}}{{^url}}。{{/url}}{{/editor}}
          {{#number}}第 {{.}} 期{{/number}} {{minutes}} 分钟
          {{{body}}}
          {{^lead}}无编者按{{/lead}}
          {{#tags}}<i>{{.}}</i>{{/tags}}
          {{>outline}}
        {{/main}}
      {{/layout}}
      """, article,
      partials: [
        "layout": "<main>\n  {{$main}}\n  {{/main}}\n</main>\n",
        "outline": "{{#outline}}\n<b>{{title}}</b>\n{{>entries}}\n{{/outline}}\n",
        "entries": "{{#entries}}\n<li>{{title}}\n  {{>entries}}\n{{/entries}}\n",
      ], constants: ["t.editor": "编辑 & 校对："])
    #expect(
      page == """
        <main>
          <h1>檐下的声音 &amp; 雨</h1>
          <p class="deck">一条街的三代人</p>
          <a href="/authors/he-qing/">何&lt;青&gt;</a>
          编辑 &amp; 校对：林远。
          第 27 期 6 分钟
          <p>雨落下来。</p>
          无编者按
          <i>茶</i><i>桥</i>
          <b>一</b>
          <li>一之一
          <li>一之二
          <b>二</b>
        </main>

        """)
  }

  @Test("A partial that contains itself indents each level")
  func recursion() throws {
    var article = Article()
    article.outline = [
      Entry(title: "甲", entries: [Entry(title: "乙", entries: [Entry(title: "丙")])])
    ]
    let page = try render(
      "<ul>\n  {{#outline}}\n  {{>entry}}\n  {{/outline}}\n</ul>", article,
      partials: ["entry": "<li>{{title}}\n{{#entries}}\n  {{>entry}}\n{{/entries}}\n</li>\n"])
    #expect(
      page == """
        <ul>
          <li>甲
            <li>乙
              <li>丙
              </li>
            </li>
          </li>
        </ul>
        """)
  }

  @Test(
    "One construct each",
    arguments: [
      ("{{author.name}}", "何&lt;青&gt;"),
      ("{{editor.name}}", ""),
      ("{{#editor.url}}有{{/editor.url}}{{^editor.url}}无{{/editor.url}}", "无"),
      ("{{#is_draft}}草稿{{/is_draft}}{{^is_draft}}定稿{{/is_draft}}", "定稿"),
      ("{{#lead}}{{{.}}}{{/lead}}{{#body}}[{{{.}}}]{{/body}}", "[<p>雨落下来。</p>]"),
      ("({{number}}){{#number}}有{{/number}}{{^number}}无{{/number}}", "()无"),
      ("{{#outline}}有{{/outline}}{{^outline}}没有小标题{{/outline}}", "没有小标题"),
      ("{{#tags}}{{.}}/{{title}} {{/tags}}", "茶/檐下的声音 &amp; 雨 桥/檐下的声音 &amp; 雨 "),
      ("{{t.next}}", "下一篇"),
      ("{{#t.next}}有字{{/t.next}}{{^t.none}}无字{{/t.none}}", "有字无字"),
    ])
  func constructs(_ template: String, _ expected: String) throws {
    #expect(
      try render(template, constants: ["t.next": "下一篇", "t.none": ""]) == expected)
  }

  @Test("A later source of the same name stands: a theme over the one that it extends")
  func laterSourceStands() throws {
    let sources = ["旧", "新"].map {
      TemplateSource(name: "article", path: "\($0).mustache", bytes: Array($0.utf8))
    }
    let template = try TemplateSet(sources).compile("article", for: Article.self)
    #expect(String(decoding: template.render(Article()), as: UTF8.self) == "新")
  }

  @Test("One buffer takes page after page")
  func buffer() throws {
    let source = TemplateSource(name: "a", path: "a.mustache", bytes: Array("{{minutes}}；".utf8))
    let template = try TemplateSet([source]).compile("a", for: Article.self)
    var output: [UInt8] = []
    for minutes in 1...3 { template.render(Article(minutes: minutes), into: &output) }
    #expect(String(decoding: output, as: UTF8.self) == "1；2；3；")
  }

  @Test("The outline tells a theme's author every context and field")
  func outline() {
    let lines = Article.shape.outline.flatMap { shape in
      shape.fields.map { "\(shape.name).\($0.name): \($0.type)" }
    }
    #expect(
      lines == [
        "article.title: text", "article.deck: text?", "article.body: html", "article.lead: html?",
        "article.minutes: number", "article.number: number?", "article.is_draft: flag",
        "article.author: author", "article.editor: author?", "article.tags: list of text",
        "article.outline: list of entry", "author.name: text", "author.url: text?",
        "entry.title: text", "entry.entries: list of entry",
      ])
    #expect(Article.shape.outline[0].fields[4].meaning == "Reading time.")
  }
}
