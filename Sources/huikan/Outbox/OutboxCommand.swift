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

      EXAMPLE
        huikan outbox
        huikan outbox --json
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.output.console
    do {
      let folder = StoreFolder(options.store)
      guard folder.exists else { throw CommandFailure("\(folder.path) holds no club") }
      let list: JSONValue
      if let answer = try folder.ask("/outbox", expecting: 200) {
        list = answer
      } else {
        list = try await folder.withStore(console: console) {
          ["messages": .array($0.undeliveredMessages.map(\.json))]
        }
      }
      if options.output.json { return console.result("\(list)") }
      for message in list["messages"]?.elements ?? [] {
        let words = ["message", "status", "kind", "member", "tries", "time", "reason"]
        console.result(
          words.compactMap { word in
            message[word]?.string ?? message[word]?.int.map(String.init)
          }.joined(separator: "  "))
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
      Self.answer(.ok, ["messages": .array(store.undeliveredMessages.map(\.json))])
    }
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
