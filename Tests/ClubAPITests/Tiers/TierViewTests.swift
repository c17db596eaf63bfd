import Club
import ClubStore
import Testing

@Suite("等级的接口 tiers")
struct TierViewTests {
  @Test("满一年即资深会员：会员与工作人员看到同一个，满一年的积分自动记，再跑不重记 by time")
  func senior() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let senior = try known(Code("senior"))
      let rules = ClubRules(
        consent: Code("v1"),
        pointRules: [
          PointRule(
            code: try known(Code("year")), title: "满一年", points: Amount(200), whenTier: senior)
        ],
        tiers: [
          Tier(code: try known(Code("member")), title: "会员"),
          Tier(code: senior, title: "资深会员", months: 12, benefits: ["活动留座"]),
        ])
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      let before = try await counter.send("GET /api/v1/members/477127567449\nAs: clerk")
      #expect(
        before.contains(
          #""tier":{"code":"member","title":"会员","since":"2026-11-22","cause":"joined","earned":null,"benefits":[]}"#
        ))
      counter.clock.advance(seconds: 365 * 86_400)
      #expect(try await counter.store.grantPoints() == 1)
      #expect(try await counter.store.grantPoints() == 0)
      let after = try await counter.send("GET /api/v1/members/477127567449\nAs: clerk")
      #expect(
        after.contains(
          #""tier":{"code":"senior","title":"资深会员","since":"2027-11-22","cause":"time","earned":null,"benefits":["活动留座"]}"#
        ))
      #expect(after.contains(#""balance":200"#) && after.contains(#""upgrade":true}]"#))
    }
  }
}
