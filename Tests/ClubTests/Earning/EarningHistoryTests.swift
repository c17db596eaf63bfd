import CivilTime
import Testing

@testable import Club

/// Random histories of rules, tiers, approvals and reversals, each from its seed: whatever is decided can be
/// applied, no cap is exceeded, no receipt counts twice, and replaying leads to the same.
@Suite("任意历史里的积分规则 rules in any history")
struct EarningHistoryTests {
  @Test("决定了的都记得下，上限不超，收据不重，重放一致", arguments: 0..<30)
  func anyHistory(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    var script = try Script()
    try start(&script)
    for _ in 0..<250 {
      // Now and then months pass, so that tiers come and points lapse.
      script.wait(seconds: generator.next(below: generator.next(below: 20) == 0 ? 9_000_000 : 900))
      _ = try script.play(line(&generator, script))
      let books = script.club.points.trialBalance
      #expect(books.outstanding == books.issued - books.redeemed - books.expired + books.adjusted)
    }
    try check(script)
    var club = Club()
    for (fact, position, time) in script.journal {
      try club.apply(fact, at: position, time: time)
    }
    #expect(club == script.club)
  }

  private func start(_ script: inout Script) throws {
    _ = try script.play(
      """
      content event film 2026-11-22 09:00 points=60
      content tier member
      content tier senior months=12
      content tier gold earned=150 within=6
      content rule purchase points=1 yuan=10 reference=receipt caps=day:40,month:90 shares=senior:150
      content rule essay points=30 once=month tiers=senior,gold
      content rule large points=80 approval
      content rule attend attendance
      content rule year points=20 when=senior
      content campaign double from=2026-11-01 through=2027-06-30 rules=purchase percent=200
      system adopts
      clerk joins desk phone=13800138000
      clerk joins desk phone=13800138001
      clerk joins desk phone=13800138002
      """)
  }

  private func line(_ generator: inout SplitMix, _ script: Script) -> String {
    let member = "m\(generator.next(below: 3) + 1)"
    let record = generator.next(below: max(1, script.journal.count)) + 1
    let place = generator.next(below: 2) + 1
    switch generator.next(below: 13) {
    case 0, 1, 2:
      return "clerk awards \(member) - source=purchase fen=\(generator.next(below: 90_000) + 1)"
        + " reference=R-\(generator.next(below: 30))"
    case 3: return "clerk awards \(member) - source=essay"
    case 4: return "clerk awards \(member) - source=large reference=L-\(generator.next(below: 9))"
    case 5: return "clerk awards \(member) - source=attend event=film"
    case 6: return "manager approves Q\(record)-\(place)"
    case 7: return "manager reverses P\(record)-\(place) debt"
    case 8: return "manager spends \(member) \(generator.next(below: 120) + 1)"
    case 9: return "system grants-due"
    case 10: return "system expires"
    case 11:
      return "content event film 2026-11-22 09:00 points=60"
        + (generator.next(below: 2) == 0 ? " off" : "") + "\nsystem adopts\nsystem withdraws"
    default:
      let cap = generator.next(below: 60) + 1
      return
        "content rule purchase points=1 yuan=10 reference=receipt caps=day:\(cap) validity=3-months\n"
        + "system adopts"
    }
  }

  private func check(_ script: Script) throws {
    var receipts: Set<String> = []
    for case (.points(.posted(let posting)), let position, _) in script.journal {
      guard let earning = posting.earning else { continue }
      #expect(
        earning.base * earning.percent * earning.tierPercent / 10_000 == posting.points
          + earning.cut)
      let isStanding = script.club.points.entry(EntryID(position))?.reversedBy == nil
      if earning.claim == .receipt, isStanding, let reference = posting.reference {
        #expect(receipts.insert(reference.text).inserted)
      }
    }
    if !script.club.terms.cancelledEvents.isEmpty {
      for case (.points(.posted(let posting)), let position, _) in script.journal
      where posting.source.text == "attend" && posting.reverses == nil {
        #expect(script.club.points.entry(EntryID(position))?.reversedBy != nil)
      }
    }
    for ordinal in 0..<3 {
      let essays = script.club.points.awards(
        by: try known(Code("essay")), to: MemberNumber(ordinal: ordinal), in: Term())
      let months = essays.map { "\($0.businessDate.year)-\($0.businessDate.month)" }
      #expect(Set(months).count == months.count)
      #expect(
        script.club.points.awards(
          by: try known(Code("year")), to: MemberNumber(ordinal: ordinal), in: Term()
        ).count <= 1)
    }
  }
}
