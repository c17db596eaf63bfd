import CivilTime
import Club
import Disk
import Synchronization
import Testing

@testable import ClubStore

/// Another system that never takes what names this entry, and whatever is done while it answers.
private final class Picky: WebhookCarrier {
  private let told = Mutex<[String]>([])
  private let refused: String
  private let meanwhile: @Sendable (String) async throws -> Void

  init(_ refused: String, meanwhile: @escaping @Sendable (String) async throws -> Void = { _ in }) {
    self.refused = refused
    self.meanwhile = meanwhile
  }

  func carry(_ letters: [WebhookLetter]) async -> WebhookAnswer {
    let good = letters.prefix { !$0.id.hasPrefix(refused) }
    told.withLock { $0 += good.map { String($0.id.dropLast(9)) } }
    guard good.count < letters.count else { return WebhookAnswer(taken: letters.count) }
    try? await meanwhile(letters[good.count].id)
    return WebhookAnswer(taken: good.count, reason: "it answered 422")
  }

  var ids: [String] { told.withLock { $0 } }
}

@Suite("Leaving out what another system never takes")
struct WebhookSkipTests {
  private let till: Code

  init() throws {
    till = try Commands.code("till")
  }

  /// A club that has given points six times, in the records 3 to 8.
  private func open(_ house: Clubhouse, _ log: Warnings = Warnings()) async throws -> ClubStore {
    let store = try house.open(log: log)
    _ = try await store.submit(try Commands.adopt([]), by: .system)
    _ = try await store.submit(try Commands.signUp("何知秋", phone: "13800138000"), by: .visitor)
    try store.startWebhooks([till: [.pointsPosted]])
    for _ in 0..<6 {
      _ = try await store.submit(try Commands.award(1, to: MemberNumber(ordinal: 0)), by: .system)
    }
    return store
  }

  private func drain(_ store: ClubStore, to carrier: Picky) async throws {
    while try await store.tellNext(till, by: carrier) {}
  }

  private func progress(of store: ClubStore) throws -> WebhookProgress {
    try #require(try store.webhooks().first).progress
  }

  @Test("by its name, once; what comes after it is told at once, and a start remembers it")
  func leftOut() async throws {
    let (house, log) = (try Clubhouse(), Warnings())
    let store = try await open(house, log)
    let picky = Picky("W5-1-")
    try await drain(store, to: picky)
    #expect(picky.ids == ["W3-1", "W4-1"])
    let event = try #require(try progress(of: store).trouble?.event)
    #expect(event.hasPrefix("W5-1-"))
    try await store.skipWebhook(event, for: till)
    #expect(try progress(of: store).status == .active)
    #expect(
      log.all.last?.contains("\(event) is left out by hand; it was not taken: it answered 422")
        == true)
    let crashed = try house.crashed()
    try await drain(store, to: picky)
    #expect(picky.ids == ["W3-1", "W4-1", "W6-1", "W7-1", "W8-1"])
    await store.close()

    // It was on the disk before anybody was told that it is left out.
    try crashed.startWebhooks([till: [.pointsPosted]])
    #expect(try progress(of: crashed).skipped.map(\.event) == [event])
    let again = Picky("W5-1-")
    try await drain(crashed, to: again)
    #expect(again.ids == ["W6-1", "W7-1", "W8-1"])
    #expect(try progress(of: crashed).skipped.map(\.reason) == ["it answered 422"])
    await crashed.close()
  }

  @Test(
    "nothing is left out that is not refused: another one, a wrong name, nobody's, the same twice")
  func refused() async throws {
    let house = try Clubhouse()
    let store = try await open(house)
    let picky = Picky("W5-1-")
    await #expect(throws: WebhookRefusal.other(nil)) {
      try await store.skipWebhook("W5-1-00000000", for: till)
    }
    try await drain(store, to: picky)
    let event = try #require(try progress(of: store).trouble?.event)
    for other in ["W6-1-00000000", "W5-1-00000000", "W5-2", ""] {
      await #expect(throws: WebhookRefusal.other(event)) {
        try await store.skipWebhook(other, for: till)
      }
    }
    await #expect(throws: WebhookRefusal.nobody) {
      try await store.skipWebhook(event, for: try Commands.code("crm"))
    }
    #expect(try progress(of: store).trouble?.event == event)
    try await store.skipWebhook(event, for: till)
    await #expect(throws: WebhookRefusal.other(nil)) {
      try await store.skipWebhook(event, for: till)
    }
    await store.close()
  }

  @Test("left out while it is told once more: the refusal that comes then holds nothing up")
  func meanwhile() async throws {
    let house = try Clubhouse()
    let store = try await open(house)
    let first = Picky("W5-1-")
    try await drain(store, to: first)
    house.passTime(seconds: 3600)
    let till = till
    let second = Picky("W5-1-") { event in try await store.skipWebhook(event, for: till) }
    #expect(try await !store.tellNext(till, by: second))
    #expect(try progress(of: store).status == .active)
    #expect(try progress(of: store).next == Position(sequence: 5, index: 1))
    try await drain(store, to: second)
    #expect(second.ids == ["W6-1", "W7-1", "W8-1"])
    await store.close()
  }

  @Test("a file of before, which does not name the event: it is left out all the same")
  func earlierFile() async throws {
    let house = try Clubhouse()
    let store = try await open(house)
    try await drain(store, to: Picky("W5-1-"))
    let event = try #require(try progress(of: store).trouble?.event)
    await store.close()
    let file =
      #"{"v":1,"receivers":[{"name":"till","record":5,"fact":0,"tries":1,"since":1,"reason":"x"}]}"#
    try POSIXFileSystem().replace(
      "\(house.directory)/webhooks.json", in: house.directory, with: Array(file.utf8))
    let again = try house.open()
    try again.startWebhooks([till: [.pointsPosted]])
    #expect(try progress(of: again).trouble?.event == nil)
    try await again.skipWebhook(event, for: till)
    let picky = Picky("W5-1-")
    try await drain(again, to: picky)
    #expect(picky.ids == ["W6-1", "W7-1", "W8-1"])
    await again.close()
  }
}
