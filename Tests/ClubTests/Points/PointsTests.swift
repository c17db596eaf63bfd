import CivilTime
import Club
import Testing

@Suite("积分 points")
struct PointsTests {
  @Test("发放、消费，余额永不为负 awards and spendings")
  func awardAndSpend() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100                           → m1 issued +100 = 100
      clerk spends m1 30                            → m1 redeemed -30 = 70
      clerk spends m1 71                            → refused: insufficient-points (has 70 of 71)
      manager spends m1 70                          → m1 redeemed -70 = 0
      clerk spends m1 1                             → refused: insufficient-points (has 0 of 1)
      clerk awards m2 100                           → refused: unknown-member
      clerk spends m2 100                           → refused: unknown-member
      system awards m1 1000000                      → m1 issued +1000000 = 1000000
      """
    #expect(try Script.play(script) == script)
  }

  @Test("同一凭据只记一次：冲正以后可以再记 the same reference once, where that is asked")
  func once() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100 once reference=A-1        → m1 issued +100 = 100
      clerk awards m1 100 once reference=A-1        → refused: already-awarded (by P5-1)
      clerk awards m1 100 reference=A-1             → m1 issued +100 = 200
      clerk spends m1 30 once reference=A-1         → m1 redeemed -30 = 170
      clerk spends m1 30 once reference=A-1         → refused: already-awarded (by P7-1)
      clerk spends m1 30 once reference=A-2         → m1 redeemed -30 = 140
      clerk reverses P5-1                           → m1 issued -100 = 40 by reversal of P5-1
      clerk awards m1 100 once reference=A-1        → refused: already-awarded (by P6-1)
      clerk awards m1 100                           → m1 issued +100 = 140
      clerk reverses P6-1                           → m1 issued -100 = 40 by reversal of P6-1
      clerk awards m1 100 once reference=A-1        → m1 issued +100 = 140
      """
    let played = try Script.play(script)
    #expect(played == script)
  }

  @Test("谁可以动积分 who may post")
  func permissions() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      visitor awards m1 100                         → refused: sign-in-needed
      m1 awards m1 100                              → refused: not-permitted
      m1 spends m1 100                              → refused: not-permitted
      m1 reverses P1-1                              → refused: not-permitted
      auditor awards m1 100                         → refused: not-permitted
      clerk awards m1 100                           → m1 issued +100 = 100
      system revokes 1                              → staff 1 revoked
      clerk awards m1 100                           → refused: staff-no-longer-valid
      """
    #expect(try Script.play(script) == script)
  }

  @Test("来源必须是已采用的规则 every entry names its source")
  func sources() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 20 source=attend              → refused: unknown-source (known: manual)
      content rules rules=attend,refer
      system adopts                                 → rules attend+refer consent none
      clerk awards m1 20 source=attend              → m1 issued +20 = 20 by attend
      clerk awards m1 20 source=attends             → refused: unknown-source (known: attend refer manual)
      clerk awards m1 20 source=reversal            → refused: unknown-source (known: attend refer manual)
      clerk spends m1 5 source=redemption           → m1 redeemed -5 = 15 by redemption
      clerk spends m1 5 source=attend               → refused: unknown-source (known: redemption manual)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("规则定了多少分，就发多少分 the points of a rule bind")
  func rulePoints() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      content rules rules=attend:50,refer
      system adopts                                 → rules attend+refer consent none
      clerk awards m1 5000 source=attend            → refused: points-differ-from-rule (gives 50)
      manager awards m1 49 source=attend            → refused: points-differ-from-rule (gives 50)
      clerk awards m1 50 source=attend              → m1 issued +50 = 50 by attend
      clerk awards m1 49 source=refer               → m1 issued +49 = 99 by refer
      clerk awards m1 5000 source=manual            → m1 issued +5000 = 5099
      """
    #expect(try Script.play(script) == script)
  }

  @Test("冲正：整笔、一次、有链接、镜像 reversals")
  func reversals() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100                           → m1 issued +100 = 100
      clerk reverses P5-1                           → m1 issued -100 = 0 by reversal of P5-1
      clerk reverses P5-1                           → refused: already-reversed (by P6-1)
      manager reverses P6-1                         → refused: entry-is-reversal
      clerk reverses P4-1                           → refused: unknown-entry
      clerk reverses P99-1                          → refused: unknown-entry
      clerk awards m1 50                            → m1 issued +50 = 50
      clerk spends m1 40                            → m1 redeemed -40 = 10
      clerk reverses P8-1                           → m1 redeemed +40 = 50 by reversal of P8-1
      """
    #expect(try Script.play(script) == script)
  }

  @Test("冲正已花掉的积分：经理同意才成欠分，绝不抹成零 debts are explicit")
  func debts() throws {
    let text = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100                           → m1 issued +100 = 100
      clerk spends m1 80                            → m1 redeemed -80 = 20
      clerk reverses P5-1                           → refused: award-already-spent (has 20, would owe 80)
      clerk reverses P5-1 debt                      → refused: debt-needs-manager
      manager reverses P5-1                         → refused: award-already-spent (has 20, would owe 80)
      manager reverses P5-1 debt poster=2           → refused: own-entry
      manager reverses P5-1 debt poster=1           → m1 issued -100 = -80 by reversal of P5-1 owing 80
      clerk awards m1 50                            → m1 issued +50 = -30
      clerk spends m1 1                             → refused: insufficient-points (has -30 of 1)
      manager reverses P8-1 debt                    → m1 issued -50 = -80 by reversal of P8-1 owing 50
      clerk reverses P6-1                           → m1 redeemed +80 = 0 by reversal of P6-1
      """
    var script = try Script()
    #expect(try script.play(text) == text)
    let balance = script.club.points.trialBalance
    #expect(balance.issued == 0 && balance.redeemed == 0 && balance.outstanding == 0)
  }

  @Test("业务日期可早不可晚 business dates")
  func businessDates() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      at 2026-11-22 23:59
      clerk awards m1 1 date=2026-11-22             → m1 issued +1 = 1
      clerk awards m1 1 date=2026-11-23             → refused: business-date-out-of-range
      clerk awards m1 1 date=1990-01-01             → m1 issued +1 = 2
      clerk awards m1 1 date=1989-12-31             → refused: business-date-out-of-range
      """
    #expect(try Script.play(script) == script)
  }

  @Test("对账单：期初＋明细＝期末 opening and lines make closing")
  func statement() throws {
    var script = try Script()
    _ = try script.play(
      """
      clerk joins desk phone=13800138000
      at 2026-12-01 09:00
      clerk awards m1 100
      at 2026-12-31 23:59
      clerk spends m1 30
      at 2027-01-01 00:00
      clerk reverses P6-1
      at 2027-02-01 00:00
      clerk awards m1 7 date=2026-12-24
      """)
    #expect(
      text(script.club, from: nil, through: nil) == """
        opening 0
        P5-1 2026-12-01 +100 100 reversed by -
        P6-1 2026-12-31 -30 70 reversed by P7-1
        P7-1 2027-01-01 +30 100 reversed by -
        P8-1 2026-12-24 +7 107 reversed by -
        closing 107
        """)
    #expect(
      text(script.club, from: "2026-12-31", through: "2027-01-31") == """
        opening 100
        P6-1 2026-12-31 -30 70 reversed by P7-1
        P7-1 2027-01-01 +30 100 reversed by -
        closing 100
        """)
    #expect(text(script.club, from: "2030-01-01", through: nil) == "opening 107\nclosing 107")
    #expect(text(script.club, from: nil, through: "2020-01-01") == "opening 0\nclosing 0")
    #expect(
      text(script.club, from: nil, through: "2027-01-31", latest: 2) == """
        opening 100, lines before
        P6-1 2026-12-31 -30 70 reversed by P7-1
        P7-1 2027-01-01 +30 100 reversed by -
        closing 100
        """)
    for latest in [2, 3] {
      let whole = text(script.club, from: "2026-12-31", through: "2027-01-31", latest: latest)
      #expect(whole.hasPrefix("opening 100\nP6-1"))
    }
    #expect(
      text(script.club, from: nil, through: nil, latest: 0) == """
        opening 107, lines before
        closing 107
        """)
  }

  private func text(
    _ club: Club, from: String?, through: String?, latest: Int? = nil
  ) -> String {
    let statement = club.points.statement(
      of: MemberNumber(ordinal: 0), from: from.flatMap { Day($0) },
      through: through.flatMap { Day($0) }, latest: latest)
    let opening = "opening \(statement.opening)\(statement.isTruncated ? ", lines before" : "")"
    let lines = statement.lines.map { line in
      let sign = line.entry.points > 0 ? "+" : ""
      let other = line.entry.reversedBy?.description ?? "-"
      return
        "\(line.entry.id) \(line.entry.businessDate.iso) \(sign)\(line.entry.points) \(line.balance)"
        + " reversed by \(other)"
    }
    return
      ([opening] + lines + ["closing \(statement.closing)"])
      .joined(separator: "\n")
  }
}
