import CivilTime
import Testing

@testable import Club

/// Whoever joins in these scripts joins on 22 November 2026.
@Suite("等级变动，各记一次 what is noted of tiers")
struct TierNoteTests {
  @Test("每一步记一次，停机几天以后按天补齐 each step once, caught up after days off")
  func steps() throws {
    let script = """
      content tier member
      content tier senior months=12
      content tier gold earned=100 within=12
      content rule gift
      system adopts                                 → rules gift consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk notes-tiers                             → refused: not-permitted
      system notes-tiers                            → m1 from none to member since 2026-11-22 by joined
      system notes-tiers                            → nothing
      at 2027-02-01 10:00
      clerk awards m1 100 source=gift               → m1 issued +100 = 100 by gift
      at 2028-03-01 10:00
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      system notes-tiers                            → m1 from member to gold since 2027-02-01 by points, m1 from gold to senior since 2028-02-01 by points, m2 from none to member since 2028-03-01 by joined
      system notes-tiers                            → nothing
      m2 leaves                                     → m2 left
      at 2030-01-01 10:00
      system notes-tiers                            → nothing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("同一天再升一级，同一天冲正 a second step on one day, and one taken back on the same day")
  func sameDay() throws {
    let script = """
      content tier member
      content tier silver earned=100
      content tier gold earned=200
      content rule gift
      system adopts                                 → rules gift consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      system notes-tiers                            → m1 from none to member since 2026-11-22 by joined
      clerk awards m1 150 source=gift               → m1 issued +150 = 150 by gift
      system notes-tiers                            → m1 from member to silver since 2026-11-22 by points
      at 2026-12-01 10:00
      clerk awards m1 100 source=gift               → m1 issued +100 = 250 by gift
      system notes-tiers                            → m1 from silver to gold since 2026-12-01 by points
      clerk reverses P9-1                           → m1 issued -100 = 150 by reversal of P9-1
      system notes-tiers                            → m1 from gold to silver since 2026-11-22 by revised
      system notes-tiers                            → nothing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("改了等级的条件，按新条件更正；没有等级了也说 tiers changed in the content, or gone")
  func revised() throws {
    var script = try Script()
    let first = """
      content tier gold earned=200
      content rule gift
      system adopts                                 → rules gift consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 150 source=gift               → m1 issued +150 = 150 by gift
      system notes-tiers                            → nothing
      at 2027-06-01 10:00
      """
    #expect(try script.play(first) == first)
    script.rules.tiers = []
    let second = """
      content tier gold earned=100
      system adopts                                 → rules gift consent v1
      system notes-tiers                            → m1 from none to gold since 2026-11-22 by joined
      """
    #expect(try script.play(second) == second)
    script.rules.tiers = []
    let third = """
      content rules consent=v1
      system adopts                                 → rules  consent v1
      system notes-tiers                            → m1 from gold to none since 2027-06-01 by revised
      system notes-tiers                            → nothing
      """
    #expect(try script.play(third) == third)
  }

  @Test("记下的不改变算出来的 what is noted changes nothing of what is worked out")
  func computed() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier member
      content tier senior months=12
      system adopts
      clerk joins desk phone=13800138000
      """)
    let day = try known(Day("2028-01-01"))
    let before = script.club.tierSteps(of: MemberNumber(ordinal: 0), through: day)
    _ = try script.play("at 2028-01-01 10:00\nsystem notes-tiers")
    #expect(script.club.tierSteps(of: MemberNumber(ordinal: 0), through: day) == before)
    #expect(script.club.tiers.noted(of: MemberNumber(ordinal: 0))?.tier?.text == "senior")
  }

  @Test("一条记录最多一千件 a record holds a thousand")
  func many() throws {
    var script = try Script()
    _ = try script.play("content tier member\nsystem adopts")
    for number in 0..<1005 {
      _ = try script.play("clerk joins desk phone=1380013\(1000 + number)")
    }
    let everybody = Command.tiers(.note((0..<1005).map { MemberNumber(ordinal: $0) }))
    #expect(try script.submit(everybody, by: .system).count == 1000)
    #expect(try script.submit(everybody, by: .system).count == 5)
    #expect(try script.submit(everybody, by: .system).isEmpty)
  }
}
