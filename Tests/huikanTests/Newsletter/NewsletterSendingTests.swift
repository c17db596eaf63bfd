import CivilTime
import Club
import ClubStore
import Foundation
import JSON
import Testing

@testable import huikan

@Suite("huikan newsletter --send")
struct NewsletterSendingTests {
  /// A demonstration club whose first members have agreed, the second to Traditional characters, and the
  /// program that takes their letters, each as a file of its own: several may come at once.
  private func club() async throws -> (TemporaryFolder, program: String) {
    let folder = try TemporaryFolder()
    let store = folder.path("Store")
    _ = try Executable.run("demo", "--content", "Content", "--store", store, "--quiet")
    let console = Console(quiet: true)
    try await StoreFolder(store).withStore(console: console) { store in
      for (ordinal, edition) in [NewsletterEdition.original, .traditional].enumerated() {
        let member = MemberNumber(ordinal: ordinal)
        try await store.submit(.newsletter(.agree(member, edition)), by: .member(member))
      }
    }
    let program = try folder.program(
      "send",
      """
      mkdir -p '\(folder.path("letters"))' && cd '\(folder.path("letters"))' || exit 1
      begun=$(mktemp begun.XXXXXX) && cat > "$begun" && mv "$begun" "whole${begun#begun}"
      """)
    return (folder, program)
  }

  /// The letters that have come whole.
  private func letters(in folder: TemporaryFolder) throws -> [JSONValue] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path("letters"))
    return try (names ?? []).filter { $0.hasPrefix("whole") }
      .map { try JSONValue.parse(Array(try folder.text("letters/\($0)").utf8)) }
  }

  @Test("goes to those who have agreed, in their characters, once; one click ends it")
  func sending() async throws {
    let (folder, program) = try await club()
    let server = try LiveServer(in: folder, arguments: ["--messages", "email=\(program)"])
    let call = ["newsletter", "2026-autumn", "--send", "--store", folder.path("Store")]
    let rehearsal = try Executable.run(call + ["--dry-run"])
    #expect(rehearsal.status == 0 && rehearsal.errors.contains("would go to 2 members"))
    let sent = try Executable.run(call + ["--json"])
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(sent.output.contains(#""readers":2"#))
    try await eventually { try self.letters(in: folder).count >= 2 }
    let letters = try self.letters(in: folder)
    try #require(letters.count == 2)
    for letter in letters {
      #expect(letter["kind"]?.string == "newsletter" && letter["by"]?.string == "email")
      #expect(letter["issue"]?.string == "2026-autumn")
      let unsubscribe = try #require(letter["unsubscribe"]?.string)
      #expect(unsubscribe.hasPrefix("http://127.0.0.1/newsletter/end?key="))
      #expect(letter["html"]?.string?.contains(unsubscribe) == true)
      #expect(letter["text"]?.string?.contains(unsubscribe) == true)
    }
    let html = letters.compactMap { $0["html"]?.string }
    #expect(html.count { $0.contains("不再收信") } == 2 && html[0] != html[1])
    #expect(html.contains { $0.contains("http://127.0.0.1/hant/") })

    let again = try Executable.run(call)
    #expect(again.status != 0 && again.errors.contains("nobody gets an issue twice"))
    let unknown = try Executable.run([
      "newsletter", "1999", "--send", "--store", folder.path("Store"),
    ])
    #expect(unknown.errors.contains("there is no issue “1999”"))

    let address = try #require(letters[0]["unsubscribe"]?.string)
    let path = String(address.dropFirst("http://127.0.0.1".utf8.count))
    #expect(try await server.send("POST", path).status == 200)
    let next = try Executable.run(
      ["newsletter", "2026-summer", "--send", "--dry-run", "--store", folder.path("Store")])
    #expect(next.errors.contains("would go to 1 members"))
    #expect(server.interrupt() == 0)
    #expect(try self.letters(in: folder).count { $0["kind"]?.string == "newsletter" } == 2)
  }

  @Test("without a server, without e-mail, without anybody: it says what to do")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let call = ["newsletter", "2026-autumn", "--send", "--store", folder.path("Store")]
    let alone = try Executable.run(call)
    #expect(alone.status != 0 && alone.errors.contains("letters are sent by it: huikan serve"))
    let server = try LiveServer(in: folder)
    #expect(try Executable.run(call).errors.contains("start it with --messages email="))
    #expect(server.interrupt() == 0)
    let second = try LiveServer(in: folder, arguments: ["--messages", "email=print"])
    #expect(try Executable.run(call).errors.contains("no member has agreed to letters yet"))
    #expect(second.interrupt() == 0)
    #expect(try Executable.run(["newsletter", "27", "--dry-run"]).status == 64)
    #expect(try Executable.run(call + ["--hant"]).status == 64)
  }
}
