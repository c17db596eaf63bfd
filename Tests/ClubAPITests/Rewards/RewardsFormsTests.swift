import Testing

@Suite("不用脚本的兑换 redeeming without a script")
struct RewardsFormsTests {
  @Test("核对、兑换、出示、退回；第二次点击还是那一张 redeem, show, give back")
  func course() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      try await counter.award(5, key: "a")
      try await counter.check(
        "POST /rewards/umbrella/redeem\nAs: m1",
        """
        200

        [confirm] 兑换
        兑换品: 长柄雨伞
        所需积分: 5
        兑换后结余: 0
        礼券有效至: 2027-02-22
        确认兑换 → POST /rewards/umbrella/redeem/confirm key=…
        返回 → /rewards/umbrella/
        """)
      let confirm = "POST /rewards/umbrella/redeem/confirm\nAs: m1\n\nkey=…"
      let slip = try await counter.send(confirm)
      #expect(slip.contains("[slip] 长柄雨伞") && slip.contains("结余: 0") && slip.contains("<svg"))
      #expect(slip.contains("不要了，退回积分 → POST /me/vouchers/V8-2/cancel"))
      #expect(try await counter.send(confirm) == slip)
      let shown = try await counter.send("GET /me/vouchers/V8-2\nAs: m1")
      let code = try known(slip.firstMatch(of: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)).output
      #expect(shown.contains(code) && shown.contains("状态: 可用"))
      #expect(try await counter.status("GET /me/vouchers/V8-2\nAs: m2") == "404")
      #expect(try await counter.send("GET /desk/vouchers/V8-2\nAs: clerk").contains(code))
      let cancelling = try await counter.send("POST /me/vouchers/V8-2/cancel\nAs: m1")
      #expect(cancelling.contains("退回后结余: 5"))
      let done = try await counter.send("POST /me/vouchers/V8-2/cancel/confirm\nAs: m1\n\nkey=…")
      #expect(done.contains("状态: 已取消，积分已退回") && !done.contains("<svg"))
      #expect(done.contains("结余: 5"))
    }
  }

  @Test("积分不够、没有登录、已经用过 refusals as pages")
  func refusals() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let poor = try await counter.send("POST /rewards/umbrella/redeem\nAs: m1")
      #expect(poor.hasPrefix("409") && poor.contains("需要5分，现有0分。"))
      let stranger = try await counter.send(
        "POST /rewards/umbrella/redeem\nOrigin: http://localhost")
      #expect(stranger.hasPrefix("401") && stranger.contains("/me/"))
      #expect(try await counter.status("POST /rewards/sword/redeem\nAs: m1") == "404")
    }
  }
}
