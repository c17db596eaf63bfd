import CivilTime
import Club
import ClubStore
import Testing

@Suite("家庭与转赠的接口 families and transfers")
struct FamilyEndpointsTests {
  private static let (first, second) = ("477127567449", "516621805708")

  private func adopt(_ counter: Counter) async throws {
    let rules = ClubRules(
      consent: Code("v1"), validity: .months(12), approval: ApprovalTerms(above: Amount(100)),
      family: FamilyTerms(members: 2))
    _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
  }

  private func post(_ path: String, _ body: String, as who: String, _ key: Int) -> String {
    "POST /api/v1\(path)\nAs: \(who)\nKey: family-\(key)\n\n\(body)"
  }

  @Test("邀请、同意、转赠、冲正，双方都看得明白 asking, agreeing, giving, taking back")
  func whole() async throws {
    try await Counter.open { counter in
      try await adopt(counter)
      try await counter.join(2)
      let asked = try await counter.send(
        post("/me/family/invitations", #"{"member":"\#(Self.second)"}"#, as: "m1", 1))
      #expect(asked.hasPrefix("201"))
      let waiting = try await counter.send("GET /api/v1/me/family\nAs: m2")
      #expect(
        waiting.hasSuffix(
          #"{"limit":2,"members":[],"invitations":[{"member":"477127567449","card":"4771 2756 7449","name":"会员1","asked":"2026-11-22T10:00:00+08:00"}],"asked":[],"next":null}"#
        ))
      let agreed = try await counter.send(
        post("/me/family/acceptance", #"{"member":"\#(Self.first)"}"#, as: "m2", 2))
      #expect(agreed.hasPrefix("201") && agreed.contains(#""name":"会员2""#))
      try await counter.award(90, key: "family")
      let path = "/members/\(Self.first)/transfers"
      let body = #"{"to":"\#(Self.second)","points":60,"reason":"过年"}"#
      let preview = try await counter.send(
        "POST /api/v1\(path)?preview=true\nAs: clerk\n\n\(body)")
      #expect(preview.contains(#""account":"transferred","before":90,"points":-60,"balance":30"#))
      #expect(preview.contains(#""expires":"2027-11-22""#))
      #expect(preview.contains(#""member":"\#(Self.second)""#))
      // The giver is shown the giver's side: what others have is theirs.
      let own = try await counter.send("POST /api/v1\(path)?preview=true\nAs: m1\n\n\(body)")
      #expect(own.contains(#""before":90,"points":-60,"balance":30"#))
      #expect(!own.contains(#""member":"\#(Self.second)""#))
      let given = try await counter.send(post(path, body, as: "m1", 3))
      #expect(given.hasSuffix(#""points":60,"balance":30,"entries":["P11-1","P11-2"]}"#))
      let statement = try await counter.send("GET /api/v1/members/\(Self.second)/points\nAs: m2")
      #expect(statement.contains(#""account":"transferred","points":60,"balance":60"#))
      #expect(statement.contains(#""expires":"2027-11-22""#))
      #expect(statement.contains(#""transfer":"477127567449""#))
      let page = try await counter.send("GET /me/statement\nAs: m2")
      #expect(page.contains(" | 会员1转来 | ") && page.contains(" | +60 | 60"), "\(page)")
      #expect(try await counter.send("GET /me/statement\nAs: m1").contains(" | 转给会员2 | "))
      #expect(
        try await counter.send("GET /api/v1/me\nAs: m1").contains(
          #""transfer":"516621805708","transferName":"会员2""#))
      // The desk reads the number: who the other one is, is not this member's business at the counter.
      let atDesk = try await counter.send("GET /desk/members/\(Self.second)/statement\nAs: clerk")
      #expect(atDesk.contains(" | 4771 2756 7449转来 | ") && !atDesk.contains("会员1"), "\(atDesk)")
      let reversed = try await counter.send(
        post("/points/P11-1/reversal", #"{"reason":"转错了"}"#, as: "clerk", 4))
      #expect(reversed.hasPrefix("201") && reversed.contains(#""points":60,"balance":90"#))
      let left = try await counter.send(post("/me/family/leaving", "{}", as: "m2", 5))
      #expect(left.hasPrefix("200"))
      let alone = try await counter.send("GET /api/v1/me/family\nAs: m1")
      #expect(alone.hasSuffix(#"{"limit":2,"members":[],"invitations":[],"asked":[],"next":null}"#))
      // Once they are no family, each is a number to the other again.
      let after = try await counter.send("GET /me/statement\nAs: m2")
      #expect(after.contains(" | 4771 2756 7449转来 | ") && !after.contains("会员1"), "\(after)")
    }
  }

  @Test("撤回与不同意 taking back and not agreeing")
  func declining() async throws {
    try await Counter.open { counter in
      try await adopt(counter)
      try await counter.join(2)
      let ask = #"{"member":"\#(Self.second)"}"#
      let back = #"{"member":"\#(Self.first)"}"#
      for (key, who, body) in [(1, "m1", ask), (2, "m2", back)] {
        let asked = post("/me/family/invitations", ask, as: "m1", key)
        #expect(try await counter.status(asked) == "201")
        // Whoever asked sees it, by the number that they typed.
        let own = try await counter.send("GET /api/v1/me/family\nAs: m1")
        #expect(
          own.contains(
            #""asked":[{"member":"\#(Self.second)","asked":"2026-11-22T10:00:00+08:00"}]"#))
        #expect(
          try await counter.status(post("/me/family/refusal", body, as: who, key + 10)) == "200")
        #expect(
          try await counter.send("GET /api/v1/me/family\nAs: m1").contains(#""asked":[],"#))
      }
      let none = try await counter.send(post("/me/family/acceptance", back, as: "m2", 5))
      #expect(summary(none) == "404 no-invitation")
    }
  }

  @Test("说得出的每一种不行 what is refused")
  func refusals() async throws {
    try await Counter.open { counter in
      try await counter.join(3)
      let (first, second) = (Self.first, Self.second)
      func ask(_ number: String, _ who: String, _ key: Int) async throws -> String {
        summary(
          try await counter.send(
            post("/me/family/invitations", #"{"member":"\#(number)"}"#, as: who, key)))
      }
      #expect(try await ask(second, "m1", 1) == "409 no-families")
      try await adopt(counter)
      #expect(try await ask(first, "m1", 2) == "422 family-of-one")
      #expect(try await ask("027603188429", "m1", 3) == "404 unknown-member")
      #expect(try await ask(second, "m1", 4) == "201 ")
      let agree = post("/me/family/acceptance", #"{"member":"\#(first)"}"#, as: "m2", 5)
      #expect(try await counter.status(agree) == "201")
      let again = post("/me/family/acceptance", #"{"member":"\#(first)"}"#, as: "m2", 6)
      #expect(summary(try await counter.send(again)) == "409 already-in-family")
      #expect(try await ask(first, "m2", 7) == "409 family-full")
      let quit = post("/me/family/leaving", "{}", as: "m3", 8)
      #expect(summary(try await counter.send(quit)) == "409 not-in-family")
      _ = try await counter.store.submit(
        .points(
          .award(
            PointsOrder(
              member: MemberNumber(ordinal: 0), amount: Amount(900), source: PointSource.manual,
              reason: try known(Reason("测试"))))), by: .system)
      func give(_ points: Int, _ who: String, _ key: Int) async throws -> String {
        summary(
          try await counter.send(
            post(
              "/members/\(first)/transfers", #"{"to":"\#(second)","points":\#(points)}"#, as: who,
              key)))
      }
      #expect(try await give(101, "clerk", 9) == "403 transfer-needs-member")
      #expect(try await give(100, "clerk", 10) == "201 ")
      #expect(try await give(901, "m1", 11) == "409 insufficient-points")
      #expect(try await give(1, "m2", 12) == "403 not-permitted")
      let third = try await counter.send("GET /api/v1/members?find=13800138003\nAs: clerk")
      let number = String(try #require(third.firstMatch(of: /"number":"([0-9]{12})"/)).1)
      let stranger = try await counter.send(
        post("/members/\(first)/transfers", #"{"to":"\#(number)","points":1}"#, as: "m1", 13))
      #expect(summary(stranger) == "409 not-one-family")
    }
  }
}
