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

  @Test("the demonstration content has nothing to mend")
  func demonstration() throws {
    let result = try Executable.run("check")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "Nothing to mend.\n")
  }
}
