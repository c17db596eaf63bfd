import CivilTime
import Testing

@testable import Club

@Suite("积分批次与有效期 lots and their last day")
struct LotTests {
  @Test("先到期的先用，同日到期的先得的先用，长期有效的最后用 the order of spending")
  func order() throws {
    let script = """
      content rules rules=gift:100:unlimited,attend:60,summer:40:2027-08-31 validity=year-end+1 consent=v1
      system adopts                                 → rules gift+attend+summer consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100 source=gift               → m1 issued +100 = 100 by gift
      clerk awards m1 60 source=attend              → m1 issued +60 = 160 by attend until 2027-12-31
      clerk awards m1 60 source=attend              → m1 issued +60 = 220 by attend until 2027-12-31
      clerk awards m1 40 source=summer              → m1 issued +40 = 260 by summer until 2027-08-31
      clerk spends m1 130                           → m1 redeemed -130 = 130 (40 of P9-1, 60 of P7-1, 30 of P8-1)
      clerk spends m1 50                            → m1 redeemed -50 = 80 (30 of P8-1, 20 of P6-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("最后一天当天还能用，第二天过期记账，重跑不重记 lapsing")
  func lapsing() throws {
    let script = """
      content rules rules=attend:60 validity=12-months consent=v1
      system adopts                                 → rules attend consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2027-11-22
      clerk awards m2 60 source=attend              → m2 issued +60 = 60 by attend until 2027-11-22
      clerk expires                                 → refused: not-permitted
      at 2027-11-22 23:59
      system expires                                → nothing
      clerk spends m1 20                            → m1 redeemed -20 = 40 (20 of P7-1)
      at 2027-11-23 00:00
      clerk spends m1 10                            → refused: insufficient-points (has 0 of 10)
      system expires                                → m1 expired -40 = 0 by expiry (40 of P7-1), m2 expired -60 = 0 by expiry (60 of P8-1)
      system expires                                → nothing
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2028-11-23
      at 2031-01-01 08:00
      clerk awards m1 60 source=attend              → m1 expired -60 = 0 by expiry (60 of P11-1), m1 issued +60 = 60 by attend until 2032-01-01
      system expires                                → nothing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("补记的积分若已过期则不收 what would have lapsed already is not given")
  func lapsedAlready() throws {
    let script = """
      content rules rules=attend:60 validity=year-end consent=v1
      system adopts                                 → rules attend consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2027-01-02 09:00
      clerk awards m1 60 date=2026-12-30            → refused: already-lapsed (good through 2026-12-31)
      clerk awards m1 60 date=2027-01-01            → m1 issued +60 = 60 until 2027-12-31
      """
    #expect(try Script.play(script) == script)
  }

  @Test("退回时各回原批次；原批次已过期的，经理办理，再有效三十天 refunds")
  func refunds() throws {
    let script = """
      content rules rules=attend:60,summer:40:2027-08-31 validity=year-end+1 consent=v1
      system adopts                                 → rules attend+summer consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2027-12-31
      clerk awards m1 40 source=summer              → m1 issued +40 = 100 by summer until 2027-08-31
      clerk spends m1 70                            → m1 redeemed -70 = 30 (40 of P7-1, 30 of P6-1)
      clerk reverses P8-1                           → m1 redeemed +70 = 100 by reversal of P8-1 (40 of P7-1, 30 of P6-1)
      clerk spends m1 70                            → m1 redeemed -70 = 30 (40 of P7-1, 30 of P6-1)
      at 2027-09-01 09:00
      clerk reverses P10-1                          → refused: refund-needs-manager (40 have lapsed)
      manager reverses P10-1 poster=2               → refused: own-entry
      manager reverses P10-1                        → m1 redeemed +70 = 100 by reversal of P10-1 until 2027-10-01 (30 of P6-1)
      at 2027-10-02 09:00
      system expires                                → m1 expired -40 = 60 by expiry (40 of P11-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("冲正发放：先取本批次，过期的先退回，不足的才是欠分 taking awards back")
  func takingBack() throws {
    let script = """
      content rules rules=attend:60,summer:40:2027-08-31 validity=year-end+1 consent=v1
      system adopts                                 → rules attend+summer consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2027-12-31
      clerk awards m1 40 source=summer              → m1 issued +40 = 100 by summer until 2027-08-31
      clerk reverses P6-1                           → m1 issued -60 = 40 by reversal of P6-1 (60 of P6-1)
      clerk awards m1 60 source=attend              → m1 issued +60 = 100 by attend until 2027-12-31
      clerk spends m1 10                            → m1 redeemed -10 = 90 (10 of P7-1)
      at 2027-09-01 09:00
      system expires                                → m1 expired -30 = 60 by expiry (30 of P7-1)
      clerk reverses P7-1                           → m1 expired +30 = 90 by reversal of P11-1 (30 of P7-1), m1 issued -40 = 50 by reversal of P7-1 (30 of P7-1, 10 of P9-1)
      clerk spends m1 50                            → m1 redeemed -50 = 0 (50 of P9-1)
      clerk reverses P9-1                           → refused: award-already-spent (has 0, would owe 60)
      manager reverses P9-1 debt                    → m1 issued -60 = -60 by reversal of P9-1 owing 60
      clerk awards m1 60 source=attend              → m1 issued +60 = 0 by attend until 2028-12-31
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2028-12-31
      clerk reverses P13-1                          → m1 redeemed +50 = 110 by reversal of P13-1 (50 of P9-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test(
    "有效期的四种写法 how validity is written",
    arguments: [
      ("unlimited", nil), ("24 months", "2028-11-30"), ("3 months", "2027-02-28"),
      ("half-year-end", "2026-12-31"), ("half-year-end+1", "2027-12-31"),
      ("year-end", "2026-12-31"), ("year-end+2", "2028-12-31"), ("2027-06-30", "2027-06-30"),
    ])
  func validities(text: String, last: String?) throws {
    let validity = try #require(Validity(text))
    #expect(validity.text == text)
    #expect(validity.lastDay(of: try #require(Day("2026-11-30")))?.iso == last)
    let halves = Validity.halfYearEnd(1)
    #expect(halves.lastDay(of: try #require(Day("2026-06-30")))?.iso == "2027-06-30")
    #expect(halves.lastDay(of: try #require(Day("2026-07-01")))?.iso == "2027-12-31")
  }

  @Test(
    "别的写法都不认 nothing else is read",
    arguments: [
      "", "forever", "0 months", "601 months", "1 month", "+3 months", "year-end+0", "year-end+51",
      "1970-01-01", "2140-01-01", "2027-02-30", "24  months",
    ])
  func unreadable(text: String) { #expect(Validity(text) == nil) }

  @Test("记账与批次对不上的一律不收 entries that contradict their lots are refused")
  func contradictions() throws {
    var script = try Script()
    _ = try script.play(
      """
      clerk joins desk phone=13800138000
      clerk joins desk phone=13800138001
      clerk awards m1 60
      clerk awards m2 60
      """)
    let own = try known(EntryID("P6-1"))
    let others = try known(EntryID("P7-1"))
    for (lots, message) in [
      ([LotUse(lot: others, points: 30)], "is no lot of the member"),
      ([LotUse(lot: own, points: 20)], "lots give or take 20"),
      ([LotUse(lot: own, points: 31), LotUse(lot: own, points: -1)], "is no lot of the member"),
    ] {
      let posting = Posting(
        member: MemberNumber(ordinal: 0), account: .redeemed, points: -30, balance: 30,
        source: PointSource.redemption, businessDate: try known(Day("2026-11-22")), lots: lots)
      var club = script.club
      let error = #expect(throws: Inconsistency.self) {
        try club.apply(
          .points(.posted(posting)), at: Position(sequence: 8, index: 0),
          time: Instant(milliseconds: 1_795_312_800_000))
      }
      #expect(error?.message.contains(message) == true, "\(String(describing: error))")
      #expect(club == script.club)
    }
  }
}
