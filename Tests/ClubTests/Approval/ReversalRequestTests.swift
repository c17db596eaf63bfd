import Club
import Testing

@Suite("大额冲正须第二人复核 large reversals need a second person")
struct ReversalRequestTests {
  @Test("到多少为止一个人可以，等着的不能再申请，自己的不能自己批 the number, twice, and one's own")
  func threshold() throws {
    let script = """
      content rules consent=v1 above=1000
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system awards m1 1000                         → m1 issued +1000 = 1000
      system awards m1 1001                         → m1 issued +1001 = 2001
      system awards m1 1001                         → m1 issued +1001 = 3002
      clerk reverses P6-1                           → m1 issued -1000 = 2002 by reversal of P6-1
      clerk reverses P7-1                           → m1 issued -1001 of P7-1 waits
      clerk reverses P7-1                           → refused: already-requested (Q10-1)
      manager reverses P7-1                         → refused: already-requested (Q10-1)
      manager reverses P8-1                         → m1 issued -1001 of P8-1 waits
      auditor reverses P8-1                         → refused: not-permitted
      clerk approves Q10-1                          → refused: not-permitted
      manager approves Q11-1                        → refused: own-request
      manager approves Q10-1                        → Q10-1 of m1 approved, m1 issued -1001 = 1001 by reversal of P7-1
      manager approves Q10-1                        → refused: request-already-decided
      clerk reverses P7-1                           → refused: already-reversed (by P12-2)
      clerk reverses P12-2                          → refused: entry-is-reversal
      clerk refuses Q11-1                           → refused: request-not-yours
      manager refuses Q11-1                         → Q11-1 of m1 refused
      clerk reverses P8-1                           → m1 issued -1001 of P8-1 waits
      content rules consent=v1
      system adopts                                 → rules  consent v1
      manager reverses P8-1                         → m1 issued -1001 = 0 by reversal of P8-1
      manager approves Q14-1                        → refused: already-reversed (by P16-1)
      clerk refuses Q14-1                           → Q14-1 of m1 refused
      """
    #expect(try Script.play(script) == script)
  }

  @Test("欠分：前台可以申请，由经理承担，记那一笔的经理不行 a clerk may ask for a debt, another manager allows it")
  func debt() throws {
    let script = """
      content rules consent=v1 above=1000
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system awards m1 2000                         → m1 issued +2000 = 2000
      system awards m1 200                          → m1 issued +200 = 2200
      system spends m1 2100                         → m1 redeemed -2100 = 100
      clerk reverses P7-1 debt                      → refused: debt-needs-manager
      clerk reverses P6-1                           → refused: award-already-spent (has 100, would owe 1900)
      clerk reverses P6-1 debt                      → m1 issued -2000 of P6-1 waits, a debt allowed
      manager approves Q9-1 poster=2                → refused: own-entry
      manager approves Q9-1 poster=1                → Q9-1 of m1 approved, m1 issued -2000 = -1900 by reversal of P6-1 owing 1900
      """
    #expect(try Script.play(script) == script)
  }

  @Test("批准时重新判断：这期间用掉的，没有申请欠分就不批 spent between asking and agreeing")
  func spent() throws {
    let script = """
      content rules consent=v1 above=1000
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system awards m1 2000                         → m1 issued +2000 = 2000
      clerk reverses P6-1                           → m1 issued -2000 of P6-1 waits
      clerk spends m1 500                           → m1 redeemed -500 = 1500
      manager approves Q7-1                         → refused: award-already-spent (has 1500, would owe 500)
      system awards m1 500                          → m1 issued +500 = 2000
      manager approves Q7-1                         → Q7-1 of m1 approved, m1 issued -2000 = 0 by reversal of P6-1
      """
    #expect(try Script.play(script) == script)
  }

  @Test("系统自己收回的不问谁；申请就此批不了 the program asks nobody, and may come first")
  func meanwhile() throws {
    let script = """
      content rules consent=v1 above=50
      content event film 2026-11-22 09:00 points=60
      content rule attend attendance
      system adopts                                 → rules attend consent v1, film open
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system awards m1 - source=attend event=film   → m1 issued +60 = 60 by attend
      clerk reverses P6-1                           → m1 issued -60 of P6-1 waits
      content event film 2026-11-22 09:00 points=60 off
      system adopts                                 → film called off
      system withdraws                              → m1 issued -60 = 0 by reversal of P6-1
      manager approves Q7-1                         → refused: already-reversed (by P9-1)
      manager refuses Q7-1                          → Q7-1 of m1 refused
      """
    #expect(try Script.play(script) == script)
  }

  @Test("等复核时过期的：由批准的人承担，再给三十天 points that lapse between asking and agreeing")
  func lapsed() throws {
    let script = """
      content rules consent=v1 above=1000 validity=1-months
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system awards m1 2000                         → m1 issued +2000 = 2000 until 2026-12-22
      system spends m1 1500                         → m1 redeemed -1500 = 500 (1500 of P6-1)
      clerk reverses P7-1                           → m1 redeemed +1500 of P7-1 waits
      at 2026-12-23 10:00
      manager approves Q8-1 poster=2                → refused: own-entry
      manager approves Q8-1                         → Q8-1 of m1 approved, m1 expired -500 = 0 by expiry (500 of P6-1), m1 redeemed +1500 = 1500 by reversal of P7-1 until 2027-01-22
      system spends m1 1400                         → m1 redeemed -1400 = 100 (1400 of P9-3)
      at 2027-01-23 10:00
      clerk reverses P10-1                          → m1 redeemed +1400 of P10-1 waits
      manager approves Q11-1 poster=1               → Q11-1 of m1 approved, m1 expired -100 = 0 by expiry (100 of P9-3), m1 redeemed +1400 = 1400 by reversal of P10-1 until 2027-02-22
      """
    #expect(try Script.play(script) == script)
  }

  @Test("转赠看合计，两边任一笔都是同一笔 a transfer counts as a whole, whichever of its entries is named")
  func transfer() throws {
    let script = """
      content rules consent=v1 above=1000
      content families 3
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      system awards m1 800                          → m1 issued +800 = 800
      system awards m1 800                          → m1 issued +800 = 1600
      m1 invites m2 m1                              → m1 asks m2
      m2 accepts m1 m2                              → m2 of one family with m1
      m1 gives m1 m2 1200                           → m1 transferred -800 = 800 by transfer to m2, m2 transferred +800 = 800 by transfer from m1, m1 transferred -400 = 400 by transfer to m2, m2 transferred +400 = 1200 by transfer from m1
      clerk reverses P11-2                          → m2 transferred -1200 of P11-2 waits
      clerk reverses P11-3                          → refused: already-requested (Q12-1)
      manager approves Q12-1                        → Q12-1 of m2 approved, m2 transferred -400 = 800 by reversal of P11-4, m1 transferred +400 = 800 by reversal of P11-3, m1 transferred +800 = 1600 by reversal of P11-1, m2 transferred -800 = 0 by reversal of P11-2
      m1 gives m1 m2 1200                           → m1 transferred -800 = 800 by transfer to m2, m2 transferred +800 = 800 by transfer from m1, m1 transferred -400 = 400 by transfer to m2, m2 transferred +400 = 1200 by transfer from m1
      clerk reverses P14-1                          → m1 transferred +1200 of P14-1 waits
      m2 leaves                                     → m2 left, m2 left the family, Q15-1 of m1 refused, m2 expired -1200 = 0 by leaving
      """
    #expect(try Script.play(script) == script)
  }

  @Test("欢笑分享看双方里多的一边；够不着另一方的，也够不着申请 both sides of a referral, and regions")
  func referral() throws {
    let script = """
      content rules consent=v1 above=400 regions=north
      content rule share points=500 newcomer=300 referral=30
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk notes m1 0 region=north                 → m1 has 0 homes, north
      system names m2 m1                            → m1 brought m2, m2 issued +300 = 300 by share (with m1), m1 issued +500 = 500 by share (with m2)
      clerk reverses P8-2                           → m2 issued -300 of P8-2 waits
      clerk reverses P8-3                           → refused: already-requested (Q9-1)
      system binds 1 regions=north                  → staff 1 for north
      clerk reverses P8-3                           → refused: not-permitted
      clerk refuses Q9-1                            → refused: unknown-request
      manager approves Q9-1                         → Q9-1 of m2 approved, m1 issued -500 = 0 by reversal of P8-3, m2 issued -300 = 0 by reversal of P8-2
      """
    #expect(try Script.play(script) == script)
  }

  @Test("礼券：没用过的一个人退；用过的大额的要两个人 vouchers, good and used")
  func vouchers() throws {
    let script = """
      content rules consent=v1 above=400
      content reward lamp 500
      content reward tea 400
      system adopts                                 → rules  consent v1, lamp for 500, any, tea for 400, any
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system awards m1 2000                         → m1 issued +2000 = 2000
      m1 redeems lamp 7                             → m1 redeemed -500 = 1500 by redemption, m1 has lamp by 7
      m1 redeems lamp 8                             → m1 redeemed -500 = 1000 by redemption, m1 has lamp by 8
      m1 redeems tea 9                              → m1 redeemed -400 = 600 by redemption, m1 has tea by 9
      clerk returns V7-2                            → m1 redeemed +500 = 1100 by reversal of P7-1, V7-2 of m1 for lamp cancelled
      clerk takes 8                                 → V8-2 of m1 for lamp used
      clerk takes 9                                 → V9-2 of m1 for tea used
      m1 returns V8-2                               → refused: voucher-used (2026-11-22)
      clerk returns V9-2                            → refused: voucher-needs-manager
      manager returns V9-2                          → m1 redeemed +400 = 1500 by reversal of P9-1, V9-2 of m1 for tea cancelled
      manager returns V8-2                          → m1 redeemed +500 of P8-1 waits
      clerk returns V8-2                            → refused: already-requested (Q14-1)
      clerk reverses P8-1                           → refused: entry-pays-voucher (V8-2)
      manager approves Q14-1                        → refused: own-request
      manager refuses Q14-1                         → Q14-1 of m1 refused
      clerk returns V8-2                            → m1 redeemed +500 of P8-1 waits
      manager approves Q16-1                        → Q16-1 of m1 approved, m1 redeemed +500 = 2000 by reversal of P8-1, V8-2 of m1 for lamp cancelled
      manager returns V8-2                          → refused: voucher-cancelled
      """
    #expect(try Script.play(script) == script)
  }

  @Test("礼券没用过、积分已过期的，大额的也要两个人 a good voucher whose points have lapsed")
  func vouchersOfLapsedPoints() throws {
    let script = """
      content rules consent=v1 above=400 validity=1-months
      content reward lamp 500
      content reward tea 400
      system adopts                                 → rules  consent v1, lamp for 500, any, tea for 400, any
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system awards m1 900                          → m1 issued +900 = 900 until 2026-12-22
      m1 redeems lamp 7                             → m1 redeemed -500 = 400 by redemption (500 of P6-1), m1 has lamp by 7
      m1 redeems tea 8                              → m1 redeemed -400 = 0 by redemption (400 of P6-1), m1 has tea by 8
      at 2026-12-23 10:00
      m1 returns V7-2                               → refused: refund-needs-manager (500 have lapsed)
      clerk returns V8-2                            → refused: refund-needs-manager (400 have lapsed)
      manager returns V8-2                          → m1 redeemed +400 = 400 by reversal of P8-1 until 2027-01-22, V8-2 of m1 for tea cancelled
      manager returns V7-2                          → m1 redeemed +500 of P7-1 waits
      manager approves Q10-1                        → refused: own-request
      manager refuses Q10-1                         → Q10-1 of m1 refused
      clerk returns V7-2                            → m1 redeemed +500 of P7-1 waits
      manager approves Q12-1                        → Q12-1 of m1 approved, m1 redeemed +500 = 900 by reversal of P7-1 until 2027-01-22, V7-2 of m1 for lamp cancelled
      """
    #expect(try Script.play(script) == script)
  }

  @Test("一方退会以后，另一方的仍可收回 one side of a referral leaves, the other's can still be taken back")
  func leaving() throws {
    let script = """
      content rules consent=v1 above=400
      content rule share points=500 newcomer=300 referral=30
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      system names m2 m1                            → m1 brought m2, m2 issued +300 = 300 by share (with m1), m1 issued +500 = 500 by share (with m2)
      clerk reverses P7-3                           → m1 issued -500 of P7-3 waits
      m2 leaves                                     → m2 left, m2 expired -300 = 0 by leaving
      manager approves Q8-1                         → Q8-1 of m1 approved, m1 issued -500 = 0 by reversal of P7-3
      """
    #expect(try Script.play(script) == script)
  }
}
