import Club
import Testing

@Suite("登录码 codes that sign a member in")
struct SignInTests {
  @Test("前台核对身份后给出，用一次，十分钟内 once, and for ten minutes")
  func once() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk grants m1 7                             → m1 may use 7 until 10:10
      visitor uses m2 7 20                          → refused: wrong-sign-in-code
      visitor uses m1 8 20                          → refused: wrong-sign-in-code
      visitor uses m1 7 20                          → m1 has used 7, m1 in by 20 until 11:00
      visitor uses m1 7 21                          → refused: wrong-sign-in-code
      clerk grants m1 9                             → m1 may use 9 until 10:10
      clerk grants m1 10                            → m1 may use 10 until 10:10
      visitor uses m1 9 21                          → refused: wrong-sign-in-code
      at 2026-11-22 10:10
      visitor uses m1 10 21                         → refused: wrong-sign-in-code
      visitor uses m9 10 21                         → refused: wrong-sign-in-code
      """
    #expect(try Script.play(script) == script)
  }

  @Test("谁可以给，谁可以用 who may give one, who may use one")
  func permissions() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      visitor grants m1 7                           → refused: sign-in-needed
      m1 grants m1 7                                → refused: not-permitted
      auditor grants m1 7                           → refused: not-permitted
      manager grants m2 7                           → refused: unknown-member
      manager grants m1 7                           → m1 may use 7 until 10:10
      clerk uses m1 7 20                            → refused: not-permitted
      m1 uses m1 7 20                               → refused: not-permitted
      visitor uses m1 7 20                          → m1 has used 7, m1 in by 20 until 11:00
      """
    #expect(try Script.play(script) == script)
  }
}
