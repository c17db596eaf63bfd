import Foundation
import Testing

@testable import huikan

@Suite("huikan build")
struct BuildCommandTests {
  @Test(
    "the demonstration content builds without an error or a warning; a second build has nothing to do"
  )
  func demonstration() throws {
    let folder = try TemporaryFolder()
    let call = [
      "build", "--json", "--output", folder.path("Site"), "--store", folder.path("Store"),
    ]
    let first = try Executable.run(call)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.isEmpty)
    let second = try Executable.run(call)
    let report = try JSONSerialization.jsonObject(with: Data(second.output.utf8)) as? [String: Any]
    #expect(report?["written"] as? Int == 0)
    #expect(report?["removed"] as? Int == 0)
    #expect((report?["pages"] as? Int ?? 0) > 40)
  }

  @Test("content with errors leaves the last good site alone, exit 1")
  func errors() throws {
    let folder = try TemporaryFolder()
    try folder.write("---\ntitle: 好\n---\n正文。\n", to: "Content/articles/good.md")
    let call = [
      "build", "--content", folder.path("Content"), "--output", folder.path("Site"), "--store",
      folder.path("Store"),
    ]
    #expect(try Executable.run(call).status == 0)
    let before = try folder.text("Site/articles/good/index.html")
    try folder.write(
      "---\ntitle: 坏\ncolour: red\n---\n[没有](nowhere.md)\n", to: "Content/articles/good.md")
    let result = try Executable.run(call)
    #expect(result.status == 1)
    #expect(result.errors.contains("articles/good.md:3:1: error:"))
    #expect(result.errors.contains("articles/good.md:5:"))
    #expect(try folder.text("Site/articles/good/index.html") == before)
  }

  @Test(
    "--changed-list tells an upload what to send and what to take away; --profile where time went")
  func changedList() throws {
    let folder = try TemporaryFolder()
    try folder.write("# 雨\n", to: "Content/articles/rain.md")
    try folder.write("# 茶\n", to: "Content/articles/tea.md")
    let call = [
      "build", "--content", folder.path("Content"), "--output", folder.path("Site"), "--store",
      folder.path("Store"), "--changed-list",
    ]
    let first = try Executable.run(call + [folder.path("list.txt"), "--profile"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(try folder.text("list.txt").contains("added\tarticles/rain/index.html\n"))
    for stage in ["read", "texts", "pages"] { #expect(first.errors.contains(" ms  \(stage)\n")) }
    #expect(first.errors.contains(" ms  /articles/rain/\n"))
    #expect(first.errors.contains("2 article, "))
    #expect(first.errors.contains(#/ ms  2 article, \d+\.\d µs each in the template\n/#))

    try folder.write("# 雨\n\n大了。\n", to: "Content/articles/rain.md")
    try FileManager.default.removeItem(atPath: folder.path("Content/articles/tea.md"))
    let lines = try Executable.run(call + ["-"]).output.split(separator: "\n")
    #expect(lines.contains("changed\tarticles/rain/index.html"))
    #expect(lines.contains("removed\tarticles/tea/index.html"))
    let nowhere = try Executable.run(call + [folder.path("no/such/list.txt")])
    #expect(nowhere.status == 73)
    #expect(nowhere.errors.contains("nothing was built"))
  }

  @Test(
    "a list that is no file is refused before anything is built; what the command was started with is taken"
  )
  func listThatIsNoFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("# 雨\n", to: "Content/articles/rain.md")
    let call = [
      "build", "--content", folder.path("Content"), "--output", folder.path("Site"), "--store",
      folder.path("Store"), "--quiet", "--changed-list",
    ]
    // Nobody reads the pipe: the command would wait for ever.
    try #require(mkfifo(folder.path("pipe"), 0o600) == 0)
    let pipe = try Executable.run(call + [folder.path("pipe")])
    #expect(pipe.status == 73)
    #expect(
      pipe.errors.contains(
        "pipe: it is no file, but a pipe, a device or a socket; nothing was built"))
    #expect(try Executable.run(call + ["/dev/null"]).status == 73)
    let into = try Executable.run(call + [folder.path("Content")])
    #expect(into.status == 73 && into.errors.contains("it is a folder; name a file"))
    #expect(try Executable.run(call + ["/dev/fd/77"]).status == 73)
    let unwritable = try Executable.run(call + ["/dev/fd/0"], input: "")
    #expect(unwritable.status == 73)
    #expect(
      unwritable.errors.contains("/dev/fd/0: it is open for reading only; nothing was built"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("Site")))

    let first = try Executable.run(call + ["/dev/stdout"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("added\tarticles/rain/index.html\n"))
    try folder.write("# 雨\n\n大了。\n", to: "Content/articles/rain.md")
    let second = try Executable.run(call + ["/dev/fd/2"])
    #expect(second.errors.contains("changed\tarticles/rain/index.html\n"))
    // A link to a file is the file; what stood in it is gone.
    try folder.write("old\n", to: "list.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("list.txt"))
    #expect(try Executable.run(call + [folder.path("link")]).status == 0)
    #expect(try folder.text("list.txt") == "")
  }

  @Test("a descriptor that the program has opened itself is not taken for one that it was given")
  func ownDescriptor() throws {
    let folder = try TemporaryFolder()
    try folder.write("journal\n", to: "journal")
    let own = open(folder.path("journal"), O_RDWR | O_CLOEXEC)
    defer { close(own) }
    let failure = try #require(throws: CommandFailure.self) {
      _ = try WholeFile.opened(toWrite: "/dev/fd/\(own)")
    }
    #expect("\(failure)".contains("the command was not started with it"))
    // Inherited ones are those that outlive the start of a program.
    try #require(fcntl(own, F_SETFD, 0) == 0)
    let copy = try WholeFile.opened(toWrite: "/dev/fd/\(own)")
    #expect(copy != own && close(copy) == 0)
    #expect(try folder.text("journal") == "journal\n")
  }

  @Test("beside a running server the figures come from it")
  func besideServer() throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let result = try Executable.run(
      "build", "--output", folder.path("Other"), "--store", folder.path("Store"), "--base-url",
      "http://127.0.0.1")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try folder.text("Other/points/index.html") == folder.text("Site/points/index.html"))
    #expect(server.interrupt() == 0)
  }
}
