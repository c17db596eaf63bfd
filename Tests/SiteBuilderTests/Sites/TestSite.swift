import CivilTime
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

/// A site in a folder that is gone after the test: content from one string, a small theme, output.
final class TestSite {
  let folder = ScratchFolder()
  var options: BuildOptions

  /// - Parameters:
  ///   - text: the content's files, each after its `-- path --`; those below `theme/` change the
  ///     small theme.
  ///   - asOf: what the build takes for now.
  /// - Throws: where `asOf` is no point in time.
  init(_ text: String, asOf: String = "2026-11-22 09:00") throws {
    options = BuildOptions(asOf: try #require(Instant(asOf)))
    options.content = "\(folder.path)/Content"
    options.themes = "\(folder.path)/Themes"
    options.output = "\(folder.path)/Site"
    options.theme = "small"
    // What a machine has installed must not show in any expectation, nor cost every test a process.
    options.thumbnailer = nil
    folder.write("", to: "Content/.keep")
    for file in SiteText(Fixtures.text("Sites/themes/small.site"))[SiteText.content] {
      folder.write(file.text, to: "Themes/small/\(file.path)")
    }
    for file in SiteText(text)[SiteText.content] { put(file.path, file.text) }
  }

  /// Writes a file of the content, or of the theme.
  func put(_ path: String, _ text: String) {
    if path.hasPrefix("theme/") {
      folder.write(text, to: "Themes/small/\(path.dropFirst("theme/".count))")
    } else {
      folder.write(text, to: "Content/\(path)")
    }
  }

  func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: "\(folder.path)/Content/\(path)")
  }

  func removeFromTheme(_ path: String) {
    try? FileManager.default.removeItem(atPath: "\(folder.path)/Themes/small/\(path)")
  }

  func load() -> Loading { SiteBuilder(options).load() }

  /// The diagnostics as a terminal shows them, without the scratch folder's name.
  func diagnostics() -> String {
    load().diagnostics.map { "\($0)\n" }.joined()
      .replacingOccurrences(of: folder.path + "/", with: "")
  }

  @discardableResult
  func build(figures: PublicFigures? = nil) throws -> BuildReport {
    let loading = load()
    let site = try #require(loading.site, "\(loading.diagnostics)")
    return try site.write(figures: figures, asOf: options.asOf)
  }

  /// A file of the site as text.
  func page(_ file: String) -> String? { folder.text("Site/\(file)") }

  /// What is left of a report's list without what is made of the pages: search's index, the worker.
  static func withoutIndex(_ files: [String]) -> [String] {
    files.filter { !$0.hasPrefix("search/") && $0 != "sw.js" }
  }

  /// The site's files, sorted; what the build keeps for itself left out.
  var files: [String] {
    get throws { try DirectoryWalk.files(below: options.output).map(\.path) }
  }
}
