import CivilTime
import Club
import ClubStore
import Glibc
import Testing

@Suite("撤单 cancellations by a till")
struct CancellationTests {
  private static let path = "POST /api/v1/points/cancellations"
  private static let body = #"{"source":"purchase","reference":"R-1","reason":"退货"}"#

  private func sell(_ counter: Counter, as who: String = "clerk") async throws {
    try await counter.join(1)
    try await counter.send(
      "POST /api/v1/members/477127567449/points\nAs: \(who)\nKey: sale\n\n"
        + #"{"action":"award","source":"purchase","amountFen":100000,"reference":"R-1","reason":"午餐"}"#
    )
  }

  @Test("收银只知道收据：先看后记，同一凭证只记一次 the till knows the receipt alone")
  func cancelled() async throws {
    try await Counter.open { counter in
      try await sell(counter)
      try await counter.check(
        "\(Self.path)?preview=true\nAs: clerk\n\n\(Self.body)",
        """
        200

        {"needsApproval":false,"entries":[{"member":"477127567449","businessDate":"2026-11-22","account":"issued","before":100,"points":-100,"balance":0,"debt":0,"expires":null,"source":"reversal","title":"会所消费","reference":null,"reason":"退货","reverses":"P6-1"}]}
        """)
      let request = "\(Self.path)\nAs: clerk\nKey: 1\n\n\(Self.body)"
      try await counter.check(
        request,
        """
        201

        {"id":"P7-1","member":"477127567449","posted":"2026-11-22T10:00:00+08:00","businessDate":"2026-11-22","account":"issued","points":-100,"balance":0,"debt":0,"expires":null,"source":"reversal","title":"会所消费","reference":null,"reason":"退货","actor":"staff:1","actorName":"林小舟","reverses":"P6-1"}
        """)
      #expect(try await counter.send(request).contains(#""id":"P7-1""#))
      #expect(
        try await summary(counter.send("\(Self.path)\nAs: clerk\nKey: 2\n\n\(Self.body)"))
          == "409 already-reversed")
    }
  }

  @Test(
    "找不到的、缺的、已经花掉的 refusals",
    arguments: [
      (#"{"source":"purchase","reference":"R-2","reason":"退货"}"#, "404 unknown-entry"),
      (#"{"source":"attend","reference":"R-1","reason":"退货"}"#, "404 unknown-entry"),
      (#"{"source":"purchase","reason":"退货"}"#, "422 invalid-request"),
      (#"{"source":"purchase","reference":"R-1"}"#, "422 invalid-request"),
      (#"{"source":"purchase","reference":"R-1","reason":"退货"}"#, "409 award-already-spent"),
      (
        #"{"source":"purchase","reference":"R-1","reason":"退货","allowsDebt":true}"#,
        "403 debt-needs-manager"
      ),
    ])
  func refusals(body: String, expected: String) async throws {
    try await Counter.open { counter in
      try await sell(counter)
      try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: s\n\n"
          + #"{"action":"spend","points":80,"source":"redemption","reason":"换茶具"}"#)
      let answer = try await counter.send("\(Self.path)\nAs: clerk\nKey: 1\n\n\(body)")
      #expect(summary(answer) == expected)
    }
  }

  @Test("自己记的账，自己不能让会员欠分 nobody lets a member owe an entry of their own")
  func own() async throws {
    try await Counter.open { counter in
      try await sell(counter, as: "manager")
      try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: s\n\n"
          + #"{"action":"spend","points":80,"source":"redemption","reason":"换茶具"}"#)
      let debt = #"{"source":"purchase","reference":"R-1","reason":"退货","allowsDebt":true}"#
      #expect(
        try await summary(counter.send("\(Self.path)\nAs: manager\nKey: 1\n\n\(debt)"))
          == "403 own-entry")
      #expect(
        try await summary(
          counter.send(
            "POST /api/v1/points/P6-1/reversal\nAs: manager\nKey: 2\n\n"
              + #"{"reason":"退货","allowsDebt":true}"#)) == "403 own-entry")
      try await Self.addManager(to: counter)
      let answer = try await counter.send("\(Self.path)\nAs: editor\nKey: 3\n\n\(debt)")
      #expect(answer.hasPrefix("201") && answer.contains(#""debt":80"#), "\(answer)")
    }
  }

  @Test("复核过的，算申请人的 what was approved is the entry of whoever asked for it")
  func approved() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let points = "POST /api/v1/members/477127567449/points\nAs:"
      let asked = try await counter.send(
        "\(points) manager\nKey: a\n\n"
          + #"{"action":"award","points":1500,"source":"manual","reason":"补记"}"#)
      #expect(asked.contains(#""request":"Q6-1""#), "\(asked)")
      try await Self.addManager(to: counter)
      let approval = try await counter.send(
        "POST /api/v1/points/requests/Q6-1/approval\nAs: editor\nKey: b\n\n{}")
      #expect(approval.contains(#""id":"P8-2""#), "\(approval)")
      try await counter.send(
        "\(points) clerk\nKey: s\n\n"
          + #"{"action":"spend","points":80,"source":"redemption","reason":"换茶具"}"#)
      // So many points are not taken back by one person alone, and again not by who had asked for them.
      let reversal = try await counter.send(
        "POST /api/v1/points/P8-2/reversal\nAs: clerk\nKey: 1\n\n"
          + #"{"reason":"记错了","allowsDebt":true}"#)
      #expect(reversal.hasPrefix("202") && reversal.contains(#""request":"Q10-1""#), "\(reversal)")
      let agree = "POST /api/v1/points/requests/Q10-1/approval\nAs:"
      #expect(
        try await summary(counter.send("\(agree) manager\nKey: 2\n\n{}")) == "403 own-entry")
      let answer = try await counter.send("\(agree) editor\nKey: 3\n\n{}")
      #expect(answer.hasPrefix("201") && answer.contains(#""debt":80"#), "\(answer)")
    }
  }

  @Test("自己兑的礼券，过期的分自己退不了 nobody gives lapsed points anew for a voucher of their own")
  func ownVoucher() async throws {
    try await Counter.open { counter in
      let umbrella = RewardTerms(
        slug: try known(Code("umbrella")), title: "长柄雨伞", price: try known(Amount(5)), stock: 3,
        validity: .months(6))
      let rules = ClubRules(consent: Code("v1"), validity: .yearEnd(0))
      _ = try await counter.store.submit(
        .terms(.adopt(rules: rules, events: [], rewards: [umbrella])), by: .system)
      try await counter.join(1)
      try await counter.award(50, key: "a")
      let redeemed = try await counter.send(
        "POST /api/v1/rewards/umbrella/vouchers\nAs: manager\nKey: v\n\n"
          + #"{"member":"477127567449"}"#)
      #expect(redeemed.contains("V8-2"), "\(redeemed)")
      counter.clock.advance(seconds: 60 * 86_400)
      #expect(try await counter.store.expirePoints() == 1)
      try await Self.addManager(to: counter)
      let cancel = "POST /api/v1/vouchers/V8-2/cancellation\nAs:"
      let reason = #"{"reason":"缺货"}"#
      #expect(
        try await summary(counter.send("\(cancel) manager\nKey: 1\n\n\(reason)"))
          == "403 own-entry")
      #expect(
        try await summary(counter.send("\(cancel) editor\nKey: 2\n\n\(reason)")) == "201 ")
    }
  }

  @Test("谁记的不要紧时，不去翻那一笔 no record is read where its author decides nothing")
  func unread() async throws {
    try await Counter.open { counter in
      try await sell(counter)
      try await counter.award(7, key: "a")
      let spend = #"{"action":"spend","points":2,"source":"redemption","reason":"换茶具"}"#
      for key in ["s1", "s2"] {
        try await counter.send(
          "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: \(key)\n\n\(spend)")
      }
      let redeemed = try await counter.send(
        "POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: v")
      #expect(redeemed.contains("V10-2"), "\(redeemed)")
      // The journal goes on in files that are open; none can be opened anew.
      #expect(rename("\(counter.folder)/journal", "\(counter.folder)/away") == 0)
      let because = #"{"reason":"记错了"}"#
      for (path, who) in [
        ("vouchers/V10-2/cancellation", "manager"), ("points/P9-1/reversal", "manager"),
        ("points/P8-1/reversal", "clerk"), ("points/P7-1/reversal", "manager"),
      ] {
        let answer = try await counter.send(
          "POST /api/v1/\(path)\nAs: \(who)\nKey: \(path)\n\n\(because)")
        #expect(answer.hasPrefix("201"), "\(path): \(answer)")
      }
      let debt = "POST /api/v1/points/P6-1/reversal\nAs: manager\nKey: d\n\n"
      let needed = try await counter.send(debt + #"{"reason":"退货","allowsDebt":true}"#)
      #expect(needed.hasPrefix("5"), "\(needed)")
      #expect(rename("\(counter.folder)/away", "\(counter.folder)/journal") == 0)
    }
  }

  /// A second manager, with the token that `As: editor` sends.
  private static func addManager(to counter: Counter) async throws {
    let hash = try known(TokenHash(ClubStore.tokenHash("token-of-the-editor")))
    let name = try known(PersonName("何从周"))
    _ = try await counter.store.submit(
      .staff(.add(name: name, role: .manager, tokenHash: hash)), by: .system)
  }
}
