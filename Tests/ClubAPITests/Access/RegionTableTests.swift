import Club
import ClubStore
import Hummingbird
import Testing

@testable import ClubAPI

/// The table of permissions again, for tokens that are bound to regions: role by endpoint by the member's
/// own region or another.
///
/// Every cell has the club of `PermissionTableTests`, in which member 1 is of the north. `own` is what a
/// token of the north gets, `other` what a token of the south gets for the same request. A line that
/// says `shows` answers with a list in which member 1 stands for the one and not for the other; to all
/// others the south is answered word for word as the whole club's token is for a member, an entry, a
/// request, a registration or a voucher that does not exist.
@Suite("权限表：本区与别区 permissions by region")
struct RegionTableTests {
  private static let table = """
    endpoint                                          own other
    GET /api/v1/health                                200 200
    GET /api/v1/openapi.json                          200 200
    POST /api/v1/members                              201 201
    GET /api/v1/members                               200 200 shows
    GET /api/v1/members/{number}                      200 404
    POST /api/v1/members/{number}/points              201 404
    POST /api/v1/points/batch                         200 200
    POST /api/v1/points/import                        200 409
    POST /api/v1/points/{entry}/reversal              201 404
    POST /api/v1/points/cancellations                 201 404
    POST /api/v1/members/{number}/referral            409 404
    POST /api/v1/members/{number}/transfers           409 404
    POST /api/v1/members/{number}/profile             201 404
    GET /api/v1/points/requests                       200 200 shows
    POST /api/v1/points/requests/{request}/approval   201 404
    POST /api/v1/points/requests/{request}/refusal    200 404
    GET /api/v1/members/{number}/points               200 404
    GET /api/v1/events                                200 200
    GET /api/v1/events/{slug}                         200 200
    GET /api/v1/events/{slug}/registrations           200 200 shows
    POST /api/v1/events/{slug}/registrations          409 404
    POST /api/v1/events/{slug}/check-ins              409 404
    GET /api/v1/events/{slug}/registrations/{id}      200 404
    DELETE /api/v1/events/{slug}/registrations/{id}   200 404
    POST /api/v1/members/{number}/sign-in-code        201 404
    GET /desk/members/{number}/card                   200 404
    POST /api/v1/members/{number}/leaving             200 404
    POST /api/v1/members/{number}/contact             200 404
    GET /api/v1/messages                              200 200
    GET /api/v1/webhooks                              200 200
    GET /newsletter/end                               422 422
    POST /newsletter/end                              422 422
    GET /api/v1/desk/session                          200 200
    DELETE /api/v1/desk/session                       204 204
    GET /api/v1/desk/rules                            200 200
    GET /api/v1/desk/today                            200 200 shows
    GET /api/v1/readings                              200 200 shows
    GET /api/v1/rewards                               200 200
    GET /api/v1/rewards/{slug}                        200 200
    POST /api/v1/rewards/{slug}/vouchers              201 404
    POST /api/v1/rewards/{slug}/stock                 201 201
    GET /api/v1/members/{number}/vouchers             200 404
    POST /api/v1/vouchers/use                         200 404
    POST /api/v1/vouchers/{voucher}/cancellation      201 404
    GET /desk/vouchers/{voucher}                      200 404
    GET /desk/members/{number}/statement              200 404
    GET /desk/members/{number}/statement.csv          200 404
    """

  private static let rows = table.split(separator: "\n").dropFirst().map(String.init)

  /// What member 1 has, and what nobody has.
  private static let nothing = [
    ("477127567449", MemberNumber(ordinal: 4711).digits), ("P7-1", "P4711-1"),
    ("Q9-1", "Q4711-1"), ("R8-1", "R4711-1"), ("V11-2", "V4711-2"),
    ("R-2026.1180", "R-2026.4711"),
  ]

  @Test("表里有工作人员的每一个接口 every endpoint for staff is in the table")
  func complete() {
    let listed = Set(Self.rows.map { $0.split(separator: " ").prefix(2).joined(separator: " ") })
    let forStaff = Rooms.endpoints.filter { !$0.access.isDisjoint(with: .colleagues) }
    #expect(listed == Set(forStaff.map { "\($0.method.rawValue) \($0.path)" }))
  }

  @Test("每一格 every cell", arguments: rows)
  func row(line: String) async throws {
    let words = line.split(separator: " ").map(String.init)
    let name = "\(words[0]) \(words[1])"
    let endpoint = try known(
      Rooms.endpoints.first { "\($0.method.rawValue) \($0.path)" == name })
    let roles = Role.allCases.filter { role in
      Party(rawValue: role.rawValue).map(endpoint.access.contains) ?? false
    }
    for role in roles {
      try await Counter.open { counter in
        try await counter.furnish()
        try await counter.divide()
        let of = "\(name) by \(role.rawValue)"
        let unknown = try await counter.send(
          Self.nothing.reduce(request(name, by: role, key: "unknown")) {
            $0.replacing($1.0, with: $1.1)
          })
        try await counter.bind(role, to: "south")
        let other = try await counter.send(request(name, by: role, key: "other"))
        #expect(other.prefix(3) == words[3], "\(of), other: \(other)")
        // The document has examples of its own.
        if !name.hasSuffix("openapi.json") {
          for trace in ["会员1", "13800138001", "4771 2756 7449"] {
            #expect(!other.contains(trace), "\(of): \(other)")
          }
        }
        if words[2] != words[3] || name.hasPrefix("POST /api/v1/points/") {
          #expect(
            other == Self.nothing.reduce(unknown) { $0.replacing($1.1, with: $1.0) }, "\(of)")
        }
        try await counter.bind(role, to: "north")
        let own = try await counter.send(request(name, by: role, key: "own"))
        #expect(own.prefix(3) == words[2], "\(of), own: \(own)")
        guard words.last == "shows" else { return }
        #expect(own.contains("477127567449") && !other.contains("477127567449"), "\(of)")
      }
    }
  }

  @Test("别区的礼券号、流水号，查不到人 slips of another region find nobody")
  func slips() async throws {
    try await Counter.open { counter in
      try await counter.furnish()
      try await counter.divide()
      for find in ["P7-1", "V11-2"] {
        let path = "GET /api/v1/members?find="
        let miss = try await counter.send("\(path)P4711-1\nAs: clerk")
        try await counter.bind(.clerk, to: "south")
        #expect(try await counter.send("\(path)\(find)\nAs: clerk") == miss)
        try await counter.bind(.clerk, to: "north")
        #expect(
          try await counter.send("\(path)\(find)\nAs: clerk").contains("477127567449"), "\(find)")
      }
    }
  }

  @Test("没有区域的会员，只有管全会的看得见；带 If-Match 也不多说 members of no region, and If-Match")
  func ofNoRegion() async throws {
    try await Counter.open { counter in
      try await counter.furnish()
      try await counter.divide()
      let path = "/api/v1/members/516621805708"
      let tag = try await counter.tag(of: path, as: "clerk")
      try await counter.bind(.clerk, to: "north")
      #expect(try await summary(counter.send("GET \(path)\nAs: clerk")) == "404 unknown-member")
      for condition in [tag, "\"0123456789abcdef01234567\""] {
        let answer = try await counter.send(
          "POST \(path)/points\nAs: clerk\nKey: a\nIf-Match: \(condition)\n\n"
            + #"{"action":"award","points":1,"source":"manual","reason":"测试"}"#)
        #expect(summary(answer) == "404 unknown-member")
      }
      let session = try await counter.send("GET /api/v1/desk/session\nAs: clerk")
      #expect(session.contains(#""regions":["north"]"#))
    }
  }

  @Test("入会：记在自己的区域，管几个的要写明 joining into one's own region")
  func joining() async throws {
    try await Counter.open { counter in
      try await counter.furnish()
      try await counter.divide()
      func join(_ digit: Int, _ more: String, as who: String?, preview: Bool = false) async throws
        -> String
      {
        try await counter.send(
          "POST /api/v1/members\(preview ? "?preview=true" : "")\n"
            + (who.map { "As: \($0)\n" } ?? "") + "Key: join-\(digit)\n\n"
            + #"{"name":"新人","phone":"1390013900\#(digit)","consent":"v1"\#(more)}"#)
      }
      try await counter.bind(.clerk, to: "north")
      let shown = try await join(1, "", as: "clerk", preview: true)
      #expect(shown.hasPrefix("200") && shown.contains(#""region":"north""#), "\(shown)")
      let joined = try await join(1, "", as: "clerk")
      let number = try known(joined.firstMatch(of: /"number":"(\d+)"/)).1
      let record = try await counter.send("GET /api/v1/members/\(number)\nAs: clerk")
      #expect(record.contains(#""region":"north""#), "\(record)")
      let south = #","region":"south""#
      #expect(try await summary(join(2, south, as: "clerk")) == "422 unknown-region")
      #expect(try await summary(join(2, south, as: "manager")) == "201 ")
      #expect(try await summary(join(3, south, as: nil)) == "401 sign-in-needed")
      // Whose the telephone is, the north is not told.
      let taken = try await join(2, "", as: "clerk")
      #expect(summary(taken) == "409 duplicate-contact" && !taken.contains(/\d{12}/), "\(taken)")
      try await counter.bind(.clerk, to: "north", "south")
      #expect(try await summary(join(3, "", as: "clerk")) == "422 region-needed")
      #expect(try await summary(join(3, south, as: "clerk")) == "201 ")
    }
  }

  @Test("找会员可按区域与人群，分页不漏 finding by region and segment")
  func finding() async throws {
    try await Counter.open { counter in
      try await counter.furnish()
      try await counter.divide()
      func numbers(_ query: String, as who: String = "manager") async throws -> [String] {
        let answer = try await counter.send("GET /api/v1/members?\(query)\nAs: \(who)")
        #expect(answer.hasPrefix("200"), "\(answer)")
        return answer.matches(of: /"number":"(\d+)"/).map { String($0.1) }
      }
      #expect(try await numbers("region=north") == ["477127567449"])
      #expect(try await numbers("region=south") == [])
      #expect(try await numbers("region=nowhere") == [])
      #expect(try await numbers("segment=volunteer") == ["477127567449"])
      #expect(try await numbers("segment=volunteer&region=south") == [])
      #expect(try await numbers("").count == 2)
      #expect(try await numbers("find=8002&region=north", as: "clerk") == [])
      #expect(try await numbers("find=8001&region=north", as: "clerk") == ["477127567449"])
      #expect(
        try await summary(counter.send("GET /api/v1/members?region=a%20b\nAs: manager"))
          == "422 invalid-request")
      try await counter.bind(.manager, to: "north")
      #expect(try await numbers("") == ["477127567449"])
      #expect(try await numbers("find=516621805708") == [])
    }
  }

  private func request(_ endpoint: String, by role: Role, key: String) -> String {
    var request = PermissionTableTests.request(endpoint, by: role.rawValue)
      .replacing("Key: cell", with: "Key: \(key)")
      .replacing(#"{"homes":1,"#, with: #"{"homes":1,"region":"north","#)
      .replacing(#""change":-1"#, with: #""change":1"#)
    // Somebody new each time.
    if endpoint == "POST /api/v1/members" {
      request = request.replacing("13900139000", with: "1390013900\(key.utf8.count)")
    }
    return request
  }
}

extension Counter {
  /// Gives the club a north and a south, and puts member 1 into the north.
  fileprivate func divide() async throws {
    let (rules, events, rewards) = try await store.read { club, _ in
      (club.terms.rules, club.terms.currentEvents, club.terms.currentRewards)
    }
    var divided = rules
    divided.regions = try ["north", "south"].map {
      MemberTag(code: try known(Code($0)), title: "区域")
    }
    divided.segments = [MemberTag(code: try known(Code("volunteer")), title: "志愿者")]
    _ = try await store.submit(
      .terms(.adopt(rules: divided, events: events, rewards: rewards)), by: .system)
    let noted = try await send(
      "POST /api/v1/members/477127567449/profile\nAs: manager\nKey: divide\n\n"
        + #"{"homes":0,"region":"north","segments":["volunteer"],"reason":"住在北区"}"#)
    #expect(noted.hasPrefix("201"), "\(noted)")
    try await send("GET /api/v1/members/477127567449\nAs: clerk")
  }

  /// Binds the token of a role to regions.
  fileprivate func bind(_ role: Role, to regions: String...) async throws {
    let person = try await store.read { club, _ in
      club.staff.everybody.first { $0.role == role }
    }
    _ = try await store.submit(
      .staff(.bind(try known(person).id, regions: regions.compactMap { Code($0) })), by: .system)
  }
}
