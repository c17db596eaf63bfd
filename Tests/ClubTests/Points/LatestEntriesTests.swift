import CivilTime
import Club
import Testing

@Suite("最近的分录 the latest entries")
struct LatestEntriesTests {
  @Test("从最新的数起，到那一刻为止，不超过所要的 the newest first, as far back as asked")
  func entries() throws {
    var club = Club()
    let morning = try #require(Instant("2026-11-22 09:00"))
    let member = MemberNumber(ordinal: 0)
    let consent = try #require(Code("v1"))
    try club.apply(
      .membership(.joined(member: member, channel: .desk, consent: consent)),
      at: Position(sequence: 1, index: 0), time: morning)
    for hour in 1...4 {
      let posting = Posting(
        member: member, account: .issued, points: hour, balance: hour * (hour + 1) / 2,
        source: PointSource.manual, businessDate: morning.day)
      try club.apply(
        .points(.posted(posting)), at: Position(sequence: 1 + hour, index: 0),
        time: morning.adding(seconds: hour * 3600))
    }
    let all = club.points.entries(postedSince: morning, most: 10)
    #expect(all.entries.map(\.points) == [4, 3, 2, 1] && !all.isTruncated)
    let since = club.points.entries(postedSince: morning.adding(seconds: 3 * 3600), most: 10)
    #expect(since.entries.map(\.points) == [4, 3] && !since.isTruncated)
    let two = club.points.entries(postedSince: morning, most: 2)
    #expect(two.entries.map(\.points) == [4, 3] && two.isTruncated)
    let four = club.points.entries(postedSince: morning, most: 4)
    #expect(four.entries.count == 4 && !four.isTruncated)
  }
}
