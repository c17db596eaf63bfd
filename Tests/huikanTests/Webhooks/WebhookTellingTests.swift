import CivilTime
import Club
import ClubStore
import Foundation
import JSON
import Synchronization
import Testing

@testable import huikan

@Suite("Telling other systems over HTTP")
struct WebhookTellingTests {
  private let folder: TemporaryFolder
  private let key: String
  private let now: @Sendable () -> Instant = { SystemClock.now() }

  init() throws {
    folder = try TemporaryFolder()
    key = try folder.key("till.key", of: 7)
  }

  private func receiver(_ port: Int, keys: String = "\"till.key\"") throws -> WebhookReceiver {
    try folder.write(
      "{\"till\":{\"url\":\"http://127.0.0.1:\(port)/\",\"keys\":[\(keys)]}}", to: "webhooks.json")
    return try #require(try WebhookReceiver.read(from: folder.path("webhooks.json")).first)
  }

  private func letters(_ count: Int) -> [WebhookLetter] {
    (1...count).map {
      WebhookLetter(id: "W\($0)-1-9f2a6c01", body: Array("{\"type\":\"say “\\\"hi\\\"”\"}".utf8))
    }
  }

  @Test("signed as documented, several over one connection, up to the first that is not taken")
  func signed() async throws {
    let listener = try Listener("till", in: folder, key: key)
    let courier = WebhookCourier(try receiver(listener.port), now: now)
    #expect(await courier.carry(letters(3)) == WebhookAnswer(taken: 3))
    let seen = listener.deliveries()
    #expect(seen.map(\.id) == letters(3).map(\.id) && seen.allSatisfy { $0.isGenuine })
    #expect(seen.allSatisfy { Array($0.body.utf8) == letters(1)[0].body })
    try listener.answer("503|90")
    #expect(
      await courier.carry(letters(3))
        == WebhookAnswer(taken: 0, reason: "it answered 503", pause: 90))
    // The time itself instead of seconds, an hour from now.
    let then = now().adding(seconds: 3600)
    try listener.answer(
      "429|\(HTTPDate.text(secondsSinceEpoch: Int(then.milliseconds / 1000)))")
    let dated = await courier.carry(letters(1))
    #expect(
      dated.reason == "it answered 429" && (3000...3600).contains(dated.pause ?? 0), "\(dated)")
    try listener.answer("503|Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(await courier.carry(letters(1)).pause == 0)
    try listener.answer("503|in a while")
    #expect(
      await courier.carry(letters(1)) == WebhookAnswer(taken: 0, reason: "it answered 503"))
    try listener.answer("410")
    #expect(
      await courier.carry(letters(3))
        == WebhookAnswer(taken: 0, reason: "it answered 410", isForGood: true))
    try listener.answer("302")
    #expect(await courier.carry(letters(1)) == WebhookAnswer(taken: 0, reason: "it answered 302"))
    #expect(listener.deliveries(all: true).count == 9)
    let nobody = try DeafPort()
    #expect(
      await WebhookCourier(try receiver(nobody.port), now: now).carry(letters(2))
        == WebhookAnswer(taken: 0, reason: "it cannot be reached (curl 7)"))
  }

  @Test("with two keys either is enough; with another one it is not genuine")
  func rotation() async throws {
    _ = try folder.key("new.key", of: 9)
    let listener = try Listener("till", in: folder, key: key)
    let both = WebhookCourier(
      try receiver(listener.port, keys: "\"new.key\",\"till.key\""), now: now)
    #expect(await both.carry(letters(1)).taken == 1)
    let new = WebhookCourier(try receiver(listener.port, keys: "\"new.key\""), now: now)
    #expect(await new.carry(letters(1)).taken == 1)
    let old: @Sendable () -> Instant = { SystemClock.now().adding(seconds: -400) }
    let late = WebhookCourier(try receiver(listener.port), now: old)
    #expect(await late.carry(letters(1)).taken == 1)
    let seen = listener.deliveries()
    #expect(seen.map(\.isGenuine) == [true, false, false])
    #expect(seen[0].signature.split(separator: " ").count == 2)
  }

  @Test("many that are silent keep no message to a member waiting, and end with the server")
  func silent() async throws {
    let listener = try Listener("till", in: folder, key: key)
    try listener.answer("silent")
    let receiver = try receiver(listener.port)
    let answered = Count()
    let waiting = Task {
      await withTaskGroup(of: WebhookAnswer.self) { group in
        for _ in 0..<WebhookReceiver.most {
          group.addTask {
            let answer = await WebhookCourier(receiver, now: now, patience: 600).carry(letters(1))
            answered.add()
            return answer
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    let asked = try await listener.wait(for: WebhookReceiver.most, all: true)
    #expect(asked.count == WebhookReceiver.most && answered.value == 0)
    // Could the message not go while they wait, they would give up here, and be seen to have.
    let end = Task {
      try await Task.sleep(for: .seconds(60))
      waiting.cancel()
    }
    let program = ChildProcess(program: "true", arguments: [], patience: 60)
    #expect(await program.run(reading: []).end == .exited(0))
    // The message has gone while all of them still waited.
    #expect(answered.value == 0)
    end.cancel()
    waiting.cancel()
    let answers = await waiting.value
    #expect(answers.count == WebhookReceiver.most)
    #expect(
      answers.allSatisfy { $0 == WebhookAnswer(taken: 0, reason: "it did not answer in time") })
    #expect(listener.deliveries().isEmpty)
  }
}

private final class Count: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func add() { count.withLock { $0 += 1 } }
}

@Suite("huikan serve --webhooks")
struct WebhookServerTests {
  private let folder: TemporaryFolder
  private let key: String

  init() throws {
    folder = try TemporaryFolder()
    key = try folder.key("till.key", of: 7)
    _ = try folder.key("crm.key", of: 8)
  }

  private func write(till: Int, crm: Int) throws {
    try folder.write(
      """
      {
        "till": {"url": "http://127.0.0.1:\(till)/till-path-9d1f", "keys": ["till.key"]},
        "crm": {"url": "http://127.0.0.1:\(crm)/", "keys": ["crm.key"], "events": ["member.joined"]}
      }
      """, to: "webhooks.json")
  }

  private func start() throws -> LiveServer {
    try LiveServer(
      in: folder, arguments: ["--webhooks", folder.path("webhooks.json"), "--verbose"])
  }

  private func join(_ name: String, _ phone: String, at server: LiveServer) async throws -> String {
    let answer = try await server.send(
      "POST", "/api/v1/members", token: try server.token("clerk"), key: "webhook-\(phone)",
      body: """
        {"channel":"desk","consent":"\(try Self.consent())","name":"\(name)","phone":"\(phone)"}
        """)
    #expect(answer.status == 201, "\(answer.body)")
    return try #require(answer.value("number") as? String)
  }

  /// The version of the terms that the demonstration's members agree to.
  private static func consent() throws -> String {
    let club = try String(
      contentsOf: Executable.root.appending(path: "Content/club.yml"), encoding: .utf8)
    return String(try #require(club.firstMatch(of: /version: *([A-Za-z0-9.-]+)/)).1)
  }

  @Test(
    "500, then 200; a tier that follows from joining; nobody's name, no key and no address in payload and log"
  )
  func told() async throws {
    let till = try Listener("till", in: folder, key: key)
    let crm = try Listener("crm", in: folder, key: folder.path("crm.key"))
    try till.answer("500")
    try crm.answer("silent")
    try write(till: till.port, crm: crm.port)
    let server = try start()
    let number = try await join("钟离雪", "13912345678", at: server)
    let auditor = try server.token("auditor")
    try await eventually {
      let list = try await server.send("GET", "/api/v1/webhooks", token: auditor)
      return list.status == 200 && list.body.contains("it answered 500")
    }
    // The other one has its letter, and is silent from here on to the end.
    _ = try await crm.wait(for: 1, all: true)
    try till.answer("200")
    // Nobody waits half a minute for the pause here.
    let store = folder.path("Store")
    #expect(try Executable.run("webhooks", "--resume", "till", "--store", store).status == 0)
    let wanted = { (delivery: Listener.Delivery) in delivery.data?["member"]?.string == number }
    try await eventually { till.deliveries().count(where: wanted) >= 2 }
    let seen = till.deliveries().filter(wanted)
    #expect(seen.map(\.type) == ["member.joined", "tier.changed"])
    #expect(
      seen.last?.data?["to"]?.string == "member" && seen.last?.data?["cause"]?.string == "joined")
    #expect(till.deliveries(all: true).allSatisfy { $0.isGenuine })
    let refused = till.deliveries(all: true).first
    #expect(till.deliveries().contains { $0.id == refused?.id && $0.body == refused?.body })
    try await eventually {
      try Executable.run("webhooks", "--store", store).output.contains("till  active  0")
    }
    #expect(
      try Executable.run("webhooks", "--resume", "nobody", "--store", store).errors
        .contains("nobody of that name"))
    #expect(server.interrupt() == 0)
    // Told of those who join and of nothing else, however often it was tried again.
    let unanswered = crm.deliveries(all: true)
    #expect(unanswered.allSatisfy { $0.isGenuine && $0.type == "member.joined" && wanted($0) })
    #expect(Set(unanswered.map(\.id)).count == 1 && crm.deliveries().isEmpty)
    let secret = try folder.text("till.key").prefix(20)
    for text in [server.errors] + (till.deliveries(all: true) + unanswered).map(\.body) {
      for trace in ["钟离雪", "13912345678", String(secret), "till-path-9d1f"] {
        #expect(!text.contains(trace), "\(trace)")
      }
    }
    #expect(server.errors.contains("webhook till: it answered 500"))
  }

  @Test("what it will never take is left out by hand, and what comes after it is told")
  func skipped() async throws {
    let till = try Listener("till", in: folder, key: key)
    try till.answer("422")
    try write(till: till.port, crm: till.port)
    let server = try start()
    _ = try await join("何知秋", "13700137000", at: server)
    let store = folder.path("Store")
    // The other receiver has another key, which the listener does not take for genuine.
    func told() -> [Listener.Delivery] { till.deliveries(all: true).filter(\.isGenuine) }
    func call(_ words: String...) throws -> Executable.Result {
      try Executable.run(["webhooks"] + words + ["--store", store])
    }
    var id = ""
    try await eventually {
      let listed = try JSONValue.parse(Array(try call("--json").output.utf8))
      let system = listed["webhooks"]?.elements?.first { $0["name"]?.string == "till" }
      id = system?["event"]?.string ?? ""
      return !id.isEmpty
    }
    // Whatever comes after it is welcome.
    try till.answer("422@\(id)")
    let number = try await join("钟离雪", "13912345678", at: server)
    #expect(try call("--skip", "till").status == 64)
    #expect(try call("--event", id).status == 64)
    #expect(
      try call("--skip", "till", "--event", "W1-1-00000000").errors.contains("it stands at W"))
    #expect(try call("--skip", "nobody", "--event", id).errors.contains("nobody of that name"))
    #expect(!told().contains { $0.id != id })
    let skipped = try call("--skip", "till", "--event", id)
    #expect(skipped.status == 0 && skipped.errors.contains("\(id) is left out for till"))
    try await eventually {
      told().contains { $0.type == "member.joined" && $0.data?["member"]?.string == number }
    }
    // Tried until it was left out, and never again.
    #expect(told().first?.id == id && told().drop { $0.id == id }.allSatisfy { $0.id != id })
    let list = try await server.send("GET", "/api/v1/webhooks", token: try server.token("auditor"))
    #expect(list.body.contains(#""skipped":[{"event":"\#(id)","#), "\(list.body)")
    #expect(server.interrupt() == 0)
    #expect(server.errors.contains("\(id) is left out by hand; it was not taken: it answered 422"))
  }

  @Test("killed between the record and the telling: the next start tells it, once")
  func killed() async throws {
    let nobody = try DeafPort()
    try write(till: nobody.port, crm: nobody.port)
    var number = ""
    do {
      let server = try start()
      number = try await join("钟离雪", "13912345678", at: server)
      server.kill()
    }
    let till = try Listener("till", in: folder, key: key, port: nobody.port)
    let server = try start()
    // The other receiver has another key, which the listener does not take for genuine.
    func joined(_ member: String) -> Int {
      till.deliveries().count {
        $0.type == "member.joined" && $0.data?["member"]?.string == member && $0.isGenuine
      }
    }
    // What comes later is told after everything that was to be told of the first.
    let later = try await join("何知秋", "13700137000", at: server)
    try await eventually { joined(later) > 0 }
    #expect(joined(number) == 1)
    #expect(server.interrupt() == 0)
  }
}
