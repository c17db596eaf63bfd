import CivilTime
import Testing

@testable import Club

/// Whoever joins in these scripts joins on 22 November 2026.
@Suite("活动取消，积分自动收回 events called off")
struct WithdrawalTests {
  private static let held = "content event film 2026-11-22 09:00 points=60"

  @Test("每人一笔，有链接，可欠分，只收一次；手工记的与别场的不动 each award once, linked, owed where spent")
  func withdrawn() throws {
    let script = """
      content event film 2026-11-22 09:00 points=60
      content event talk 2026-11-22 09:00 points=20
      content rule attend attendance
      system adopts                                 → rules attend consent v1, film open, talk open
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk joins desk phone=13800138002            → m3 joined by desk, consent v1
      clerk joins desk phone=13800138003            → m4 joined by desk, consent v1
      clerk awards m1 - source=attend event=film    → m1 issued +60 = 60 by attend
      clerk awards m2 - source=attend event=film    → m2 issued +60 = 60 by attend
      clerk awards m2 - source=attend event=talk    → m2 issued +20 = 80 by attend
      clerk awards m2 7 reference=film              → m2 issued +7 = 87
      clerk awards m3 - source=attend event=film    → m3 issued +60 = 60 by attend
      clerk awards m4 - source=attend event=film    → m4 issued +60 = 60 by attend
      clerk spends m1 50                            → m1 redeemed -50 = 10
      clerk reverses P13-1                          → m3 issued -60 = 0 by reversal of P13-1
      m4 leaves                                     → m4 left, m4 expired -60 = 0 by leaving
      system withdraws                              → nothing
      content event film 2026-11-22 09:00 points=60 off
      system adopts                                 → film called off
      clerk withdraws                               → refused: not-permitted
      manager withdraws                             → refused: not-permitted
      system withdraws                              → m1 issued -60 = -50 by reversal of P9-1 owing 50, m2 issued -60 = 27 by reversal of P10-1
      system withdraws                              → nothing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("页面撤下以后照样收回；照常举行了可以再记，再取消再收回 a page that is gone, an event held after all")
  func again() throws {
    let script = """
      \(Self.held)
      content rule attend attendance
      system adopts                                 → rules attend consent v1, film open
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=attend event=film    → m1 issued +60 = 60 by attend
      content removes film
      system adopts                                 → film withdrawn
      system withdraws                              → nothing
      \(Self.held) off
      system adopts                                 → film called off
      content removes film
      system adopts                                 → film withdrawn
      system withdraws                              → m1 issued -60 = 0 by reversal of P6-1
      \(Self.held)
      system adopts                                 → film open
      system withdraws                              → nothing
      clerk awards m1 - source=attend event=film    → m1 issued +60 = 60 by attend
      \(Self.held) off
      system adopts                                 → film called off
      system withdraws                              → m1 issued -60 = 0 by reversal of P12-1
      """
    let played = try Script.play(script)
    #expect(played == script)
  }

  @Test("等人复核的，取消以后批不下来 what waits for a second person cannot be approved any more")
  func waiting() throws {
    let script = """
      \(Self.held)
      content rule attend attendance approval
      system adopts                                 → rules attend consent v1, film open
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 - source=attend event=film    → m1 issued +60 waits
      \(Self.held) off
      system adopts                                 → film called off
      manager approves Q6-1                         → refused: event-cancelled
      system withdraws                              → nothing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("收据找分录：按规则，全会唯一；冲正过的还找得到，等复核的报申请 an award by its receipt")
  func receipts() throws {
    var script = try Script()
    _ = try script.play(
      """
      content rule purchase points=1 yuan=10 reference=receipt
      content rule large points=2 yuan=10 reference=receipt approval
      system adopts
      clerk joins desk phone=13800138000
      clerk awards m1 - source=purchase fen=11000 reference=R-1
      clerk awards m1 - source=large fen=11000 reference=R-2
      """)
    func find(_ receipt: String, _ rule: String) -> String {
      do throws(Rejection) {
        guard let receipt = Reference(receipt), let rule = Code(rule) else { return "" }
        return try script.club.award(forReceipt: receipt, by: rule, askedBy: .system).description
      } catch {
        return error.code + script.detail(error)
      }
    }
    #expect(find("R-1", "purchase") == "P6-1")
    #expect(find("R-1", "large") == "unknown-entry")
    #expect(find("R-2", "large") == "already-requested (Q7-1)")
    #expect(find("R-2", "purchase") == "unknown-entry")
    #expect(find("R-3", "purchase") == "unknown-entry")
    _ = try script.play("clerk reverses P6-1")
    #expect(find("R-1", "purchase") == "P6-1")
    _ = try script.play("clerk awards m1 - source=purchase fen=11000 reference=R-1")
    #expect(find("R-1", "purchase") == "P9-1")
  }
}
