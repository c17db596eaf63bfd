import Annex
import Club
import Testing

@testable import ClubStore
@testable import Journal

@Suite("Looking a command over")
struct PreviewTests {
  @Test("says what would be written, contacts included, and writes nothing")
  func nothingIsWritten() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(joined.joined)
    let award = try Commands.award(100, to: member)
    let head = store.head
    let decision = try await store.preview(award, by: .system)
    #expect(store.head == head)
    #expect(try await store.read { club, _ in club.points.balance(of: member) } == 0)
    let outcome = try await store.submit(award, by: .system)
    #expect(decision.facts == outcome.facts && decision.annex == outcome.annex)
    await #expect(
      throws: SubmissionError.rejected(
        .membership(.duplicateContact(holder: ContactHolder(member, isConfirmed: false))))
    ) {
      try await store.preview(
        try Commands.signUp("乙", phone: "13800138000"), by: .system)
    }
    await store.close()
  }

  @Test("rests on nothing that is not on the disk")
  func durable() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(joined.joined)
    let before = store.head.sequence
    house.disk.holdSyncs()
    defer { house.disk.releaseSyncs() }
    let award = Task { try await store.submit(try Commands.award(100, to: member), by: .system) }
    while store.journal.head.sequence == Int(before) { await Task.yield() }
    let seen = Seen()
    let spend = Task {
      let decision = try await store.preview(try Commands.spend(60, of: member), by: .system)
      await seen.note()
      return decision
    }
    // Both wait for the disk, or one of them has not.
    try await eventually {
      let isNoted = await seen.isNoted
      return store.journal.committer.waiting == 2 || isNoted
    }
    #expect(await !seen.isNoted)
    house.disk.releaseSyncs()
    _ = try await award.value
    guard case .points(.posted(let posting))? = try await spend.value.facts.first else {
      Issue.record("a spending is one entry")
      return
    }
    #expect(posting.balance == 40)
    await store.close()
  }
}

private actor Seen {
  private(set) var isNoted = false

  func note() { isNoted = true }
}
