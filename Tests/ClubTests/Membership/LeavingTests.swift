import Testing

@testable import Club

@Suite("退会 leaving the club")
struct LeavingTests {
  @Test("积分作废、报名让人、登录结束，一笔记完 everything is settled in one record")
  func settled() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      content event gala 2026-12-01 14:00 seats=1
      content event fair 2026-11-23 14:00
      system adopts                                 → fair open, gala 1 seats
      clerk registers gala m1                       → m1 has a seat at gala
      clerk registers gala m2                       → m2 waits for gala, place 1
      clerk registers fair m1                       → m1 has a seat at fair
      clerk awards m1 100                           → m1 issued +100 = 100
      system opens m1 20 for=999999                 → m1 in by 20 until 23:46
      at 2026-11-24 10:00
      m2 leaves m1                                  → refused: not-permitted
      visitor leaves m1                             → refused: sign-in-needed
      auditor leaves m1                             → refused: not-permitted
      m1 leaves                                     → m1 left, m1 expired -100 = 0 by leaving, R7-1 of m1 for gala cancelled, R8-1 of m2 for gala promoted
      m1 leaves                                     → refused: sign-in-needed
      clerk leaves m1                               → refused: member-has-left
      clerk awards m1 1                             → refused: member-has-left
      clerk reverses P10-1                          → refused: member-has-left
      clerk registers gala m1                       → refused: member-has-left
      clerk grants m1 7                             → refused: member-has-left
      system opens m1 21                            → refused: member-has-left
      m1 closes 20                                  → refused: sign-in-needed
      """
    #expect(try Script.play(script) == script)
  }

  @Test("欠分一笔勾销；联系方式可以再入会 a debt is written off, the contact is free again")
  func debt() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100                           → m1 issued +100 = 100
      clerk spends m1 80 source=redemption          → m1 redeemed -80 = 20 by redemption
      manager reverses P5-1 debt                    → m1 issued -100 = -80 by reversal of P5-1 owing 80
      clerk joins desk phone=13800138000            → refused: duplicate-contact (m1)
      clerk leaves m1                               → m1 left, m1 adjusted +80 = 0 by leaving
      visitor asks sign-in 13800138000 7            → nothing
      clerk joins desk phone=13800138000            → m2 joined by desk, consent v1
      visitor asks sign-in 13800138000 7            → code 7 for sign-in of m2 by phone until 10:10
      """
    #expect(try Script.play(script) == script)
  }

  @Test("退会时还没用的码都作废 codes of a member who has left are good no longer")
  func codes() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk grants m1 7                             → m1 may use 7 until 10:10
      visitor asks sign-in 13800138000 8            → code 8 for sign-in of m1 by phone until 10:10
      clerk leaves m1                               → m1 left
      visitor uses m1 7 20                          → refused: wrong-sign-in-code
      visitor answers 13800138000 8 20              → refused: wrong-code
      """
    #expect(try Script.play(script) == script)
  }
}
