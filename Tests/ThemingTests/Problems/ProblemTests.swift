import Testing
import Theming

private struct Teaser: TemplateContext {
  var title = ""

  static let shape = Shape<Teaser>("teaser", [.text("title", "The title.") { $0.title }])
}

private struct Page: TemplateContext {
  static let shape = Shape<Page>(
    "page",
    [
      .text("heading", "The heading.") { _ in "" },
      .html("body", "The text.") { _ in HTML() },
      .number("count", "How many.") { _ in 0 },
      .flag("is_open", "Whether it is open.") { _ in true },
      .object("first", "The first.") { _ in Teaser() },
      .list("teasers", "All.") { _ in [] as [Teaser] },
      .texts("tags", "Tags.") { _ in [] },
    ])
}

private func problems(
  _ template: String, partials: [String: String] = [:], constants: [String: String] = [:]
) -> TemplateProblems? {
  var sources = [
    TemplateSource(name: "page", path: "themes/x/page.mustache", bytes: Array(template.utf8))
  ]
  for (name, text) in partials {
    sources.append(
      TemplateSource(name: name, path: "themes/x/\(name).mustache", bytes: Array(text.utf8)))
  }
  do throws(TemplateProblems) {
    _ = try TemplateSet(sources, constants: constants).compile("page", for: Page.self)
    return nil
  } catch {
    return error
  }
}

@Suite("模板的错误")
struct ProblemTests {
  @Test(
    "Each mistake is named with its place and its remedy",
    arguments: [
      (
        "<h1>{{headng}}</h1>", 1, 5, "there is no “headng” in page",
        "did you mean “heading”? page has: body, count, first, heading, is_open, tags, teasers"
      ),
      (
        "一\n{{#teasers}}\n  {{titel}}\n{{/teasers}}", 3, 3, "there is no “titel” in teaser",
        "did you mean “title”? teaser has: title; "
          + "page has: body, count, first, heading, is_open, tags, teasers"
      ),
      (
        "{{#first}}{{wholly_other}}{{/first}}", 1, 11, "there is no “wholly_other” in teaser",
        "teaser has: title; page has: body, count, first, heading, is_open, tags, teasers"
      ),
      (
        "{{first.titel}}", 1, 1, "there is no “titel” in teaser",
        "did you mean “title”? teaser has: title"
      ),
      ("{{body}}", 1, 1, "“body” is markup and would be printed with its tags", "write {{{body}}}"),
      (
        "{{{heading}}}", 1, 1,
        "“heading” is text and must be escaped, or a name could become markup",
        "write {{heading}}"
      ),
      (
        "{{&heading}}", 1, 1,
        "“heading” is text and must be escaped, or a name could become markup",
        "write {{heading}}"
      ),
      (
        "{{is_open}}", 1, 1, "“is_open” is true or false and has no text",
        "write {{#is_open}} … {{/is_open}}"
      ),
      (
        "{{first}}", 1, 1, "“first” is teaser and has no text",
        "name one of its fields: {{first.title}}"
      ),
      (
        "{{teasers}}", 1, 1, "“teasers” is a list of teaser and has no text",
        "write {{#teasers}} {{title}} {{/teasers}}"
      ),
      (
        "{{tags}}", 1, 1, "“tags” is a list of text and has no text",
        "write {{#tags}} {{.}} {{/tags}}"
      ),
      ("{{teasers.title}}", 1, 1, "“teasers” is a list", "write {{#teasers}} … {{/teasers}}"),
      (
        "{{heading.x}}", 1, 1, "“heading” is a single value, “x” cannot be in it",
        "write {{heading}}"
      ),
      (
        "{{#count}}{{/count}}", 1, 1, "“count” is a number: it is neither true nor false",
        "use a field that says what is meant, or print it with {{count}}"
      ),
      (
        "{{^count}}{{/count}}", 1, 1, "“count” is a number: it is neither true nor false",
        "use a field that says what is meant, or print it with {{count}}"
      ),
      (
        "{{#first}}{{.}}{{/first}}", 1, 11, "{{.}} stands for a text, and this is teaser",
        "name one of its fields: title"
      ),
      (
        "{{> heda}}", 1, 1, "there is no template “heda”",
        "did you mean “head”? there are: head, page"
      ),
      (
        "{{<heda}}{{/heda}}", 1, 1, "there is no template “heda”",
        "did you mean “head”? there are: head, page"
      ),
      (
        "甲{{t.nxt}}", 1, 2, "there is no constant “t.nxt”",
        "did you mean “t.next”? there are: t.next, t.previous"
      ),
      (
        "{{{t.next}}}", 1, 1,
        "“t.next” is text and must be escaped, or a name could become markup", "write {{t.next}}"
      ),
      (
        "{{#is_open}}\n甲", 1, 1, "“is_open” is opened here and never closed",
        "write {{/is_open}} where it ends"
      ),
      (
        "甲{{/is_open}}", 1, 2, "{{/is_open}} closes nothing that is open",
        "remove it, or open the section before it"
      ),
      ("汉字 {{heading", 1, 4, "the tag is never closed", "write “}}” after the name"),
      ("{{{body}} …", 1, 1, "the tag is never closed", "write “}}}” after the name"),
      ("{{ }}", 1, 1, "the tag has no name", "write the name of a field, or remove the tag"),
      (
        "{{a b}}", 1, 1, "a name cannot hold blanks: “a b”", "write one name in each tag"
      ),
      (
        "{{>*name}}", 1, 1, "dynamic names are not supported: “*name”",
        "write the partial's own name; choose between partials with sections"
      ),
      (
        "{{=<%=}}", 1, 1, "two delimiters are needed, without “=”: “<%”", "write {{=<% %>=}}"
      ),
      (
        "{{>page}}", 1, 1, "“page” includes itself without end",
        "include it inside a section on a list that belongs to what it shows"
      ),
      (
        "{{#is_open}}{{>page}}{{/is_open}}", 1, 13, "“page” includes itself without end",
        "include it inside a section on a list that belongs to what it shows"
      ),
    ])
  func one(
    _ template: String, _ line: Int, _ column: Int, _ message: String, _ remedy: String
  ) throws {
    let found = try #require(
      problems(
        template, partials: ["head": ""], constants: ["t.next": "下一篇", "t.previous": "上一篇"]))
    let only = try #require(found.problems.first)
    #expect(found.problems.count == 1)
    #expect(only.message == message)
    #expect(only.remedy == remedy)
    #expect([only.line, only.column] == [line, column])
  }

  @Test("All mistakes are reported in one run, each once, in the order of the files")
  func all() throws {
    let found = try #require(
      problems(
        """
        {{>head}}
        <h1>{{headng}}</h1>
        {{#teasers}}
          《{{titel}}》 {{>head}}
        {{/teaser}}
        {{/teasers}}
        {{body}}
        """, partials: ["head": "<title>{{headin}}</title>\n{{>gone}}\n"]))
    #expect(
      found.description == """
        themes/x/head.mustache:1:8: error: there is no “headin” in page
          <title>{{headin}}</title>
                 ^
          did you mean “heading”? page has: body, count, first, heading, is_open, tags, teasers
        themes/x/head.mustache:1:8: error: there is no “headin” in teaser
          <title>{{headin}}</title>
                 ^
          did you mean “heading”? teaser has: title; page has: body, count, first, heading, \
        is_open, tags, teasers
        themes/x/head.mustache:2:1: error: there is no template “gone”
          {{>gone}}
          ^
          there are: head, page
        themes/x/page.mustache:2:5: error: there is no “headng” in page
          <h1>{{headng}}</h1>
              ^
          did you mean “heading”? page has: body, count, first, heading, is_open, tags, teasers
        themes/x/page.mustache:4:4: error: there is no “titel” in teaser
            《{{titel}}》 {{>head}}
              ^
          did you mean “title”? teaser has: title; page has: body, count, first, heading, \
        is_open, tags, teasers
        themes/x/page.mustache:5:1: error: {{/teaser}} closes nothing that is open
          {{/teaser}}
          ^
          close “teasers” first, or remove this tag
        themes/x/page.mustache:7:1: error: “body” is markup and would be printed with its tags
          {{body}}
          ^
          write {{{body}}}
        """)
  }

  @Test("A template that does not exist is named with those that do")
  func missingTemplate() throws {
    #expect {
      _ = try TemplateSet([
        TemplateSource(name: "home", path: "home.mustache", bytes: [])
      ]).compile("article", for: Page.self)
    } throws: { error in
      "\(error)".contains("the theme has no template “article”")
        && "\(error)".contains("there are: home")
    }
  }

  @Test("Syntax is checked in templates that no page uses")
  func unusedTemplate() {
    let set = TemplateSet([
      TemplateSource(name: "draft", path: "draft.mustache", bytes: Array("{{#a}}".utf8))
    ])
    #expect(set.names == ["draft"])
    #expect(set.syntaxProblems.map(\.line) == [1])
  }
}
