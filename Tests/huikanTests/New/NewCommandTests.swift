import Foundation
import Testing

@Suite("huikan new: what it writes builds as it is")
struct NewCommandTests {
  @Test("an issue, an article in it, an event and a page, and the site builds")
  func everyKind() throws {
    let folder = try TemporaryFolder()
    let content = folder.path("Content")
    let calls = [
      ["issue", "听雪", "--slug", "2026-winter"],
      ["article", "第一场雪", "--slug", "first-snow", "--issue", "2026-winter"],
      ["event", "扫雪会", "--slug", "snow"], ["page", "About us"],
    ]
    for call in calls {
      let result = try Executable.run(["new"] + call + ["--content", content])
      #expect(result.status == 0, "\(call): \(result.errors)")
      #expect(result.output.hasPrefix(content))
    }
    let build = try Executable.run(
      "build", "--drafts", "--content", content, "--output", folder.path("Site"), "--store",
      folder.path("Store"))
    #expect(build.status == 0, "\(build.errors)")
    let page = try folder.text("Site/issues/2026-winter/first-snow/index.html")
    #expect(page.contains("第一场雪"))
  }

  @Test("a theme extends another and looks as it does, until something is said in it")
  func theme() throws {
    let folder = try TemporaryFolder()
    let themes = folder.path("Themes")
    let build = { (theme: String) in
      try Executable.run(
        "build", "--content", folder.path("Content"), "--output", folder.path(theme), "--themes",
        themes, "--theme", theme, "--as-of", "2026-11-27")
    }
    #expect(
      try Executable.run("new", "page", "Rules", "--content", folder.path("Content")).status == 0)
    try FileManager.default.copyItem(
      atPath: Executable.root.appendingPathComponent("Themes").path, toPath: themes)
    let made = try Executable.run("new", "theme", "winter", "--themes", themes)
    #expect(
      made.status == 0 && made.output.contains("\(themes)/winter/theme.yml"), "\(made.errors)")
    #expect(try build("jia").status == 0)
    #expect(try build("winter").status == 0)
    let page = try folder.text("winter/rules/index.html")
    let start = try #require(page.range(of: "<body"))
    #expect(try folder.text("jia/rules/index.html").hasSuffix(page[start.lowerBound...]))

    for (arguments, message) in [
      (["winter"], "it is there already"), (["Winter!"], "cannot be the name of a theme"),
      (["snow", "--extends", "nosuch"], "There is no theme"),
    ] {
      let refused = try Executable.run(["new", "theme", "--themes", themes] + arguments)
      #expect(refused.status != 0 && refused.errors.contains(message), "\(refused.errors)")
    }
  }

  @Test("an article of an issue that is not there is refused, with the command that makes it")
  func issueMissing() throws {
    let folder = try TemporaryFolder()
    let result = try Executable.run(
      "new", "article", "Orphan", "--issue", "nosuch", "--content", folder.path("Content"))
    #expect(result.status == 64)
    #expect(result.errors.contains("huikan new issue"))
  }

  @Test("a Chinese title needs a slug, and the message says so")
  func slugNeeded() throws {
    let folder = try TemporaryFolder()
    let result = try Executable.run(
      "new", "page", "关于我们", "--content", folder.path("Content"))
    #expect(result.status == 64)
    #expect(result.errors.contains("--slug"))
  }

  @Test("a file that is there already is never written over")
  func neverOver() throws {
    let folder = try TemporaryFolder()
    let content = folder.path("Content")
    #expect(try Executable.run("new", "page", "Rules", "--content", content).status == 0)
    try folder.write("mine", to: "Content/pages/rules.md")
    let result = try Executable.run("new", "page", "Rules", "--content", content)
    #expect(result.status == 73)
    #expect(result.errors.contains("pages/rules.md"))
    #expect(try folder.text("Content/pages/rules.md") == "mine")
  }
}
