import Club
import Testing

@Suite("工作人员 staff")
struct StaffTests {
  @Test("添加与撤销 adding and revoking")
  func addAndRevoke() throws {
    let text = """
      system adds clerk 9                           → staff 4 clerk with 9
      system adds clerk 9                           → refused: token-in-use
      manager adds auditor 8                        → staff 5 auditor with 8
      clerk adds clerk 7                            → refused: not-permitted
      auditor adds clerk 7                          → refused: not-permitted
      visitor adds clerk 7                          → refused: sign-in-needed
      manager revokes 4                             → staff 4 revoked
      manager revokes 4                             → refused: already-revoked
      manager revokes 6                             → refused: unknown-staff
      manager revokes 0                             → refused: unknown-staff
      system adds clerk 9                           → refused: token-in-use
      """
    var script = try Script()
    #expect(try script.play(text) == text)
    #expect(script.club.staff.person(holding: try token(8), at: script.now)?.role == .auditor)
    #expect(script.club.staff.person(holding: try token(9), at: script.now) == nil)
    let revoked = (1...5).map { script.club.staff.person(StaffID($0))?.isRevoked }
    #expect(revoked == [false, false, false, true, false])
  }

  @Test("期限与轮换：到期即失效，换新即作废旧的 expiry and rotation")
  func expiryAndRotation() throws {
    let text = """
      system adds clerk 9 until=2026-12-01          → staff 4 clerk with 9, staff 4 until 2026-12-01 00:00
      system adds clerk 8 until=2026-11-01          → refused: token-already-expired
      manager renews 4 7 until=2027-01-01           → staff 4 with 7, staff 4 until 2027-01-01 00:00
      manager renews 4 9                            → refused: token-in-use
      manager renews 5 6                            → refused: unknown-staff
      clerk renews 4 6                              → refused: not-permitted
      manager renews 1 6 until=2026-11-23           → staff 1 with 6, staff 1 until 2026-11-23 00:00
      clerk joins desk phone=13800138001            → m1 joined by desk, consent v1
      at 2026-11-23 00:00
      clerk joins desk phone=13800138002            → refused: staff-no-longer-valid
      manager renews 1 5                            → staff 1 with 5
      clerk joins desk phone=13800138002            → m2 joined by desk, consent v1
      manager revokes 4                             → staff 4 revoked
      manager renews 4 4                            → refused: already-revoked
      """
    var script = try Script()
    #expect(try script.play(text) == text)
    let staff = script.club.staff
    #expect(staff.person(holding: try token(5), at: script.now)?.id == StaffID(1))
    for old in [1, 6, 7, 9] {
      #expect(staff.person(holding: try token(old), at: script.now) == nil)
    }
  }
}
