import CivilTime
import Club
import ClubStore
import Testing

@Suite("按规则记分的接口 awards by rule")
struct EarningEndpointsTests {
  private static let points = "/api/v1/members/477127567449/points"

  @Test("只报规则与事实；算法、限额写在回答里，也写在对账单上 a rule, its facts, and why")
  func purchase() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let body =
        #"{"action":"award","source":"purchase","amountFen":150099,"reference":"R-1","reason":"晚餐"}"#
      let preview = try await counter.send("POST \(Self.points)?preview=true\nAs: clerk\n\n\(body)")
      #expect(preview.contains(#""before":0,"points":150,"balance":150"#))
      #expect(
        preview.hasSuffix(
          #""earning":{"version":1,"base":150,"amountFen":150099,"event":null,"registration":null,"#
            + #""campaign":null,"percent":100,"tier":null,"tierPercent":100,"cut":0}}],"caps":[{"period":"day","points":200,"left":50}]}"#
        ))
      #expect(
        try await counter.status("POST \(Self.points)\nAs: clerk\nKey: 1\n\n\(body)") == "201")
      let again = try await counter.send("POST \(Self.points)\nAs: clerk\nKey: 2\n\n\(body)")
      #expect(summary(again) == "409 already-awarded" && again.contains("P6-1"))
      let second = try await counter.send(
        "POST \(Self.points)\nAs: clerk\nKey: 3\n\n" + body.replacing("R-1", with: "R-2"))
      #expect(second.contains(#""points":50,"balance":200"#) && second.contains(#""cut":100"#))
      let third = try await counter.send(
        "POST \(Self.points)\nAs: clerk\nKey: 4\n\n" + body.replacing("R-1", with: "R-3"))
      #expect(summary(third) == "409 cap-reached")
      let statement = try await counter.send("GET \(Self.points)\nAs: m1")
      #expect(
        statement.contains(#""base":150,"amountFen":150099"#) && statement.contains(#""cut":100"#))
    }
  }

  @Test("少填的各有所指，用工作台的话说 what is lacking is pointed at, in the desk's words")
  func lacking() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      for (facts, detail, errors) in [
        (
          #""amountFen":12800"#, "规则“会所消费”须填：金额（amountFen）、依据（reference）。",
          #","errors":[{"pointer":"/reference","detail":"依据必填。"}]}"#
        ),
        (
          #""points":5"#, "规则“会所消费”须填：金额（amountFen）、依据（reference）。",
          #","errors":[{"pointer":"/amountFen","detail":"金额必填。"},{"pointer":"/reference","detail":"依据必填。"}]}"#
        ),
        (
          #""amountFen":12800,"reference":"R-1","event":"mooncake""#,
          "规则“会所消费”须填：金额（amountFen）、依据（reference）；别的事实不填。", "}"
        ),
      ] {
        let answer = try await counter.send(
          "POST \(Self.points)?preview=true\nAs: clerk\n\n"
            + #"{"action":"award","source":"purchase","reason":"晚餐",\#(facts)}"#)
        #expect(summary(answer) == "422 rule-needs-differ")
        #expect(answer.contains(#""detail":"\#(detail)""#), "\(answer)")
        #expect(answer.hasSuffix(#""instance":"\#(Self.points)""# + errors), "\(answer)")
      }
    }
  }

  @Test("签到记到活动上，带着报名号 attendance names the event and the seat")
  func attendance() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      _ = try await counter.send("POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 1")
      counter.clock.advance(seconds: 10 * 86_400)
      let answer = try await counter.send(
        "POST \(Self.points)\nAs: clerk\nKey: 2\n\n"
          + #"{"action":"award","source":"visit","event":"mooncake","reason":"到场"}"#)
      #expect(answer.contains(#""businessDate":"2026-12-01""#) && answer.contains(#""points":50"#))
      #expect(answer.contains(#""event":"mooncake","registration":"R6-1""#))
    }
  }

  @Test("说得出的每一种不行 what a rule refuses")
  func refusals() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let code = { (text: String) in try known(Code(text)) }
      let amount = { (points: Int) in try known(Amount(points)) }
      let rules = ClubRules(
        consent: try code("v1"),
        pointRules: [
          PointRule(
            code: try code("early"), title: "早", points: try amount(5),
            term: Term(through: Day("2020-01-01"))),
          PointRule(code: try code("once"), title: "一次", points: try amount(5), once: .ever),
          PointRule(
            code: try code("big"), title: "大", points: try amount(1000), per: Money(yuan: 1)),
          PointRule(
            code: try code("asks"), title: "复核", points: try amount(5), needsApproval: true),
          PointRule(code: try code("visit"), title: "签到", isAttendance: true),
          PointRule(
            code: try code("home"), title: "首次购房", points: try amount(5),
            tiers: [try code("senior"), try code("neighbour")]),
          PointRule(
            code: try code("year"), title: "满一年", points: try amount(5),
            whenTier: try code("senior")),
        ],
        tiers: [
          Tier(code: try code("senior"), title: "资深会员", months: 12),
          Tier(code: try code("neighbour"), title: "好邻会员", months: 12, earned: Amount(1000)),
        ])
      let event = EventTerms(
        slug: try code("walk"), title: "散步", start: try known(Instant("2026-11-22 08:00")))
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [event])), by: .system)
      for (key, (fields, expected)) in [
        (#""source":"early""#, "422 rule-not-in-force"),
        (#""source":"once""#, "201 "), (#""source":"once""#, "409 only-once"),
        (#""source":"big","amountFen":100100"#, "422 too-many-points"),
        (#""source":"asks","reference":"A-1""#, "202 "),
        (#""source":"asks","reference":"A-1""#, "409 already-requested"),
        (#""source":"visit","event":"walk""#, "422 event-without-points"),
        (#""source":"year""#, "409 given-by-itself"),
      ].enumerated() {
        let answer = try await counter.send(
          "POST \(Self.points)\nAs: clerk\nKey: \(key)\n\n"
            + #"{"action":"award","reason":"x",\#(fields)}"#)
        #expect(summary(answer) == expected)
      }
      // The words name tiers as people know them; English names them by their codes.
      let refused = "POST \(Self.points)\nAs: clerk\nKey: t"
      let body = #"{"action":"award","reason":"x","source":"home"}"#
      let answer = try await counter.send("\(refused)\n\n\(body)")
      #expect(summary(answer) == "409 tier-needed")
      #expect(answer.contains("规则“首次购房”只给这些等级的会员：资深会员、好邻会员。"), "\(answer)")
      let english = try await counter.send("\(refused)\nAccept-Language: en\n\n\(body)")
      #expect(english.contains("for members of these tiers only: senior, neighbour."), "\(english)")
    }
  }

  @Test("等复核的申请带着金额与活动 a request that waits says its facts")
  func waits() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      var rules = try await counter.store.read { club, _ in club.terms.rules }
      rules.approval.above = Amount(100)
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      let asked = try await counter.send(
        "POST \(Self.points)\nAs: clerk\nKey: 1\n\n"
          + #"{"action":"award","source":"purchase","amountFen":150000,"reference":"R-1","reason":"x"}"#
      )
      #expect(asked.hasPrefix("202"))
      #expect(
        asked.contains(
          #""points":150,"source":"purchase","title":"会所消费","amountFen":150000,"reference":"R-1""#))
      let approved = try await counter.send(
        "POST /api/v1/points/requests/Q7-1/approval\nAs: manager\nKey: 2\n\n{}")
      #expect(approved.contains(#""id":"P8-2""#) && approved.contains(#""amountFen":150000"#))
    }
  }
}
