import CivilTime
import Club
import ClubStore
import Testing

@Suite("待生效积分的接口 pending points")
struct PendingEndpointsTests {
  private static let points = "/api/v1/members/477127567449/points"

  @Test("预览、对账单、我的页、兑换都分得清；七天后可用 told apart everywhere, good after seven days")
  func pending() async throws {
    try await Counter.open { counter in
      let rules = ClubRules(
        consent: Code("v1"),
        pointRules: [
          PointRule(
            code: try known(Code("meal")), title: "食堂", points: Amount(50), pendingDays: 7)
        ],
        tiers: [
          Tier(code: try known(Code("member")), title: "会员", benefits: ["每期会刊一册"])
        ])
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      try await counter.join(1)
      let award = #"{"action":"award","source":"meal","reason":"晚餐"}"#
      let preview = try await counter.send(
        "POST \(Self.points)?preview=true\nAs: clerk\n\n\(award)")
      #expect(preview.contains(#""expires":null,"activeFrom":"2026-11-29""#))
      let posted = try await counter.send("POST \(Self.points)\nAs: clerk\nKey: 1\n\n\(award)")
      #expect(posted.hasPrefix("201") && posted.contains(#""activeFrom":"2026-11-29""#))
      let spend = #"{"action":"spend","points":20,"source":"redemption","reason":"茶"}"#
      let refused = try await counter.send("POST \(Self.points)\nAs: clerk\nKey: 2\n\n\(spend)")
      #expect(summary(refused) == "409 insufficient-points" && refused.contains("另有50分待生效"))
      let statement = try await counter.send("GET \(Self.points)\nAs: m1")
      #expect(statement.contains(#""activeFrom":"2026-11-29","pending":true"#))
      #expect(
        statement.contains(
          #""pending":50,"activating":[{"from":"2026-11-29","points":50}],"expiring":[]"#
        ))
      #expect(
        statement.contains(
          #""closing":50,"truncated":false,"next":null,"tier":{"code":"member","title":"会员","since":"2026-11-22","cause":"joined","earned":null,"benefits":["每期会刊一册"]}"#
        ))
      let me = try await counter.send("GET /api/v1/me\nAs: m1")
      #expect(me.contains(#""pending":50,"activating":[{"from":"2026-11-29","points":50}]"#))
      let member = try await counter.send("GET /api/v1/members/477127567449\nAs: clerk")
      #expect(member.contains(#""balance":50,"pending":50"#))
      let page = try await counter.send("GET /me/statement\nAs: m1")
      #expect(page.contains("50分，2026-11-29起可用"))
      let sheet = try await counter.send("GET /me/statement.csv\nAs: m1")
      #expect(sheet.contains("生效日") && sheet.contains(",2026-11-29"))
      counter.clock.advance(seconds: 7 * 86_400)
      #expect(try await counter.store.activatePoints() == 1)
      #expect(try await counter.store.activatePoints() == 0)
      #expect(
        try await counter.status("POST \(Self.points)\nAs: clerk\nKey: 3\n\n\(spend)") == "201")
      let after = try await counter.send("GET \(Self.points)\nAs: m1")
      #expect(after.contains(#""pending":0,"activating":[]"#))
      #expect(!after.contains(#""pending":true"#))
    }
  }
}
