import CivilTime
import Testing

@testable import Club

@Suite("不合情理的流水 facts that cannot follow")
struct ReplayTests {
  private static let story = """
    content event film 2026-12-01 19:00 seats=1
    system adopts
    clerk joins desk phone=13800138001
    clerk joins desk phone=13800138002
    m1 registers film
    m2 registers film
    clerk awards m1 100
    clerk spends m1 60
    content reward umbrella 10 stock=2
    clerk awards m2 10
    system adopts
    m2 redeems umbrella 7
    """

  @Test("拒收，并且状态不变 refused, and the state stays as it was")
  func impossibleFacts() throws {
    var script = try Script()
    _ = try script.play(Self.story)
    let first = MemberNumber(ordinal: 0)
    let second = MemberNumber(ordinal: 1)
    let nobody = MemberNumber(ordinal: 9)
    let film = try known(Code("film"))
    let code = try known(Code("v1"))
    let seat = try known(RegistrationID("R7-1"))
    let waiting = try known(RegistrationID("R8-1"))
    let impossible: [(Fact, String)] =
      [
        (.membership(.joined(member: nobody, channel: .desk, consent: code)), "the next member is"),
        (.membership(.sessionClosed(member: first, tokenHash: try token(9))), "no such session"),
        (
          .membership(
            .sessionOpened(
              member: nobody, tokenHash: try token(9), expires: Instant(milliseconds: 1))),
          "nobody has"
        ),
        (post(first, .issued, 10, 60), "the balance after it is 50, the fact says 60"),
        (post(first, .redeemed, -50, -10), "a debt that the fact does not own up to"),
        (post(first, .redeemed, -50, -10, debt: 10), "a debt that the fact does not own up to"),
        (post(first, .issued, 0, 40), "0 points are outside"),
        (post(first, .issued, 1_000_001, 1_000_041), "are outside"),
        (post(nobody, .issued, 1, 1), "nobody has"),
        (post(first, .issued, -50, -10, reverses: "P9-1", debt: 10), "no mirror image of P9-1"),
        (post(first, .redeemed, -40, 0, reverses: "P10-1"), "no mirror image of P10-1"),
        (post(second, .redeemed, 60, 60, reverses: "P10-1"), "no mirror image of P10-1"),
        (.registration(.seated(event: film, member: second)), "no seat of film is free"),
        (.registration(.waitlisted(event: film, member: first, place: 2)), "registered already"),
        (.registration(.waitlisted(event: film, member: nobody, place: 2)), "is no member"),
        (.registration(.waitlisted(event: film, member: nobody, place: 3)), "not that long"),
        (.registration(.promoted(waiting, event: film, member: second)), "no seat of film is free"),
        (.registration(.cancelled(seat, event: film, member: second)), "no registration of"),
        (
          .staff(.added(StaffID(9), role: .clerk, tokenHash: try token(9))),
          "next of the staff is 4"
        ),
        (.staff(.added(StaffID(4), role: .clerk, tokenHash: try token(1))), "with a new token"),
        (.staff(.revoked(StaffID(4))), "holds no token"),
        (tier(nobody, nil, code), "nobody has"),
        (tier(first, code, nil), "the tier noted before is none"),
        (tier(first, nil, nil), "the tier noted before is none"),
      ] + (try impossibleRewards(first, second))
    for (fact, message) in impossible {
      var club = script.club
      let error = #expect(throws: Inconsistency.self) {
        try club.apply(fact, at: Position(sequence: 99, index: 0), time: Instant(milliseconds: 0))
      }
      #expect(error?.description.contains(message) == true, "\(error?.description ?? "applied")")
      #expect(club == script.club)
    }
  }

  private func tier(_ member: MemberNumber, _ from: Code?, _ to: Code?) -> Fact {
    let day = Day(daysSinceEpoch: 20_000)
    return .tiers(
      .changed(TierChange(member: member, from: from, to: to, since: day, cause: .points)))
  }

  private func impossibleRewards(
    _ first: MemberNumber, _ second: MemberNumber
  ) throws -> [(Fact, String)] {
    let umbrella = try known(Code("umbrella"))
    let voucher = try known(VoucherID("V13-2"))
    let paper = NewVoucher(
      reward: umbrella, member: second, price: try known(Amount(10)), seed: VoucherSeed(1),
      code: try token(8))
    var unknown = paper
    unknown.reward = try known(Code("sword"))
    return [
      (.rewards(.redeemed(paper)), "does not pay for it"),
      (.rewards(.redeemed(unknown)), "no sword is left"),
      (.rewards(.used(voucher, reward: umbrella, member: first)), "no voucher of"),
      (.rewards(.cancelled(voucher, reward: umbrella, member: second)), "did not come back"),
      (.rewards(.lapsed(voucher, reward: umbrella, member: second)), "cannot lapse"),
      (.rewards(.stockCorrected(reward: umbrella, change: 1_000_001)), "is no correction"),
    ]
  }

  @Test("次序倒退的事实 a fact out of order")
  func order() throws {
    var script = try Script()
    _ = try script.play(Self.story)
    var club = script.club
    let error = #expect(throws: Inconsistency.self) {
      try club.apply(
        .staff(.revoked(StaffID(1))), at: Position(sequence: 10, index: 0),
        time: Instant(milliseconds: 0))
    }
    #expect(
      error?.description == "record 10, fact 1: it does not come after the fact before it")
  }

  private func post(
    _ member: MemberNumber, _ account: ClubAccount, _ points: Int, _ balance: Int,
    reverses: String? = nil, debt: Int = 0
  ) -> Fact {
    .points(
      .posted(
        Posting(
          member: member, account: account, points: points, balance: balance,
          source: PointSource.manual, businessDate: Day(daysSinceEpoch: 20_000),
          reverses: reverses.flatMap { EntryID($0) }, debt: debt)))
  }
}
