import Club
import ClubStore
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
      let other = try Self.otherManager()
      _ = try await counter.store.submit(other.0, by: .system)
      let entry = try known(EntryID("P6-1"))
      let reversal = Reversal(
        entry: entry, allowsDebt: true, reason: try known(Reason("退货")), postedBy: StaffID(2))
      let outcome = try await counter.store.submit(
        .points(.reverse(reversal)), by: .staff(other.1, .manager))
      guard case .points(.posted(let posting))? = outcome.facts.last else {
        Issue.record("nothing was posted")
        return
      }
      #expect(posting.debt == 80)
    }
  }

  /// What takes on a second manager, and their number.
  private static func otherManager() throws -> (Command, StaffID) {
    let hash = try known(TokenHash(ClubStore.tokenHash("token-of-another")))
    let name = try known(PersonName("何从周"))
    return (.staff(.add(name: name, role: .manager, tokenHash: hash)), StaffID(4))
  }
}
