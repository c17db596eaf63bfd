import CivilTime
import Testing

@testable import Club

@Suite("房屋、区域与人群 profiles")
struct ProfileTests {
  @Test("工作人员记，代码须是采用过的，没有变化就不写 set by staff")
  func setting() throws {
    let script = """
      content rules consent=v1 regions=north,south segments=owner,volunteer
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      m1 notes m1 1                                 → refused: not-permitted
      auditor notes m1 1                            → refused: not-permitted
      clerk notes m9 1                              → refused: unknown-member
      clerk notes m1 1 region=east                  → refused: unknown-region (north south)
      clerk notes m1 1 segments=owner,cat           → refused: unknown-segment (owner volunteer)
      clerk notes m1 1 region=north segments=volunteer,owner,owner → m1 has 1 homes, north, owner volunteer
      clerk notes m1 1 region=north segments=owner,volunteer → nothing
      clerk notes m1 0                              → m1 has 0 homes
      m1 leaves                                     → m1 left
      clerk notes m1 1                              → refused: member-has-left
      """
    #expect(try Script.play(script) == script)
  }

  @Test("等级看房屋：记下那天升，减了那天降，写明为房屋 tiers by homes")
  func tiers() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier member
      content tier owner homes=1
      content tier patron homes=2 months=1
      system adopts
      clerk joins desk phone=13800138000
      clerk notes m1 1
      at 2026-11-30 10:00
      clerk notes m1 2
      at 2027-02-01 10:00
      clerk notes m1 1
      clerk notes m1 0
      """)
    let steps = script.club.tierSteps(
      of: MemberNumber(ordinal: 0), through: try known(Day("2028-01-01")))
    #expect(
      steps.map {
        "\($0.day.iso) \($0.tier?.code.text ?? "none") \($0.isUpgrade ? "up" : "down") \($0.cause)"
      } == [
        "2026-11-22 owner up joined", "2026-12-22 patron up time", "2027-02-01 member down homes",
      ])
  }
}
