import Synchronization
import Testing

@testable import Theming

/// A site that counts how often a template reads its name.
private final class Site: SharedContext {
  let fragments = Fragments()
  let name: String
  let menu: [Entry]
  let note: String?
  let readings = Mutex(0)

  init(_ name: String, menu: [String], note: String? = nil) {
    self.name = name
    self.menu = menu.map { Entry(title: $0) }
    self.note = note
  }

  static let shape = Shape<Site>(
    "site",
    [
      .text("name", "The name.") { site in
        site.readings.withLock { $0 += 1 }
        return site.name
      },
      .list("menu", "The menu.") { $0.menu },
      .flag("has_menu", "Whether there is one.") { !$0.menu.isEmpty },
      .optionalText("note", "A note.") { $0.note },
    ])
}

private struct Entry: TemplateContext {
  var title: String

  static let shape = Shape<Entry>("entry", [.text("title", "The words.") { $0.title }])
}

private struct Page: TemplateContext {
  var site: Site
  var title: String
  var links: [Entry] = []

  static let shape = Shape<Page>(
    "page",
    [
      .shared("site", "The site.") { $0.site },
      .text("title", "The title.") { $0.title },
      .list("links", "Links.") { $0.links },
    ])
}

@Suite("Shared contexts: what all pages show alike is printed once")
struct SharedContextTests {
  private func template(_ text: String) throws -> Template<Page> {
    let source = TemplateSource(name: "t", path: "t.mustache", bytes: Array(text.utf8))
    return try TemplateSet([source]).compile("t", for: Page.self)
  }

  private func text(_ template: Template<Page>, _ page: Page) -> String {
    String(decoding: template.render(page), as: UTF8.self)
  }

  @Test("a second page copies what the first has printed")
  func once() throws {
    let template = try template("<{{title}}|{{site.name}}|{{#site.has_menu}}有{{/site.has_menu}}>")
    let site = Site("檐声", menu: ["本期"])
    #expect(text(template, Page(site: site, title: "雨")) == "<雨|檐声|有>")
    #expect(text(template, Page(site: site, title: "茶")) == "<茶|檐声|有>")
    #expect(site.readings.withLock { $0 } == 1)
    let other = Site("他刊", menu: [])
    #expect(text(template, Page(site: other, title: "茶")) == "<茶|他刊|>")
  }

  @Test(
    "whatever stands between, around and inside, pages are what they would be",
    arguments: [
      ("{{site.name}}", "檐&声", "檐&amp;声"),
      ("a{{#site.menu}}[{{title}}]{{/site.menu}}b", "甲", "a[一][二]b"),
      ("{{#links}}{{title}}:{{site.name}};{{/links}}", "甲", "丙:甲;丁:甲;"),
      (
        "{{#site.menu}}{{title}}{{#links}}<{{title}}>{{/links}}{{/site.menu}}", "甲",
        "一<丙><丁>二<丙><丁>"
      ),
      ("{{#site}}{{name}}{{#menu}}{{title}}{{/menu}}{{title}}{{/site}}", "甲", "甲一二题"),
      ("{{#site.note}}{{.}}{{/site.note}}{{^site.note}}无{{/site.note}}{{title}}", "甲", "无题"),
      ("{{#links}}{{#site.menu}}{{title}}{{/site.menu}}{{title}} {{/links}}", "甲", "一二丙 一二丁 "),
      ("{{^site.has_menu}}空{{title}}{{/site.has_menu}}{{site.name}}{{title}}", "甲", "甲题"),
      (
        "x{{#site.has_menu}}{{#site.menu}}{{title}}{{/site.menu}}{{title}}{{/site.has_menu}}y", "甲",
        "x一二题y"
      ),
    ])
  func shapes(text: String, name: String, expected: String) throws {
    let template = try template(text)
    let site = Site(name, menu: ["一", "二"])
    let page = Page(site: site, title: "题", links: [Entry(title: "丙"), Entry(title: "丁")])
    for _ in 0..<3 { #expect(self.text(template, page) == expected) }
  }

  @Test("two templates keep apart what they print of one site")
  func twoTemplates() throws {
    let (one, two) = (try template("1{{site.name}}"), try template("2{{site.name}}!"))
    let page = Page(site: Site("檐声", menu: []), title: "雨")
    for _ in 0..<2 {
      #expect(text(one, page) == "1檐声")
      #expect(text(two, page) == "2檐声!")
    }
  }
}
