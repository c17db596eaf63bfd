import CivilTime
import Club
import Testing

@testable import ClubStore

@Suite("活动取消，积分自动收回 withdrawing what an event has earned")
struct WithdrawalStoreTests {
  private func event(off: Bool) throws -> EventTerms {
    EventTerms(
      slug: try Commands.code("film"), title: "露天电影",
      start: try #require(Instant("2026-11-28 08:00")), points: Amount(60), cancelled: off)
  }

  private func adopt(off: Bool, into store: ClubStore) async throws {
    let rule = PointRule(code: try Commands.code("attend"), title: "签到", isAttendance: true)
    let rules = ClubRules(consent: try Commands.code("2026-09"), pointRules: [rule])
    _ = try await store.submit(
      .terms(.adopt(rules: rules, events: [try event(off: off)])), by: .system)
  }

  @Test("一条记录装不下的分几条，再来一次什么也没有，账能验 in bounded records, once, and it verifies")
  func everybody() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    try await adopt(off: false, into: store)
    let members = Withdrawals.awardsAtOnce * 2 + 1
    let reason = try #require(Reason("到场"))
    for index in 0..<members {
      let joined = try await store.submit(
        Commands.signUp("会员\(index)", phone: "138001\(38_000 + index)"), by: .visitor)
      let order = PointsOrder(
        member: try #require(joined.joined), amount: nil, source: try Commands.code("attend"),
        event: try Commands.code("film"), reason: reason)
      _ = try await store.submit(.points(.award(order)), by: .system)
    }
    let called = try #require(Reason("活动已取消"))
    let before = store.head.sequence
    #expect(try await store.withdrawCancelled(reason: called) == 0)
    #expect(store.head.sequence == before)
    try await adopt(off: true, into: store)
    #expect(try await store.withdrawCancelled(reason: called) == members)
    #expect(store.head.sequence == before + 4)
    #expect(try await store.withdrawCancelled(reason: called) == 0)
    #expect(store.head.sequence == before + 4)
    #expect(try await store.figures().trialBalance.outstanding == 0)
    let record = try #require(try await store.record(before + 2))
    #expect(record.actor == "system")
    #expect(record.annex.map { "\($0.name) \($0.value)" } == ["reason 活动已取消"])
    await store.close()
    let found = try Ledger(directory: house.directory).verify()
    #expect(found.entries == 2 * members && found.trialBalance.issued == 0)
  }
}
