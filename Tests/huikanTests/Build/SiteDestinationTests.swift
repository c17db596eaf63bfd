import Foundation
import Testing

@testable import huikan

@Suite("where a site may be written: every file there is served")
struct SiteDestinationTests {
  @Test(
    "not over the machine, and not where a store, a theme or content lives",
    arguments: [
      ("/", "all over this machine"), ("//..", "all over this machine"), ("club", "--content"),
      ("club/Content", "--content"), ("club/Content/../Content/", "--content"),
      ("club/Store", "--store"), ("club/Store/site", "--store"), ("club/Themes/jia", "--themes"),
      ("other", "a club's store"), ("link", "--store"), ("magazine", "a magazine's content"),
      ("club/Content/issues", "--content"),
      ("club/Content/articles", "--content"), ("club/Content/full", "--content"),
      ("paper/out", "--content"), ("paper/issues", "--content"),
    ])
  func refused(output: String, reason: String) throws {
    let folder = try club()
    let place = output.hasPrefix("/") ? output : folder.path(output)
    for command in ["build", "serve"] {
      let content = folder.path(output.hasPrefix("paper") ? "paper" : "club/Content")
      let result = try Executable.run(
        command, "--content", content, "--themes", folder.path("club/Themes"),
        "--store", folder.path("club/Store"), "--output", place)
      #expect(result.status == 64 && result.errors.contains(reason), "\(command): \(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("\(output)/index.html")))
  }

  @Test("a folder of its own, also one inside a folder of Markdown, and also before it exists")
  func allowed() throws {
    let folder = try club()
    for place in ["club/Site", "club/deep/er/Site", "club/Content/Site", "club/Contents"] {
      let result = try Executable.run(
        "build", "--content", folder.path("club/Content"), "--themes", folder.path("club/Themes"),
        "--store", folder.path("club/Store"), "--output", folder.path(place), "--theme", "jia")
      #expect(!result.errors.contains("--output)"), "\(place): \(result.errors)")
    }
  }

  @Test("a path is resolved as far as it exists")
  func resolved() throws {
    let folder = try club()
    let real = SiteDestination.resolved(folder.url.path)
    #expect(SiteDestination.resolved(folder.path("link")) == "\(real)/club/Store")
    #expect(SiteDestination.resolved(folder.path("link/new/Site")) == "\(real)/club/Store/new/Site")
    #expect(SiteDestination.resolved(folder.path("nosuch/../Site")) == "\(real)/Site")
    #expect(SiteDestination.resolved("/nosuch/./../..") == "/")
    #expect(
      SiteDestination.resolved("/") == "/" && SiteDestination.resolved("/nosuch") == "/nosuch")
  }

  private func club() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("# 雨\n", to: "club/Content/articles/rain.md")
    try folder.write("secret", to: "club/Content/full/secret.md")
    try folder.write("key", to: "club/Store/secret.key")
    try folder.write("name: 檐声会\n", to: "paper/site.yml")
    try folder.write("members: true\n", to: "paper/issues/1/secret.md")
    try folder.write("name: jia\n", to: "club/Themes/jia/theme.yml")
    try folder.write("key", to: "other/secret.key")
    try folder.write("name: 檐声会\n", to: "magazine/site.yml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("club/Store"))
    return folder
  }
}
