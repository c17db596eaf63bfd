import Testing

@Suite("不用脚本的“我的” one's own page without a script")
struct OverviewPageTests {
  @Test("积分、报名、礼券，和它们的去处 points, registrations, vouchers and the ways to them")
  func overview() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(9, key: "a")
      try await counter.send("POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: r")
      try await counter.send("POST /rewards/umbrella/redeem\nAs: m1")
      try await counter.send("POST /rewards/umbrella/redeem/confirm\nAs: m1\n\nkey=…")
      let page = try await counter.send("GET /me/overview\nAs: m1")
      for line in [
        "[own] 积分、报名与礼券", "会员号: 4771 2756 7449", "可用积分: 4",
        "报名: 月饼 DIY · 2026-12-01 · 已有席位", "月饼 DIY → /events/mooncake/",
        "礼券: 长柄雨伞 · 可用", "礼券：长柄雨伞 → /me/vouchers/V", "按月对账单 → /me/statement",
      ] { #expect(page.contains(line), "\(line)\n\(page)") }
      let stranger = try await counter.send("GET /me/overview")
      #expect(stranger.hasPrefix("401") && stranger.contains("登录 → /me/"))
    }
  }
}
