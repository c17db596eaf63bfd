import Foundation
import Testing

@testable import huikan

@Suite("huikan people seal: names under a key outside the store")
struct PeopleSealTests {
  @Test("nothing of the people can be read in the store; with the key everything works")
  func sealed() async throws {
    let (folder, name) = try Self.sealedClub()
    let store = folder.path("Store")
    for value in ["何知秋", "he.zhiqiu", "餐券"] {
      #expect(shell("grep -rqF '\(value)' '\(store)/annex'") == 1, "\(value) lies in clear")
    }
    let server = try LiveServer(in: folder)
    let token = try server.token("clerk")
    let joined = try await server.send(
      "POST", "/api/v1/members", token: token, key: "sealed-0123456789",
      body: #"{"name":"新来的","email":"new@example.com","channel":"desk","consent":"2026-11"}"#)
    #expect(joined.status == 201, "\(joined.body)")
    #expect(shell("grep -rqF 'new@example.com' '\(store)'") == 1)
    #expect(server.interrupt() == 0)
    let shown = try Executable.run("ledger", "show", "--names", "--store", store)
    #expect(shown.output.contains("name: 新来的") && shown.output.contains("name: 何知秋"))
    let verified = try Executable.run("ledger", "verify", "--store", store)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(!verified.output.contains("sealed"))
    let number = String(
      try #require(shown.output.firstMatch(of: /joined member=(\d{12})/)?.output.1))
    let erased = try Executable.run("member", "erase", number, "--still-member", "--store", store)
    #expect(erased.status == 0, "\(erased.errors)")
    #expect(!erased.output.contains(": 0 values"))
    let backup = try BackupTests.backup(folder)
    let restored = try Executable.run(
      "ledger", "restore", folder.path("backups/club.tar"), "--store", folder.path("Again"))
    #expect(restored.status == 0 && !restored.errors.contains("sealed"))
    let key = folder.path("keys/people.key")
    #expect(shell("chmod 644 '\(key)'") == 0)
    let open = try Executable.run("staff", "revoke", "2", "--store", store)
    #expect(open.status == 0 && open.errors.contains("chmod 600 \(key)"), "\(open.errors)")
    #expect(shell("mv '\(key)' '\(key).away'") == 0)
    #expect(
      shell(
        "mkdir '\(folder.path("alone"))' && cp '\(folder.path("backups/club.tar"))' '\(folder.path("alone"))'"
      ) == 0)
    let elsewhere = try Executable.run(
      "ledger", "restore", folder.path("alone/club.tar"), "--store", folder.path("Else"))
    #expect(elsewhere.status == 0, "\(elsewhere.errors)")
    #expect(elsewhere.errors.contains("\(key): the key of the people is not there"))
    #expect(
      shell("mv '\(key).away' '\(key)'; chmod 600 '\(key)'; rm '\(store)/people-key.json'") == 0)
    let unnamed = try Executable.run("staff", "revoke", "2", "--store", store)
    #expect(unnamed.errors.contains("people-key.json is missing in it"), "\(unnamed.errors)")
    #expect(backup.output.contains("sealed with the key \(name), which is NOT inside"))
    #expect(shell("tar -xOf '\(folder.path("backups/club.tar"))' | grep -q 'key \(name)'") != 0)
  }

  @Test("where the copy cannot be written no key is left, and a folder that is not there is said")
  func noCopy() throws {
    let folder = try TemporaryFolder.withClub()
    let keys = folder.path("keys")
    try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
    let call = [
      "people", "seal", "--key", "\(keys)/people.key", "--recovery",
      folder.path("nosuch/people.key"),
      "--store", folder.path("Store"),
    ]
    for _ in 1...2 {
      let result = try Executable.run(call)
      #expect(result.status == 78)
      #expect(
        result.errors.contains("nosuch: there is no such folder; make it"), "\(result.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: keys).isEmpty)
    }
    #expect(shell("grep -rqF 何知秋 '\(folder.path("Store"))/annex'") == 0)
  }

  @Test("a missing key or another one keeps the server from starting, with what to do")
  func wrongKey() throws {
    let (folder, name) = try Self.sealedClub()
    let store = folder.path("Store")
    let key = folder.path("keys/people.key")
    try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
    let missing = try Executable.run("staff", "revoke", "2", "--store", store)
    #expect(missing.status == 78)
    #expect(missing.errors.contains("\(key): the key of the people is not there. Put it back"))
    // An auditor proves the books without it.
    let audit = try Executable.run("ledger", "verify", "--store", store)
    #expect(audit.status == 0, "\(audit.errors)")
    #expect(audit.output.contains("sealed"))
    let (_, other) = try Self.sealedClub(folder, "Other", "others")
    #expect(other != name)
    try FileManager.default.copyItem(atPath: folder.path("others/people.key"), toPath: key)
    let wrong = try Executable.run("staff", "revoke", "2", "--store", store)
    #expect(wrong.status == 78)
    #expect(
      wrong.errors.contains("this is the key \(other), but the people are sealed with \(name)"))
    // The recovery copy is as good.
    try FileManager.default.removeItem(atPath: key)
    try FileManager.default.copyItem(atPath: folder.path("keys-copy/people.key"), toPath: key)
    #expect(try Executable.run("staff", "revoke", "2", "--store", store).status == 0)
  }

  @Test(
    "a key inside the store, beside its copy or over a file is refused; help says what a loss is")
  func refused() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    try folder.write("", to: "keys/there")
    try folder.write("", to: "copy/x")
    for (key, recovery, message) in [
      ("\(store)/k", folder.path("copy/k"), "lies in the store"),
      (folder.path("keys/a"), folder.path("keys/b"), "lie in the same folder"),
      (folder.path("keys/there"), folder.path("copy/k"), "there is a file already"),
      ("people.key", folder.path("copy/k"), "absolute paths"),
    ] {
      let result = try Executable.run(
        "people", "seal", "--key", key, "--recovery", recovery, "--store", store)
      #expect(result.status == 78 && result.errors.contains(message), "\(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: store + "/people-key.json"))
    let help = try Executable.run("people", "seal", "--help")
    #expect(help.output.contains("LOST FOR GOOD"))
  }

  @Test("not beside a running server")
  func besideServer() throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    try folder.write("", to: "keys/x")
    try folder.write("", to: "copy/x")
    let result = try Executable.run(
      "people", "seal", "--key", folder.path("keys/k"), "--recovery", folder.path("copy/k"),
      "--store", folder.path("Store"))
    #expect(result.status == 75)
    #expect(result.errors.contains("Stop the server first"))
    #expect(server.interrupt() == 0)
  }

  private static func sealedClub(
    _ folder: TemporaryFolder? = nil, _ store: String = "Store", _ keys: String = "keys"
  ) throws -> (TemporaryFolder, name: String) {
    let folder = try folder ?? TemporaryFolder()
    _ = try Executable.run("demo", "--store", folder.path(store), "--quiet")
    try folder.write("", to: "\(keys)/x")
    try folder.write("", to: "\(keys)-copy/x")
    let result = try Executable.run(
      "people", "seal", "--json", "--key", folder.path("\(keys)/people.key"), "--recovery",
      folder.path("\(keys)-copy/people.key"), "--store", folder.path(store))
    #expect(result.status == 0, "\(result.errors)")
    let name = try #require(result.output.firstMatch(of: /"key":"([0-9a-f]{16})"/)?.output.1)
    return (folder, String(name))
  }
}
