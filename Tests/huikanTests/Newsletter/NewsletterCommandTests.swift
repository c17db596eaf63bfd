import Foundation
import Testing

@Suite("huikan newsletter")
struct NewsletterCommandTests {
  private func folder(_ site: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(site, to: "Content/site.yml")
    try folder.write(
      "---\ntitle: 听雨\nnumber: 27\ndate: 2026-11-01\n---\n", to: "Content/issues/27/index.md")
    try folder.write("# 雨\n", to: "Content/issues/27/rain.md")
    return folder
  }

  private func call(_ folder: TemporaryFolder, _ more: String...) -> [String] {
    ["newsletter"] + more
      + ["--content", folder.path("Content"), "--output", folder.path("letters")]
  }

  @Test("writes HTML, text and both as a message, and says where")
  func files() throws {
    let folder = try folder("title: 檐声\nbase_url: https://a.example\n")
    let result = try Executable.run(
      call(folder, "27", "--unsubscribe", "https://lists.example.com/end", "--json"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("\"subject\":\"《檐声》第27期：听雨\""))
    #expect(try folder.text("letters/27.html").contains("https://a.example/issues/27/rain/"))
    #expect(try folder.text("letters/27.txt").contains("https://lists.example.com/end"))
    #expect(try folder.text("letters/27.eml").contains("List-Unsubscribe-Post:"))
  }

  @Test("an unknown issue, a site without an address, an address that is none")
  func refused() throws {
    let folder = try folder("title: 檐声\n")
    let nowhere = try Executable.run(call(folder, "27"))
    #expect(nowhere.status == 73)
    #expect(nowhere.errors.contains("write base_url in site.yml"))
    let unknown = try Executable.run(call(folder, "28"))
    #expect(unknown.errors.contains("there is no issue “28”; there are 27"))
    let traditional = try Executable.run(
      call(folder, "27", "--hant", "--base-url", "https://a.example"))
    #expect(traditional.errors.contains("write “traditional: s2tw” in site.yml"))
    #expect(try Executable.run(call(folder, "27", "--unsubscribe", "javascript:1")).status == 64)
  }
}
