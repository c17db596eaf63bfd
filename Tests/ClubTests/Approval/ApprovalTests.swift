import Club
import Testing

@Suite("复核 approvals")
struct ApprovalTests {
  @Test("手工记账与大额须另一位经理复核 manual entries and large ones need a second person")
  func waiting() throws {
    let script = """
      content rules rules=attend:60,home:2000 consent=v1 approve=manual above=1000
      system adopts                                 → rules attend+home consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend
      clerk awards m1 500                           → m1 issued +500 waits
      clerk awards m1 2000 source=home              → m1 issued +2000 waits
      manager awards m1 5                           → m1 issued +5 waits
      system awards m1 5                            → m1 issued +5 = 65
      # A spending is a bare number, whatever it is called.
      clerk spends m1 30 source=redemption          → m1 redeemed -30 waits
      clerk spends m1 20                            → m1 redeemed -20 waits
      clerk spends m1 66                            → refused: insufficient-points (has 65 of 66)
      clerk approves Q7-1                           → refused: not-permitted
      auditor approves Q7-1                         → refused: not-permitted
      manager approves Q9-1                         → refused: own-request
      manager approves Q7-1                         → Q7-1 of m1 approved, m1 issued +500 = 565
      manager approves Q7-1                         → refused: request-already-decided
      manager approves Q6-1                         → refused: unknown-request
      manager approves Q8-1                         → Q8-1 of m1 approved, m1 issued +2000 = 2565 by home
      manager approves Q11-1                        → Q11-1 of m1 approved, m1 redeemed -30 = 2535 by redemption
      system approves Q9-1                          → Q9-1 of m1 approved, m1 issued +5 = 2540
      content rules rules=attend:60,home:2000 consent=v1 above=1000
      system adopts                                 → rules attend+home consent v1
      clerk spends m1 1000 source=redemption        → m1 redeemed -1000 = 1540 by redemption
      clerk spends m1 1001 source=redemption        → m1 redeemed -1001 waits
      """
    #expect(try Script.play(script) == script)
  }

  @Test("退回与撤回 refusing, and taking one's own request back")
  func refusing() throws {
    let script = """
      content rules consent=v1 approve=manual
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      manager awards m1 500                         → m1 issued +500 waits
      clerk awards m1 40                            → m1 issued +40 waits
      clerk refuses Q6-1                            → refused: request-not-yours
      auditor refuses Q6-1                          → refused: not-permitted
      clerk refuses Q7-1                            → Q7-1 of m1 refused
      manager approves Q7-1                         → refused: request-already-decided
      manager refuses Q6-1                          → Q6-1 of m1 refused
      """
    #expect(try Script.play(script) == script)
  }

  @Test("复核时重新判断：余额不足就不能批准 what was possible when asked may be no longer")
  func judgedAgain() throws {
    let script = """
      content rules rules=attend:60 consent=v1 approve=manual
      system adopts                                 → rules attend consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend
      clerk spends m1 50                            → m1 redeemed -50 waits
      clerk spends m1 20 source=redemption          → m1 redeemed -20 waits
      manager approves Q8-1                         → Q8-1 of m1 approved, m1 redeemed -20 = 40 by redemption
      manager approves Q7-1                         → refused: insufficient-points (has 40 of 50)
      clerk awards m1 60 source=attend              → m1 issued +60 = 100 by attend
      manager approves Q7-1                         → Q7-1 of m1 approved, m1 redeemed -50 = 50
      """
    #expect(try Script.play(script) == script)
  }
}
