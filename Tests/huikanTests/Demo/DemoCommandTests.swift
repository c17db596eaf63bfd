import Foundation
import Testing

@Suite("huikan demo")
struct DemoCommandTests {
  @Test(
    "tokens in a file of mode 0600, a folder of mode 0700, and a second run that changes nothing")
  func twice() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("Store")
    #expect(try Executable.run("demo", "--store", store).status == 0)
    #expect(try Self.mode(store) == 0o700)
    #expect(try Self.mode(store + "/demonstration.json") == 0o600)
    let before = try Self.everything(in: folder)
    let again = try Executable.run("demo", "--store", store)
    #expect(again.status == 0)
    #expect(again.errors.contains("stays as it is"))
    #expect(try Self.everything(in: folder) == before)
  }

  @Test("one that was interrupted leaves no club behind, and the next makes it whole")
  func interrupted() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("Store")
    try folder.write("half a record", to: "Store.unfinished/journal/000000000001.jsonl")
    try folder.write("", to: "Store.unfinished/lock")
    #expect(try Executable.run("demo", "--store", store).status == 0)
    #expect(FileManager.default.fileExists(atPath: store + "/demonstration.json"))
    #expect(!FileManager.default.fileExists(atPath: store + ".unfinished"))
  }

  @Test("the demonstration club is served on loopback only")
  func loopbackOnly() throws {
    let folder = try TemporaryFolder()
    _ = try Executable.run("demo", "--store", folder.path("Store"))
    let result = try Executable.run(
      "serve", "--store", folder.path("Store"), "--host", "0.0.0.0", "--plain-http-elsewhere")
    #expect(result.status == 64)
    #expect(result.errors.contains("loopback only"))
  }

  private static func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private static func everything(in folder: TemporaryFolder) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
    return names.reduce(into: [:]) { contents, name in
      contents[name] = FileManager.default.contents(atPath: folder.path(name))
    }
  }
}
