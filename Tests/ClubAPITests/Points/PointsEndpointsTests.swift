import CivilTime
import Club
import ClubStore
import Testing

@Suite("积分接口 points")
struct PointsEndpointsTests {
  @Test("发放、消费、冲正、对账单 award, spend, reverse, statement")
  func ledger() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.check(
        """
        POST /api/v1/members/477127567449/points
        As: clerk
        Key: 1

        {"action":"award","points":100,"source":"attend","reference":"event:mooncake","businessDate":"2026-11-22","reason":"中秋活动到场"}
        """,
        """
        201

        {"id":"P6-1","member":"477127567449","posted":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-22","account":"issued","points":100,"balance":100,"debt":0,"expires":null,"source":"attend","title":"到场","reference":"event:mooncake","reason":"中秋活动到场","actor":"staff:1","actorName":"林小舟","reverses":null,"earning":{"version":1,"base":100,"amountFen":null,"event":null,"registration":null,"campaign":null,"percent":100,"tier":null,"tierPercent":100,"cut":0}}
        """)
      counter.clock.advance(seconds: 60)
      try await counter.check(
        """
        POST /api/v1/members/477127567449/points
        As: manager
        Key: 2

        {"action":"spend","points":30,"source":"redemption","reason":"换雨伞"}
        """,
        """
        201

        {"id":"P7-1","member":"477127567449","posted":"2026-11-22T10:01:00+08:00","businessDate":"2026-11-22","account":"redeemed","points":-30,"balance":70,"debt":0,"expires":null,"source":"redemption","title":null,"reference":null,"reason":"换雨伞","actor":"staff:2","actorName":"顾南屏","reverses":null}
        """)
      try await counter.check(
        """
        POST /api/v1/points/P7-1/reversal
        As: clerk
        Key: 3

        {"reason":"雨伞缺货"}
        """,
        """
        201

        {"id":"P8-1","member":"477127567449","posted":"2026-11-22T10:01:00+08:00","businessDate":"2026-11-22","account":"redeemed","points":30,"balance":100,"debt":0,"expires":null,"source":"reversal","title":null,"reference":null,"reason":"雨伞缺货","actor":"staff:1","actorName":"林小舟","reverses":"P7-1"}
        """)
      try await counter.check(
        "GET /api/v1/members/477127567449/points\nAs: m1",
        """
        200

        {"member":"477127567449","opening":0,"lines":[\
        {"id":"P6-1","posted":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-22","account":"issued","points":100,"balance":100,"expires":null,"source":"attend","title":"到场","reference":"event:mooncake","reason":"中秋活动到场","actor":"desk","reverses":null,"reversedBy":null,"rule":"到场","request":null,"requestedBy":null,"earning":{"version":1,"base":100,"amountFen":null,"event":null,"registration":null,"campaign":null,"percent":100,"tier":null,"tierPercent":100,"cut":0}},\
        {"id":"P7-1","posted":"2026-11-22T10:01:00+08:00","businessDate":"2026-11-22","account":"redeemed","points":-30,"balance":70,"expires":null,"source":"redemption","title":null,"reference":null,"reason":"换雨伞","actor":"desk","reverses":null,"reversedBy":"P8-1","rule":null,"request":null,"requestedBy":null},\
        {"id":"P8-1","posted":"2026-11-22T10:01:00+08:00","businessDate":"2026-11-22","account":"redeemed","points":30,"balance":100,"expires":null,"source":"reversal","title":null,"reference":null,"reason":"雨伞缺货","actor":"desk","reverses":"P7-1","reversedBy":null,"rule":null,"request":null,"requestedBy":null}],"closing":100,"truncated":false,"next":null,"tier":null,"tierSteps":[],"pending":0,"activating":[],"expiring":[]}
        """)
      #expect(
        try await counter.send(
          "GET /api/v1/members/477127567449/points?from=2026-11-23&through=2026-12-31\nAs: auditor")
            == """
            200

            {"member":"477127567449","opening":100,"lines":[],"closing":100,"truncated":false,"next":null,"tier":null,"tierSteps":[],"pending":0,"activating":[],"expiring":[]}
            """)
    }
  }

  @Test(
    "拒绝的请求 refusals",
    arguments: [
      (
        "clerk", #"{"action":"spend","points":1,"source":"manual","reason":"x"}"#,
        "409 insufficient-points"
      ),
      (
        "clerk", #"{"action":"award","points":0,"source":"manual","reason":"x"}"#,
        "422 invalid-request"
      ),
      (
        "clerk", #"{"action":"award","points":1.5,"source":"manual","reason":"x"}"#,
        "422 invalid-request"
      ),
      (
        "clerk", #"{"action":"award","points":"5","source":"manual","reason":"x"}"#,
        "422 invalid-request"
      ),
      (
        "clerk", #"{"action":"gift","points":5,"source":"manual","reason":"x"}"#,
        "422 invalid-request"
      ),
      ("clerk", #"{"action":"award","points":5,"source":"manual"}"#, "422 invalid-request"),
      (
        "clerk", #"{"action":"award","points":5,"source":"nothing","reason":"x"}"#,
        "422 unknown-source"
      ),
      (
        "clerk", #"{"action":"award","points":5000,"source":"attend","reason":"x"}"#,
        "422 points-differ-from-rule"
      ),
      ("clerk", #"{"action":"award","source":"manual","reason":"x"}"#, "422 points-missing"),
      ("clerk", #"{"action":"spend","source":"manual","reason":"x"}"#, "422 points-missing"),
      (
        "clerk", #"{"action":"award","source":"purchase","amountFen":12850,"reason":"x"}"#,
        "422 rule-needs-differ"
      ),
      (
        "clerk",
        #"{"action":"award","source":"purchase","amountFen":128.5,"reference":"R-1","reason":"x"}"#,
        "422 invalid-request"
      ),
      (
        "clerk",
        #"{"action":"award","source":"purchase","amountFen":999,"reference":"R-1","reason":"x"}"#,
        "422 nothing-earned"
      ),
      (
        "clerk", #"{"action":"award","source":"visit","event":"mooncake","reason":"x"}"#,
        "409 event-not-begun"
      ),
      (
        "clerk",
        #"{"action":"award","points":5,"source":"manual","reason":"x","reference":"138-0013-8000"}"#,
        "422 invalid-request"
      ),
      (
        "clerk",
        #"{"action":"award","points":5,"source":"manual","reason":"x","businessDate":"2026-11-23"}"#,
        "422 business-date-out-of-range"
      ),
      (
        "clerk",
        #"{"action":"award","points":5,"source":"manual","reason":"x","reference":"13800138000"}"#,
        "422 invalid-request"
      ),
      ("clerk", "{", "400 malformed-body"),
      ("clerk", "[]", "400 malformed-body"),
      ("clerk", #"{"action":"award","action":"spend"}"#, "400 malformed-body"),
      ("m1", #"{"action":"award","points":5,"source":"manual","reason":"x"}"#, "403 not-permitted"),
    ])
  func refusals(who: String, body: String, expected: String) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let answer = try await counter.send(
        """
        POST /api/v1/members/477127567449/points
        As: \(who)
        Key: 1
        Content-Type: application/json

        \(body)
        """)
      #expect(summary(answer) == expected)
    }
  }

  @Test("冲正的各种拒绝，欠分须由经理 reversals refused, debts allowed")
  func reversals() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let points = "POST /api/v1/members/477127567449/points\nAs: clerk\n"
      try await counter.send(
        points + #"Key: 1\#n\#n{"action":"award","points":100,"source":"manual","reason":"x"}"#)
      try await counter.send(
        points + #"Key: 2\#n\#n{"action":"spend","points":80,"source":"manual","reason":"x"}"#)
      func reverse(_ entry: String, _ who: String, _ body: String, _ key: String) async throws
        -> String
      {
        summary(
          try await counter.send(
            "POST /api/v1/points/\(entry)/reversal\nAs: \(who)\nKey: \(key)\n\n\(body)"))
      }
      let plain = #"{"reason":"录错"}"#
      let debt = #"{"reason":"录错","allowsDebt":true}"#
      #expect(try await reverse("P6-1", "clerk", plain, "3") == "409 award-already-spent")
      #expect(try await reverse("P6-1", "clerk", debt, "4") == "403 debt-needs-manager")
      #expect(try await reverse("P6-1", "manager", debt, "5") == "201 ")
      #expect(try await reverse("P6-1", "manager", debt, "6") == "409 already-reversed")
      #expect(try await reverse("P8-1", "manager", debt, "7") == "409 entry-is-reversal")
      #expect(try await reverse("P9-1", "manager", debt, "8") == "404 unknown-entry")
      #expect(try await reverse("P6", "manager", debt, "9") == "404 unknown-entry")
      #expect(
        try await reverse("P7-1", "manager", #"{"reason":"x","allowsDebt":1}"#, "10")
          == "422 invalid-request")
      try await counter.check(
        "GET /api/v1/members/477127567449/points?from=2027-01-01\nAs: m1",
        "200\n\n"
          + #"{"member":"477127567449","opening":-80,"lines":[],"closing":-80,"truncated":false,"next":null,"tier":null,"tierSteps":[],"pending":0,"activating":[],"expiring":[]}"#
      )
    }
  }

  @Test("有效期：记入时写明，对账单列出何时到期，过期记账，退回过期的须由经理 lapsing")
  func lapsing() async throws {
    try await Counter.open { counter in
      try await counter.adopt(validity: .yearEnd(0))
      try await counter.join(1)
      let path = "/api/v1/members/477127567449/points"
      let given = try await counter.send(
        "POST \(path)\nAs: clerk\nKey: 1\n\n"
          + #"{"action":"award","points":50,"source":"manual","reason":"到场"}"#)
      #expect(given.contains(#""debt":0,"expires":"2026-12-31""#))
      _ = try await counter.send(
        "POST \(path)\nAs: clerk\nKey: 2\n\n"
          + #"{"action":"spend","points":20,"source":"redemption","reason":"换伞"}"#)
      let before = try await counter.send("GET \(path)\nAs: m1")
      #expect(before.hasSuffix(#""expiring":[{"through":"2026-12-31","points":30}]}"#))
      counter.clock.advance(seconds: 60 * 86_400)
      #expect(try await counter.store.expirePoints() == 1)
      #expect(try await counter.store.expirePoints() == 0)
      let after = try await counter.send("GET \(path)\nAs: auditor")
      #expect(
        after.contains(
          #""businessDate":"2027-01-01","account":"expired","points":-30,"balance":0,"expires":null,"source":"expiry","title":null,"reference":null,"reason":null,"actor":"system""#
        ))
      let late = try await counter.send(
        "POST \(path)\nAs: clerk\nKey: 3\n\n"
          + #"{"action":"award","points":5,"source":"manual","businessDate":"2026-12-30","reason":"补记"}"#
      )
      #expect(summary(late) == "422 already-lapsed")
      let refund = "POST /api/v1/points/P8-1/reversal\nAs: "
      let reason = #"{"reason":"缺货"}"#
      #expect(
        try await summary(counter.send("\(refund)clerk\nKey: 4\n\n\(reason)"))
          == "403 refund-needs-manager")
      #expect(
        try await counter.send("\(refund)manager\nKey: 5\n\n\(reason)")
          .contains(#""balance":20,"debt":0,"expires":"2027-02-20""#))
    }
  }

  @Test("会员只看自己的账；查询写错有提示 own account only")
  func statementRefusals() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let path = "GET /api/v1/members/477127567449/points"
      #expect(try await summary(counter.send("\(path)\nAs: m2")) == "404 unknown-member")
      #expect(
        try await summary(counter.send("GET /api/v1/members/373226043961/points\nAs: m2"))
          == "404 unknown-member")
      #expect(try await summary(counter.send("\(path)?from=soon\nAs: m1")) == "422 invalid-request")
      #expect(
        try await summary(counter.send("\(path)?form=2026-01-01\nAs: m1")) == "422 invalid-request")
      #expect(try await summary(counter.send("\(path)?from=%zz\nAs: m1")) == "400 malformed-body")
    }
  }

  @Test("谁记的账：工作人员看到姓名，会员只看到前台 who posted it")
  func authors() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(10, key: "a")
      let order = try order(5, reason: "系统补发")
      _ = try await counter.store.submit(.points(.award(order)), by: .system)
      let path = "GET /api/v1/members/477127567449/points"
      let told = try await counter.send("\(path)\nAs: auditor")
      #expect(told.contains(#""reason":"测试","actor":"staff:1","actorName":"林小舟","reverses""#))
      #expect(told.contains(#""reason":"系统补发","actor":"system","actorName":null,"reverses""#))
      let own = try await counter.send("\(path)\nAs: m1")
      #expect(own.contains(#""reason":"测试","actor":"desk","reverses""#))
      #expect(own.contains(#""reason":"系统补发","actor":"system","reverses""#))
      #expect(!own.contains("林小舟") && !own.contains("staff:"))
    }
  }

  @Test("行数有限：给最近的，期初是它们之前的余额 the newest lines of a long statement")
  func longStatement() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await withThrowingTaskGroup(of: Void.self) { group in
        let order = try order(1, reason: "测试")
        for _ in 0..<1001 {
          group.addTask { try await counter.store.submit(.points(.award(order)), by: .system) }
        }
        try await group.waitForAll()
      }
      let path = "GET /api/v1/members/477127567449/points"
      let whole = try await counter.send("\(path)\nAs: m1")
      #expect(whole.hasPrefix("200\n\n" + #"{"member":"477127567449","opening":1,"lines":["#))
      #expect(whole.contains(#"],"closing":1001,"truncated":true,"next":""#))
      #expect(whole.matches(of: /"id":/).count == 1000)
      let last = try await counter.send("\(path)?limit=1&from=2026-11-22\nAs: m1")
      #expect(last.contains(#""opening":1000,"lines":[{"id":"P1006-1""#))
      #expect(last.contains(#"],"closing":1001,"truncated":true,"next":""#))
      for limit in ["0", "1001", "-1", "x", ""] {
        let answer = try await counter.send("\(path)?limit=\(limit)\nAs: m1")
        #expect(summary(answer) == "422 invalid-request")
      }
    }
  }
}

/// An award for the first member.
private func order(_ points: Int, reason: String) throws -> PointsOrder {
  PointsOrder(
    member: try known(MemberNumber("477127567449")), amount: try known(Amount(points)),
    source: PointSource.manual, reason: try known(Reason(reason)))
}

extension Counter {
  /// Posts an award for the first member.
  func award(_ points: Int, key: String) async throws {
    let answer = try await send(
      """
      POST /api/v1/members/477127567449/points
      As: clerk
      Key: \(key)

      {"action":"award","points":\(points),"source":"manual","reason":"测试"}
      """)
    try #require(answer.hasPrefix("201"), "\(answer)")
  }
}
