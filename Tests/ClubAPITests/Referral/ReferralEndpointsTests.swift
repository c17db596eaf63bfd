import Club
import ClubStore
import Testing

@Suite("欢笑分享的接口 referrals")
struct ReferralEndpointsTests {
  private func adopt(_ counter: Counter, approval: Bool = false) async throws {
    let rules = ClubRules(
      consent: Code("v1"),
      pointRules: [
        PointRule(
          code: try known(Code("share")), title: "欢笑分享", points: Amount(500),
          needsApproval: approval, referral: ReferralTerms(newcomer: Amount(300)))
      ])
    _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
  }

  @Test("在网站入会时填介绍人：没有验证过的等人复核，同意以后双方到账，对账单写明另一方 on joining")
  func joining() async throws {
    try await Counter.open { counter in
      try await adopt(counter)
      try await counter.join(1)
      let joined = try await counter.send(
        """
        POST /api/v1/members
        Key: 2

        {"name":"沈青","phone":"13900139000","consent":"v1","referrer":"4771 2756 7449"}
        """)
      #expect(
        joined.hasSuffix(
          #""balance":0,"referral":{"referrer":"477127567449","points":null,"referrerPoints":500,"needsApproval":true}}"#
        ))
      let waiting = try await counter.send("GET /api/v1/points/requests\nAs: manager")
      let request = try known(waiting.firstMatch(of: /"request":"(Q\d+-\d+)"/)).1
      #expect(
        try await counter.send(
          "POST /api/v1/points/requests/\(request)/approval\nAs: manager\nKey: agree\n\n{}"
        ).hasPrefix("20"))
      let statement = try await counter.send("GET /api/v1/members/477127567449/points\nAs: m1")
      #expect(statement.contains(#""rule":"欢笑分享""#))
      #expect(statement.contains(#""referral":"516621805708""#))
      #expect(statement.contains(#""closing":500"#))
      let shown = try await counter.send("GET /api/v1/members/516621805708\nAs: clerk")
      #expect(shown.contains(#""referrer":"477127567449""#))
      let own = try await counter.send("GET /api/v1/me/data\nAs: m2")
      #expect(own.contains(#""referrer":"477127567449""#))
    }
  }

  @Test("没有这位介绍人：不入会，说明怎么办 an unknown referrer")
  func unknown() async throws {
    try await Counter.open { counter in
      try await adopt(counter)
      let alone = try await counter.send("GET /api/v1/members?find=477127567449\nAs: clerk")
      #expect(alone.contains(#""members":[]"#))
      let refused = try await counter.send(
        """
        POST /api/v1/members
        Key: 1

        {"name":"沈青","phone":"13900139000","consent":"v1","referrer":"477127567449"}
        """)
      #expect(summary(refused) == "422 unknown-referrer")
      let wrong = try await counter.send(
        """
        POST /api/v1/members
        Key: 2

        {"name":"沈青","phone":"13900139000","consent":"v1","referrer":"477127567448"}
        """)
      #expect(summary(wrong) == "422 invalid-request" && wrong.contains("/referrer"))
    }
  }

  @Test("说得出的每一种不行 what is refused")
  func refusals() async throws {
    try await Counter.open { counter in
      func name(_ number: String, _ referrer: String, _ key: Int) async throws -> String {
        summary(
          try await counter.send(
            "POST /api/v1/members/\(number)/referral\nAs: clerk\nKey: \(key)\n\n"
              + #"{"referrer":"\#(referrer)"}"#))
      }
      let (first, second) = ("477127567449", "516621805708")
      try await counter.join(2)
      #expect(try await name(second, first, 1) == "409 no-referrals")
      try await adopt(counter)
      #expect(try await name(second, second, 2) == "422 refers-themselves")
      #expect(try await name(first, second, 3) == "422 referrer-came-later")
      let child = try await counter.send(
        "POST /api/v1/members\nAs: clerk\nKey: 4\n\n"
          + #"{"name":"沈小青","consent":"v1","guardian":"\#(second)","referrer":"\#(second)"}"#)
      #expect(summary(child) == "422 referrer-is-guardian")
      #expect(try await name(second, first, 5) == "201 ")
      #expect(try await name(second, first, 6) == "409 already-referred")
      try await counter.send(
        "POST /api/v1/members\nAs: clerk\nKey: 7\n\n"
          + #"{"name":"何知秋","phone":"13700137000","consent":"v1"}"#)
      counter.clock.advance(seconds: 31 * 86_400)
      let found = try await counter.send("GET /api/v1/members?find=13700137000\nAs: clerk")
      let number = String(try #require(found.firstMatch(of: /"number":"([0-9]{12})"/)).1)
      #expect(try await name(number, first, 8) == "409 too-late-to-refer")
    }
  }

  @Test("在前台补填：先看后记，须复核的一起等、一起记 at the desk, approved for both")
  func desk() async throws {
    try await Counter.open { counter in
      try await adopt(counter, approval: true)
      try await counter.join(2)
      let path = "/api/v1/members/516621805708/referral"
      let body = #"{"referrer":"477127567449"}"#
      try await counter.check(
        "POST \(path)?preview=true\nAs: clerk\n\n\(body)",
        """
        200

        {"member":"516621805708","referrer":"477127567449","points":300,"referrerPoints":500,"needsApproval":true}
        """)
      let named = try await counter.send("POST \(path)\nAs: clerk\nKey: 1\n\n\(body)")
      #expect(named.hasPrefix("201") && named.contains(#""needsApproval":true"#))
      let waiting = try await counter.send("GET /api/v1/points/requests\nAs: manager")
      #expect(waiting.contains(#""newcomer":"516621805708""#))
      let preview = try await counter.send(
        "POST /api/v1/points/requests/Q8-2/approval?preview=true\nAs: manager\n\n{}")
      #expect(preview.contains(#""member":"516621805708""#) && preview.contains(#""points":500"#))
      let approved = try await counter.send(
        "POST /api/v1/points/requests/Q8-2/approval\nAs: manager\nKey: 2\n\n{}")
      #expect(approved.hasPrefix("201") && approved.contains(#""balance":500"#))
      let again = try await counter.send("POST \(path)\nAs: clerk\nKey: 3\n\n\(body)")
      #expect(summary(again) == "409 already-referred")
    }
  }
}
