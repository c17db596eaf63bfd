import Foundation
import Testing

@testable import huikan

@Suite("huikan member erase: forgotten for good, the books unbroken")
struct MemberEraseTests {
  @Test("beside a running server: gone from every file, chain and sums as before, and provable")
  func besideServer() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let (number, head) = try await Self.addMember(server)
    let store = folder.path("Store")
    let sums = try Self.sums(store)
    for value in ["消失者", "13712345678", "gone@example.com", "独一无二的事由"] {
      #expect(shell("grep -rqF '\(value)' '\(store)'") == 0, "\(value) should be there first")
    }
    let result = try Executable.run("member", "erase", number, "--still-member", "--store", store)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("Member \(number): 4 values of 2 records erased."))
    #expect(result.output.contains("found 0 times"))
    for value in ["消失者", "13712345678", "gone@example.com", "独一无二的事由"] {
      #expect(shell("grep -rqF '\(value)' '\(store)'") == 1, "\(value) is still there")
    }
    let verified = try Executable.run(
      "ledger", "verify", "--anchor", head, "--store", store)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(verified.output.contains("erased"))
    #expect(try Self.sums(store) == sums)
    // The server has forgotten too, goes on, and the contact is free again.
    let member = try await server.send(
      "GET", "/api/v1/members/\(number)", token: try server.token("clerk"))
    #expect(!member.body.contains("消失者") && !member.body.contains("gone@"))
    _ = try await Self.addMember(server, key: "again-0123456789")
    #expect(server.interrupt() == 0)
    #expect(try Executable.run("ledger", "verify", "--store", store).status == 0)
  }

  @Test("without a server too; a number that nobody has is an error")
  func withoutServer() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    let shown = try Executable.run("ledger", "show", "--store", store).output
    let number = String(try #require(shown.firstMatch(of: /joined member=(\d{12})/)?.output.1))
    #expect(shell("grep -rqF he.zhiqiu '\(store)'") == 0)
    let json = try Executable.run(
      "member", "erase", number, "--still-member", "--json", "--store", store)
    #expect(json.status == 0, "\(json.errors)")
    #expect(json.output.contains(#""leftovers":[]"#))
    #expect(shell("grep -rqF he.zhiqiu '\(store)'") == 1)
    let again = try Executable.run("member", "erase", number, "--still-member", "--store", store)
    #expect(again.output.hasPrefix("Member \(number): 0 values"))
    let nobody = try Executable.run("member", "erase", "000000000000", "--store", store)
    #expect(nobody.status == 78 && nobody.errors.contains("nobody has the number"))
  }

  @Test(
    "who has not left is not erased, nor is anybody where a record named with --also is not there",
    arguments: [false, true])
  func refused(besideServer: Bool) async throws {
    let folder = besideServer ? try TemporaryFolder() : try TemporaryFolder.withClub()
    let server = besideServer ? try LiveServer(in: folder) : nil
    let store = folder.path("Store")
    let shown = try Executable.run("ledger", "show", "--store", store).output
    let number = String(try #require(shown.firstMatch(of: /joined member=(\d{12})/)?.output.1))
    let member = try Executable.run("member", "erase", number, "--store", store)
    #expect(member.status == 1)
    #expect(member.errors.contains("has not left the club"), "\(member.errors)")
    #expect(member.errors.contains("/api/v1/members/\(number)/leaving"))
    let terms = try #require(
      shown.split(separator: "\n").first { $0.contains("terms.") }?.split(separator: "-").first)
    for (record, reason) in [
      ("99999999", "there is no record 99999999; the last is "),
      (String(terms), "record \(terms) holds no text that could be erased"),
    ] {
      let also = try Executable.run(
        "member", "erase", number, "--still-member", "--also", record, "--store", store)
      #expect(also.status == 78)
      #expect(also.errors.contains(reason), "\(also.errors)")
      #expect(also.errors.contains("Nothing was erased."))
    }
    #expect(shell("grep -rqF he.zhiqiu '\(store)'") == 0)
    if let server { #expect(server.interrupt() == 0) }
  }

  /// Every file of a store but the socket, by name and content.
  private static func files(_ store: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: store)
    return Dictionary(
      uniqueKeysWithValues: names.filter { $0 != "control.sock" }.compactMap { name in
        FileManager.default.contents(atPath: "\(store)/\(name)").map { (name, $0) }
      })
  }

  @Test(
    "a dry run says what the erasure then does, and leaves every byte as it was",
    arguments: [false, true])
  func dryRun(besideServer: Bool) async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let (number, _) = try await Self.addMember(server)
    _ = try await Self.addMember(
      server, name: "另一位", email: "other@example.com", phone: "13712345679",
      key: "other-0123456789", reason: "消失者推荐")
    let store = folder.path("Store")
    if !besideServer { #expect(server.interrupt() == 0) }
    let before = try Self.files(store)
    #expect(before.count > 5)
    func rehearse(_ words: String...) throws -> Executable.Result {
      try Executable.run(["member", "erase"] + words + ["--dry-run", "--store", store])
    }
    let refused = try rehearse(number)
    #expect(refused.status == 1 && refused.errors.contains("has not left the club"))
    let nobody = try rehearse("000000000000")
    #expect(nobody.status == 78 && nobody.errors.contains("nobody has the number"))
    let missing = try rehearse(number, "--still-member", "--also", "99999999")
    #expect(missing.status == 78 && missing.errors.contains("there is no record 99999999"))
    let told = try rehearse(number, "--still-member")
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.hasPrefix("Member \(number): 4 values of 2 records would be erased.\n"))
    let record = try #require(told.output.firstMatch(of: /record (\d+), reason/)?.output.1)
    #expect(told.output.hasSuffix("\nNothing was changed.\n"))
    let also = try rehearse(number, "--still-member", "--also", String(record))
    #expect(also.output.hasPrefix("Member \(number): 5 values of 3 records would be erased.\n"))
    #expect(!also.output.contains("may be named"))
    let json = try rehearse(number, "--still-member", "--json")
    #expect(
      json.output
        == #"{"dryRun":true,"member":"\#(number)","values":4,"records":2,"mentions":["record \#(record), reason"]}"#
        + "\n")
    #expect(try Self.files(store) == before)
    let done = try Executable.run(
      "member", "erase", number, "--still-member", "--also", String(record), "--store", store)
    #expect(done.output.hasPrefix("Member \(number): 5 values of 3 records erased."))
    if besideServer { #expect(server.interrupt() == 0) }
  }

  @Test("a dry run of all who have left names them, and none who was erased or has not left")
  func dryRunOfLeavers() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let (number, _) = try await Self.addMember(server)
    let store = folder.path("Store")
    let nobody = try Executable.run("member", "erase", "--left", "--dry-run", "--store", store)
    #expect(nobody.status == 0 && nobody.output == "Nothing was changed.\n", "\(nobody.output)")
    let left = try await server.send(
      "POST", "/api/v1/members/\(number)/leaving", token: try server.token("clerk"),
      key: "leaving-0123456789", body: "{}")
    #expect(left.status == 200, "\(left.body)")
    let before = try Self.files(store)
    let told = try Executable.run("member", "erase", "--left", "--dry-run", "--store", store)
    #expect(told.status == 0, "\(told.errors)")
    let counts = try #require(
      told.output.firstMatch(of: /Member (\d+): (\d+) values of (\d+) records/))
    #expect(counts.1 == number)
    #expect(try Self.files(store) == before)
    let done = try Executable.run("member", "erase", "--left", "--store", store)
    #expect(
      done.output.hasPrefix("Member \(number): \(counts.2) values of \(counts.3) records erased."))
    let again = try Executable.run("member", "erase", "--left", "--dry-run", "--store", store)
    #expect(again.output == "Nothing was changed.\n")
    #expect(server.interrupt() == 0)
  }

  @Test("a backup made before is restored without the person")
  func restored() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    #expect(try BackupTests.backup(folder).status == 0)
    let shown = try Executable.run("ledger", "show", "--store", store).output
    let number = String(try #require(shown.firstMatch(of: /joined member=(\d{12})/)?.output.1))
    #expect(
      try Executable.run("member", "erase", number, "--still-member", "--store", store).status == 0)
    #expect(try folder.text("backups/erased-members.txt").contains(number))
    try FileManager.default.removeItem(atPath: store)
    let result = try Executable.run(
      "ledger", "restore", folder.path("backups/club.tar"), "--store", store)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("1 members erased since were erased again."))
    #expect(shell("grep -rqF he.zhiqiu '\(store)'") == 1)
    #expect(try folder.text("Store/erased-members").contains(number))
  }

  @Test("free text about others that names the person is pointed out, and erased with --also")
  func mentions() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let (number, _) = try await Self.addMember(server)
    let (other, _) = try await Self.addMember(
      server, name: "另一位", email: "other@example.com", phone: "13712345679",
      key: "other-0123456789", reason: "消失者推荐")
    #expect(other != number)
    let store = folder.path("Store")
    let first = try Executable.run("member", "erase", number, "--still-member", "--store", store)
    #expect(first.status == 0)
    let record = try #require(first.output.firstMatch(of: /record (\d+), reason/)?.output.1)
    let second = try Executable.run(
      "member", "erase", number, "--still-member", "--also", String(record), "--store", store)
    #expect(second.output.hasPrefix("Member \(number): 1 values"), "\(second.output)")
    #expect(shell("grep -rqF 消失者 '\(store)'") == 1)
    #expect(server.interrupt() == 0)
  }

  /// Signs somebody up and gives 60 points; returns the number and the head after it.
  private static func addMember(
    _ server: LiveServer, name: String = "消失者", email: String = "gone@example.com",
    phone: String = "13712345678", key: String = "first-0123456789", reason: String = "独一无二的事由"
  ) async throws -> (number: String, head: String) {
    let token = try server.token("clerk")
    let joined = try await server.send(
      "POST", "/api/v1/members", token: token, key: key,
      body: """
        {"name":"\(name)","email":"\(email)","phone":"\(phone)","channel":"desk",\
        "consent":"2026-11"}
        """)
    let number = try #require(joined.body.firstMatch(of: /"(\d{12})"/)?.output.1, "\(joined.body)")
    let award = try await server.send(
      "POST", "/api/v1/members/\(number)/points", token: token, key: key + "-points",
      body: #"{"action":"award","source":"watch","reason":"\#(reason)"}"#)
    #expect(award.status == 201, "\(award.body)")
    let head = try Executable.run("ledger", "head", "--store", server.folder.path("Store")).output
    return (String(number), String(head.split(separator: " ")[0]))
  }

  private static func sums(_ store: String) throws -> String {
    let verified = try Executable.run("ledger", "verify", "--json", "--store", store)
    return String(try #require(verified.output.firstMatch(of: /"sums":\{[^}]*\}/)?.output))
  }
}
