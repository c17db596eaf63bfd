import Foundation
import Testing

@Suite("huikan check: everything at once, nothing written")
struct CheckCommandTests {
  @Test("each fault with file, line, column and remedy, in one run")
  func allAtOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: 檐声\ncolumn: []\n", to: "Content/site.yml")
    try folder.write("---\ntitle: 一\nauthor: 谁\n---\n", to: "Content/articles/one.md")
    try folder.write("---\ntitle: 二\ndate: 昨天\n---\n![](no.png)\n", to: "Content/articles/two.md")
    let result = try Executable.run("check", "--content", folder.path("Content"))
    #expect(result.status == 1)
    for place in ["site.yml:2:1: error", "one.md:3:1: error", "two.md:3:7: error", "two.md:5:"] {
      #expect(result.errors.contains(place), "no \(place) in:\n\(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("Site")))

    let json = try Executable.run("check", "--json", "--content", folder.path("Content"))
    let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((report?["errors"] as? Int ?? 0) >= 4)
    #expect(json.status == 1)
  }

  private static let rain = "---\ntitle: 雨,和檐\n---\n雨停了,檐还在滴。\n\n他说\"好。\n"

  private func magazine() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "title: 檐声\nbase_url: https://a.example\n", to: "Content/site.yml")
    try folder.write(Self.rain, to: "Content/articles/rain.md")
    return folder
  }

  private func check(_ arguments: String..., in folder: TemporaryFolder) throws
    -> Executable.Result
  {
    let themes = Executable.root.appending(path: "Themes").path
    return try Executable.run(["check", "--themes", themes] + arguments, in: folder.url)
  }

  @Test("typography is told as warnings; --diff shows the certain repairs and writes nothing")
  func differences() throws {
    let folder = try magazine()
    let result = try check("--diff", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("Content/articles/rain.md:4:4: warning: "))
    #expect(result.errors.contains("[halfwidth-punctuation]"))
    #expect(
      result.output == """
        --- Content/articles/rain.md
        +++ Content/articles/rain.md
        @@ -1,6 +1,6 @@
         ---
         title: 雨,和檐
         ---
        -雨停了,檐还在滴。
        +雨停了，檐还在滴。
         \("")
         他说"好。

        """)
    #expect(try folder.text("Content/articles/rain.md") == Self.rain)
    let both = try check("--diff", "--fix", in: folder)
    #expect(both.output == result.output)
    #expect(try folder.text("Content/articles/rain.md") == Self.rain)
    #expect(try check("--diff", "--json", in: folder).status == 64)
  }

  @Test("--fix repairs what is certain, keeps the permissions, and says what is left")
  func repairs() throws {
    let folder = try magazine()
    let file = folder.path("Content/articles/rain.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    let result = try check("--fix", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("Repaired Content/articles/rain.md.\n"))
    #expect(!result.errors.contains("[halfwidth-punctuation]"))
    #expect(result.errors.contains("Content/articles/rain.md:6:3: warning: "))
    #expect(
      try folder.text("Content/articles/rain.md")
        == Self.rain.replacingOccurrences(of: "了,", with: "了，"))
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("Content/articles"))
    #expect(names == ["rain.md"])

    let again = try check("--fix", in: folder)
    #expect(!again.errors.contains("Repaired"))
  }

  @Test("the demonstration content has nothing to mend")
  func demonstration() throws {
    let result = try Executable.run("check")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "Nothing to mend.\n")
  }
}
