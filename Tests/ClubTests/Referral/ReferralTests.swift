import Testing

@testable import Club

@Suite("欢笑分享 referrals")
struct ReferralTests {
  @Test("入会时填介绍人：双方在同一笔记录里得分 both sides in the record of joining")
  func joining() throws {
    let script = """
      content rule share points=500 newcomer=300 referral=30
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001 by=m1      → m2 joined by desk, consent v1, m1 brought m2, m2 issued +300 = 300 by share (with m1), m1 issued +500 = 500 by share (with m2)
      visitor asks join 13800138002 7               → code 7 for join by phone until 10:10
      visitor joins website phone=13800138002 proof=7 by=m2 → code 7 used, m3 joined by website, consent v1, m2 brought m3, m3 issued +300 = 300 by share (with m2), m2 issued +500 = 800 by share (with m3)
      visitor joins website phone=13800138003 by=m9 → refused: unknown-referrer
      clerk awards m1 500 source=share              → refused: given-by-itself
      """
    #expect(try Script.play(script) == script)
  }

  @Test("事后在前台补填：只一次，不能是自己、后来的人、监护人，过期不补 later, at the desk")
  func later() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk names m2 m1                             → refused: no-referrals
      content rule share points=500 referral=30
      system adopts                                 → rules share consent v1
      m2 names m2 m1                                → refused: not-permitted
      auditor names m2 m1                           → refused: not-permitted
      clerk names m2 m2                             → refused: refers-themselves
      clerk names m1 m2                             → refused: referrer-came-later
      clerk names m9 m1                             → refused: unknown-member
      clerk names m2 m9                             → refused: unknown-referrer
      clerk names m2 m1                             → m1 brought m2, m2 issued +500 = 500 by share (with m1), m1 issued +500 = 500 by share (with m2)
      clerk names m2 m1                             → refused: already-referred
      clerk joins desk guardian=m2                  → m3 joined by desk, consent v1, m2 answers for m3
      clerk names m3 m2                             → refused: referrer-is-guardian
      clerk joins desk guardian=m2 by=m2            → refused: referrer-is-guardian
      clerk joins desk guardian=m2 by=m1            → m4 joined by desk, consent v1, m2 answers for m4, m1 brought m4, m4 issued +500 = 500 by share (with m1), m1 issued +500 = 1000 by share (with m4)
      m1 leaves                                     → m1 left, m1 expired -1000 = 0 by leaving
      clerk names m3 m1                             → refused: unknown-referrer
      at 2026-12-23 09:00
      clerk joins desk phone=13800138005            → m5 joined by desk, consent v1
      at 2027-01-22 23:59
      clerk joins desk phone=13800138006            → m6 joined by desk, consent v1
      clerk names m5 m2                             → m2 brought m5, m5 issued +500 = 500 by share (with m2), m2 issued +500 = 1000 by share (with m5)
      at 2027-02-22 00:00
      clerk names m6 m2                             → refused: too-late-to-refer (through 2027-02-21)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("须复核的：两边一起等，一起记，或一起退回 both wait for a second person")
  func approval() throws {
    let script = """
      content rule share points=500 newcomer=300 referral=30 approval
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      visitor joins website phone=13800138001 by=m1 → m2 joined by website, consent v1, phone of m2 unconfirmed, m1 brought m2, m1 issued +500 waits
      clerk approves Q6-4                           → refused: not-permitted
      clerk refuses Q6-4                            → refused: request-not-yours
      manager approves Q6-4                         → Q6-4 of m1 approved, m2 issued +300 = 300 by share (with m1), m1 issued +500 = 500 by share (with m2)
      manager joins desk phone=13800138002 by=m1    → m3 joined by desk, consent v1, m1 brought m3, m1 issued +500 waits
      manager approves Q8-3                         → refused: own-request
      m3 leaves                                     → m3 left, Q8-3 of m1 refused
      system approves Q8-3                          → refused: request-already-decided
      manager refuses Q8-3                          → refused: request-already-decided
      """
    #expect(try Script.play(script) == script)
  }

  @Test("没有验证过的访客带来的积分，总要复核：一个人可以入会许多次 nobody has shown who it is")
  func unproven() throws {
    let script = """
      content rule share points=500 newcomer=300 referral=30
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      visitor joins website phone=13800138001 by=m1 → m2 joined by website, consent v1, phone of m2 unconfirmed, m1 brought m2, m1 issued +500 waits
      visitor joins website phone=13800138001 by=m1 → m3 joined by website, consent v1, phone of m3 unconfirmed, m1 brought m3, m1 issued +500 waits
      manager approves Q6-4                         → Q6-4 of m1 approved, m2 issued +300 = 300 by share (with m1), m1 issued +500 = 500 by share (with m2)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("超过限额的，前台代填须复核，本人验证以后在网站填不须 above the threshold")
  func threshold() throws {
    let script = """
      content rules consent=v1 above=400
      content rule share points=500 referral=30
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001 by=m1      → m2 joined by desk, consent v1, m1 brought m2, m1 issued +500 waits
      visitor asks join 13800138002 7               → code 7 for join by phone until 10:10
      visitor joins website phone=13800138002 proof=7 by=m1 → code 7 used, m3 joined by website, consent v1, m1 brought m3, m3 issued +500 = 500 by share (with m1), m1 issued +500 = 500 by share (with m3)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("冲正一边，另一边一起冲正；花掉了的须经理允许欠分 a reversal takes back both")
  func reversal() throws {
    let script = """
      content rule share points=500 newcomer=300 referral=30 caps=year:900
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001 by=m1      → m2 joined by desk, consent v1, m1 brought m2, m2 issued +300 = 300 by share (with m1), m1 issued +500 = 500 by share (with m2)
      clerk joins desk phone=13800138002 by=m1      → refused: cap-reached (900 a year)
      clerk spends m1 100                           → m1 redeemed -100 = 400
      clerk reverses P6-3                           → refused: award-already-spent (has 400, would owe 100)
      clerk reverses P6-4                           → refused: award-already-spent (has 400, would owe 100)
      manager reverses P6-3 debt                    → m1 issued -500 = -100 by reversal of P6-4 owing 100, m2 issued -300 = 0 by reversal of P6-3
      clerk reverses P6-4                           → refused: already-reversed (by P8-1)
      clerk joins desk phone=13800138002 by=m1      → m3 joined by desk, consent v1, m1 brought m3, m3 issued +300 = 300 by share (with m1), m1 issued +500 = 400 by share (with m3)
      m1 leaves                                     → m1 left, m1 expired -400 = 0 by leaving
      clerk reverses P9-3                           → m3 issued -300 = 0 by reversal of P9-3
      """
    #expect(try Script.play(script) == script)
  }

  @Test("新会员在待生效时退会：双方一起退回；生效以后归介绍人 leaving while the points are pending")
  func leaving() throws {
    let script = """
      content rule share points=50 newcomer=30 referral=30 pending=7
      system adopts                                 → rules share consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001 by=m1      → m2 joined by desk, consent v1, m1 brought m2, m2 issued +30 = 30 by share (with m1) from 2026-11-29, m1 issued +50 = 50 by share (with m2) from 2026-11-29
      m2 leaves                                     → m2 left, m1 issued -50 = 0 by reversal of P6-4, m2 issued -30 = 0 by reversal of P6-3
      clerk joins desk phone=13800138002 by=m1      → m3 joined by desk, consent v1, m1 brought m3, m3 issued +30 = 30 by share (with m1) from 2026-11-29, m1 issued +50 = 50 by share (with m3) from 2026-11-29
      clerk joins desk phone=13800138003 by=m1      → m4 joined by desk, consent v1, m1 brought m4, m4 issued +30 = 30 by share (with m1) from 2026-11-29, m1 issued +50 = 100 by share (with m4) from 2026-11-29
      m1 leaves                                     → m1 left, m1 expired -100 = 0 by leaving
      m4 leaves                                     → m4 left, m4 expired -30 = 0 by leaving
      clerk joins desk phone=13800138005            → m5 joined by desk, consent v1
      clerk joins desk phone=13800138006 by=m5      → m6 joined by desk, consent v1, m5 brought m6, m6 issued +30 = 30 by share (with m5) from 2026-11-29, m5 issued +50 = 50 by share (with m6) from 2026-11-29
      at 2026-11-29 00:10
      m6 leaves                                     → m6 left, 30 of m6 active (P13-3), m6 expired -30 = 0 by leaving
      """
    #expect(try Script.play(script) == script)
  }

  @Test(
    "条款不成立的不采用 impossible terms",
    arguments: [
      "share referral=30", "share points=5 referral=30 yuan=10",
      "share points=5 referral=30 once=ever",
      "share points=5 referral=30 tiers=senior", "share points=5 referral=30 reference=receipt",
      "share points=5 referral=9999", "share attendance referral=30",
    ])
  func impossible(rule: String) throws {
    let script = """
      content tier senior
      content rule \(rule)
      system adopts
      """
    #expect(try Script.play(script).hasSuffix("refused: impossible-rule"))
  }

  @Test("只有一条规则可以是欢笑分享 one rule alone")
  func oneRule() throws {
    let script = """
      content rule share points=500 referral=30
      content rule other points=500 referral=30
      system adopts                                 → refused: impossible-rule
      """
    #expect(try Script.play(script) == script)
  }
}
