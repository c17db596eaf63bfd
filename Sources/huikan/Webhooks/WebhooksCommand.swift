import ArgumentParser
import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// `huikan webhooks`: how other systems stand that are told what happens.
struct WebhooksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhooks",
    abstract: "List the other systems that are told what happens, and how far they have been.",
    discussion: """
      A line for each: its name, active, waiting or failed, how many records it has not been told of, the tries in vain, since when,
      when it is tried again, the event that it does not take, the reason.

      failed means that it wants no more (410), or has taken nothing for three days. Nothing is lost: with --resume it goes on where
      it was. It also goes on when the server is started again.

      What it will never take holds up everything behind it. With --skip that one event is left out for this one, for good, and it
      goes on with the next. --event says which, so that nothing is left out that nobody has looked at: huikan ledger show has the
      fact behind W413-2-9f2a6c01 as 413-2 (P413-2 where it is an entry). --json lists what was left out.

      EXAMPLE
        huikan webhooks
        huikan webhooks --resume till
        huikan webhooks --skip till --event W413-2-9f2a6c01
      """)

  @Option(help: ArgumentHelp("Try this one at once, and again for three days.", valueName: "name"))
  var resume: String?
  @Option(
    help: ArgumentHelp("Leave out an event that this one does not take.", valueName: "name"))
  var skip: String?
  @Option(help: ArgumentHelp("With --skip: which.", valueName: "event"))
  var event: String?
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    guard (skip == nil) == (event == nil), skip == nil || resume == nil else {
      throw ValidationError(
        "--skip NAME goes with --event W…, and not with --resume; huikan webhooks shows the event that is not taken."
      )
    }
  }

  func run() async throws {
    let console = options.output.console
    do {
      let folder = StoreFolder(options.store)
      try folder.check()
      if let resume {
        guard try folder.ask("/webhooks/resume", ["name": .string(resume)], expecting: 200) != nil
        else {
          throw CommandFailure(
            "no server runs on \(folder.path); when it is started, it tries everybody again")
        }
        return console.progress("\(resume) is told again.")
      }
      if let skip, let event {
        let asked: JSONValue = ["name": .string(skip), "event": .string(event)]
        guard try folder.ask("/webhooks/skip", asked, expecting: 200) != nil else {
          throw CommandFailure(
            "no server runs on \(folder.path); start it with --webhooks, it tries the event again first"
          )
        }
        return console.progress("\(event) is left out for \(skip), which is told what comes next.")
      }
      let list = try await folder.answer("/webhooks", console: console) { try $0.webhooks().json }
      if options.output.json { return console.result("\(list)") }
      console.lines(
        list["webhooks"],
        of: ["name", "status", "behind", "tries", "since", "until", "event", "reason"])
    } catch {
      throw failure(error, console)
    }
  }
}

extension ControlServer {
  /// What `webhooks` asks the running server.
  func addWebhookRoutes(to router: Router<BasicRequestContext>) {
    router.post("webhooks") { _, _ in Self.answer(.ok, try store.webhooks().json) }
    router.post("webhooks/resume") { request, _ in
      let body = try await request.body.collect(upTo: 64 * 1024)
      let name = (try? JSONValue.parse(Array(body.readableBytesView)))?["name"]?.string
      guard let code = name.flatMap({ Code($0) }), try await store.resumeWebhook(code) else {
        return Self.answer(.notFound, ["detail": "nobody of that name is told anything"])
      }
      return Self.answer(.ok, [:])
    }
    router.post("webhooks/skip") { request, _ in
      let body = try await request.body.collect(upTo: 64 * 1024)
      let asked = try? JSONValue.parse(Array(body.readableBytesView))
      guard let name = asked?["name"]?.string, let event = asked?["event"]?.string else {
        return Self.answer(.badRequest, ["detail": "the request names no event"])
      }
      do {
        guard let code = Code(name) else { throw WebhookRefusal.nobody }
        try await store.skipWebhook(event, for: code)
        return Self.answer(.ok, [:])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(name): \(error)")])
      }
    }
  }
}

extension [WebhookStanding] {
  fileprivate var json: JSONValue {
    [
      "webhooks": .array(
        map { standing -> JSONValue in
          let trouble = standing.progress.trouble
          return [
            "name": .string(standing.name.text),
            "status": .string(standing.progress.status.rawValue),
            "behind": .int(Int64(standing.behind)),
            "tries": trouble.map { .int(Int64($0.tries)) } ?? .null,
            "since": trouble.map { .string($0.since.rfc3339) } ?? .null,
            "until": trouble?.until.map { .string($0.rfc3339) } ?? .null,
            "event": trouble?.event.map { .string($0) } ?? .null,
            "reason": trouble.map { .string($0.reason) } ?? .null,
            "skipped": .array(
              standing.progress.skipped.map { skip -> JSONValue in
                [
                  "event": .string(skip.event), "time": .string(skip.time.rfc3339),
                  "reason": .string(skip.reason),
                ]
              }),
          ]
        })
    ]
  }
}
