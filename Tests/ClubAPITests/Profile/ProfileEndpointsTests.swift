import Club
import ClubStore
import Testing

@Suite("房屋、区域与人群的接口 profiles")
struct ProfileEndpointsTests {
  @Test("记下，等级随之而升，会员在自己的资料里看得到 noted, and seen by the member")
  func whole() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let rules = ClubRules(
        consent: Code("v1"),
        tiers: [
          Tier(code: try known(Code("member")), title: "会员"),
          Tier(code: try known(Code("owner")), title: "业主会员", homes: 1),
        ], regions: [MemberTag(code: try known(Code("north")), title: "北区")],
        segments: [MemberTag(code: try known(Code("volunteer")), title: "志愿者")])
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      let path = "POST /api/v1/members/477127567449/profile\nAs: clerk\nKey:"
      let preview = try await counter.send(
        "POST /api/v1/members/477127567449/profile?preview=true\nAs: clerk\n\n"
          + #"{"homes":2,"segments":["volunteer","volunteer"],"reason":"看过合同"}"#)
      #expect(preview.hasPrefix("200"))
      #expect(
        preview.hasSuffix(
          #"{"member":"477127567449","homes":2,"region":null,"segments":["volunteer"]}"#))
      let before = try await counter.send("GET /api/v1/members/477127567449\nAs: auditor")
      #expect(before.contains(#""homes":0,"region":null,"segments":[]"#))
      let noted = try await counter.send(
        "\(path) 1\n\n"
          + #"{"homes":2,"region":"north","segments":["volunteer"],"reason":"看过合同"}"#)
      #expect(noted.hasPrefix("201"))
      #expect(
        noted.hasSuffix(
          #"{"member":"477127567449","homes":2,"region":"north","segments":["volunteer"]}"#))
      let shown = try await counter.send("GET /api/v1/members/477127567449\nAs: auditor")
      #expect(shown.contains(#""homes":2,"region":"north","segments":["volunteer"]"#))
      #expect(shown.contains(#""code":"owner","title":"业主会员""#))
      let contact = try await counter.send(
        "POST /api/v1/members/477127567449/contact?preview=true\nAs: clerk\n\n"
          + #"{"phone":"13900007700"}"#)
      #expect(
        contact.hasSuffix(#"{"member":"477127567449","phone":"+8613900007700","email":null}"#))
      #expect(
        try await counter.send("GET /api/v1/members/477127567449\nAs: auditor") == shown)
      let own = try await counter.send("GET /api/v1/me/data\nAs: m1")
      #expect(own.contains(#""homes":2,"region":"north","segments":["volunteer"]"#))
      for (key, (fields, expected)) in [
        (#""homes":1,"region":"east""#, "422 unknown-region"),
        (#""homes":1,"segments":["cat"]"#, "422 unknown-segment"),
        (#""homes":-1"#, "422 invalid-request"),
        (#""homes":1,"segments":"x""#, "422 invalid-request"),
        (#""homes":1,"segments":[7]"#, "422 invalid-request"),
      ].enumerated() {
        let answer = try await counter.send("\(path) bad-\(key)\n\n{\(fields),\"reason\":\"x\"}")
        #expect(summary(answer) == expected)
      }
    }
  }
}
