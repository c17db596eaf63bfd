import Testing

@testable import huikan

@Suite("What goes where: results on standard output, everything else on standard error")
struct ConsoleTests {
  @Test("--quiet leaves standard error empty where nothing is wrong")
  func quiet() throws {
    let folder = try TemporaryFolder()
    let result = try Executable.run("demo", "--store", folder.path("Store"), "--quiet")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.isEmpty)
  }

  @Test("no colour where nobody is at a terminal")
  func noColour() throws {
    let result = try Executable.run("check", "--content", "/nowhere")
    #expect(result.status == 1)
    #expect(result.errors.contains("/nowhere"))
    #expect(!result.errors.contains("\u{1B}["))
  }

  @Test("a store that is damaged refuses to start, says where, exit 78")
  func damagedStore() throws {
    let folder = try TemporaryFolder()
    _ = try Executable.run("demo", "--store", folder.path("Store"), "--quiet")
    let journal = "Store/journal/000000000001.jsonl"
    let text = try folder.text(journal)
    try folder.write(text.replacing("\"seq\":3,", with: "\"seq\":4,"), to: journal)
    let result = try Executable.run(
      "serve", "--store", folder.path("Store"), "--output", folder.path("Site"), "--port", "0")
    #expect(result.status == 78)
    #expect(result.errors.contains("000000000001.jsonl:3"), "\(result.errors)")
    #expect(try folder.text(journal).contains("\"seq\":4,\"time\""), "the evidence must stay")
  }
}
