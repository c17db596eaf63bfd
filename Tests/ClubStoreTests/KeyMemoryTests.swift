import CivilTime
import Club
import Synchronization
import Testing

@testable import ClubStore

@Suite("How long idempotency keys are remembered")
struct KeyMemoryTests {
  private let day: Int64 = 86_400_000

  private func key(_ number: Int) -> KeyCode {
    let secret = Secret([UInt8](repeating: 7, count: 32))
    return KeyCode(secret.code("test", Array("\(number)".utf8)).prefix(16))
  }

  @Test("a key is remembered for the whole of its time, and no more than an hour longer")
  func lifetime() {
    var memory = KeyMemory(lifetime: 30 * day)
    memory.remember(key(1), record: 1, at: Instant(milliseconds: 0))
    memory.remember(key(2), record: 2, at: Instant(milliseconds: 3_599_999))
    memory.remember(key(3), record: 3, at: Instant(milliseconds: 30 * day + 3_599_999))
    #expect([1, 2, 3].map { memory.records(of: key($0)) } == [[1], [2], [3]])
    memory.remember(key(4), record: 4, at: Instant(milliseconds: 30 * day + 3_600_000))
    #expect([1, 2, 3].map { memory.records(of: key($0)) } == [[], [], [3]])
  }

  @Test("a key that was used anew after its time names the new record")
  func anew() {
    var memory = KeyMemory(lifetime: day)
    memory.remember(key(1), record: 1, at: Instant(milliseconds: 0))
    memory.remember(key(1), record: 2, at: Instant(milliseconds: 2 * day))
    #expect(memory.records(of: key(1)) == [2])
  }

  @Test("expired keys give their place back, and no living one is lost")
  func places() {
    var memory = KeyMemory(lifetime: 10 * day)
    for number in 1...20_000 {
      memory.remember(
        key(number), record: number, at: Instant(milliseconds: Int64(number) * day / 100))
    }
    for number in 19_001...20_000 { #expect(memory.records(of: key(number)) == [number]) }
    for number in 1...18_900 { #expect(memory.records(of: key(number)).isEmpty) }
    #expect(memory.count < 4000)
  }

  @Test("in the store: within its time the same outcome, after it a new one, also after a restart")
  func store() async throws {
    let house = try Clubhouse()
    var store = try await house.openWithTerms()
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let award = try Commands.award(5, to: try #require(joined.joined))
    let first = try await store.submit(award, by: .system, idempotency: .test("a"))
    house.passTime(seconds: 30 * 86_400)
    let late = try await store.submit(award, by: .system, idempotency: .test("a"))
    #expect(late.replayed && late.sequence == first.sequence)
    house.passTime(seconds: 3601)
    // The time of expiry is the records', so another one has to come.
    _ = try await store.submit(award, by: .system, idempotency: .test("b"))
    for round in 0..<2 {
      #expect(!store.remembers(.test("a")), "round \(round)")
      #expect(store.remembers(.test("b")), "round \(round)")
      await store.close()
      store = try house.open()
    }
    let anew = try await store.submit(award, by: .system, idempotency: .test("a"))
    #expect(!anew.replayed && anew.sequence == 5)
    #expect(try house.contents("journal").split(separator: "\n").count == 5)
    await store.close()
  }

  @Test("two keys with one hash are told apart by their records")
  func sameHash() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor, idempotency: .test("a"))
    let award = try Commands.award(5, to: try #require(joined.joined))
    let name = RememberedKey(.test("b"), store.secret).name
    store.state.withLock { state in
      state.keys.remember(name, record: 2, at: Instant(milliseconds: 1_795_829_400_000))
    }
    let outcome = try await store.submit(award, by: .system, idempotency: .test("b"))
    #expect(!outcome.replayed && outcome.sequence == 3)
    let again = try await store.submit(award, by: .system, idempotency: .test("b"))
    #expect(again.replayed && again.sequence == 3)
    await store.close()
  }
}
