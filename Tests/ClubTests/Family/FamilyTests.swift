import CivilTime
import Testing

@testable import Club

@Suite("家庭与转赠 families and transfers")
struct FamilyTests {
  private static let opening = """
    content families 3
    system adopts                                 → rules  consent v1
    clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
    clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
    """

  @Test("一方邀请，一方同意，才是一家；工作人员不能代办 both consent, nobody for them")
  func consent() throws {
    let script = """
      clerk joins desk phone=13800138009            → m1 joined by desk, consent v1
      m1 invites m2 m1                              → refused: no-families
      content families 3
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk joins desk phone=13800138002            → m3 joined by desk, consent v1
      clerk joins desk phone=13800138003            → m4 joined by desk, consent v1
      clerk invites m2 m1                           → refused: not-permitted
      m3 invites m2 m1                              → refused: not-permitted
      m1 invites m1 m1                              → refused: family-of-one
      m1 invites m9 m1                              → refused: unknown-member
      m2 accepts m1 m2                              → refused: no-invitation
      m1 invites m2 m1                              → m1 asks m2
      m1 accepts m1 m2                              → refused: not-permitted
      clerk accepts m1 m2                           → refused: not-permitted
      m2 accepts m1 m2                              → m2 of one family with m1
      m2 accepts m1 m2                              → refused: already-in-family
      m2 invites m3 m2                              → m2 asks m3
      m3 accepts m2 m3                              → m3 of one family with m2
      m3 invites m4 m3                              → refused: family-full
      m3 quits m3                                   → m3 left the family
      m3 quits m3                                   → refused: not-in-family
      m1 invites m4 m1                              → m1 asks m4
      m1 declines m1 m4                             → m1 asks m4 no longer
      m4 accepts m1 m4                              → refused: no-invitation
      m1 invites m4 m1                              → m1 asks m4
      m3 declines m1 m4                             → refused: not-permitted
      m4 declines m1 m4                             → m1 asks m4 no longer
      m1 invites m4 m1                              → m1 asks m4
      at 2026-12-22 10:00
      m4 accepts m1 m4                              → refused: no-invitation
      m2 quits m2                                   → m2 left the family
      m1 quits m1                                   → refused: not-in-family
      """
    #expect(try Script.play(script) == script)
  }

  @Test("监护人替孩子同意 a guardian agrees for a child")
  func guardian() throws {
    let script =
      Self.opening + "\n" + """
        clerk joins desk guardian=m1                  → m3 joined by desk, consent v1, m1 answers for m3
        m2 invites m3 m2                              → m2 asks m3
        m1 accepts m2 m3                              → m3 of one family with m2
        """
    #expect(try Script.play(script) == script)
  }

  @Test("转赠：每一批带着自己的有效期过去，先到期的先给 lots keep their last days")
  func transfer() throws {
    let script =
      """
      content rules consent=v1 validity=1-months
      content rule meal points=50 pending=7
      """ + "\n" + Self.opening.replacing("rules  consent", with: "rules meal consent") + "\n" + """
        m1 gives m1 m2 10                             → refused: not-one-family
        m1 invites m2 m1                              → m1 asks m2
        m2 accepts m1 m2                              → m2 of one family with m1
        clerk awards m1 30                            → m1 issued +30 = 30 until 2026-12-22
        at 2026-11-30 10:00
        clerk awards m1 40                            → m1 issued +40 = 70 until 2026-12-30
        clerk awards m1 - source=meal                 → m1 issued +50 = 120 by meal from 2026-12-07 until 2027-01-07
        m1 gives m1 m2 71                             → refused: insufficient-points (has 70 of 71, 50 pending)
        m2 gives m1 m2 10                             → refused: not-permitted
        auditor gives m1 m2 10                        → refused: not-permitted
        m1 gives m1 m1 10                             → refused: family-of-one
        m1 gives m1 m2 50                             → m1 transferred -30 = 90 by transfer to m2 (30 of P9-1), m2 transferred +30 = 30 by transfer from m1 until 2026-12-22, m1 transferred -20 = 70 by transfer to m2 (20 of P10-1), m2 transferred +20 = 50 by transfer from m1 until 2026-12-30
        clerk spends m2 35                            → m2 redeemed -35 = 15 (30 of P12-2, 5 of P12-4)
        at 2026-12-31 09:00
        system expires                                → m1 expired -20 = 50 by expiry (20 of P10-1), m2 expired -15 = 0 by expiry (15 of P12-4)
        """
    #expect(try Script.play(script) == script)
  }

  @Test("冲正：整次转赠一起退，回到原来的批次；花掉的须经理允许欠分 taken back whole")
  func reversal() throws {
    let script =
      """
      content rules consent=v1 validity=1-months
      """ + "\n" + Self.opening + "\n" + """
        m1 invites m2 m1                              → m1 asks m2
        m2 accepts m1 m2                              → m2 of one family with m1
        clerk awards m1 30                            → m1 issued +30 = 30 until 2026-12-22
        clerk awards m1 40                            → m1 issued +40 = 70 until 2026-12-22
        m1 gives m1 m2 50                             → m1 transferred -30 = 40 by transfer to m2 (30 of P9-1), m2 transferred +30 = 30 by transfer from m1 until 2026-12-22, m1 transferred -20 = 20 by transfer to m2 (20 of P10-1), m2 transferred +20 = 50 by transfer from m1 until 2026-12-22
        m1 reverses P11-1                             → refused: not-permitted
        clerk reverses P11-2                          → m2 transferred -20 = 30 by reversal of P11-4 (20 of P11-4), m1 transferred +20 = 40 by reversal of P11-3 (20 of P10-1), m1 transferred +30 = 70 by reversal of P11-1 (30 of P9-1), m2 transferred -30 = 0 by reversal of P11-2 (30 of P11-2)
        clerk reverses P11-3                          → refused: already-reversed (by P12-2)
        m1 gives m1 m2 10                             → m1 transferred -10 = 60 by transfer to m2 (10 of P9-1), m2 transferred +10 = 10 by transfer from m1 until 2026-12-22
        clerk spends m2 4                             → m2 redeemed -4 = 6 (4 of P13-2)
        clerk reverses P13-1                          → refused: award-already-spent (has 6, would owe 4)
        manager reverses P13-1 debt                   → m2 transferred -10 = -4 by reversal of P13-2 owing 4 (6 of P13-2), m1 transferred +10 = 70 by reversal of P13-1 (10 of P9-1)
        """
    #expect(try Script.play(script) == script)
  }

  @Test("前台代办不超过复核的限额；退会即退出家庭 at the desk up to the threshold, and leaving")
  func desk() throws {
    let script =
      """
      content rules consent=v1 above=100
      """ + "\n" + Self.opening + "\n" + """
        m1 invites m2 m1                              → m1 asks m2
        m2 accepts m1 m2                              → m2 of one family with m1
        system awards m1 500                          → m1 issued +500 = 500
        clerk gives m1 m2 101                         → refused: transfer-needs-member
        clerk gives m1 m2 100                         → m1 transferred -100 = 400 by transfer to m2, m2 transferred +100 = 100 by transfer from m1
        m1 gives m1 m2 101                            → m1 transferred -101 = 299 by transfer to m2, m2 transferred +101 = 201 by transfer from m1
        m2 leaves                                     → m2 left, m2 left the family, m2 expired -201 = 0 by leaving
        m1 gives m1 m2 1                              → refused: not-one-family
        clerk reverses P10-1                          → refused: member-has-left
        """
    #expect(try Script.play(script) == script)
  }

  @Test("记录说错的，重放时认得出 what cannot follow is found")
  func inconsistencies() throws {
    var script = try Script()
    _ = try script.play(
      "content rules consent=v1 validity=1-months\n" + Self.opening + "\n" + """
        m1 invites m2 m1
        m2 accepts m1 m2
        clerk awards m1 30
        """)
    let (first, second) = (MemberNumber(ordinal: 0), MemberNumber(ordinal: 1))
    let lot = try known(EntryID("P9-1"))
    let given = Posting(
      member: first, account: .transferred, points: -30, balance: 0, source: PointSource.transfer,
      businessDate: script.now.day, lots: [LotUse(lot: lot, points: 30)], transfer: second)
    for (points, expires, from) in [
      (29, Day("2026-12-22"), first), (30, Day("2026-12-31"), first), (30, nil, first),
      (30, Day("2026-12-22"), second),
    ] {
      var club = script.club
      try club.apply(
        .points(.posted(given)), at: Position(sequence: 10, index: 0), time: script.now)
      let got = Posting(
        member: second, account: .transferred, points: points, balance: points,
        source: PointSource.transfer, businessDate: script.now.day, expires: expires,
        transfer: from)
      #expect(throws: Inconsistency.self) {
        try club.apply(
          .points(.posted(got)), at: Position(sequence: 10, index: 1), time: script.now)
      }
    }
  }
}
