import CivilTime
import Testing

@testable import Club

@Suite("谁记的要不要紧 whether it matters who has posted an entry")
struct AuthorTests {
  private static let clerk = Actor.staff(StaffID(1), .clerk)
  private static let manager = Actor.staff(StaffID(2), .manager)
  private static let days = ["2026-11-23", "2027-08-30", "2027-08-31", "2027-09-01", "2028-01-01"]

  /// P6-1 and P7-1 are awards, P8-1 is paid from both, P9-1 from the first, which is good for longer.
  private func club() throws -> Club {
    var script = try Script()
    let text = """
      content rules rules=attend:60,summer:40:2027-08-31 validity=year-end+1 consent=v1
      system adopts                                 → rules attend+summer consent v1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2027-12-31
      clerk awards m1 40 source=summer              → m1 issued +40 = 100 by summer until 2027-08-31
      clerk spends m1 70                            → m1 redeemed -70 = 30 (40 of P7-1, 30 of P6-1)
      clerk spends m1 20                            → m1 redeemed -20 = 10 (20 of P6-1)
      """
    #expect(try script.play(text) == text)
    return script.club
  }

  @Test("only a manager who allows a debt, or gives back what lapses within the day, is asked")
  func table() throws {
    let club = try club()
    func matters(
      _ entry: String, _ day: String, debt: Bool = false, _ actor: Actor = Self.manager
    ) throws -> Bool {
      club.mayMatter(
        authorOf: try known(EntryID(entry)), allowsDebt: debt, to: actor,
        at: try known(Instant("\(day) 23:59")))
    }
    #expect(try matters("P6-1", "2027-09-01") == false)
    #expect(try matters("P6-1", "2027-09-01", debt: true))
    #expect(try matters("P6-1", "2027-09-01", debt: true, Self.clerk) == false)
    #expect(try Self.days.map { try matters("P8-1", $0) } == [false, false, true, true, true])
    #expect(try Self.days.map { try matters("P9-1", $0) } == [false, false, false, false, true])
    #expect(try matters("P8-1", "2027-09-01", Self.clerk) == false)
    #expect(try matters("P99-1", "2027-09-01", debt: true) == false)
  }

  @Test("where it does not, the decision is the same whoever it was, also on the next day")
  func sound() throws {
    let club = try club()
    var (asked, own) = (0, 0)
    for day in Self.days {
      let now = try known(Instant("\(day) 23:59"))
      for (name, debt, actor) in ["P6-1", "P7-1", "P8-1", "P9-1"].flatMap({ name in
        [false, true].flatMap { debt in
          [Self.clerk, Self.manager].map { (name, debt, $0) }
        }
      }) {
        let entry = try known(EntryID(name))
        let matters = club.mayMatter(authorOf: entry, allowsDebt: debt, to: actor, at: now)
        if matters { asked += 1 }
        for later in [now, now.adding(seconds: 120)] {
          let outcomes = try [nil, actor.staff].map { author in
            let reversal = Reversal(
              entry: entry, allowsDebt: debt, reason: try known(Reason("录错")), postedBy: author)
            do throws(Rejection) {
              return "\(try club.decide(.points(.reverse(reversal)), by: actor, at: later).facts)"
            } catch {
              return error.code
            }
          }
          if outcomes[0] != outcomes[1] { own += 1 }
          #expect(matters || outcomes[0] == outcomes[1], "\(name) on \(day)")
        }
      }
    }
    #expect(asked > 0 && own > 0)
  }
}
