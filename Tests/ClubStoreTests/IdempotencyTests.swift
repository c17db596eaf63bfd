import Annex
import CivilTime
import Club
import Journal
import Synchronization
import Testing

@testable import ClubStore

@Suite("Requests sent again")
struct IdempotencyTests {
  @Test("the same request gets the same outcome, also after a restart, and happens once")
  func again() async throws {
    let house = try Clubhouse()
    var store = try await house.openWithTerms()
    let command = try Commands.signUp("林知远", phone: "13800138000", email: "lin@example.com")
    let first = try await store.submit(command, by: .visitor, idempotency: .test("a"))
    #expect(!first.replayed)
    #expect(store.remembers(.test("a")) && !store.remembers(.test("b")))
    for round in 0..<3 {
      house.passTime(seconds: 60)
      let again = try await store.submit(command, by: .visitor, idempotency: .test("a"))
      #expect(again.replayed, "round \(round)")
      #expect(again.sequence == first.sequence)
      #expect(again.time == first.time)
      #expect(again.facts == first.facts)
      #expect(again.annex == first.annex)
      await store.close()
      store = try house.open()
    }
    #expect(store.head.sequence == 2)
    await store.close()
  }

  @Test("the same key with another body is refused, and with another scope it is another key")
  func otherBody() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let command = try Commands.signUp("甲", phone: "13800138000")
    _ = try await store.submit(command, by: .visitor, idempotency: .test("a", body: "one"))
    let reused = await #expect(throws: SubmissionError.self) {
      try await store.submit(command, by: .visitor, idempotency: .test("a", body: "two"))
    }
    #expect(reused == .keyReused)
    let other = try await store.submit(
      try Commands.signUp("乙", phone: "13900139000"), by: .visitor,
      idempotency: IdempotencyKey(scope: "staff:1", key: "a", request: Array("two".utf8)))
    #expect(!other.replayed)
    await store.close()
  }

  @Test("a refusal is not remembered: the same request may succeed later")
  func refusal() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(joined.joined)
    let spend = try Commands.spend(10, of: member)
    let error = await #expect(throws: SubmissionError.self) {
      try await store.submit(spend, by: .system, idempotency: .test("s"))
    }
    guard case .rejected(.points) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    _ = try await store.submit(try Commands.award(10, to: member), by: .system)
    let spent = try await store.submit(spend, by: .system, idempotency: .test("s"))
    #expect(!spent.replayed)
    await store.close()
  }

  @Test("while the first request is on its way to the disk, the second is told so")
  func inFlight() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let command = try Commands.signUp("甲", phone: "13800138000")
    house.disk.holdSyncs()
    let first = Task { try await store.submit(command, by: .visitor, idempotency: .test("a")) }
    while store.journal.head.sequence == 1 { await Task.yield() }
    let error = await #expect(throws: SubmissionError.self) {
      try await store.submit(command, by: .visitor, idempotency: .test("a"))
    }
    #expect(error == .keyInFlight)
    house.disk.releaseSyncs()
    let outcome = try await first.value
    let again = try await store.submit(command, by: .visitor, idempotency: .test("a"))
    #expect(again.replayed && again.facts == outcome.facts)
    await store.close()
  }
}
