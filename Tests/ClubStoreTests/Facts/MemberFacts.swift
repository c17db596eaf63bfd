import CivilTime
import Club
import Testing

/// Facts of the rooms that are about a member beside the points: one of each.
extension FactCodingTests {
  /// What came with letters.
  static func newsletters(_ member: MemberNumber) throws -> [Fact] {
    let issue = try Commands.code("2026-autumn")
    return [
      .newsletter(.agreed(member: member, .traditional)),
      .newsletter(.withdrawn(member: member)),
      .newsletter(.addressed(member: member, issue: issue)),
      .newsletter(.sent(issue: issue)),
    ]
  }

  /// What came with homes, regions and segments.
  static func profiles(_ member: MemberNumber) throws -> [Fact] {
    let north = try Commands.code("north")
    let owner = try Commands.code("owner")
    return [
      .terms(
        .rulesAdopted(
          ClubRules(
            tiers: [Tier(code: owner, title: "业主会员", homes: 2)],
            regions: [MemberTag(code: north, title: "城北")],
            segments: [MemberTag(code: owner, title: "业主")]))),
      .profile(.set(member: member, Profile(homes: 2, region: north, segments: [owner]))),
      .profile(.set(member: member, Profile())),
    ]
  }

  /// What came with noting who has come to another tier.
  static func tiers(_ member: MemberNumber) throws -> [Fact] {
    let (senior, gold) = (try Commands.code("senior"), try Commands.code("gold"))
    let day = try #require(Day("2026-11-28"))
    return [
      .tiers(.changed(TierChange(member: member, from: nil, to: senior, since: day, cause: .time))),
      .tiers(
        .changed(TierChange(member: member, from: senior, to: gold, since: day, cause: .points))),
      .tiers(
        .changed(TierChange(member: member, from: gold, to: nil, since: day, cause: .revised))),
    ]
  }

  /// What came with families.
  static func family(_ member: MemberNumber) throws -> [Fact] {
    let other = MemberNumber(ordinal: 1)
    return [
      .family(.invited(member: member, by: other)), .family(.joined(member: member, by: other)),
      .family(.declined(member: member, by: other)), .family(.left(member: member)),
      .terms(.rulesAdopted(ClubRules(family: FamilyTerms(members: 4)))),
      .points(
        .posted(
          Posting(
            member: member, account: .transferred, points: 30, balance: 335,
            source: PointSource.transfer, businessDate: try #require(Day("2026-11-28")),
            expires: Day("2027-12-31"), transfer: other))),
    ]
  }
}
