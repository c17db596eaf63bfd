import Magazine
import Testing

@Suite("site.yml switches marks of Markdown and rules of typography")
struct TextSettingsTests {
  private func settings(_ text: String) -> SiteSettings {
    load("-- site.yml --\ntitle: 檐声\n" + text).publication.site
  }

  @Test("without the keys everything is on and raw HTML is kept")
  func standard() {
    for site in [settings(""), settings("markdown:\ntypography: {}\n"), load("").publication.site] {
      #expect(site.markdown.rawHTML == .kept)
      #expect(site.markdown.disabled.isEmpty)
      #expect(site.typography.disabled.isEmpty)
    }
  }

  @Test("false switches off, true is what it was")
  func switches() {
    let site = settings(
      "markdown: {raw_html: removed, ruby: false, tables: true}\ntypography:\n  dash: false\n")
    #expect(site.markdown.rawHTML == .removed)
    #expect(site.markdown.disabled == ["ruby"])
    #expect(site.typography.disabled == ["dash"])
  }

  @Test("each name alone", arguments: MarkdownSettings.extensionNames)
  func mark(name: String) {
    #expect(settings("markdown:\n  \(name): false\n").markdown.disabled == [name])
  }

  @Test("each code alone", arguments: TypographySettings.ruleNames)
  func rule(name: String) {
    #expect(settings("typography:\n  \(name): false\n").typography.disabled == [name])
  }
}
