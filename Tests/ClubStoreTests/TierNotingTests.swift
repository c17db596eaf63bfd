import CivilTime
import Club
import Testing

@testable import ClubStore

@Suite("Noting who has come to another tier")
struct TierNotingTests {
  private func adopt(_ tiers: [Tier]) throws -> Command {
    .terms(
      .adopt(
        rules: ClubRules(
          consent: try Commands.code("2026-09"),
          pointRules: [
            PointRule(code: try Commands.code("attend"), title: "到场", points: Amount(100))
          ], tiers: tiers),
        events: []))
  }

  @Test("everybody at first, then those whose books have changed; a snapshot remembers it")
  func noting() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    let member = Tier(code: try Commands.code("member"), title: "会员")
    let gold = Tier(code: try Commands.code("gold"), title: "金卡", earned: Amount(100))
    _ = try await store.submit(try adopt([member, gold]), by: .system)
    for number in 0..<600 {
      _ = try await store.submit(
        try Commands.signUp("会员", phone: "1380013\(1000 + number)"), by: .visitor)
    }
    #expect(try await store.noteTiers() == 600)
    #expect(try await store.noteTiers() == 0)
    #expect(try await !store.noteChangedTiers())
    let before = store.head
    let order = PointsOrder(
      member: MemberNumber(ordinal: 7), amount: nil, source: try Commands.code("attend"),
      reason: try #require(Reason("到场")))
    _ = try await store.submit(.points(.award(order)), by: .system)
    _ = try await store.submit(try Commands.spend(10, of: MemberNumber(ordinal: 7)), by: .system)
    #expect(try await !store.noteChangedTiers())
    let record = try #require(try await store.record(store.head.sequence))
    #expect(store.head.sequence == before.sequence + 3 && record.actor == "system")
    let day = try #require(Day("2026-11-28"))
    #expect(
      record.facts == [
        .tiers(
          .changed(
            TierChange(
              member: MemberNumber(ordinal: 7), from: member.code, to: gold.code, since: day,
              cause: .points)))
      ])
    try await store.writeSnapshot()
    await store.close()
    let again = try house.open()
    #expect(try await again.noteTiers() == 0)
    // Other tiers are everybody's business.
    _ = try await again.submit(try adopt([member]), by: .system)
    #expect(try await !again.noteChangedTiers())
    #expect(try await again.record(again.head.sequence)?.facts.count == 1)
    #expect(try await again.noteTiers() == 0)
    await again.close()
    #expect(try Ledger(directory: house.directory).verify().snapshots >= 1)
  }

  @Test("a rush is looked through in parts")
  func rush() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    _ = try await store.submit(
      try adopt([Tier(code: try Commands.code("member"), title: "会员")]), by: .system)
    #expect(try await !store.noteChangedTiers())
    for number in 0..<1500 {
      _ = try await store.submit(
        try Commands.signUp("会员", phone: "1380013\(1000 + number)"), by: .visitor)
    }
    #expect(try await store.noteChangedTiers())
    #expect(try await !store.noteChangedTiers())
    #expect(try await store.noteTiers() == 0)
    await store.close()
  }

  @Test("whom the store could not note is gone through the next time, not forgotten")
  func refused() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    _ = try await store.submit(
      try adopt([Tier(code: try Commands.code("member"), title: "会员")]), by: .system)
    _ = try await store.submit(
      try Commands.signUp("会员", phone: "13800138000"), by: .visitor)
    await store.close()
    for _ in 0..<2 {
      await #expect(throws: SubmissionError.self) { try await store.noteChangedTiers() }
    }
  }

  @Test("the second books find a tier that comes from nowhere")
  func secondBooks() throws {
    var books = SecondBooks()
    let member = MemberNumber(ordinal: 0)
    let (gold, day) = (try Commands.code("gold"), try #require(Day("2026-11-28")))
    let up = TierChange(member: member, from: nil, to: gold, since: day, cause: .points)
    try books.enter(.tiers(.changed(up)), at: Position(sequence: 3, index: 0))
    #expect(throws: Disagreement.self) {
      try books.enter(.tiers(.changed(up)), at: Position(sequence: 4, index: 0))
    }
  }
}
