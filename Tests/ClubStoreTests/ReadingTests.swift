import Annex
import CivilTime
import Club
import Synchronization
import Testing

@testable import ClubStore
@testable import Journal

@Suite("Reading")
struct ReadingTests {
  @Test("nothing is shown before it is on the disk: no value, no figure, no refusal, no head")
  func durable() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let command = try Commands.signUp("甲", phone: "13800138000")
    house.disk.holdSyncs()
    defer { house.disk.releaseSyncs() }
    let finished = Finished()
    let tasks = [
      Task { _ = try await store.submit(command, by: .visitor) },
      Task {
        while store.journal.head.sequence == 1 { await Task.yield() }
        let count = try await store.read { club, _ in club.membership.count }
        finished.add("read \(count)")
      },
      Task {
        while store.journal.head.sequence == 1 { await Task.yield() }
        let figures = try await store.figures()
        finished.add("figures \(figures.members) \(figures.head.sequence)")
      },
      Task {
        while store.journal.head.sequence == 1 { await Task.yield() }
        do {
          _ = try await store.submit(command, by: .system)
        } catch SubmissionError.rejected {
          finished.add("refused")
        }
      },
    ]
    // All four wait for the disk, or one of them has not.
    try await eventually { store.journal.committer.waiting == tasks.count || !finished.all.isEmpty }
    #expect(finished.all.isEmpty)
    #expect(store.head.sequence == 1)
    house.disk.releaseSyncs()
    for task in tasks { try await task.value }
    #expect(finished.all == ["read 1", "figures 1 2", "refused"])
    #expect(store.head.sequence == 2)
    await store.close()
  }

  @Test("what a closed store could not write is not shown: the reader gets an error")
  func stopped() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(joined.joined)
    await store.close()
    #expect(try await store.read { club, _ in club.membership.count } == 1)
    let late = try Commands.award(5, to: member)
    await #expect(throws: SubmissionError.self) { try await store.submit(late, by: .system) }
    let error = await #expect(throws: StoreError.self) {
      try await store.read { club, _ in club.points.balance(of: member) }
    }
    #expect(error?.isStopped == true && error?.description.contains("closed") == true)
    await #expect(throws: StoreError.self) { try await store.figures() }
    #expect(store.head.sequence == 2)
  }

  @Test("staff and members are known by the hash of their token")
  func tokens() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let staffHash = ClubStore.tokenHash("staff-token")
    let add = try await store.submit(
      .staff(
        .add(
          name: try #require(PersonName("周经理")), role: .manager,
          tokenHash: try #require(TokenHash(staffHash)))), by: .system)
    #expect(add.annex["name"] == "周经理")
    let session = NewSession(
      tokenHash: try #require(TokenHash(ClubStore.tokenHash("member-token"))),
      expires: house.time.withLock { $0.adding(seconds: 3600) })
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000", session: session), by: .visitor)
    await store.close()
    let again = try house.open()
    #expect(
      again.staff(byTokenHash: staffHash)
        == StaffIdentity(id: StaffID(1), role: .manager, regions: [], name: "周经理"))
    #expect(again.staff(byTokenHash: ClubStore.tokenHash("other")) == nil)
    #expect(again.staff(byTokenHash: [1, 2, 3]) == nil)
    #expect(again.session(byTokenHash: ClubStore.tokenHash("member-token")) == joined.joined)
    #expect(again.session(byTokenHash: staffHash) == nil)
    house.passTime(seconds: 3600)
    #expect(again.session(byTokenHash: ClubStore.tokenHash("member-token")) == nil)
    await again.close()
  }

  @Test("figures hold the totals, the seats of current events, and the head of the chain")
  func figures() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    #expect(
      try await store.figures().head == Head(sequence: 0, hash: String(repeating: "0", count: 64)))
    _ = try await store.submit(
      try Commands.adopt([
        try Commands.event("open-day", capacity: 2), try Commands.event("film", capacity: nil),
      ]), by: .system)
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(joined.joined)
    _ = try await store.submit(try Commands.award(80, to: member), by: .system)
    _ = try await store.submit(try Commands.spend(30, of: member), by: .system)
    _ = try await store.submit(try Commands.register(member, "open-day"), by: .member(member))
    let figures = try await store.figures()
    #expect(figures.members == 1)
    #expect(figures.trialBalance.issued == 80)
    #expect(figures.trialBalance.redeemed == 30)
    #expect(figures.trialBalance.outstanding == 50)
    #expect(
      figures.seats == [
        "open-day": Seats(capacity: 2, taken: 1, waiting: 0),
        "film": Seats(capacity: nil, taken: 0, waiting: 0),
      ])
    #expect(figures.head == store.head)
    await store.close()
  }

  @Test("changes name what was touched, and come as one while their reader is busy")
  func changes() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    var changes = store.changes().makeAsyncIterator()
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("open-day", capacity: 1)]), by: .system)
    let adopted = try #require(await changes.next())
    #expect(adopted.events == ["open-day"])
    #expect(!adopted.totals && !adopted.members && adopted.upTo == 1)
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(joined.joined)
    _ = try await store.submit(try Commands.award(5, to: member), by: .system)
    let both = try #require(await changes.next())
    #expect(both.events.isEmpty && both.totals && both.members && both.upTo == 3)
    _ = try await store.submit(try Commands.register(member, "open-day"), by: .member(member))
    await store.close()
    let last = try #require(await changes.next())
    #expect(last.events == ["open-day"] && !last.totals)
    #expect(await changes.next() == nil)
  }
}

/// What has been answered so far.
private final class Finished: Sendable {
  private let answers = Mutex<Set<String>>([])

  func add(_ answer: String) { answers.withLock { _ = $0.insert(answer) } }
  var all: Set<String> { answers.withLock { $0 } }
}
