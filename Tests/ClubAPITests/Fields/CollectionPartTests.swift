import CivilTime
import Club
import ClubStore
import Testing

@testable import ClubAPI

@Suite("集合：游标与条件 collections with cursors and filters")
struct CollectionPartTests {
  /// Every name of a collection, `limit` at a time, each answer led to by the one before.
  private func walk(
    _ counter: Counter, _ path: String, _ names: Regex<(Substring, Substring)>, as who: String,
    limit: Int
  ) async throws -> [[String]] {
    var parts: [[String]] = []
    var next: String?
    repeat {
      let mark = path.contains("?") ? "&" : "?"
      let after = next.map { "&after=\($0)" } ?? ""
      let answer = try await counter.send(
        "GET /api/v1\(path)\(mark)limit=\(limit)\(after)\nAs: \(who)")
      try #require(answer.hasPrefix("200"), "\(answer)")
      parts.append(answer.matches(of: names).map { String($0.output.1) })
      next = answer.firstMatch(of: /"next":"([^"]+)"/).map { String($0.output.1) }
    } while next != nil && parts.count < 99
    return parts
  }

  private func furnish(_ counter: Counter) async throws {
    try await counter.join(5)
    try await counter.openFamilies()
    for number in 2...5 {
      try await counter.send(
        "POST /api/v1/me/family/invitations\nAs: m\(number)\nKey: f\n\n"
          + #"{"member":"477127567449"}"#)
      let hash = try known(TokenHash([UInt8](repeating: UInt8(number), count: 32)))
      _ = try await counter.store.submit(
        .membership(
          .openSession(
            MemberNumber(ordinal: 0),
            NewSession(tokenHash: hash, expires: counter.clock.now.adding(seconds: 3600)))),
        by: .system)
    }
    for number in 1...5 {
      try await counter.award(number, key: "a\(number)")
      try await counter.send(
        "POST /api/v1/events/mooncake/registrations\nAs: m\(number)\nKey: r")
    }
    for number in 1...3 {
      try await counter.send("POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: v\(number)")
      try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: q\(number)\n\n"
          + #"{"action":"award","points":2000,"source":"manual","reason":"大额"}"#)
    }
  }

  @Test(
    "逐页走完：一个不少，一个不重，次序与一次全取相同 part by part the same as at once",
    arguments: [
      ("/members", "manager", 5), ("/members/477127567449/points", "m1", 8),
      ("/members/477127567449/vouchers", "m1", 3), ("/events", "m1", 2),
      ("/rewards", "kiosk", 1), ("/events/mooncake/registrations", "clerk", 5),
      ("/points/requests", "auditor", 3), ("/desk/today", "clerk", 8), ("/me/sessions", "m1", 5),
      ("/me/family", "m1", 4),
    ])
  func whole(path: String, who: String, count: Int) async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      try await counter.hireEditorAndKiosk()
      // A statement as a whole begins with its member.
      let names = /\{"(?:number|id|voucher|slug|request|member)":"([^"]+)","(?!opening)/
      let all = try await walk(counter, path, names, as: who, limit: 1000)
      #expect(all.count == 1 && all[0].count == count)
      for limit in 1...3 {
        var parts = try await walk(counter, path, names, as: who, limit: limit)
        #expect(parts.allSatisfy { $0.count <= limit })
        // A statement begins with its latest lines; each part is in the order of posting.
        if path.hasSuffix("points") { parts.reverse() }
        #expect(parts.flatMap { $0 } == all[0])
      }
    }
  }

  @Test("对账单：每一页期初加明细等于期末，页与页相接 every part of a statement adds up")
  func statement() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      var closing = 0
      var next: String?
      repeat {
        let answer = try await counter.send(
          "GET /api/v1/members/477127567449/points?limit=3\(next.map { "&after=\($0)" } ?? "")\nAs: clerk"
        )
        let opening = try known(answer.firstMatch(of: /"opening":(-?\d+)/).flatMap { Int($0.1) })
        let end = try known(answer.firstMatch(of: /"closing":(-?\d+)/).flatMap { Int($0.1) })
        let lines = answer.matches(of: /"points":(-?\d+),"balance"/).compactMap { Int($0.1) }
        #expect(opening + lines.reduce(0, +) == end)
        #expect(next == nil || end == closing)
        closing = opening
        next = answer.firstMatch(of: /"next":"([^"]+)"/).map { String($0.output.1) }
      } while next != nil
      #expect(closing == 0)
    }
  }

  @Test(
    "条件 filters",
    arguments: [
      ("/members?state=left", "auditor", 0), ("/members?joinedFrom=2026-11-22", "auditor", 5),
      ("/members?joinedFrom=2026-11-23", "auditor", 0),
      ("/members?joinedThrough=2026-11-21", "auditor", 0),
      ("/events?from=2026-12-02", "m1", 1), ("/events?through=2026-12-01", "m1", 1),
      ("/events/mooncake/registrations?status=seated", "clerk", 2),
      ("/events/mooncake/registrations?status=waiting", "clerk", 3),
      ("/events/mooncake/registrations?status=attended", "clerk", 0),
      ("/members/477127567449/vouchers?status=active", "clerk", 3),
      ("/members/477127567449/vouchers?status=used", "clerk", 0),
      ("/points/requests?member=477127567449", "clerk", 3),
      ("/points/requests?member=516621805708", "clerk", 0),
    ])
  func filters(path: String, who: String, count: Int) async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      let answer = try await counter.send("GET /api/v1\(path)\nAs: \(who)")
      #expect(answer.hasPrefix("200"), "\(answer)")
      let names = /\{"(?:number|id|voucher|slug|request)":"([^"]+)"/
      #expect(answer.matches(of: names).count == count, "\(answer)")
    }
  }

  @Test("游标只用于给它的那个问题 a cursor is for its own question alone")
  func bound() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      let answer = try await counter.send(
        "GET /api/v1/events/mooncake/registrations?limit=1&status=waiting\nAs: clerk")
      let next = try known(answer.firstMatch(of: /"next":"([^"]+)"/)).output.1
      let forged = next.dropLast() + (next.last == "0" ? "1" : "0")
      for (path, who) in [
        ("/events/mooncake/registrations?after=\(next)", "clerk"),
        ("/events/gala/registrations?status=waiting&after=\(next)", "clerk"),
        ("/events/mooncake/registrations?status=waiting&after=\(next)", "manager"),
        ("/points/requests?after=\(next)", "clerk"),
        ("/events/mooncake/registrations?status=waiting&after=\(forged)", "clerk"),
      ] {
        #expect(
          try await summary(counter.send("GET /api/v1\(path)\nAs: \(who)"))
            == "422 invalid-request", "\(path)")
      }
      let same = try await counter.send(
        "GET /api/v1/events/mooncake/registrations?status=waiting&after=\(next)\nAs: clerk")
      #expect(same.hasPrefix("200"))
    }
  }

  @Test("逐页看会员的只有经理与审计；看了谁都有记录 who may go through all members")
  func members() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      #expect(
        try await summary(counter.send("GET /api/v1/members\nAs: clerk")) == "422 invalid-request")
      #expect(try await counter.send("GET /api/v1/members\nAs: manager").contains("516621805708"))
      let readings = try await counter.send("GET /api/v1/readings?staff=2\nAs: auditor")
      #expect(readings.contains(#""members":["477127567449","516621805708"]"#))
    }
  }
}
