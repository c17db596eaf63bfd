import CivilTime
import Testing

@testable import Club

/// Whoever joins in these scripts joins on 22 November 2026.
@Suite("等级 tiers")
struct TierTests {
  private func steps(_ script: Script, _ member: Int = 1, through day: String) throws -> [String] {
    script.club.tierSteps(of: MemberNumber(ordinal: member - 1), through: try known(Day(day))).map {
      "\($0.day.iso) \($0.tier?.code.text ?? "none") \($0.isUpgrade ? "up" : "down") \($0.cause)"
        + ($0.earned.map { " \($0)" } ?? "")
    }
  }

  @Test("满一年那天起是资深会员，由日子算出 by time")
  func time() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier member
      content tier senior months=12
      system adopts
      clerk joins desk phone=13800138000
      """)
    #expect(try steps(script, through: "2026-11-21") == [])
    #expect(try steps(script, through: "2027-11-21") == ["2026-11-22 member up joined"])
    #expect(
      try steps(script, through: "2027-11-22")
        == ["2026-11-22 member up joined", "2027-11-22 senior up time"])
    #expect(try steps(script, 2, through: "2027-11-22") == [])
  }

  @Test("近十二个月得分：得分算，花掉不减，冲正就减，满期退出 by points earned, within a time")
  func earned() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier member
      content tier gold earned=100 within=12
      content rule gift
      system adopts
      clerk joins desk phone=13800138000
      clerk awards m1 60 source=gift
      at 2027-02-01 10:00
      clerk awards m1 60 source=gift
      clerk spends m1 120
      at 2027-03-01 10:00
      clerk awards m1 50 source=gift
      clerk awards m1 900 source=gift
      manager reverses P10-1 debt
      at 2027-12-01 10:00
      """)
    #expect(
      try steps(script, through: "2030-01-01") == [
        "2026-11-22 member up joined", "2027-02-01 gold up points 120",
        "2028-02-01 member down points 50",
      ])
  }

  @Test("手工记的分不是得分：谁也不能替谁升级 what is posted by hand lifts nobody")
  func byHand() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier member
      content tier gold earned=100
      content rule gift
      system adopts
      clerk joins desk phone=13800138000
      clerk awards m1 5000
      clerk awards m1 99 source=gift
      at 2027-02-01 10:00
      clerk awards m1 1 source=gift
      """)
    #expect(
      try steps(script, through: "2030-01-01") == [
        "2026-11-22 member up joined", "2027-02-01 gold up points 100",
      ])
  }

  @Test("冲正当日降级，之前的日子不改写 a reversal takes the tier from that day on")
  func takenBack() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier gold earned=100
      content rule gift
      system adopts
      clerk joins desk phone=13800138000
      clerk awards m1 100 source=gift
      at 2027-02-01 10:00
      clerk reverses P6-1
      """)
    #expect(
      try steps(script, through: "2030-01-01") == [
        "2026-11-22 gold up joined 100", "2027-02-01 none down points 0",
      ])
  }

  @Test("规则看等级：只给谁，给几倍，按业务日期那天的等级 rules by tier")
  func rules() throws {
    let script = """
      content tier member
      content tier senior months=12
      content rule purchase points=1 yuan=10 shares=senior:150
      content rule home points=2000 tiers=senior once=ever
      system adopts                                 → rules purchase+home consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=purchase fen=11000   → m1 issued +11 = 11 by purchase (member x100%)
      clerk awards m1 - source=home                 → refused: tier-needed (senior)
      at 2027-11-22 09:00
      clerk awards m1 - source=purchase fen=11000   → m1 issued +16 = 27 by purchase (senior x150%)
      clerk awards m1 - source=purchase fen=11000 date=2027-11-21 → m1 issued +11 = 38 by purchase (member x100%)
      clerk awards m1 - source=home                 → m1 issued +2000 = 2038 by home (senior x100%)
      clerk awards m1 - source=home                 → refused: only-once (ever, by P9-1)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("满一年的积分自动记，只记一次，日期是那一天，停机以后补上 given by itself")
  func grants() throws {
    let script = """
      content tier member
      content tier senior months=12
      content rule senior points=200 when=senior validity=12-months
      system adopts                                 → rules senior consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2026-12-24 10:00
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk grants-due                              → refused: not-permitted
      system grants-due                             → nothing
      clerk awards m1 - source=senior               → refused: given-by-itself
      at 2027-11-22 00:00
      system grants-due                             → m1 issued +200 = 200 by senior (senior x100%) until 2028-11-22
      system grants-due                             → nothing
      manager reverses P7-1                         → m1 issued -200 = 0 by reversal of P7-1 (200 of P7-1)
      system grants-due                             → nothing
      at 2028-03-05 10:00
      system grants-due                             → m2 issued +200 = 200 by senior (senior x100%) until 2028-12-24
      # What would have lapsed before it was given is not given.
      clerk joins desk phone=13800138002            → m3 joined by desk, consent v1
      at 2031-01-01 10:00
      system grants-due                             → nothing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("规则采用以前满一年的不补记，写了起始日期的从那天起 whoever was there before the rule")
  func before() throws {
    let script = """
      content tier member
      content tier senior months=12
      system adopts                                 → rules  consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2028-01-01 10:00
      content rule senior points=200 when=senior
      system adopts                                 → rules senior consent v1
      system grants-due                             → nothing
      content rule senior points=200 when=senior from=2027-11-01
      system adopts                                 → rules senior consent v1
      system grants-due                             → m1 issued +200 = 200 by senior v2 (senior x100%)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("等级与规则互相矛盾的不采用 impossible terms")
  func impossible() throws {
    let script = """
      content tier senior months=12
      content rule home points=2000 tiers=gold
      system adopts                                 → refused: impossible-rule
      content rule home attendance when=senior
      system adopts                                 → refused: impossible-rule
      """
    #expect(try Script.play(script) == script)
  }
}
