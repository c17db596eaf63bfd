import Club
import Testing

@Suite("采用内容里的条件 terms")
struct TermsTests {
  private let threeWaiting = """
    content event film 2026-12-01 19:00 seats=1
    system adopts                                 → film 1 seats
    clerk joins desk phone=13800138001            → m1 joined by desk, consent v1
    clerk joins desk phone=13800138002            → m2 joined by desk, consent v1
    clerk joins desk phone=13800138003            → m3 joined by desk, consent v1
    m1 registers film                             → m1 has a seat at film
    m2 registers film                             → m2 waits for film, place 1
    m3 registers film                             → m3 waits for film, place 2

    """

  @Test("加座，候补按次序递补；减座，不请走任何人 capacity up and down")
  func capacity() throws {
    let text =
      threeWaiting + """
        content event film 2026-12-01 19:00 seats=2
        system adopts                                 → film 2 seats, R9-1 of m2 for film promoted
        content event film 2026-12-01 19:00 seats=0
        system adopts                                 → film 0 seats
        m1 cancels R8-1                               → R8-1 of m1 for film cancelled
        m2 cancels R9-1                               → R9-1 of m2 for film cancelled
        content event film 2026-12-01 19:00
        system adopts                                 → film open, R10-1 of m3 for film promoted
        m1 registers film                             → m1 has a seat at film
        """
    #expect(try Script.play(text) == text)
  }

  @Test("活动取消又恢复 called off and on again")
  func calledOff() throws {
    let text =
      threeWaiting + """
        content event film 2026-12-01 19:00 seats=1 off
        system adopts                                 → film called off
        m1 cancels R8-1                               → R8-1 of m1 for film cancelled
        content event film 2026-12-01 19:00 seats=1
        system adopts                                 → film 1 seats, R9-1 of m2 for film promoted
        at 2026-12-01 19:00
        content event film 2026-12-01 19:00 seats=3
        system adopts                                 → film 3 seats
        """
    #expect(try Script.play(text) == text)
  }

  @Test("只有变了的才成为事实 only what changed becomes a fact")
  func onlyChanges() throws {
    let text = """
      content rules rules=attend consent=v1
      content event a 2026-12-01 19:00
      content event b 2026-12-02 19:00 seats=20
      visitor adopts                                → refused: sign-in-needed
      clerk adopts                                  → refused: not-permitted
      manager adopts                                → rules attend consent v1, a open, b 20 seats
      system adopts                                 → nothing
      content event b 2026-12-02 19:00 seats=21
      content removes a
      system adopts                                 → b 21 seats, a withdrawn
      content event a 2026-12-01 19:00
      system adopts                                 → a open
      content rules rules=attend,attend
      system adopts                                 → refused: duplicate-rule (attend)
      content rules rules=manual
      system adopts                                 → refused: duplicate-rule (manual)
      content rules rules=attend consent=v1
      content event a 2026-12-01 19:00 seats=-1
      system adopts                                 → refused: impossible-event (a)
      """
    #expect(try Script.play(text) == text)
  }

  @Test("一条记录最多一千个事实，余下的下次采用 a thousand facts a record")
  func manyEvents() throws {
    var script = try Script()
    var lines: [String] = []
    for number in 1000..<3001 { lines.append("content event e\(number) 2026-12-01 19:00") }
    _ = try script.play(lines.joined(separator: "\n"))
    var counts: [Int] = []
    repeat {
      let before = script.journal.count
      _ = try script.play("system adopts")
      counts.append(script.journal.count - before)
    } while counts.last != 0
    #expect(counts == [1000, 1000, 1, 0])
    #expect(script.club.terms.currentEvents.count == 2001)
  }
}
