import Testing

@testable import Club

@Suite("近来得过分的会员记在手边")
struct RecentAwardsTests {
  private static func groups(_ count: Int) -> [AwardGroup] {
    (0..<count).map {
      AwardGroup(source: 1, from: $0, businessDay: $0, takenBack: nil, points: 5)
    }
  }

  @Test("Only so many members are remembered, and what was forgotten can be taken in again")
  func members() {
    var recent = RecentAwards()
    for ordinal in 0...RecentAwards.mostMembers {
      recent.remember(Self.groups(1), of: ordinal)
    }
    #expect(recent[0] == nil)
    #expect(recent[RecentAwards.mostMembers] == Self.groups(1))
    recent.remember(Self.groups(2), of: 0)
    #expect(recent[0] == Self.groups(2))
  }

  @Test("Only so many groups are, however few members have them")
  func groups() {
    var recent = RecentAwards()
    recent.remember(Self.groups(RecentAwards.mostGroups), of: 1)
    #expect(recent[1] != nil)
    recent.forget(1)
    recent.remember(Self.groups(RecentAwards.mostGroups - 1), of: 2)
    recent.remember(Self.groups(1), of: 3)
    #expect(recent[2] != nil && recent[3] != nil)
    recent.remember(Self.groups(1), of: 4)
    #expect(recent[2] == nil && recent[4] != nil)
    recent.remember(Self.groups(RecentAwards.mostGroups + 1), of: 5)
    #expect(recent[5] == nil && recent[4] != nil)
  }

  @Test("A new award joins the group before it where only its points are its own")
  func joining() {
    var recent = RecentAwards()
    recent.remember(Self.groups(1), of: 7)
    recent.add(AwardGroup(source: 1, from: 0, businessDay: 0, takenBack: nil, points: 3), of: 7)
    recent.add(AwardGroup(source: 2, from: 0, businessDay: 0, takenBack: nil, points: 3), of: 7)
    #expect(recent[7]?.map(\.points) == [8, 3])
    recent.add(Self.groups(1)[0], of: 8)
    #expect(recent[8] == nil)
  }

  @Test("Whatever awards something gets ready, and what takes back or names nobody does not")
  func prepared() throws {
    var script = try Script()
    _ = try script.play(
      """
      content rules consent=v1 above=100
      content event film 2026-11-22 09:00 points=60
      content rule attend attendance
      system adopts
      clerk joins desk phone=13800138000
      system awards m1 500
      clerk awards m1 101
      clerk reverses P6-1
      """)
    let reason = try known(Reason("事由"))
    let member = MemberNumber(ordinal: 0)
    func recalls(_ command: Command) -> Bool {
      var club = script.club
      club.points.recentAwards = RecentAwards()
      club.prepare(for: command)
      return club.points.recentAwards[0] != nil || club.points.recentAwards[7] != nil
    }
    func approval(_ name: String) throws -> Command {
      .approval(.approve(try known(ApprovalID(name)), reason: reason))
    }
    let film = try known(Code("film"))
    #expect(recalls(.registration(.checkIn(event: film, member: member))))
    #expect(recalls(try approval("Q7-1")))
    for none in ["Q8-1", "Q9-1"] {
      let command = try approval(none)
      #expect(!recalls(command))
    }
    #expect(!recalls(.registration(.checkIn(event: film, member: MemberNumber(ordinal: 7)))))
  }
}
