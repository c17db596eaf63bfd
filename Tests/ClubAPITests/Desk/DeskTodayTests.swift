import CivilTime
import ClubStore
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("今日合计 GET /desk/today")
struct DeskTodayTests {
  @Test("各人的发放、兑换、冲正，只算今天 totals by author, of today alone")
  func totals() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(100, key: "yesterday")
      counter.clock.advance(seconds: 86_400)
      try await counter.award(10, key: "a")
      try await counter.award(20, key: "b")
      try await counter.send(
        """
        POST /api/v1/members/477127567449/points
        As: manager
        Key: c

        {"action":"spend","points":5,"source":"redemption","reason":"换伞"}
        """)
      try await counter.send(
        "POST /api/v1/points/P8-1/reversal\nAs: manager\nKey: d\n\n{\"reason\":\"重复\"}")
      let answer = try await counter.send("GET /api/v1/desk/today\nAs: auditor")
      #expect(
        answer.hasPrefix(
          """
          200

          {"day":"2026-11-23","totals":[\
          {"actor":"staff:1","actorName":"林小舟","awards":{"count":2,"points":30},"spends":{"count":0,"points":0},"reversals":{"count":0,"points":0}},\
          {"actor":"staff:2","actorName":"顾南屏","awards":{"count":0,"points":0},"spends":{"count":1,"points":-5},"reversals":{"count":1,"points":-20}}],\
          "latest":[{"id":"P10-1","member":"477127567449","name":"会员1","posted":"2026-11-23T10:00:00+08:00","account":"issued","points":-20,"source":"reversal","title":null,"actor":"staff:2","actorName":"顾南屏","reverses":"P8-1","reversedBy":null},\
          {"id":"P9-1"
          """))
      #expect(answer.contains(#""reversedBy":"P10-1""#) && !answer.contains("P6-1"))
      #expect(answer.hasSuffix(#"}],"truncated":false,"next":null}"#))
    }
  }

  @Test("再看一遍，只读新的记录 looking again reads the new records alone")
  func again() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(10, key: "a")
      let today = "GET /api/v1/desk/today\nAs: clerk"
      let first = try await counter.send(today)
      #expect(try await counter.send(today) == first)
      try await counter.award(20, key: "b")
      let second = try await counter.send(today)
      #expect(second.contains(#""awards":{"count":2,"points":30}"#))
      counter.clock.advance(seconds: 86_400)
      #expect(try await counter.send(today).contains(#""totals":[]"#))
      let authors = RecordAuthors()
      let day = counter.clock.now.day
      let one = try await authors.authors(of: [6], on: day, in: counter.store)
      #expect(one.mapValues(\.actor) == [6: "staff:1"])
      #expect(
        try await authors.authors(of: [7, 99], on: day, in: counter.store).keys.sorted() == [7])
      // What the desks of two regions ask for in turn is read once, from the disk that is gone now.
      await counter.store.close()
      #expect(
        try await authors.authors(of: [6, 7], on: day, in: counter.store).keys.sorted() == [6, 7])
    }
  }

  @Test("会员自己兑换的合成一行，不带会员号 what members do by themselves is one row, without a number")
  func members() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      for member in ["477127567449", "516621805708"] {
        try await counter.send(
          "POST /api/v1/members/\(member)/points\nAs: clerk\nKey: a-\(member)\n\n"
            + #"{"action":"award","points":20,"source":"manual","reason":"测试"}"#)
      }
      for member in ["m1", "m2"] {
        let made = try await counter.send(
          "POST /api/v1/rewards/umbrella/vouchers\nAs: \(member)\nKey: r-\(member)")
        #expect(made.hasPrefix("201"), "\(made)")
      }
      let answer = try await counter.send("GET /api/v1/desk/today\nAs: clerk")
      #expect(
        answer.contains(
          #"{"actor":"member","actorName":null,"awards":{"count":0,"points":0},"spends":{"count":2,"points":-10},"reversals":{"count":0,"points":0}}],"latest""#
        ), "\(answer)")
      #expect(
        answer.contains(#""source":"redemption","title":"长柄雨伞","actor":"member:516621805708""#),
        "\(answer)")
    }
  }

  @Test("只看一个人经手的：合计仍是全天的，翻页也不串 the entries of one author")
  func oneAuthor() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      for number in 1...3 { try await counter.award(number, key: "c\(number)") }
      try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: manager\nKey: m\n\n"
          + #"{"action":"award","points":9,"source":"manual","reason":"测试"}"#)
      try await counter.send("POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: v")
      func points(_ query: String) async throws -> [String] {
        let answer = try await counter.send("GET /api/v1/desk/today\(query)\nAs: clerk")
        #expect(answer.contains(#""actor":"staff:2","actorName":"顾南屏","awards":{"count":1"#))
        let latest = try known(answer.split(separator: #""latest":"#).last)
        return latest.matches(of: /"points":(-?[0-9]+)/).map { String($0.1) }
      }
      #expect(try await points("") == ["-5", "9", "3", "2", "1"])
      #expect(try await points("?actor=staff:1") == ["3", "2", "1"])
      #expect(try await points("?actor=staff:2&limit=1") == ["9"])
      #expect(try await points("?actor=member") == ["-5"])
      #expect(try await points("?actor=system") == [])
      let first = try await counter.send("GET /api/v1/desk/today?actor=staff:1&limit=2\nAs: clerk")
      let next = try known(first.firstMatch(of: /"next":"([^"]+)"/)).1
      #expect(try await points("?actor=staff:1&limit=2&after=\(next)") == ["1"])
      for query in ["?actor=staff:2&after=\(next)", "?actor=nobody", "?actor=staff:0"] {
        let refused = try await counter.send("GET /api/v1/desk/today\(query)\nAs: clerk")
        #expect(summary(refused) == "422 invalid-request", "\(query)")
      }
    }
  }

  @Test("没有入账的一天 a day without entries")
  func empty() async throws {
    try await Counter.open { counter in
      try await counter.check(
        "GET /api/v1/desk/today\nAs: clerk",
        """
        200

        {"day":"2026-11-22","totals":[],"latest":[],"truncated":false,"next":null}
        """)
    }
  }

  @Test("规则与条款 the rules and the terms")
  func rules() async throws {
    try await Counter.open { counter in
      try await counter.check(
        "GET /api/v1/desk/rules\nAs: clerk",
        """
        200

        {"pointRules":[{"code":"attend","title":"到场","points":100,"needs":[]},{"code":"purchase","title":"会所消费","points":1,"perFen":1000,"needs":["amountFen","reference"]},{"code":"visit","title":"签到","points":null,"needs":["event"]}],"approvalAbove":1000,"consent":"v1","consents":["v1"],"regions":[],"segments":[]}
        """)
    }
  }
}
