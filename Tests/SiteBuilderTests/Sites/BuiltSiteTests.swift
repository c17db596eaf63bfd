import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("整站：一段文字进，一组页面出")
struct BuiltSiteTests {
  /// Each file holds a site and, after `== pages ==`, the files that must come of it.
  @Test("Sites in files", arguments: Fixtures.names(in: "Sites/built"))
  func built(_ name: String) throws {
    let text = Fixtures.text("Sites/built/\(name)")
    let site = try TestSite(text)
    try site.build()
    let expected = SiteText(text)["pages"]
    try #require(!expected.isEmpty)
    if Fixtures.overwrites {
      let pages = expected.map { "-- \($0.path) --\n\(site.page($0.path) ?? "")" }.joined()
      let content = text.components(separatedBy: "== pages ==\n")[0]
      Fixtures.overwrite("Sites/built/\(name)", "\(content)== pages ==\n\(pages)")
    } else {
      for file in expected { #expect(site.page(file.path) == file.text, "\(file.path)") }
    }
  }

  /// Each file holds a site and, after `== diagnostics ==`, everything that must be said of it.
  @Test(
    "Invalid sites, each with everything that is wrong",
    arguments: Fixtures.names(in: "Sites/invalid"))
  func invalid(_ name: String) throws {
    let text = Fixtures.text("Sites/invalid/\(name)")
    let site = try TestSite(text)
    let diagnostics = site.diagnostics()
    if Fixtures.overwrites {
      let content = text.components(separatedBy: "== diagnostics ==\n")[0]
      Fixtures.overwrite("Sites/invalid/\(name)", "\(content)== diagnostics ==\n\(diagnostics)")
    } else {
      #expect(diagnostics == SiteText(text).plain["diagnostics"])
    }
    #expect(site.load().site == nil)
    #expect(!site.folder.exists("Site"), "nothing is written while there are errors")
  }
}
