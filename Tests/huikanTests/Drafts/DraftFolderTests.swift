import CivilTime
import ClubAPI
import Foundation
import Testing

@testable import huikan

@Suite("huikan drafts: what readers have sent in")
struct DraftFolderTests {
  private func draft(_ title: String) throws -> Draft {
    Draft(
      title: title, penName: "何○○", contact: "he@example.com", text: "火灭了。",
      received: try #require(Instant("2026-11-27 10:00")))
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("a file for its owner alone, once however often it is sent, and content as it is")
  func files() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("Store")
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    let drafts = DraftFolder(store: store)
    try drafts.put(try draft("最后一只“炉子”: \"一\""))
    try drafts.put(try draft("最后一只“炉子”: \"一\""))
    let name = try #require(drafts.names.first)
    #expect(drafts.names.count == 1 && name.hasPrefix("2026-11-27-"))
    #expect(try mode(drafts.path) == 0o700)
    #expect(try mode("\(drafts.path)/\(name)") == 0o600)

    let list = try Executable.run("drafts", "--store", store)
    #expect(list.status == 0 && list.output.contains("最后一只“炉子”: \"一\"  何○○"))
    #expect(!list.output.contains("he@example.com"))

    // An editor moves it into the magazine: nobody sees it before the editor says so.
    let content = folder.path("Content/articles")
    try FileManager.default.createDirectory(atPath: content, withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: "\(drafts.path)/\(name)", toPath: content + "/stove.md")
    for (options, isThere) in [([], false), (["--drafts"], true)] {
      let build = try Executable.run(
        ["build", "--content", folder.path("Content"), "--output", folder.path("Site")] + options)
      #expect(build.status == 0, "\(build.errors)")
      let page = folder.path("Site/articles/stove/index.html")
      #expect(FileManager.default.fileExists(atPath: page) == isThere)
      if isThere { #expect(try !String(contentsOfFile: page, encoding: .utf8).contains("he@")) }
    }
  }

  @Test("no more than the editors can read; a folder that cannot be made is said to be the disk's")
  func refuses() throws {
    let folder = try TemporaryFolder()
    let drafts = DraftFolder(store: folder.path("nosuch"))
    #expect(throws: DraftRefusal.disk) { try drafts.put(try draft("一")) }
    let store = folder.path("Store/drafts")
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    for number in 0..<DraftFolder.capacity {
      #expect(FileManager.default.createFile(atPath: "\(store)/\(number).md", contents: nil))
    }
    #expect(throws: DraftRefusal.full) {
      try DraftFolder(store: folder.path("Store")).put(try draft("二"))
    }
  }

  @Test("nothing has come in: the list is empty and no error")
  func nothing() throws {
    let folder = try TemporaryFolder.withClub()
    let list = try Executable.run("drafts", "--store", folder.path("Store"))
    #expect(list.status == 0 && list.output == "")
    let nowhere = try Executable.run("drafts", "--store", folder.path("nosuch"))
    #expect(nowhere.status == 78 && nowhere.errors.contains("nosuch holds no club"))
  }
}
