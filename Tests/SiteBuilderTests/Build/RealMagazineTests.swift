import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("真实的月刊与示范会刊")
struct RealMagazineTests {
  private static let real = "\(Fixtures.root)/../shared/data/real-magazine"

  private func build(_ content: String, theme: String) throws -> (LoadedSite, ScratchFolder) {
    let folder = ScratchFolder()
    var options = BuildOptions(asOf: try #require(Instant("2026-11-22 09:00")))
    options.content = content
    options.themes = "\(Fixtures.root)/Themes"
    options.theme = theme
    options.output = folder.path
    let loading = SiteBuilder(options).load()
    #expect(loading.diagnostics.filter { $0.severity == .error } == [])
    let site = try #require(loading.site)
    _ = try site.write(figures: PublicFigures(), asOf: options.asOf)
    return (site, folder)
  }

  @Test(
    "Twenty-four issues of a real monthly build without an error, and every page is there",
    .enabled(
      if: FileManager.default.fileExists(atPath: real),
      "the folder shared/data/real-magazine is not beside this package"))
  func realMagazine() throws {
    let (site, folder) = try build(Self.real, theme: "jia")
    #expect(site.publication.articles.count == 24)
    for article in site.publication.articles {
      let page = try #require(folder.text("\(article.url.dropFirst())index.html"))
      #expect(page.contains("<h1"))
      #expect(page.contains("</html>"))
    }
  }

  @Test("The demonstration magazine builds without an error", arguments: ["jia", "plain"])
  func demonstration(_ theme: String) throws {
    let (site, folder) = try build("\(Fixtures.root)/Content", theme: theme)
    #expect(site.pictureOrigins == [])
    #expect(site.publication.issues.count >= 2)
    #expect(folder.text("index.html")?.contains("</html>") == true)
  }
}
