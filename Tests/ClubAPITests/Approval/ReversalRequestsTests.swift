import Club
import ClubStore
import Testing

@Suite("大额冲正等复核 reversals that wait")
struct ReversalRequestsTests {
  private static let path = "POST /api/v1/points/P6-1/reversal"
  private static let agree = "POST /api/v1/points/requests/Q7-1/approval\nAs:"
  private static let reason = #"{"reason":"合同作废"}"#

  /// A member with an entry of more points than one person may post, and than one may take back.
  private func award(_ points: Int, to counter: Counter) async throws {
    try await counter.join(1)
    let order = PointsOrder(
      member: MemberNumber(ordinal: 0), amount: try known(Amount(points)),
      source: PointSource.manual, reason: try known(Reason("首次购房")))
    _ = try await counter.store.submit(.points(.award(order)), by: .system)
  }

  @Test("预览说须复核；申请、列表、批准 previewed, asked for, listed, approved")
  func approve() async throws {
    try await Counter.open { counter in
      try await award(2000, to: counter)
      try await counter.check(
        "\(Self.path)?preview=true\nAs: clerk\n\n\(Self.reason)",
        """
        200

        {"needsApproval":true,"entries":[{"member":"477127567449","businessDate":"2026-11-22","account":"issued","before":2000,"points":-2000,"balance":0,"debt":0,"expires":null,"source":"reversal","title":null,"reference":null,"reason":"合同作废","reverses":"P6-1"}]}
        """)
      let request =
        #"{"request":"Q7-1","status":"waiting","member":"477127567449","requested":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-22","action":"reverse","points":-2000,"source":"reversal","title":null,"reverses":"P6-1","allowsDebt":false,"reference":null,"reason":"合同作废","actor":"staff:1","actorName":"林小舟"}"#
      try await counter.check(
        "\(Self.path)\nAs: clerk\nKey: 1\n\n\(Self.reason)", "202\n\n\(request)")
      try await counter.check(
        "GET /api/v1/points/requests\nAs: manager",
        "200\n\n{\"requests\":[\(request)],\"next\":null}")
      let own = try await counter.send("GET /api/v1/me/data\nAs: m1")
      #expect(
        own.contains(
          #""action":"reverse","points":-2000,"source":"reversal","title":null,"reverses":"P6-1""#),
        "\(own)")
      let again = try await counter.send("\(Self.path)\nAs: manager\nKey: 2\n\n\(Self.reason)")
      #expect(again.hasPrefix("409") && again.contains("同样的申请Q7-1正在等复核。"), "\(again)")
      #expect(
        try await summary(counter.send("\(Self.agree) clerk\nKey: 3\n\n{}"))
          == "403 not-permitted")
      let posted = try await counter.send("\(Self.agree) manager\nKey: 4\n\n{}")
      #expect(
        posted.hasPrefix(#"201\#n\#n{"id":"P8-2","member":"477127567449","#)
          && posted.contains(#""points":-2000,"balance":0"#)
          && posted.contains(#""reason":"合同作废","actor":"staff:2","#)
          && posted.contains(#""reverses":"P6-1""#), "\(posted)")
      let statement = try await counter.send(
        "GET /api/v1/members/477127567449/points\nAs: clerk")
      #expect(
        statement.contains(#""request":"Q7-1","requestedBy":"staff:1","#), "\(statement)")
      #expect(
        try await summary(counter.send("\(Self.path)\nAs: clerk\nKey: 5\n\n\(Self.reason)"))
          == "409 already-reversed")
    }
  }

  @Test("正好到数的，一个人就可以 up to the number one person is enough")
  func exact() async throws {
    try await Counter.open { counter in
      try await award(1000, to: counter)
      let answer = try await counter.send("\(Self.path)\nAs: clerk\nKey: 1\n\n\(Self.reason)")
      #expect(answer.hasPrefix("201") && answer.contains(#""reverses":"P6-1""#), "\(answer)")
    }
  }

  @Test("用掉的：前台申请欠分，经理批准 a debt, asked for by a clerk")
  func debt() async throws {
    try await Counter.open { counter in
      try await award(2000, to: counter)
      try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: s\n\n"
          + #"{"action":"spend","points":300,"source":"redemption","reason":"换茶具"}"#)
      #expect(
        try await summary(counter.send("\(Self.path)\nAs: clerk\nKey: 1\n\n\(Self.reason)"))
          == "409 award-already-spent")
      let asked = try await counter.send(
        "\(Self.path)\nAs: clerk\nKey: 2\n\n" + #"{"reason":"合同作废","allowsDebt":true}"#)
      #expect(asked.hasPrefix("202") && asked.contains(#""allowsDebt":true"#), "\(asked)")
      let posted = try await counter.send(
        "POST /api/v1/points/requests/Q8-1/approval\nAs: manager\nKey: 3\n\n{}")
      #expect(posted.hasPrefix("201") && posted.contains(#""debt":300"#), "\(posted)")
    }
  }

  @Test("用过的大额礼券：申请退回，批准以后券才取消 a large voucher that was used")
  func voucher() async throws {
    try await Counter.open { counter in
      let lamp = RewardTerms(
        slug: try known(Code("lamp")), title: "台灯", price: try known(Amount(1200)))
      let rules = ClubRules(
        consent: Code("v1"), approval: ApprovalTerms(above: Amount(1000)))
      _ = try await counter.store.submit(
        .terms(.adopt(rules: rules, events: [], rewards: [lamp])), by: .system)
      try await award(2000, to: counter)
      #expect(
        try await counter.send("POST /api/v1/rewards/lamp/vouchers\nAs: m1\nKey: v").contains(
          #""voucher":"V8-2""#))
      #expect(
        try await summary(
          counter.send(
            "POST /api/v1/vouchers/use\nAs: clerk\nKey: u\n\n" + #"{"voucher":"V8-2"}"#))
          == "200 ")
      let cancel = "POST /api/v1/vouchers/V8-2/cancellation"
      let preview = try await counter.send(
        "\(cancel)?preview=true\nAs: manager\n\n" + #"{"reason":"灯坏了"}"#)
      #expect(
        preview.contains(#""needsApproval":true"#) && preview.contains(#""points":1200"#),
        "\(preview)")
      try await counter.check(
        "\(cancel)\nAs: clerk\nKey: 1\n\n" + #"{"reason":"灯坏了"}"#,
        """
        202

        {"request":"Q10-1","status":"waiting","member":"477127567449","requested":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-22","action":"reverse","points":1200,"source":"reversal","title":"台灯","reverses":"P8-1","allowsDebt":false,"reference":null,"reason":"灯坏了","actor":"staff:1","actorName":"林小舟"}
        """)
      #expect(
        try await summary(
          counter.send("\(cancel)\nAs: manager\nKey: 2\n\n" + #"{"reason":"灯坏了"}"#))
          == "409 already-requested")
      let posted = try await counter.send(
        "POST /api/v1/points/requests/Q10-1/approval\nAs: manager\nKey: 3\n\n{}")
      #expect(
        posted.hasPrefix("201") && posted.contains(#""points":1200,"balance":2000"#)
          && posted.contains(#""reverses":"P8-1""#), "\(posted)")
      let vouchers = try await counter.send(
        "GET /api/v1/members/477127567449/vouchers\nAs: clerk")
      #expect(vouchers.contains(#""status":"cancelled""#), "\(vouchers)")
    }
  }
}
