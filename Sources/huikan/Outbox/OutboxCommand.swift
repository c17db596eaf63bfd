import ArgumentParser
import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// `huikan outbox`: the messages that have not arrived.
struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "List the messages that wait, and those that went wrong.",
    discussion: """
      A line for each message that is not delivered, the latest first: its name, how far it has come,
      what it is about, the member's number, the tries, the time, the reason. Whom it goes to, and what
      it says, is not shown: that is found in the annex when it is handed over.

      unknown means that the program ended, or the gateway did not answer, while it was handed over: it
      may have arrived, and is not sent again by itself. Ask the member.

      Letters with an issue that do nothing but wait for their turn are counted and not listed.

      EXAMPLE
        huikan outbox
        huikan outbox --json
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.output.console
    do {
      let folder = StoreFolder(options.store)
      try folder.check()
      let list = try await folder.answer("/outbox", console: console) {
        $0.outboxAnswer
      }
      if options.output.json { return console.result("\(list)") }
      console.lines(
        list["messages"],
        of: ["message", "status", "kind", "member", "tries", "time", "reason"])
      if let letters = list["letters"]?.int, letters > 0 {
        console.progress("\(letters) letters with issues wait for their turn.")
      }
    } catch {
      throw failure(error, console)
    }
  }
}

extension ControlServer {
  /// What `outbox` asks the running server.
  func addOutboxRoutes(to router: Router<BasicRequestContext>) {
    router.post("outbox") { _, _ in
      Self.answer(.ok, store.outboxAnswer)
    }
  }
}

extension ClubStore {
  fileprivate var outboxAnswer: JSONValue {
    [
      "messages": .array(undeliveredMessages.map(\.json)), "letters": .int(Int64(queuedLetters)),
    ]
  }
}

extension OutboxState.Delivery {
  fileprivate var json: JSONValue {
    [
      "message": .string(message.id.description), "status": .string(step.status.name),
      "kind": .string(message.kind.name),
      "member": message.recipient.member.map { .string($0.digits) } ?? .null,
      "tries": .int(Int64(step.tries)), "time": .string(step.time.rfc3339),
      "reason": step.reason.map(JSONValue.string) ?? .null,
    ]
  }
}
