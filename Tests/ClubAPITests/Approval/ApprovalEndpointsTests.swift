import Club
import ClubStore
import Testing

@Suite("复核接口 approvals")
struct ApprovalEndpointsTests {
  @Test("申请、列表、批准 asked for, listed, approved")
  func approve() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.adopt(approval: ApprovalTerms(manual: true))
      let request =
        #"{"request":"Q7-1","status":"waiting","member":"477127567449","requested":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-20","action":"award","points":300,"source":"manual","title":null,"reference":"receipt-18","reason":"来稿刊用","actor":"staff:1","actorName":"林小舟"}"#
      try await counter.check(
        """
        POST /api/v1/members/477127567449/points
        As: clerk
        Key: 1

        {"action":"award","points":300,"source":"manual","reference":"receipt-18","businessDate":"2026-11-20","reason":"来稿刊用"}
        """,
        "202\n\n\(request)")
      for who in ["clerk", "manager", "auditor"] {
        try await counter.check(
          "GET /api/v1/points/requests\nAs: \(who)",
          "200\n\n{\"requests\":[\(request)],\"next\":null}")
      }
      let path = "POST /api/v1/points/requests/Q7-1/approval\nAs: "
      #expect(
        try await summary(counter.send("\(path)clerk\nKey: 2\n\n{}")) == "403 not-permitted")
      let posted = try await counter.send("\(path)manager\nKey: 3\n\n{}")
      #expect(
        posted.hasPrefix(
          #"""
          201

          {"id":"P8-2","member":"477127567449","posted":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-20","account":"issued","points":300,"balance":300,
          """#))
      #expect(posted.contains(#""reason":"来稿刊用","actor":"staff:2","actorName":"顾南屏""#))
      #expect(try await counter.send("\(path)manager\nKey: 3\n\n{}") == posted)
      #expect(
        try await summary(counter.send("\(path)manager\nKey: 4\n\n{}"))
          == "409 request-already-decided")
      try await counter.check(
        "GET /api/v1/points/requests\nAs: clerk", "200\n\n{\"requests\":[],\"next\":null}")
    }
  }

  @Test("申请也说是哪一项：规则的名称 what a request is for, by the rule's title")
  func title() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let purchase = PointRule(
        code: try known(Code("purchase")), title: "会所消费", points: Amount(1),
        per: Money(yuan: 10), reference: .receipt)
      let rules = ClubRules(
        consent: Code("v1"), pointRules: [purchase],
        approval: ApprovalTerms(above: Amount(1000)))
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      let asked = try await counter.send(
        """
        POST /api/v1/members/477127567449/points
        As: clerk
        Key: 1

        {"action":"award","source":"purchase","amountFen":1500000,"reference":"r-18","reason":"会所消费"}
        """)
      #expect(asked.hasPrefix("202"), "\(asked)")
      let listed = try await counter.send("GET /api/v1/points/requests\nAs: manager")
      for answer in [asked, listed] {
        #expect(answer.contains(#""source":"purchase","title":"会所消费","amountFen":1500000,"#))
      }
    }
  }

  @Test("退回、撤回与不能做的 refused, taken back, and what nobody may")
  func refuse() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.adopt(approval: ApprovalTerms(manual: true))
      let order = #"{"action":"award","points":5,"source":"manual","reason":"补记"}"#
      for (who, key) in [("manager", "1"), ("clerk", "2")] {
        let asked = try await counter.send(
          "POST /api/v1/members/477127567449/points\nAs: \(who)\nKey: \(key)\n\n\(order)")
        #expect(asked.hasPrefix("202"))
      }
      func answer(_ what: String, _ who: String, _ key: String) async throws -> String {
        try await summary(
          counter.send(
            "POST /api/v1/points/requests/\(what)\nAs: \(who)\nKey: \(key)\n\n"
              + (what.hasSuffix("refusal") ? #"{"reason":"单据不符"}"# : "{}")))
      }
      #expect(try await answer("Q7-1/approval", "manager", "3") == "403 own-request")
      #expect(try await answer("Q7-1/refusal", "clerk", "4") == "403 request-not-yours")
      #expect(try await answer("Q7-1/refusal", "auditor", "5") == "403 not-permitted")
      #expect(try await answer("Q9-1/approval", "manager", "6") == "404 unknown-request")
      #expect(try await answer("Q9/approval", "manager", "7") == "404 unknown-request")
      try await counter.check(
        "POST /api/v1/points/requests/Q8-1/refusal\nAs: clerk\nKey: 8\n\n{\"reason\":\"单据不符\"}",
        """
        200

        {"request":"Q8-1","status":"refused","decided":"2026-11-22T10:00:00+08:00","reason":"单据不符"}
        """)
      #expect(try await answer("Q7-1/refusal", "manager", "9") == "200 ")
    }
  }
}
