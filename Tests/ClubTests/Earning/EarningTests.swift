import CivilTime
import Testing

@testable import Club

/// Today is 22 November 2026, a Sunday.
@Suite("积分规则 earning rules")
struct EarningTests {
  @Test("按金额：每十元一分，舍去零头；分数由规则算，不由人填 so many points for so much money")
  func money() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      content rule purchase points=1 yuan=10
      system adopts                                 → rules purchase consent v1
      clerk awards m1 - source=purchase fen=12850   → m1 issued +12 = 12 by purchase
      clerk awards m1 12 source=purchase fen=12850  → m1 issued +12 = 24 by purchase
      clerk awards m1 13 source=purchase fen=12850  → refused: points-differ-from-rule (gives 12)
      clerk awards m1 - source=purchase fen=999     → refused: nothing-earned
      clerk awards m1 12 source=purchase            → refused: rule-needs-differ (money)
      clerk awards m1 - source=purchase             → refused: rule-needs-differ (money)
      clerk awards m1 - source=purchase fen=1000000000 → m1 issued +1000000 = 1000024 by purchase
      clerk awards m1 - source=purchase fen=1000001000 → refused: too-many-points
      clerk awards m1 -                             → refused: points-missing
      clerk spends m1 -                             → refused: points-missing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("一张收据在全会只记一次，冲正以后可以再记 a receipt is good once")
  func receipts() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      content rule purchase points=1 yuan=10 reference=receipt
      content rule meal points=5 reference=receipt
      content rule essay points=300
      system adopts                                 → rules purchase+meal+essay consent v1
      clerk awards m1 - source=purchase fen=5000    → refused: rule-needs-differ (money reference)
      clerk awards m1 - source=purchase fen=5000 reference=R-17 → m1 issued +5 = 5 by purchase
      clerk awards m1 - source=purchase fen=5000 reference=R-17 → refused: already-awarded (by P7-1)
      clerk awards m2 - source=purchase fen=9000 reference=R-17 → refused: already-awarded (by P7-1)
      clerk awards m2 - source=meal reference=R-17  → refused: already-awarded (by P7-1)
      clerk reverses P7-1                           → m1 issued -5 = 0 by reversal of P7-1
      clerk awards m2 - source=purchase fen=5000 reference=R-17 → m2 issued +5 = 5 by purchase
      # Where the reference is free, the same is good once for a member, and for others too.
      clerk awards m1 - source=essay reference=2026-autumn/rain → m1 issued +300 = 300 by essay
      clerk awards m1 - source=essay reference=2026-autumn/rain → refused: already-awarded (by P10-1)
      clerk awards m2 - source=essay reference=2026-autumn/rain → m2 issued +300 = 305 by essay
      clerk awards m1 - source=essay                → m1 issued +300 = 600 by essay
      clerk awards m1 - source=essay                → m1 issued +300 = 900 by essay
      """
    #expect(try Script.play(script) == script)
  }

  @Test("门口签到就入账，开场以前也算，只一次 coming earns at the door")
  func atTheDoor() throws {
    let script = """
      content event film 2026-11-22 19:00 points=60 seats=1
      content rule attend attendance
      system adopts                                 → rules attend consent v1, film 1 seats
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      m1 registers film                             → m1 has a seat at film
      at 2026-11-22 18:30
      clerk admits film m1                          → R6-1 of m1 for film attended, m1 issued +60 = 60 by attend (R6-1)
      at 2026-11-22 19:30
      clerk awards m1 - source=attend event=film    → refused: already-awarded (by P7-2)
      clerk reverses P7-2                           → m1 issued -60 = 0 by reversal of P7-2
      clerk awards m1 - source=attend event=film    → m1 issued +60 = 60 by attend
      """
    let played = try Script.play(script)
    #expect(played == script)
  }

  @Test("签到：分数印在活动页上，每场一次，开始以后才记 attendance")
  func attendance() throws {
    let script = """
      content event film 2026-11-22 19:00 points=60 seats=1
      content event talk 2026-11-22 09:00
      content event gala 2026-11-22 09:00 points=60 off
      content rule attend attendance
      system adopts                                 → rules attend consent v1, film 1 seats, gala called off, talk open
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      m1 registers film                             → m1 has a seat at film
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk awards m1 - source=attend event=film    → refused: event-not-begun
      clerk awards m1 - source=attend event=talk    → refused: event-without-points
      clerk awards m1 - source=attend event=gala    → refused: event-cancelled
      clerk awards m1 - source=attend event=ball    → refused: unknown-event
      clerk awards m1 60 source=attend              → refused: rule-needs-differ (event)
      at 2026-11-22 21:00
      clerk awards m1 - source=attend event=film    → m1 issued +60 = 60 by attend (R6-1)
      clerk awards m1 - source=attend event=film    → refused: already-awarded (by P8-1)
      # Who came without a seat has come all the same.
      clerk awards m2 60 source=attend event=film   → m2 issued +60 = 60 by attend
      clerk awards m2 60 source=attend event=film date=2026-11-21 → refused: business-date-out-of-range
      """
    #expect(try Script.play(script) == script)
  }

  @Test("按规则记的，不早于入会那天；会期里入会的，从那天起 a rule rewards members only")
  func sinceJoining() throws {
    let script = """
      content event fair 2026-11-20 09:00 points=60 until=2026-11-23
      content event film 2026-11-21 19:00 points=60
      content rule attend attendance
      content rule essay points=300
      system adopts                                 → rules attend+essay consent v1, fair open, film open
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=essay date=2026-11-21 → refused: business-date-out-of-range
      clerk awards m1 - source=essay date=2026-11-22 → m1 issued +300 = 300 by essay
      clerk awards m1 - source=attend event=film    → refused: business-date-out-of-range
      clerk awards m1 - source=attend event=fair    → m1 issued +60 = 360 by attend
      # An older club's points come by hand.
      clerk awards m1 40 date=2019-05-01            → m1 issued +40 = 400
      """
    var played = try Script()
    #expect(try played.play(script) == script)
    let entry = try known(EntryID("P7-1").flatMap { played.club.points.entry($0) })
    #expect(entry.businessDate.iso == "2026-11-22")
  }

  @Test("上限：最后一笔只记到上限为止，冲正以后让出 caps")
  func caps() throws {
    let script = """
      at 2025-11-01 10:00
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2026-11-22 10:00
      content rule purchase points=1 yuan=10 caps=day:100,month:150
      system adopts                                 → rules purchase consent v1
      clerk awards m1 - source=purchase fen=80000   → m1 issued +80 = 80 by purchase
      clerk awards m1 - source=purchase fen=80000   → m1 issued +20 = 100 by purchase (60 cut)
      clerk awards m1 - source=purchase fen=80000   → refused: cap-reached (100 a day)
      clerk reverses P7-1                           → m1 issued -20 = 80 by reversal of P7-1
      clerk awards m1 15 source=purchase fen=15000  → m1 issued +15 = 95 by purchase
      # What belongs to another day is counted there.
      clerk awards m1 - source=purchase fen=90000 date=2026-11-20 → m1 issued +55 = 150 by purchase (35 cut)
      clerk awards m1 - source=purchase fen=90000 date=2026-11-01 → refused: cap-reached (150 a month)
      clerk awards m1 - source=purchase fen=90000 date=2026-10-31 → m1 issued +90 = 240 by purchase
      """
    #expect(try Script.play(script) == script)
  }

  @Test("只记一次：一月一次、一生一次 once")
  func once() throws {
    let script = """
      at 2025-11-01 10:00
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2026-11-22 10:00
      content rule birthday points=88 once=year
      content rule welcome points=10 once=ever
      system adopts                                 → rules birthday+welcome consent v1
      clerk awards m1 - source=birthday             → m1 issued +88 = 88 by birthday
      clerk awards m1 - source=birthday             → refused: only-once (year, by P6-1)
      clerk awards m1 - source=birthday date=2025-11-22 → m1 issued +88 = 176 by birthday
      clerk awards m1 - source=welcome              → m1 issued +10 = 186 by welcome
      at 2030-01-01 08:00
      clerk awards m1 - source=welcome              → refused: only-once (ever, by P8-1)
      clerk reverses P8-1                           → m1 issued -10 = 176 by reversal of P8-1
      clerk awards m1 - source=welcome              → m1 issued +10 = 186 by welcome
      """
    #expect(try Script.play(script) == script)
  }

  @Test("限时活动：给得最多的那个算，按业务日期 campaigns")
  func campaigns() throws {
    let script = """
      at 2025-11-01 10:00
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2026-11-22 10:00
      content rule purchase points=1 yuan=10 caps=day:30
      content rule essay points=300 from=2026-01-01 through=2026-11-30
      content campaign double from=2026-11-20 through=2026-11-22 rules=purchase percent=150
      content campaign triple from=2026-11-22 through=2026-11-22 rules=purchase points=3
      content campaign less from=2026-11-22 percent=50
      system adopts                                 → rules purchase+essay consent v1
      clerk awards m1 - source=purchase fen=5900 date=2026-11-19 → m1 issued +5 = 5 by purchase
      clerk awards m1 - source=purchase fen=5900 date=2026-11-20 → m1 issued +7 = 12 by purchase (5 x150% double)
      clerk awards m1 - source=purchase fen=5900    → m1 issued +15 = 27 by purchase (15 x100% triple)
      clerk awards m1 - source=purchase fen=9900    → m1 issued +15 = 42 by purchase (27 x100% triple, 12 cut)
      clerk awards m1 - source=essay                → m1 issued +300 = 342 by essay
      at 2026-12-01 09:00
      clerk awards m1 - source=essay                → refused: rule-not-in-force
      clerk awards m1 - source=essay date=2026-11-30 → m1 issued +300 = 642 by essay
      """
    #expect(try Script.play(script) == script)
  }

  @Test("条款一变就是新的一版，标题不算，换回来还是往下数 versions")
  func versions() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      content rule essay points=300
      system adopts                                 → rules essay consent v1
      system adopts                                 → nothing
      clerk awards m1 - source=essay                → m1 issued +300 = 300 by essay
      content rule essay points=200
      system adopts                                 → rules essay consent v1
      clerk awards m1 - source=essay                → m1 issued +200 = 500 by essay v2
      content rules consent=v1
      system adopts                                 → rules  consent v1
      content rule essay points=200
      system adopts                                 → rules essay consent v1
      clerk awards m1 - source=essay                → m1 issued +200 = 700 by essay v2
      content rule essay points=300
      system adopts                                 → rules essay consent v1
      clerk awards m1 - source=essay                → m1 issued +300 = 1000 by essay v3
      """
    #expect(try Script.play(script) == script)
  }

  @Test("须复核的规则：同一凭据不能等两次，批准时重新算 what waits")
  func approval() throws {
    let script = """
      at 2025-11-01 10:00
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2026-11-22 10:00
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      content rule purchase points=1 yuan=10 reference=receipt caps=day:100 approval
      system adopts                                 → rules purchase consent v1
      clerk awards m1 - source=purchase fen=80000 reference=R-1 → m1 issued +80 waits
      clerk awards m2 - source=purchase fen=80000 reference=R-1 → refused: already-requested (Q7-1)
      clerk awards m1 - source=purchase fen=80000 reference=R-2 → m1 issued +80 waits
      manager approves Q7-1                         → Q7-1 of m1 approved, m1 issued +80 = 80 by purchase
      manager approves Q8-1                         → Q8-1 of m1 approved, m1 issued +20 = 100 by purchase (60 cut)
      clerk awards m1 - source=purchase fen=80000 reference=R-3 → refused: cap-reached (100 a day)
      clerk awards m1 - source=purchase fen=80000 reference=R-2 date=2026-11-21 → refused: already-awarded (by P10-2)
      # Who posts alone may not, a rule that wants no facts takes none.
      clerk awards m1 - source=purchase fen=80000 reference=R-4 event=film → refused: rule-needs-differ (money reference)
      """
    #expect(try Script.play(script) == script)
  }

  @Test(
    "每一种先后，总数一样，上限不超 in whatever order, the totals are the same and within the cap",
    arguments: 0..<40)
  func anyOrder(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    let amounts = (0..<8).map { _ in (generator.next(below: 90) + 1) * 1000 }
    let days = (0..<8).map { _ in "2026-11-\(19 + generator.next(below: 3))" }
    var totals: Set<Int> = []
    for _ in 0..<6 {
      var script = try Script()
      _ = try script.play(
        """
        at 2026-11-19 09:00
        clerk joins desk phone=13800138000
        at 2026-11-22 10:00
        content rule purchase points=2 yuan=10 caps=day:60,month:130
        system adopts
        """)
      for place in shuffled(8, &generator) {
        _ = try script.play(
          "clerk awards m1 - source=purchase fen=\(amounts[place]) date=\(days[place])")
      }
      let club = script.club
      let awards = club.points.awards(
        by: try known(Code("purchase")), to: MemberNumber(ordinal: 0), in: Term())
      for day in Set(awards.map(\.businessDate)) {
        #expect(awards.filter { $0.businessDate == day }.reduce(0) { $0 + $1.points } <= 60)
      }
      totals.insert(awards.reduce(0) { $0 + $1.points })
    }
    #expect(totals.count == 1 && totals.allSatisfy { $0 <= 130 })
  }

  private func shuffled(_ count: Int, _ generator: inout SplitMix) -> [Int] {
    var order = Array(0..<count)
    for place in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(place, generator.next(below: place + 1))
    }
    return order
  }

  @Test(
    "期间按上海的日历 the periods",
    arguments: [
      (Period.day, "2026-11-22", "2026-11-22", "2026-11-22"),
      (.month, "2026-02-10", "2026-02-01", "2026-02-28"),
      (.month, "2028-02-29", "2028-02-01", "2028-02-29"),
      (.year, "2026-11-22", "2026-01-01", "2026-12-31"),
    ])
  func periods(period: Period, day: String, from: String, through: String) throws {
    let term = period.term(of: try known(Day(day)))
    #expect(term == Term(from: Day(from), through: Day(through)))
  }
}
