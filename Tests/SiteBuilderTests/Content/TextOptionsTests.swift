import Magazine
import Markdown
import Testing

@testable import SiteBuilder

@Suite("site.yml switches marks of Markdown and rules of typography")
struct TextOptionsTests {
  @Test("settings and renderer name the same marks, settings and lint the same rules")
  func names() {
    #expect(MarkdownSettings.extensionNames == MarkdownExtensions.names.map(\.name))
    #expect(
      TypographySettings.ruleNames
        == LintCode.allCases.filter { $0 != .unknownLintCode }.map(\.rawValue))
  }

  private func article(_ settings: String, _ body: String) throws -> TestSite {
    try TestSite(
      "-- site.yml --\ntitle: 檐声\n\(settings)-- articles/rain.md --\n---\ntitle: 雨\n---\n\(body)")
  }

  @Test("a mark that is switched off is plain text; the others are what they were")
  func marks() throws {
    let body = "{会刊|huì kān}说~~不~~好。\n"
    let all = try #require(try article("", body).load().site).sources
    #expect(html(all).contains("<ruby>"))
    let without = try #require(try article("markdown: {ruby: false}\n", body).load().site).sources
    #expect(html(without).contains("{会刊|huì kān}说<del>不</del>好。"), "\(html(without))")
  }

  @Test(
    "raw HTML is kept, sanitized or removed",
    arguments: [
      ("kept", "<b onclick=\"x()\">雨</b>"), ("sanitized", "<b>雨</b>"),
      ("removed", "<!-- raw HTML omitted -->雨<!-- raw HTML omitted -->"),
    ])
  func rawHTML(setting: String, expected: String) throws {
    let site = try article("markdown: {raw_html: \(setting)}\n", "听<b onclick=\"x()\">雨</b>。\n")
    let sources = try #require(site.load().site).sources
    #expect(html(sources).contains("听\(expected)。"), "\(html(sources))")
  }

  @Test("a member's contribution keeps only harmless HTML, and the editor is told what went")
  func contribution() throws {
    let site = try TestSite(
      """
      -- site.yml --
      title: 檐声
      -- articles/rain.md --
      ---
      title: 雨
      contribution: true
      ---
      听<b onclick="x()">雨</b>。
      """)
    let loading = site.load()
    let sources = try #require(loading.site).sources
    #expect(html(sources).contains("听<b>雨</b>。"), "\(html(sources))")
    let told = loading.diagnostics.map(\.description).joined()
    #expect(told.contains("rain.md:5:2: warning: left out of the raw HTML: “onclick” of <b>"))
  }

  @Test("a rule that is switched off is neither told nor repaired")
  func rules() throws {
    let site = try article("typography:\n  ellipsis: false\n", "檐口...是滴水的,也好。\n")
    site.options.lints = true
    let loading = site.load()
    let said = loading.diagnostics.map(\.message)
    #expect(said.contains { $0.hasSuffix("[halfwidth-punctuation]") })
    #expect(!said.contains { $0.hasSuffix("[ellipsis]") })
    let after = try #require(loading.repairs.first).after
    #expect(String(decoding: after, as: UTF8.self).hasSuffix("檐口...是滴水的，也好。\n"))
  }

  private func html(_ sources: PageSources) -> String {
    sources.publication.articles.first.map {
      String(decoding: sources.bodies[$0.source.text].html, as: UTF8.self)
    } ?? ""
  }
}
