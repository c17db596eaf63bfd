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
    #expect(script.club.staff.person(holding: try token(8))?.role == .auditor)
    #expect(script.club.staff.person(holding: try token(9)) == nil)
    let revoked = (1...5).map { script.club.staff.person(StaffID($0))?.isRevoked }
    #expect(revoked == [false, false, false, true, false])
  }
}
