import Testing

@testable import Club

@Suite("更改联系方式 changing a contact")
struct ContactChangeTests {
  @Test("两头都要验证 it is confirmed at both ends")
  func both() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      m1 asks old-contact 13800138001 6             → refused: not-permitted
      visitor asks old-contact 13800138000 6        → refused: not-permitted
      m1 asks old-contact 13800138000 7             → code 7 for old-contact of m1 by phone until 10:10
      m1 asks new-contact he@example.com 8          → code 8 for new-contact of m1 by email until 10:10
      m2 asks new-contact 13800138002 9             → code 9 for new-contact of m2 by phone until 10:10
      m1 changes m1 he@example.com new=8            → refused: wrong-code
      m1 changes m1 he@example.com old=7 new=9      → refused: wrong-code
      m1 changes m1 he@example.com old=8 new=7      → refused: wrong-code
      m2 changes m1 he@example.com old=7 new=8      → refused: not-permitted
      m1 changes m1 he@example.com old=7 new=8      → code 7 of m1 used, code 8 of m1 used, email of m1 changed
      m1 changes m1 he@example.com old=7 new=8      → refused: wrong-code
      visitor asks sign-in he@example.com 10        → code 10 for sign-in of m1 by email until 10:10
      """
    #expect(try Script.play(script) == script)
  }

  @Test("前台核对身份后更改；别人在用的不行 at the desk, and never another's")
  func desk() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      auditor changes m1 13800138002                → refused: not-permitted
      visitor changes m1 13800138002                → refused: sign-in-needed
      clerk changes m1 13800138001                  → refused: duplicate-contact (m2)
      clerk changes m1 13800138000                  → nothing
      clerk changes m1 13800138002                  → phone of m1 changed
      clerk joins desk phone=13800138000            → m3 joined by desk, consent v1
      m1 asks old-contact 13800138002 7             → code 7 for old-contact of m1 by phone until 10:10
      m1 asks new-contact 13800138001 8             → code 8 for new-contact of m1 by phone until 10:10
      m1 changes m1 13800138001 old=7 new=8         → refused: duplicate-contact
      clerk leaves m1                               → m1 left
      clerk changes m1 13800138003                  → refused: member-has-left
      """
    #expect(try Script.play(script) == script)
  }
}

@Suite("监护人 guardians")
struct GuardianTests {
  @Test("未满十四周岁的由监护人入会、报名；监护人后退会 through a guardian")
  func ward() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk                              → refused: contact-missing
      visitor joins website phone=13800138001 guardian=m1 → refused: sign-in-needed
      clerk joins desk guardian=m9                  → refused: unknown-member
      clerk joins desk guardian=m1                  → m2 joined by desk, consent v1, m1 answers for m2
      clerk joins desk guardian=m2                  → refused: guardian-is-ward
      clerk joins desk phone=13800138001            → m3 joined by desk, consent v1
      content event gala 2026-12-01 14:00 seats=2
      system adopts                                 → gala 2 seats
      m3 registers gala m2                          → refused: not-permitted
      m1 registers gala m2                          → m2 has a seat at gala
      m3 cancels R8-1                               → refused: unknown-registration
      m1 cancels R8-1                               → R8-1 of m2 for gala cancelled
      clerk leaves m1                               → refused: has-wards (m2)
      m1 leaves m2                                  → m2 left
      clerk joins desk guardian=m2                  → refused: member-has-left
      clerk leaves m1                               → m1 left
      """
    #expect(try Script.play(script) == script)
  }
}
