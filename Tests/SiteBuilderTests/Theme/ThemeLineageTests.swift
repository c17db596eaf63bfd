import Magazine
import Testing

@testable import SiteBuilder

@Suite("主题的继承")
struct ThemeLineageTests {
  private func site(_ child: String, parent: String = "small") throws -> TestSite {
    let site = try TestSite("-- site.yml --\ntitle: 檐声\n-- articles/rain.md --\n# 雨\n\n正文。\n")
    site.options.theme = "winter"
    site.folder.write("extends: \(parent)\n", to: "Themes/winter/theme.yml")
    for file in SiteText(child)[SiteText.content] {
      site.folder.write(file.text, to: "Themes/winter/\(file.path)")
    }
    return site
  }

  @Test("What the theme has not is its parent's: templates, sheets, words")
  func inherits() throws {
    let site = try site(
      """
      -- templates/article.mustache --
      winter: {{title}} {{t.of_winter}}
      -- strings/zh-Hans.yml --
      of_winter: 听雪
      -- assets/css/zz.css --
      b{c:d}
      """)
    try site.build()
    #expect(site.page("articles/rain/index.html") == "winter: 雨 听雪\n")
    let home = try #require(site.page("index.html"))
    let small = try TestSite("-- site.yml --\ntitle: 檐声\n-- articles/rain.md --\n# 雨\n\n正文。\n")
    try small.build()
    #expect(small.page("index.html") != nil && home.contains("檐声"))
    let sheet = try #require(try site.files.first { $0.contains("theme-") })
    #expect(try #require(site.page(sheet)).hasSuffix("b{c:d}\n"))
  }

  @Test("An error names the file that was really read")
  func errors() throws {
    let site = try site(
      "-- templates/article.mustache --\n{{titel}}\n")
    #expect(site.diagnostics().contains("Themes/winter/templates/article.mustache:1:"))
    site.folder.write("{{nosuch}}\n", to: "Themes/small/templates/home.mustache")
    let both = site.diagnostics()
    #expect(both.contains("Themes/small/templates/home.mustache:1:"))
    #expect(both.contains("Themes/winter/templates/article.mustache:1:"))
  }

  @Test("A parent's change makes the heir's pages anew")
  func digest() throws {
    let site = try site("")
    let digest = { ThemeDirectory("winter", in: site.options.themes, language: .english).digest }
    let before = digest()
    #expect(digest() == before)
    site.folder.write("a{b:c}", to: "Themes/small/assets/css/later.css")
    #expect(digest() != before)
  }

  @Test(
    "A line that does not end well is an error at its theme.yml",
    arguments: [
      ("winter", "the themes extend each other in a ring: winter → winter"),
      ("nosuch", "the theme “nosuch”, which it extends, cannot be read"),
      ("../small", "“../small” is no name of a theme"),
      ("small\nname: 冬", "nothing is known about “name” of a theme"),
    ])
  func wrongLines(parent: String, message: String) throws {
    let said = try site("", parent: parent).diagnostics()
    #expect(said.contains("Themes/winter/theme.yml"), "\(said)")
    #expect(said.contains(message), "\(said)")
  }
}
