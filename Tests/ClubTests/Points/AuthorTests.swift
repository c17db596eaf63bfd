import CivilTime
import Testing

@testable import Club

@Suite("谁记的要不要紧 whether it matters who has posted an entry")
struct AuthorTests {
  private static let clerk = Actor.staff(StaffID(1), .clerk)
  private static let manager = Actor.staff(StaffID(2), .manager)
  private static let days = [
    "2026-11-23", "2027-08-30", "2027-08-31", "2027-09-01", "2027-12-31", "2028-01-01",
  ]

  /// P6-1 and P7-1 are awards, P8-1 is paid from both, P9-1 from the first, which is good for longer. P10-3
  /// and P10-4 are the two sides of a referral, P11-1 pays V11-2, P14-1 and P14-2 are a gift.
  private func club() throws -> Club {
    var script = try Script()
    let text = """
      content rules rules=attend:60,summer:40:2027-08-31 validity=year-end+1 consent=v1
      content rule share points=50 newcomer=30 referral=30
      content families 3
      content reward umbrella 20
      system adopts                                 → rules attend+summer+share consent v1, umbrella for 20, any
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2027-12-31
      clerk awards m1 40 source=summer              → m1 issued +40 = 100 by summer until 2027-08-31
      clerk spends m1 70                            → m1 redeemed -70 = 30 (40 of P7-1, 30 of P6-1)
      clerk spends m1 20                            → m1 redeemed -20 = 10 (20 of P6-1)
      clerk joins desk phone=13800138001 by=m1      → m2 joined by desk, consent v1, m1 brought m2, m2 issued +30 = 30 by share (with m1) until 2027-12-31, m1 issued +50 = 60 by share (with m2) until 2027-12-31
      m1 redeems umbrella 7                         → m1 redeemed -20 = 40 by redemption (10 of P6-1, 10 of P10-4), m1 has umbrella by 7
      m1 invites m2 m1                              → m1 asks m2
      m2 accepts m1 m2                              → m2 of one family with m1
      m1 gives m1 m2 30                             → m1 transferred -30 = 10 by transfer to m2 (30 of P10-4), m2 transferred +30 = 60 by transfer from m1 until 2027-12-31
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
    let after = { (entry: String) in try Self.days.filter { try matters(entry, $0) } }
    #expect(try after("P8-1") == ["2027-08-31", "2027-09-01", "2027-12-31", "2028-01-01"])
    #expect(try after("P9-1") == ["2027-12-31", "2028-01-01"])
    #expect(try matters("P8-1", "2027-09-01", Self.clerk) == false)
    #expect(try matters("P99-1", "2027-09-01", debt: true) == false)
  }

  /// What takes back an entry, or cancels a voucher.
  private func undoing(_ name: String, debt: Bool, _ author: StaffID?) throws -> Command {
    let reason = try known(Reason("录错"))
    if let voucher = VoucherID(name) {
      return .rewards(.cancel(voucher, reason: reason, postedBy: author))
    }
    return .points(
      .reverse(
        Reversal(
          entry: try known(EntryID(name)), allowsDebt: debt, reason: reason, postedBy: author)))
  }

  /// The entry whose author is asked for.
  private func entry(_ name: String, _ club: Club) throws -> EntryID {
    guard let voucher = VoucherID(name) else { return try known(EntryID(name)) }
    return try known(club.rewards.voucher(voucher)).entry
  }

  private func outcome(_ command: Command, by actor: Actor, at now: Instant, _ club: Club) -> String
  {
    do throws(Rejection) {
      return "\(try club.decide(command, by: actor, at: now).facts)"
    } catch {
      return error.code
    }
  }

  @Test(
    "where it does not, the decision is the same whoever it was, also on the next day",
    arguments: [
      "P6-1", "P7-1", "P8-1", "P9-1", "P10-3", "P10-4", "V11-2", "P14-1", "P14-2",
    ])
  func sound(name: String) throws {
    let club = try club()
    let entry = try entry(name, club)
    var (asked, own) = (0, 0)
    for day in Self.days {
      let now = try known(Instant("\(day) 23:59"))
      for (debt, actor) in [false, true].flatMap({ debt in
        [Self.clerk, Self.manager].map { (debt, $0) }
      }) {
        let matters = club.mayMatter(authorOf: entry, allowsDebt: debt, to: actor, at: now)
        if matters { asked += 1 }
        for later in [now, now.adding(seconds: 120)] {
          let outcomes = try [nil, actor.staff].map { author in
            outcome(try undoing(name, debt: debt, author), by: actor, at: later, club)
          }
          if outcomes[0] != outcomes[1] { own += 1 }
          #expect(matters || outcomes[0] == outcomes[1], "\(name) on \(day)")
        }
      }
    }
    #expect(asked > 0 && own > 0)
  }
}
