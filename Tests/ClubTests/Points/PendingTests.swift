import CivilTime
import Testing

@testable import Club

@Suite("待生效的积分 pending points")
struct PendingTests {
  @Test("看得见，用不得，到那一天由每日一笔生效，再跑不重记 seen, not spent, active on their day")
  func activation() throws {
    let script = """
      content rules consent=v1 validity=1-months
      content rule meal points=50 pending=7
      system adopts                                 → rules meal consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 30                            → m1 issued +30 = 30 until 2026-12-22
      clerk awards m1 - source=meal                 → m1 issued +50 = 80 by meal from 2026-11-29 until 2026-12-29
      clerk spends m1 40                            → refused: insufficient-points (has 30 of 40, 50 pending)
      clerk spends m1 10                            → m1 redeemed -10 = 70 (10 of P6-1)
      system activates                              → nothing
      clerk activates                               → refused: not-permitted
      at 2026-11-29 00:00
      system activates                              → 50 of m1 active (P7-1)
      system activates                              → nothing
      clerk spends m1 60                            → m1 redeemed -60 = 10 (20 of P6-1, 40 of P7-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("每日的一跑晚了，记账时先生效；补记很久以前的，当场可用 a late run, and awards of long ago")
  func late() throws {
    let script = """
      content rule meal points=50 pending=7
      system adopts                                 → rules meal consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=meal                 → m1 issued +50 = 50 by meal from 2026-11-29
      at 2026-12-03 09:00
      clerk spends m1 20                            → 50 of m1 active (P6-1), m1 redeemed -20 = 30
      system activates                              → nothing
      clerk awards m1 - source=meal date=2026-11-23 → m1 issued +50 = 80 by meal
      clerk awards m1 - source=meal date=2026-11-30 → m1 issued +50 = 130 by meal from 2026-12-07
      clerk spends m1 81                            → refused: insufficient-points (has 80 of 81, 50 pending)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("待生效时冲正，收回的就是那一批；别的冲正最后才动它 a reversal takes the pending lot")
  func reversal() throws {
    let script = """
      content rules consent=v1 validity=1-months
      content rule meal points=50 pending=7
      system adopts                                 → rules meal consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=meal                 → m1 issued +50 = 50 by meal from 2026-11-29 until 2026-12-29
      clerk awards m1 - source=meal                 → m1 issued +50 = 100 by meal from 2026-11-29 until 2026-12-29
      clerk awards m1 30                            → m1 issued +30 = 130 until 2026-12-22
      clerk reverses P6-1                           → m1 issued -50 = 80 by reversal of P6-1 (50 of P6-1)
      clerk spends m1 30                            → m1 redeemed -30 = 50 (30 of P8-1)
      clerk reverses P8-1                           → m1 issued -30 = 20 by reversal of P8-1 (30 of P7-1)
      at 2026-11-29 00:00
      system activates                              → 20 of m1 active (P7-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("兑换、退会、到期 rewards, leaving, lapsing")
  func others() throws {
    let script = """
      content rules consent=v1 validity=1-months
      content rule meal points=50 pending=7
      content reward tea 40
      system adopts                                 → rules meal consent v1, tea for 40, any
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=meal                 → m1 issued +50 = 50 by meal from 2026-11-29 until 2026-12-29
      m1 redeems tea 7                              → refused: insufficient-points (has 0 of 40, 50 pending)
      at 2026-12-30 09:00
      system expires                                → m1 expired -50 = 0 by expiry (50 of P6-1)
      system activates                              → nothing
      clerk awards m1 - source=meal                 → m1 issued +50 = 50 by meal from 2027-01-06 until 2027-02-06
      m1 leaves                                     → m1 left, m1 expired -50 = 0 by leaving (50 of P8-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("算等级的得分，从可用那天起 earned for a tier from the day on which they are active")
  func tiers() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier member
      content tier gold earned=50
      content rule meal points=50 pending=7
      system adopts
      clerk joins desk phone=13800138000
      clerk awards m1 - source=meal
      clerk awards m1 - source=meal
      clerk reverses P7-1
      """)
    let steps = script.club.tierSteps(
      of: MemberNumber(ordinal: 0), through: try known(Day("2027-01-01")))
    #expect(
      steps.map { "\($0.day.iso) \($0.tier?.code.text ?? "") \($0.earned ?? -1)" } == [
        "2026-11-22 member -1", "2026-11-29 gold 50",
      ])
  }

  @Test("有效期到不了生效那天的不记 points that would lapse before they are good")
  func validity() throws {
    let script = """
      content rules consent=v1 validity=2026-11-25
      content rule meal points=50 pending=7
      system adopts                                 → rules meal consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=meal                 → refused: already-lapsed (good through 2026-11-25)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("双倍复式：账上先有，只是不能用；欠分先由它抵 a debt is covered by what is pending")
  func debt() throws {
    let script = """
      content rule meal points=50 pending=7
      system adopts                                 → rules meal consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 30                            → m1 issued +30 = 30
      clerk spends m1 30                            → m1 redeemed -30 = 0
      manager reverses P6-1 debt                    → m1 issued -30 = -30 by reversal of P6-1 owing 30
      clerk awards m1 - source=meal                 → m1 issued +50 = 20 by meal from 2026-11-29
      clerk spends m1 1                             → refused: insufficient-points (has 0 of 1, 20 pending)
      at 2026-11-29 00:00
      system activates                              → 20 of m1 active (P9-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("记录说错的，重放时认得出 what cannot follow is found")
  func inconsistencies() throws {
    var script = try Script()
    _ = try script.play(
      """
      content rule meal points=50 pending=7
      system adopts
      clerk joins desk phone=13800138000
      clerk awards m1 - source=meal
      """)
    let member = MemberNumber(ordinal: 0)
    let lot = try known(EntryID("P6-1"))
    let early = script.now
    let due = try known(Instant("2026-11-29 00:00"))
    var club = script.club
    for (points, time) in [(50, early), (49, due)] {
      #expect(throws: Inconsistency.self) {
        try club.apply(
          .points(.activated(lot: lot, member: member, points: points)),
          at: Position(sequence: 7, index: 0), time: time)
      }
    }
    let spending = Posting(
      member: member, account: .redeemed, points: -10, balance: 40, source: PointSource.redemption,
      businessDate: early.day, lots: [LotUse(lot: lot, points: 10)])
    #expect(throws: Inconsistency.self) {
      try club.apply(
        .points(.posted(spending)), at: Position(sequence: 7, index: 0), time: early)
    }
    #expect(club == script.club)
  }
}
