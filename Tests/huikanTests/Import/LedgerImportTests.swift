import Foundation
import Testing

@testable import huikan

@Suite("huikan ledger import: members from a spreadsheet")
struct LedgerImportTests {
  static let good = """
    姓名,手机,邮箱,入会途径,入会条款
    顾晚舟,13900139000,,前台,2026-11
    "简 书",,jian.shu@example.com,会刊回函,2026-11

    """

  @Test("a dry run by default; --commit signs up; a second time adds nobody")
  func twice() throws {
    let folder = try TemporaryFolder.withClub()
    try folder.write("\u{FEFF}" + Self.good.replacing("\n", with: "\r\n"), to: "members.csv")
    let call = ["ledger", "import", folder.path("members.csv"), "--store", folder.path("Store")]
    let before = try Self.members(folder)
    let dry = try Executable.run(call)
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.hasPrefix("2 members would be added, 0 are members already."))
    #expect(try Self.members(folder) == before)
    let done = try Executable.run(call + ["--commit"])
    #expect(done.output == "2 members added, 0 are members already.\n", "\(done.errors)")
    #expect(try Self.members(folder) == before + 2)
    let again = try Executable.run(call + ["--commit", "--json"])
    #expect(again.output.contains(#""committed":true,"added":0,"new":0,"already":2"#))
    #expect(try Self.members(folder) == before + 2)
    let shown = try Executable.run("ledger", "show", "--names", "--store", folder.path("Store"))
    #expect(shown.output.contains("name: 简 书") && shown.output.contains("phone: +8613900139000"))
  }

  @Test("beside a running server the rows go through its socket")
  func besideServer() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    try folder.write(Self.good, to: "members.csv")
    let call = ["ledger", "import", folder.path("members.csv"), "--store", folder.path("Store")]
    #expect(try Executable.run(call).output.hasPrefix("2 members would be added"))
    let done = try Executable.run(call + ["--commit", "--json"])
    #expect(done.output.contains(#""added":2"#), "\(done.errors)")
    let line = try #require(done.output.firstMatch(of: /"member":"(\d{12})"/)?.output.1)
    let member = try await server.send(
      "GET", "/api/v1/members/\(line)", token: try server.token("clerk"))
    #expect(member.status == 200 && member.body.contains("顾晚舟"))
    #expect(server.interrupt() == 0)
  }

  @Test("whoever has only typed a contact on the site is not taken for the one whose it is")
  func unconfirmed() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let joined = try await server.send(
      "POST", "/api/v1/members", key: "import-test-visitor",
      body: #"{"name":"顾晚舟","phone":"13900139000","consent":"2026-11"}"#)
    #expect(joined.status == 201, "\(joined.body)")
    let number = try #require(joined.body.firstMatch(of: /"number":"(\d{12})"/)?.output.1)
    try folder.write(Self.good, to: "members.csv")
    let path = folder.path("members.csv")
    let call = ["ledger", "import", path, "--commit", "--store", folder.path("Store")]
    let refused = try Executable.run(call)
    #expect(refused.status == 1 && refused.output.hasPrefix("Nothing was written: 1 mistakes."))
    #expect(refused.errors.contains("\(path):2:2: member "), "\(refused.errors)")
    let confirmed = try await server.send(
      "POST", "/api/v1/members/\(number)/contact", token: try server.token("clerk"),
      key: "import-test-confirm", body: #"{"phone":"13900139000"}"#)
    #expect(confirmed.status == 200, "\(confirmed.body)")
    let done = try Executable.run(call)
    #expect(done.output == "1 members added, 1 are members already.\n", "\(done.errors)")
    #expect(server.interrupt() == 0)
  }

  @Test("one mistake and nothing is written; all of them are named with line and column")
  func mistakes() throws {
    let folder = try TemporaryFolder.withClub()
    try folder.write(
      """
      name,phone,email,channel,consent
      顾晚舟,13900139000,,desk,2026-11
      简书,13900139001,,desk,1999-01
      冒名,,he.zhiqiu@example.com,desk,2026-11
      无名,123,,desk,2026-11
      """, to: "members.csv")
    let path = folder.path("members.csv")
    let before = try Self.members(folder)
    let result = try Executable.run(
      "ledger", "import", path, "--commit", "--store", folder.path("Store"))
    #expect(result.status == 1)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 3, "\(result.errors)")
    #expect(lines[0].contains("\(path):3:1: no consent of this version was ever adopted"))
    #expect(lines[1].contains("\(path):4:3: the contact is member "))
    #expect(lines[2].contains("\(path):5:2: this is no phone"))
    #expect(result.output.hasPrefix("Nothing was written: 3 mistakes. 1 rows are good"))
    #expect(try Self.members(folder) == before)
  }

  @Test("GBK is refused with a hint, a missing file and a missing club by name")
  func refused() throws {
    let folder = try TemporaryFolder.withClub()
    let file = folder.url.appending(path: "gbk.csv")
    try Data([0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xCA, 0xD6, 0xBB, 0xFA, 0x0A]).write(to: file)
    let gbk = try Executable.run(
      "ledger", "import", file.path, "--store", folder.path("Store"))
    #expect(gbk.status == 1)
    #expect(gbk.errors.contains("gbk.csv:1:1: the file is not UTF-8"))
    #expect(gbk.errors.contains("CSV UTF-8"))
    let missing = try Executable.run("ledger", "import", "/nowhere.csv")
    #expect(missing.status == 78 && missing.errors.contains("/nowhere.csv: No such file"))
    try folder.write(Self.good, to: "members.csv")
    let club = try Executable.run(
      "ledger", "import", folder.path("members.csv"), "--store", "/nowhere")
    #expect(club.status == 78 && club.errors.contains("/nowhere holds no club"))
  }

  private static func members(_ folder: TemporaryFolder) throws -> Int {
    let verified = try Executable.run(
      "ledger", "verify", "--json", "--store", folder.path("Store"))
    let object = try JSONSerialization.jsonObject(with: Data(verified.output.utf8))
    return try #require((object as? [String: Any])?["members"] as? Int)
  }
}
