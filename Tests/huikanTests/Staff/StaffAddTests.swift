import Foundation
import Testing

@testable import huikan

@Suite("huikan staff add: a token shown once")
struct StaffAddTests {
  @Test("without a server the command opens the store; the token then opens the API")
  func withoutServer() async throws {
    let folder = try TemporaryFolder()
    _ = try Executable.run("demo", "--store", folder.path("Store"), "--quiet")
    let added = try Executable.run(
      "staff", "add", "林小舟", "--role", "auditor", "--store", folder.path("Store"))
    #expect(added.status == 0, "\(added.errors)")
    let token = added.output.trimmingCharacters(in: .newlines)
    #expect(token.hasPrefix("hk_") && token.utf8.count == 46)

    let server = try LiveServer(in: folder)
    try await Self.opens(server, token: token)
  }

  @Test(
    "a name that the list could not show names nobody",
    arguments: [
      ("\u{200B}", "delete character 1, U+200B, which is invisible"),
      ("林小\u{2060}舟", "delete character 3, U+2060, which is invisible"),
      ("林\u{E000}舟", "replace character 2, U+E000, which other machines cannot show"),
      ("\u{301}", "there is none"), ("林\n舟", "delete the line break at character 2"),
    ])
  func invisible(name: String, said: String) throws {
    let added = try Executable.run("staff", "add", name, "--store", "/nowhere")
    #expect(added.status == 64)
    #expect(added.errors.contains(said), "\(added.errors)")
  }

  @Test("beside a running server the command goes through the control socket")
  func besideServer() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let added = try Executable.run(
      "staff", "add", "Ada", "--json", "--store", folder.path("Store"))
    #expect(added.status == 0, "\(added.errors)")
    let answer =
      try JSONSerialization.jsonObject(with: Data(added.output.utf8)) as? [String: Any]
    #expect(answer?["staff"] as? Int == 4)
    try await Self.opens(server, token: try #require(answer?["token"] as? String))
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: folder.path("Store/control.sock"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("a revoked token opens nothing, at once; a second revocation says so")
  func revoked() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let added = try Executable.run("staff", "add", "Ada", "--store", folder.path("Store"))
    let token = added.output.trimmingCharacters(in: .newlines)
    try await Self.opens(server, token: token)
    let call = ["staff", "revoke", "4", "--store", folder.path("Store")]
    #expect(try Executable.run(call).status == 0)
    let refused = try await server.send("GET", "/api/v1/members/000000000000", token: token)
    #expect(refused.status == 401)
    #expect(server.interrupt() == 0)
    let again = try Executable.run(call)
    #expect(again.status == 78)
    #expect(again.errors.contains("revoked already"))
  }

  @Test("a renewed token opens, the one before it no longer; the list says who holds what")
  func renewed() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let added = try Executable.run(
      "staff", "add", "Ada", "--role", "editor", "--days", "30", "--store", folder.path("Store"))
    let old = added.output.trimmingCharacters(in: .newlines)
    let renewed = try Executable.run("staff", "renew", "4", "--store", folder.path("Store"))
    let token = renewed.output.trimmingCharacters(in: .newlines)
    #expect(renewed.status == 0 && token.hasPrefix("hk_") && token != old)
    let session = "/api/v1/desk/session"
    #expect(try await server.send("GET", session, token: old).status == 401)
    let answer = try await server.send("GET", session, token: token)
    #expect(answer.status == 200 && answer.body.contains("\"role\":\"editor\""))
    #expect(server.interrupt() == 0)
    let limited = try Executable.run(
      "staff", "renew", "4", "--days", "7", "--store", folder.path("Store"))
    #expect(limited.status == 0)
    let list = try Executable.run("staff", "list", "--store", folder.path("Store"))
    let line = list.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(line.hasPrefix("4\teditor\tgood until 20") && line.hasSuffix("\tAda"), "\(list.output)")
    let unknown = try Executable.run("staff", "renew", "9", "--store", folder.path("Store"))
    #expect(unknown.status == 78 && unknown.errors.contains("there is no staff 9"))
    #expect(
      try Executable.run("staff", "renew", "4", "--days", "0", "--store", folder.path("Store"))
        .status
        == 64)
  }

  @Test("a token bound to a region, beside a server and without one; the list says which")
  func bound() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let store = ["--store", folder.path("Store")]
    let unknown = try Executable.run(["staff", "add", "Ada", "--region", "mars"] + store)
    #expect(unknown.status == 78 && unknown.errors.contains("no region mars"), "\(unknown.errors)")
    #expect(unknown.errors.contains("yuntang"), "\(unknown.errors)")
    let added = try Executable.run(["staff", "add", "Ada", "--region", "yuntang"] + store)
    let token = added.output.trimmingCharacters(in: .newlines)
    func regions() async throws -> String {
      let answer = try await server.send("GET", "/api/v1/desk/session", token: token)
      return answer.body.firstMatch(of: /"regions":(\[[^\]]*\])/).map { String($0.1) }
        ?? answer.body
    }
    #expect(try await regions() == #"["yuntang"]"#)
    let bound = try Executable.run(
      ["staff", "bind", "4", "--region", "yuntang", "--region", "banshan"] + store)
    #expect(bound.status == 0, "\(bound.errors)")
    #expect(try await regions() == #"["banshan","yuntang"]"#)
    #expect(server.interrupt() == 0)
    let list = try Executable.run(["staff", "list"] + store)
    let line = list.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(line == "4\tclerk\tgood in banshan, yuntang\tAda", "\(list.output)")
    let freed = try Executable.run(["staff", "bind", "4", "--everywhere"] + store)
    #expect(freed.status == 0 && freed.errors.contains("the whole club"), "\(freed.errors)")
    let again = try Executable.run(["staff", "list"] + store)
    #expect(again.output.contains("4\tclerk\tgood\tAda"), "\(again.output)")
    #expect(try Executable.run(["staff", "bind", "4"] + store).status == 64)
  }

  @Test("a folder that holds no club gets none")
  func noClub() throws {
    let folder = try TemporaryFolder()
    let added = try Executable.run("staff", "add", "林小舟", "--store", folder.path("Stroe"))
    #expect(added.status == 78 && added.output.isEmpty)
    #expect(added.errors.contains("holds no club"), "\(added.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("Stroe")))
  }

  @Test("the token is nowhere in the store, and no name is in the journal")
  func keptAsHash() throws {
    let folder = try TemporaryFolder()
    _ = try Executable.run("demo", "--store", folder.path("Store"), "--quiet")
    let added = try Executable.run("staff", "add", "林小舟", "--store", folder.path("Store"))
    let token = added.output.trimmingCharacters(in: .newlines)
    let journal = try Self.contents(of: folder.url.appending(path: "Store/journal"))
    let annex = try Self.contents(of: folder.url.appending(path: "Store/annex"))
    #expect(!journal.contains(token) && !annex.contains(token))
    #expect(!journal.contains("林小舟") && annex.contains("林小舟"))
    #expect(!journal.contains("example.com") && annex.contains("example.com"))
  }

  @Test("an unknown role is a usage error that names the roles")
  func unknownRole() throws {
    let result = try Executable.run("staff", "add", "Ada", "--role", "boss")
    #expect(result.status == 64)
    #expect(result.errors.contains("clerk") && result.errors.contains("auditor"))
  }

  private static func opens(_ server: LiveServer, token: String) async throws {
    let answer = try await server.send("GET", "/api/v1/members/000000000000", token: token)
    // The number does not exist; a bad token would be refused before anybody looked.
    #expect(answer.status != 401 && answer.status != 403, "\(answer.body)")
    let refused = try await server.send("GET", "/api/v1/members/000000000000", token: "hk_wrong")
    #expect(refused.status == 401)
  }

  private static func contents(of folder: URL) throws -> String {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try names.map { name in
      String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }.joined()
  }
}
