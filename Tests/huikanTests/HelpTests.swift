import Testing

@Suite("huikan --help: every command shows an example")
struct HelpTests {
  @Test(
    "an example, and a status that means something",
    arguments: [
      [], ["build"], ["serve"], ["check"], ["markdown"], ["new"], ["staff"], ["staff", "add"],
      ["staff", "revoke"], ["demo"], ["ledger"], ["ledger", "verify"], ["ledger", "head"],
      ["ledger", "show"], ["ledger", "export"],
      ["ledger", "import"], ["ledger", "backup"], ["ledger", "restore"], ["member"],
      ["member", "erase"], ["people"], ["people", "seal"], ["drafts"], ["outbox"], ["webhooks"],
      ["print"], ["newsletter"],
    ])
  func example(command: [String]) throws {
    let result = try Executable.run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("EXAMPLE"))
    #expect(result.output.contains("huikan " + command.joined(separator: " ")))
  }

  @Test("--version says which")
  func version() throws {
    let result = try Executable.run("--version")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("huikan "))
  }

  @Test("a mistyped command is a usage error")
  func unknownCommand() throws {
    #expect(try Executable.run("bulid").status == 64)
  }
}
