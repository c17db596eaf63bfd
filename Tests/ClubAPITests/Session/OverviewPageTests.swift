import CivilTime
import Club
import ClubStore
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
        "退出报名：月饼 DIY → /registrations/R7-1/cancel",
        "礼券: 长柄雨伞 · 可用", "礼券：长柄雨伞 → /me/vouchers/V", "按月对账单 → /me/statement",
      ] { #expect(page.contains(line), "\(line)\n\(page)") }
      let stranger = try await counter.send("GET /me/overview")
      #expect(stranger.hasPrefix("401") && stranger.contains("登录 → /me/"))
    }
  }

  @Test("从这里退出报名；退过了、开始了，就说不能再退 leaving an event from here")
  func leaving() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      for who in ["m1", "m2"] {
        try await counter.send(
          "POST /api/v1/events/mooncake/registrations\nAs: \(who)\nKey: r\(who)")
      }
      try await counter.check(
        "GET /registrations/R7-1/cancel\nAs: m1",
        """
        200

        [confirm] 取消报名
        活动: 月饼 DIY
        时间: 2026-12-01 14:00
        报名号: R7-1
        确认取消 → POST /registrations/R7-1/cancel/confirm key=…
        返回 → /events/mooncake/
        """)
      #expect(try await counter.status("GET /registrations/R7-1/cancel\nAs: m2") == "404")
      let done = try await counter.send(
        "POST /registrations/R7-1/cancel/confirm\nAs: m1\n\nkey=…")
      #expect(done.hasPrefix("200\n\n[done] 已取消报名"))
      let page = try await counter.send("GET /me/overview\nAs: m1")
      #expect(page.contains("月饼 DIY · 2026-12-01 · 已经取消") && !page.contains("退出报名"))
      let again = try await counter.send("GET /registrations/R7-1/cancel\nAs: m1")
      #expect(again.hasPrefix("409") && again.contains("这次报名已经取消过。"))
      counter.clock.advance(seconds: 9 * 86_400 + 5 * 3600)
      let late = try await counter.send("GET /registrations/R8-1/cancel\nAs: m2")
      #expect(late.hasPrefix("409") && late.contains("活动已经开始或结束，不能再报名或取消。"))
    }
  }

  @Test("要去的在前，近的在上；办过的另列，新的在上 what is to come, then what was")
  func order() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let day = counter.clock.now
      let days = [("lamp", "灯会", 3), ("tea", "茶会", 1), ("run", "晨跑", 9), ("film", "电影", 7)]
      let events = try days.map {
        EventTerms(
          slug: try known(Code($0.0)), title: $0.1, start: day.adding(seconds: $0.2 * 86_400),
          capacity: $0.0 == "lamp" ? 0 : nil)
      }
      _ = try await counter.store.submit(
        .terms(.adopt(rules: ClubRules(consent: Code("v1")), events: events)), by: .system)
      for event in events {
        try await counter.send(
          "POST /api/v1/events/\(event.slug)/registrations\nAs: m1\nKey: \(event.slug)")
      }
      counter.clock.advance(seconds: 5 * 86_400)
      let page = try await counter.send("GET /me/overview\nAs: m1")
      #expect(
        page.contains(
          """
          可用积分: 0
          报名: 电影 · 2026-11-29 · 已有席位
          报名: 晨跑 · 2026-12-01 · 已有席位
          以前的报名: 灯会 · 2026-11-25 · 没有候补上
          以前的报名: 茶会 · 2026-11-23 · 报过名
          电影 → /events/film/
          退出报名：电影 → /registrations/
          """), "\(page)")
      #expect(!page.contains("退出报名：灯会") && !page.contains("退出报名：茶会"))
    }
  }
}
