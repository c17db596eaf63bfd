import Club
import Testing

@Suite("令牌只管部分区域 regions")
struct RegionsTests {
  private static let club = """
    content rules consent=v1 regions=north,south rules=visit:10
    content event film 2026-12-10 19:00
    content reward pen 5
    content families 4
    system adopts
    clerk joins desk phone=13800138001
    clerk joins desk phone=13800138002
    clerk joins desk phone=13800138003
    clerk notes m1 0 region=north
    clerk notes m2 0 region=south
    system awards m1 50
    system awards m2 50
    clerk registers film m1
    clerk registers film m2
    clerk redeems pen 1 m1
    clerk redeems pen 2 m2

    """

  /// A club in which m1 is of the north, m2 of the south, and m3 of no region; the clerk then serves the
  /// north alone.
  private func play(_ text: String) throws -> String {
    var script = try Script()
    _ = try script.play(Self.club + "system binds 1 regions=north")
    return try script.play(text)
  }

  @Test("绑定区域：须是会里有的，自己绑了的不能给别人绑 binding")
  func binding() throws {
    let text = """
      system adds clerk 9 regions=south,north,south → staff 4 clerk with 9, staff 4 for north south
      system adds clerk 8 regions=east              → refused: unknown-region (north south)
      manager binds 1 regions=east                  → refused: unknown-region (north south)
      manager binds 9 regions=north                 → refused: unknown-staff
      clerk binds 1                                 → refused: not-permitted
      manager binds 1 regions=north                 → nothing
      manager binds 1                               → staff 1 for everybody
      manager binds 2 regions=north                 → staff 2 for north
      manager binds 2                               → refused: not-permitted
      manager adds manager 7                        → refused: not-permitted
      manager revokes 1                             → refused: not-permitted
      system revokes 4                              → staff 4 revoked
      system binds 4                                → refused: already-revoked
      """
    #expect(try play(text) == text)
  }

  @Test("本区的会员照办；别区的与没有区域的，与没有这个人一样 own and other regions")
  func reach() throws {
    let text = """
      clerk awards m1 10                            → m1 issued +10 = 55
      clerk awards m2 10                            → refused: unknown-member
      clerk awards m3 10                            → refused: unknown-member
      clerk awards m9 10                            → refused: unknown-member
      clerk awards m2 10 source=what                → refused: unknown-source (known: visit manual)
      clerk awards m9 10 source=what                → refused: unknown-source (known: visit manual)
      clerk spends m2 1                             → refused: unknown-member
      clerk reverses P11-1                          → refused: unknown-entry
      clerk registers film m2                       → refused: unknown-member
      clerk cancels R13-1                           → refused: unknown-registration
      clerk cancels R12-1                           → R12-1 of m1 for film cancelled
      clerk redeems pen 3 m2                        → refused: unknown-member
      clerk takes V15-2                             → refused: unknown-voucher
      clerk takes 2                                 → refused: unknown-voucher
      clerk returns V15-2                           → refused: unknown-voucher
      clerk takes 1                                 → V14-2 of m1 for pen used
      clerk grants m2 5                             → refused: unknown-member
      clerk changes m2 13800138009                  → refused: unknown-member
      clerk leaves m2                               → refused: unknown-member
      clerk notes m2 1 region=north                 → refused: unknown-member
      """
    #expect(try play(text) == text)
  }

  @Test("记区域：只能记自己的，不能把会员移出自己的视野 noting a region")
  func noting() throws {
    let text = """
      clerk notes m1 2                              → refused: region-needed (north)
      clerk notes m1 2 region=south                 → refused: unknown-region (north)
      clerk notes m1 2 region=north                 → m1 has 2 homes, north
      manager notes m1 2 region=south               → m1 has 2 homes, south
      clerk awards m1 10                            → refused: unknown-member
      """
    #expect(try play(text) == text)
  }

  @Test("入会：只管一区的自动记上，管几区的要写明；别区会员的联系方式不说是谁 joining")
  func joining() throws {
    let text = """
      clerk joins desk phone=13800138004            → m4 joined by desk, consent v1, m4 has 0 homes, north
      clerk joins desk phone=13800138005 region=south → refused: unknown-region (north)
      clerk joins desk phone=13800138001            → refused: duplicate-contact (m1)
      clerk joins desk phone=13800138002            → refused: duplicate-contact
      clerk joins desk guardian=m2                  → refused: unknown-member
      clerk changes m1 13800138002                  → refused: duplicate-contact
      manager joins desk phone=13800138006 region=south → m5 joined by desk, consent v1, m5 has 0 homes, south
      manager joins desk phone=13800138007 region=east → refused: unknown-region (north south)
      system binds 1 regions=north,south            → staff 1 for north south
      clerk joins desk phone=13800138005            → refused: region-needed (north south)
      clerk joins desk phone=13800138005 region=south → m6 joined by desk, consent v1, m6 has 0 homes, south
      """
    #expect(try play(text) == text)
  }

  @Test("复核：别区的申请看不见，批过的也一样 requests")
  func approval() throws {
    let setup = """
      content rules consent=v1 regions=north,south above=20
      system adopts
      manager awards m1 30
      manager awards m2 30
      clerk awards m1 40
      system adds manager 9
      system binds 2 regions=south
      """
    var script = try Script()
    _ = try script.play(Self.club + setup)
    let text = """
      manager approves Q19-1                        → refused: unknown-request
      manager refuses Q19-1                         → refused: unknown-request
      manager approves Q17-1                        → refused: unknown-request
      manager approves Q99-1                        → refused: unknown-request
      system approves Q17-1                         → Q17-1 of m1 approved, m1 issued +30 = 75
      manager approves Q17-1                        → refused: unknown-request
      manager approves Q18-1                        → refused: own-request
      manager refuses Q18-1                         → Q18-1 of m2 refused
      manager approves Q18-1                        → refused: request-already-decided
      """
    #expect(try script.play(text) == text)
  }

  @Test("两个账户的事，两边都够得着的人才能办 what stands in two accounts")
  func twoAccounts() throws {
    let text = """
      system gives m1 m2 5                          → refused: not-one-family
      m1 invites m2 m1                              → m1 asks m2
      m2 accepts m1 m2                              → m2 of one family with m1
      m1 gives m1 m2 5                              → m1 transferred -5 = 40 by transfer to m2, m2 transferred +5 = 50 by transfer from m1
      clerk gives m1 m2 5                           → refused: not-one-family
      clerk reverses P19-1                          → refused: not-permitted
      clerk reverses P19-2                          → refused: unknown-entry
      manager reverses P19-1                        → m2 transferred -5 = 45 by reversal of P19-2, m1 transferred +5 = 45 by reversal of P19-1
      """
    #expect(try play(text) == text)
  }
}
