import CivilTime
import Club
import Disk
import Synchronization
import Testing

@testable import ClubStore

/// Another system, and what a test lets it answer to so many letters.
private final class Subscriber: WebhookCarrier {
  private let told = Mutex<[WebhookLetter]>([])
  private let answer: @Sendable (Int) async throws -> WebhookAnswer

  init(_ answer: @escaping @Sendable (Int) async throws -> WebhookAnswer = { .init(taken: $0) }) {
    self.answer = answer
  }

  func carry(_ letters: [WebhookLetter]) async -> WebhookAnswer {
    let answer = (try? await answer(letters.count)) ?? WebhookAnswer(taken: 0, reason: "the test")
    told.withLock { $0 += letters.prefix(answer.taken) }
    return answer
  }

  /// What was taken, without the hash that stands behind each name.
  var ids: [String] {
    told.withLock { $0.map { $0.id.split(separator: "-").prefix(2).joined(separator: "-") } }
  }
  var letters: [WebhookLetter] { told.withLock { $0 } }
}

extension ClubStore {
  fileprivate func drain(_ name: Code, to subscriber: Subscriber) async throws {
    while try await tellNext(name, by: subscriber) {}
  }

  fileprivate func standing(_ name: Code) throws -> String {
    let standing = try #require(try webhooks().first { $0.name == name })
    return "\(standing.progress.status.rawValue) \(standing.behind)"
  }
}

extension Clubhouse {
  /// A club with one seat, which the second of two members waits for.
  fileprivate func play(in store: ClubStore) async throws {
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("open-day", capacity: 1)]), by: .system)
    for (name, phone) in [("何知秋", "13800138000"), ("苏禾", "13800138001")] {
      let joined = try await store.submit(try Commands.signUp(name, phone: phone), by: .visitor)
      _ = try await store.submit(
        try Commands.register(try #require(joined.joined), "open-day"), by: .system)
    }
    _ = try await store.submit(
      try Commands.award(60, to: MemberNumber(ordinal: 0), reason: "到场"), by: .system)
    let id = try await store.read { club, _ in
      club.registration.registrations(of: MemberNumber(ordinal: 0)).first?.id
    }
    _ = try await store.submit(.registration(.cancel(try #require(id))), by: .system)
  }
}

@Suite("Telling other systems, from a store")
struct WebhookStoreTests {
  private static let all = ["W2-1", "W4-1", "W6-1", "W7-2"]
  private static let everything = Set(WebhookEventType.allCases)
  private let till: Code
  private let crm: Code

  init() throws {
    till = try Commands.code("till")
    crm = try Commands.code("crm")
  }

  @Test("what happened, in order, once, each system at its own pace; a start goes on")
  func told() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    try store.startWebhooks([till: Self.everything, crm: [.pointsPosted]])
    try await house.play(in: store)
    let (quick, dead) = (Subscriber(), Subscriber { _ in .init(taken: 0, reason: "no answer") })
    try await store.drain(crm, to: dead)
    try await store.drain(till, to: quick)
    #expect(quick.ids == Self.all && dead.ids == [])
    #expect(try store.standing(till) == "active 0")
    #expect(try store.standing(crm) == "waiting 2")
    let ids = quick.letters.map(\.id)
    #expect(
      Set(ids).count == 4 && ids.allSatisfy { $0.wholeMatch(of: /W\d+-\d+-[0-9a-f]{8}/) != nil })
    await store.close()
    let again = try house.open()
    #expect(try again.webhooks().map(\.name) == [crm, till])
    try again.startWebhooks([till: Self.everything, crm: [.pointsPosted]])
    try await again.drain(till, to: quick)
    #expect(quick.ids == Self.all)
    #expect(try again.standing(crm) == "waiting 2")
    let mended = Subscriber()
    try await again.drain(crm, to: mended)
    #expect(mended.ids == ["W6-1"])
    await again.close()
  }

  @Test("nothing personal in the file, and nothing of it in a backup")
  func files() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    try store.startWebhooks([till: Self.everything])
    try await house.play(in: store)
    let subscriber = Subscriber()
    try await store.drain(till, to: subscriber)
    let file = String(
      decoding: try POSIXFileSystem().contents(of: "\(house.directory)/webhooks.json"),
      as: UTF8.self)
    #expect(
      file == "{\"v\":1,\"receivers\":[{\"name\":\"till\",\"record\":8,\"fact\":0}]}\n", "\(file)")
    let said = String(decoding: subscriber.letters.flatMap(\.body), as: UTF8.self)
    for personal in ["何知秋", "苏禾", "13800138", "到场"] { #expect(!said.contains(personal)) }
    await store.close()
  }

  @Test("each fact as another system reads it")
  func bodies() throws {
    let time = Instant(milliseconds: 1_795_829_400_000)
    let told = try FactCodingTests.facts().compactMap { fact in
      WebhookEvent(fact, at: Position(sequence: 17, index: 0)).map {
        String(decoding: $0.body(at: time), as: UTF8.self)
      }
    }
    let head =
      #"{"type":"%","timestamp":"2026-11-28T09:30:00+08:00","data":{"member":"412720282221","#
    func expected(_ type: String, _ rest: String) -> String {
      head.replacing("%", with: type) + rest + "}}"
    }
    for body in [
      expected("member.joined", #""channel":"magazine-form""#),
      expected(
        "points.posted",
        #""entry":"P17-1","account":"issued","points":100,"source":"manual","businessDate":"2026-11-28","reverses":null"#
      ),
      expected(
        "points.posted",
        #""entry":"P17-1","account":"issued","points":-100,"source":"reversal","businessDate":"2026-11-28","reverses":"P9-1""#
      ),
      expected("registration.promoted", #""registration":"R17-3","event":"open-day""#),
      expected(
        "tier.changed", #""from":null,"to":"senior","since":"2026-11-28","cause":"time""#),
      expected(
        "tier.changed", #""from":"gold","to":null,"since":"2026-11-28","cause":"revised""#),
    ] {
      #expect(told.contains(body), "\(body)\n\(told.joined(separator: "\n"))")
    }
    // References name receipts and contracts, tokens sign somebody in: neither leaves the house.
    #expect(!told.joined().contains("contract-2026") && !told.joined().contains("000102"))
  }

  @Test(
    "a crash between the answer and the disk tells it again under the same name, and nothing else")
  func crash() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    try store.startWebhooks([till: Self.everything])
    try await house.play(in: store)
    let during = Mutex<ClubStore?>(nil)
    let subscriber = Subscriber { count in
      let copy = try house.crashed()
      during.withLock { $0 = copy }
      return .init(taken: count)
    }
    #expect(try await store.tellNext(till, by: subscriber))
    for (copy, ids) in [
      (during.withLock { $0 }, Self.all), (try house.crashed(), Array(Self.all.dropFirst())),
    ] {
      let copy = try #require(copy)
      try copy.startWebhooks([till: Self.everything])
      let second = Subscriber()
      try await copy.drain(till, to: second)
      #expect(second.ids == ids)
      if ids == Self.all { #expect(second.letters[0] == subscriber.letters[0]) }
      await copy.close()
    }
    await store.close()
  }

  @Test(
    "more at once where it is quick, one at a time after a failure; what was taken is not told again"
  )
  func batches() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    _ = try await store.submit(try Commands.signUp("何知秋", phone: "13800138000"), by: .visitor)
    try store.startWebhooks([till: Self.everything])
    for _ in 0..<100 {
      _ = try await store.submit(try Commands.award(1, to: MemberNumber(ordinal: 0)), by: .system)
    }
    let sizes = Mutex<[Int]>([])
    let subscriber = Subscriber { count in
      sizes.withLock { $0.append(count) }
      // The fifth answer takes a part.
      return sizes.withLock { $0.count } == 5
        ? .init(taken: 3, reason: "it answered 503") : .init(taken: count)
    }
    try await store.drain(till, to: subscriber)
    #expect(sizes.withLock { $0 } == [1, 2, 4, 8, 16])
    #expect(subscriber.ids.count == 18)
    house.passTime(seconds: 30)
    try await store.drain(till, to: subscriber)
    #expect(sizes.withLock { $0 } == [1, 2, 4, 8, 16, 1, 2, 4, 8, 16, 31, 20])
    #expect(subscriber.ids == (3..<103).map { "W\($0)-1" })
    await store.close()
  }

  @Test("410 and three days of silence are failures that staff see and let go on; nothing is lost")
  func failed() async throws {
    let house = try Clubhouse()
    let log = Warnings()
    let store = try house.open(log: log)
    try store.startWebhooks([till: Self.everything, crm: Self.everything])
    try await house.play(in: store)
    let gone = Subscriber { _ in .init(taken: 0, reason: "it answered 410", isForGood: true) }
    let silent = Subscriber { _ in .init(taken: 0, reason: "it did not answer") }
    try await store.drain(crm, to: gone)
    for _ in 0..<100 {
      try await store.drain(till, to: silent)
      house.passTime(seconds: 3600)
    }
    #expect(try store.standing(till) == "failed 6")
    #expect(try store.standing(crm) == "failed 6")
    #expect(log.all.count == 3 && log.all.allSatisfy { $0.hasPrefix("webhook ") })
    #expect(try await !store.resumeWebhook(try Commands.code("nobody")))
    #expect(try await store.resumeWebhook(till))
    let mended = Subscriber()
    try await store.drain(till, to: mended)
    #expect(mended.ids == Self.all)
    #expect(try store.standing(till) == "active 0")
    await store.close()
    // A start tries again by itself.
    let again = try house.open()
    try again.startWebhooks([till: Self.everything, crm: Self.everything])
    try await again.drain(crm, to: mended)
    #expect(mended.ids == Self.all + Self.all)
    await again.close()
  }

  @Test("who is new hears from now on, who is no longer named is forgotten")
  func subscribing() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    try store.startWebhooks([:])
    #expect(try !POSIXFileSystem().list(house.directory).contains("webhooks.json"))
    try await house.play(in: store)
    await store.close()
    let second = try house.open()
    try second.startWebhooks([till: Self.everything])
    _ = try await second.submit(
      try Commands.award(1, to: MemberNumber(ordinal: 0)), by: .system)
    await second.close()
    let third = try house.open()
    try third.startWebhooks([till: Self.everything, crm: Self.everything])
    let subscriber = Subscriber()
    try await third.drain(crm, to: subscriber)
    #expect(subscriber.ids == [])
    try await third.drain(till, to: subscriber)
    #expect(subscriber.ids == ["W8-1"])
    await third.close()
    let fourth = try house.open()
    try fourth.startWebhooks([:])
    #expect(try fourth.webhooks().isEmpty)
    await fourth.close()
  }

  @Test("a file that is none is refused with what to do; a place behind the end is put right")
  func wrongFile() async throws {
    let house = try Clubhouse()
    let log = Warnings()
    let store = try house.open(log: log)
    try await house.play(in: store)
    let path = "\(house.directory)/webhooks.json"
    for text in ["", "{}", #"{"v":2,"receivers":[]}"#, #"{"v":1,"receivers":[{"name":"till"}]}"#] {
      try POSIXFileSystem().replace(path, in: house.directory, with: Array(text.utf8))
      let error = #expect(throws: StoreError.self) { try store.startWebhooks([:]) }
      #expect(error?.description.contains("Move it away") == true)
    }
    try POSIXFileSystem().replace(
      path, in: house.directory,
      with: Array(#"{"v":1,"receivers":[{"name":"till","record":99,"fact":0}]}"#.utf8))
    try store.startWebhooks([till: Self.everything])
    #expect(try store.standing(till) == "active 0")
    #expect(log.all.count == 1)
    await store.close()
  }
}
