import Foundation
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

  @Test("what cannot be written to standard output is an error, and no token is made for nothing")
  func standardOutput() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    let program = "'\(Executable.url.path)'"
    for call in [
      "ledger export --csv", "ledger export --json", "ledger export --hledger", "ledger show",
      "ledger head", "ledger verify", "staff list", "outbox --json",
    ] {
      for target in [">/dev/full", ">&-"] {
        let said = folder.path("said")
        #expect(
          shell("\(program) \(call) --store '\(store)' \(target) 2>'\(said)'; test $? -eq 73") == 0,
          "\(call) \(target)")
        #expect(try folder.text("said").contains("standard output: "), "\(call) \(target)")
      }
    }
    let head = try Executable.run("ledger", "head", "--store", store).output
    for call in ["staff renew 2", "staff add 林小舟"] {
      for target in [">/dev/full", ">&-"] {
        #expect(
          shell(
            "\(program) \(call) --store '\(store)' \(target) 2>'\(folder.path("said"))'; "
              + "test $? -eq 73") == 0)
        #expect(try folder.text("said").contains("nothing was done"))
      }
    }
    #expect(try Executable.run("ledger", "head", "--store", store).output == head)
  }

  @Test("a pipe, a device or a folder where a file belongs ends the command, and does not hang it")
  func kinds() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    let pipe = folder.path("pipe")
    #expect(shell("mkfifo '\(pipe)'") == 0)
    let program = "timeout 60 '\(Executable.url.path)'"
    let said = folder.path("said")
    for (call, file) in [
      ("markdown", pipe), ("markdown", "/dev/zero"), ("markdown", store),
      ("ledger import --store '\(store)'", pipe), ("ledger import --store '\(store)'", "/dev/zero"),
      ("ledger restore --store '\(folder.path("Again"))'", pipe),
      ("ledger restore --store '\(folder.path("Again"))' backup.json --erased", pipe),
    ] {
      let status = shell(
        "cd '\(Executable.root.path)' && \(program) "
          + call.replacing(" backup.json", with: " '\(store)/clean'")
          + " '\(file)' 2>'\(said)' >/dev/null; test $? -ne 0 -a $? -ne 124")
      #expect(status == 0, "\(call) \(file)")
      let text = try folder.text("said")
      #expect(
        text.contains("it is no file") || text.contains("it is a folder"), "\(call): \(text)")
    }
    #expect(shell("test -e '\(folder.path("Again.restoring"))'") != 0)
    #expect(throws: CommandFailure.self) { try WebhookReceiver.read(from: pipe) }
    let journal = "\(store)/journal/000000000001.jsonl"
    #expect(shell("rm '\(journal)' && mkfifo '\(journal)'") == 0)
    for call in ["ledger verify", "staff list"] {
      #expect(
        shell("\(program) \(call) --store '\(store)' 2>'\(said)'; test $? -ne 0 -a $? -ne 124") == 0
      )
      #expect(try folder.text("said").contains("it is no file"))
    }
    let piped = try Executable.run("markdown", "/dev/stdin", input: "**一**")
    #expect(piped.output == "<p><strong>一</strong></p>\n")
  }

  @Test("a store that cannot be looked into is not one that holds no club")
  func closedStore() throws {
    let folder = try TemporaryFolder()
    // Who runs the tests may look everywhere; a link in a circle nobody can follow.
    #expect(shell("ln -s Store '\(folder.path("Store"))'") == 0)
    for call in [["ledger", "verify"], ["outbox"], ["people", "readings"], ["drafts"]] {
      let closed = try Executable.run(call + ["--store", folder.path("Store")])
      #expect(closed.status == 78)
      #expect(closed.errors.contains("it cannot be looked into"), "\(call) \(closed.errors)")
      let nowhere = try Executable.run(call + ["--store", folder.path("nosuch")])
      #expect(nowhere.status == 78)
      #expect(nowhere.errors.contains("nosuch holds no club"), "\(call) \(nowhere.errors)")
    }
  }

  @Test("what an option cannot mean is said before anything is done, with what it takes")
  func options() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    for (call, reason) in [
      (["serve", "--trusted-proxy", "abc"], "'abc' is no IP address"),
      (["serve", "--trusted-proxy", "1.2.3.4/99"], "an address, not a name and not a network"),
      (["serve", "--messages", "/etc"], "/etc is no program that can be started"),
      (["staff", "add", "某", "--region", "半山台"], "'半山台' is no code of a region"),
      (
        ["ledger", "verify", "--anchor", "0:" + String(repeating: "0", count: 64)],
        "the head of an empty ledger"
      ),
      (
        ["ledger", "show", "--from", "2026-11-02", "--to", "2026-11-01"],
        "--to 2026-11-01 is before --from 2026-11-02"
      ),
    ] {
      let result = try Executable.run(call + ["--store", store])
      #expect(result.status == 64, "\(call)")
      #expect(result.errors.contains(reason), "\(result.errors)")
    }
    let epoch = folder.path("said")
    #expect(
      shell(
        "cd '\(Executable.root.path)' && SOURCE_DATE_EPOCH=abc '\(Executable.url.path)' build --output "
          + "'\(folder.path("Site"))' 2>'\(epoch)'; test $? -eq 64") == 0)
    #expect(try folder.text("said").contains("SOURCE_DATE_EPOCH is 'abc'"))
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
