import Club
import Testing

@Suite("报名 registration")
struct RegistrationTests {
  private let threeMembers = """
    clerk joins desk phone=13800138001            → m1 joined by desk, consent v1
    clerk joins desk phone=13800138002            → m2 joined by desk, consent v1
    clerk joins desk phone=13800138003            → m3 joined by desk, consent v1

    """

  @Test("席位、候补，取消与递补在同一条记录里 seats, waiting list, promotion")
  func seatsAndWaitingList() throws {
    let text =
      threeMembers + """
        content event mooncake 2026-12-01 14:00 seats=1
        system adopts                                 → mooncake 1 seats
        m1 registers mooncake                         → m1 has a seat at mooncake
        m1 registers mooncake                         → refused: already-registered (R8-1)
        m2 registers mooncake                         → m2 waits for mooncake, place 1
        clerk registers mooncake m3                   → m3 waits for mooncake, place 2
        m2 registers mooncake                         → refused: already-registered (R9-1)
        m1 cancels R8-1                               → R8-1 of m1 for mooncake cancelled, R9-1 of m2 for mooncake promoted
        m1 cancels R8-1                               → refused: already-cancelled
        m1 registers mooncake                         → m1 waits for mooncake, place 2
        m3 cancels R10-1                              → R10-1 of m3 for mooncake cancelled
        m2 cancels R9-1                               → R9-1 of m2 for mooncake cancelled, R12-1 of m1 for mooncake promoted
        """
    #expect(try Script.play(text) == text)
  }

  @Test("谁可以报名、取消 who may register and cancel")
  func permissions() throws {
    let text =
      threeMembers + """
        content event film 2026-12-01 19:00
        system adopts                                 → film open
        visitor registers film m1                     → refused: sign-in-needed
        m2 registers film m1                          → refused: not-permitted
        auditor registers film m1                     → refused: not-permitted
        manager registers film m1                     → m1 has a seat at film
        m9 registers film                             → refused: sign-in-needed
        clerk registers film m9                       → refused: unknown-member
        visitor cancels R8-1                          → refused: sign-in-needed
        m2 cancels R8-1                               → refused: unknown-registration
        auditor cancels R8-1                          → refused: not-permitted
        clerk cancels R99-1                           → refused: unknown-registration
        m1 cancels R7-1                               → refused: unknown-registration
        clerk cancels R8-1                            → R8-1 of m1 for film cancelled
        """
    #expect(try Script.play(text) == text)
  }

  @Test("未知、截止、已开始、取消、撤下的活动 events that take nobody")
  func closedEvents() throws {
    let text =
      threeMembers + """
        content event trip 2026-12-01 08:00 closes=2026-11-28T12:00
        content event gala 2026-12-24 18:00 off
        system adopts                                 → gala called off, trip open
        m1 registers trips                            → refused: unknown-event
        m1 registers gala                             → refused: event-cancelled
        m1 registers trip                             → m1 has a seat at trip
        at 2026-11-28 12:00
        m2 registers trip                             → refused: registration-closed
        at 2026-12-01 07:59
        m1 cancels R8-1                               → R8-1 of m1 for trip cancelled
        at 2026-12-01 08:00
        m2 registers trip                             → refused: event-past
        content removes trip
        system adopts                                 → trip withdrawn
        m2 registers trip                             → refused: unknown-event
        system adopts                                 → nothing
        """
    #expect(try Script.play(text) == text)
  }

  @Test("开始以后不能取消 nobody cancels after the beginning")
  func cancellingLate() throws {
    let text =
      threeMembers + """
        content event trip 2026-12-01 08:00
        system adopts                                 → trip open
        m1 registers trip                             → m1 has a seat at trip
        at 2026-12-01 08:00
        m1 cancels R8-1                               → refused: event-past
        """
    #expect(try Script.play(text) == text)
  }

  @Test("签到：活动当天，有席位的人，一次 checking in")
  func checkIn() throws {
    let text =
      threeMembers + """
        system adds kiosk 9                           → staff 4 kiosk with 9
        content event film 2026-12-01 19:00 seats=1
        content event gala 2026-12-01 20:00 off
        system adopts                                 → film 1 seats, gala called off
        m1 registers film                             → m1 has a seat at film
        m2 registers film                             → m2 waits for film, place 1
        kiosk registers film m3                       → refused: not-permitted
        kiosk cancels R9-1                            → refused: not-permitted
        kiosk admits film m1                          → refused: check-in-closed
        at 2026-12-01 18:30
        m1 admits film m1                             → refused: not-permitted
        auditor admits film m1                        → refused: not-permitted
        visitor admits film m1                        → refused: sign-in-needed
        kiosk admits film m2                          → refused: no-seat
        kiosk admits film m3                          → refused: no-seat
        kiosk admits film m9                          → refused: unknown-member
        kiosk admits gala m1                          → refused: event-cancelled
        kiosk admits ball m1                          → refused: unknown-event
        kiosk admits film m1                          → R9-1 of m1 for film attended
        clerk admits film m1                          → refused: already-checked-in
        m1 cancels R9-1                               → refused: already-checked-in
        at 2026-12-02 00:00
        clerk admits film m2                          → refused: check-in-closed
        """
    #expect(try Script.play(text) == text)
  }

  @Test("签到的分超过复核限额：人照样到场，分等第二人 points of coming that need a second person")
  func approval() throws {
    let text = """
      content rules consent=v1 above=40
      content rule attend attendance
      content event film 2026-11-22 19:00 points=60
      system adopts                                 → rules attend consent v1, film open
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      m1 registers film                             → m1 has a seat at film
      at 2026-11-22 18:30
      clerk admits film m1                          → R6-1 of m1 for film attended, m1 issued +60 waits
      clerk admits film m1                          → refused: already-checked-in
      at 2026-11-22 19:30
      clerk awards m1 - source=attend event=film    → refused: already-requested (Q7-2)
      manager approves Q7-2                         → Q7-2 of m1 approved, m1 issued +60 = 60 by attend
      """
    let played = try Script.play(text)
    #expect(played == text)
  }
}
