import CivilTime
import Club
import ClubStore
import HummingbirdTesting
import QRCode
import Testing

@testable import ClubAPI

@Suite("兑换接口 rewards and vouchers")
struct RewardsEndpointsTests {
  private static let redeem = "POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: r1"

  @Test("看、预览、兑换、领取 from the catalogue to the thing itself")
  func course() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(20, key: "a")
      try await counter.check(
        "GET /api/v1/rewards",
        """
        200

        {"rewards":[{"slug":"umbrella","title":"长柄雨伞","points":5,"status":"open","stock":3,"left":3,"from":null,"through":null,"limit":null,"tier":null,"validity":"3 months","refundsLapsed":false}],"next":null}
        """)
      let preview = try await counter.send(
        "POST /api/v1/rewards/umbrella/vouchers?preview=true\nAs: m1")
      #expect(preview.contains(#""before":20,"points":-5,"balance":15"#))
      let made = try await counter.send(Self.redeem)
      let code = try known(made.firstMatch(of: /"code":"([0-9A-Z]{4}(-[0-9A-Z]{4}){2})"/)).1
      let read = try known(VoucherCode(code))
      let qr = try known(QRCode("HKV:\(read.text)"))
      #expect(
        made == """
          201
          location: /api/v1/members/477127567449/vouchers

          {"voucher":"V7-2","reward":"umbrella","title":"长柄雨伞","member":"477127567449","points":5,"status":"active",\
          "redeemed":"2026-11-22T10:00:00+08:00","through":"2027-02-22","closed":null,"entry":"P7-1","code":"\(code)",\
          "balance":15,"posted":"2026-11-22T10:00:00+08:00","qr":{"size":\(qr.size),"path":"\(qr.path)"}}
          """)
      // The answer was lost: the same again is the same voucher.
      #expect(try await counter.send(Self.redeem) == made)
      #expect(try await counter.send("GET /api/v1/rewards/umbrella").contains(#""left":2"#))
      let own = try await counter.send("GET /api/v1/members/477127567449/vouchers\nAs: m1")
      #expect(own.contains(#""code":"\#(code)""#))
      let desk = try await counter.send("GET /api/v1/members/477127567449/vouchers\nAs: clerk")
      #expect(desk.contains(#""voucher":"V7-2""#) && !desk.contains(String(code)))
      // What a scanner types, and what the clerk copies.
      let use = "POST /api/v1/vouchers/use"
      let looked = try await counter.send(
        "\(use)?preview=true\nAs: clerk\n\n{\"code\":\"hkv:\(read.text.lowercased())\"}")
      #expect(looked.hasPrefix("200") && looked.contains(#""status":"active""#))
      let used = try await counter.send("\(use)\nAs: clerk\nKey: u1\n\n{\"code\":\"\(code)\"}")
      #expect(used.hasPrefix("200") && used.contains(#""status":"used""#))
      let again = try await counter.send("\(use)\nAs: clerk\nKey: u2\n\n{\"code\":\"\(code)\"}")
      #expect(summary(again) == "409 voucher-used" && again.contains("2026-11-22"))
      let me = try await counter.send("GET /api/v1/me\nAs: m1")
      #expect(me.contains(#""voucher":"V7-2""#) && !me.contains(String(code)))
    }
  }

  @Test("分录说得出换的是什么，撤下以后也是 an entry names its reward, also one that is gone")
  func named() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(20, key: "a")
      let named = #""source":"redemption","title":"长柄雨伞","reference":"umbrella""#
      let preview = try await counter.send(
        "POST /api/v1/rewards/umbrella/vouchers?preview=true\nAs: m1")
      #expect(preview.contains(named), "\(preview)")
      _ = try await counter.send(Self.redeem)
      let rules = try await counter.store.read { club, _ in club.terms.rules }
      _ = try await counter.store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
      #expect(try await counter.send("GET /api/v1/rewards/umbrella").hasPrefix("404"))
      let lines = "GET /api/v1/members/477127567449/points\nAs: "
      for reader in ["m1", "clerk"] {
        #expect(try await counter.send(lines + reader).contains(named))
      }
      #expect(try await counter.send("GET /api/v1/me\nAs: m1").contains(named))
      for page in [
        "GET /me/statement?month=2026-11\nAs: m1",
        "GET /desk/members/477127567449/statement\nAs: clerk",
      ] {
        let page = try await counter.send(page)
        #expect(page.contains("2026-11-22 | 长柄雨伞 | P7-1 · 经办：会员本人 | −5 | 15"), "\(page)")
        #expect(!page.contains("umbrella"))
      }
      let sheet = try await counter.send("GET /me/statement.csv?month=2026-11\nAs: m1")
      #expect(sheet.contains(",兑换,长柄雨伞,-5,15,"), "\(sheet)")
      // What gives the points back says what they were for.
      let cancel = "POST /api/v1/vouchers/V7-2/cancellation"
      let back = try await counter.send(
        "\(cancel)?preview=true\nAs: manager\n\n{\"reason\":\"缺货\"}")
      #expect(back.contains(#""source":"reversal","title":"长柄雨伞""#), "\(back)")
      try await counter.send("\(cancel)\nAs: manager\nKey: c\n\n{\"reason\":\"缺货\"}")
      let page = try await counter.send("GET /me/statement?month=2026-11\nAs: m1")
      #expect(page.contains("冲正P7-1：长柄雨伞 | "), "\(page)")
    }
  }

  @Test("前台代兑、取消退分；分录不能绕过礼券冲正 at the desk")
  func desk() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(5, key: "a")
      let made = try await counter.send(
        "POST /api/v1/rewards/umbrella/vouchers\nAs: clerk\nKey: r1\n\n{\"member\":\"477127567449\"}"
      )
      #expect(made.contains(#""voucher":"V7-2""#) && made.contains(#""balance":0"#))
      let reversal = try await counter.send(
        "POST /api/v1/points/P7-1/reversal\nAs: manager\nKey: v1\n\n{\"reason\":\"退伞\"}")
      #expect(summary(reversal) == "409 entry-pays-voucher" && reversal.contains("V7-2"))
      let cancel = "POST /api/v1/vouchers/V7-2/cancellation"
      #expect(try await counter.status("\(cancel)\nAs: clerk\nKey: c1\n\n{}") == "422")
      let preview = try await counter.send(
        "\(cancel)?preview=true\nAs: clerk\n\n{\"reason\":\"伞骨断了\"}")
      #expect(preview.contains(#""points":5,"balance":5"#) && preview.contains("伞骨断了"))
      let done = try await counter.send("\(cancel)\nAs: clerk\nKey: c1\n\n{\"reason\":\"伞骨断了\"}")
      #expect(done.contains(#""status":"cancelled""#) && done.contains(#""balance":5"#))
      let statement = try await counter.send("GET /api/v1/members/477127567449/points\nAs: clerk")
      #expect(statement.contains(#""reverses":"P7-1""#) && statement.contains("伞骨断了"))
      #expect(try await counter.send("GET /api/v1/rewards").contains(#""left":3"#))
    }
  }

  @Test("盘点 counting the shelf")
  func stock() async throws {
    try await Counter.open { counter in
      let count = "POST /api/v1/rewards/umbrella/stock\nAs: manager\nKey: "
      try await counter.check(
        "\(count)s1\n\n{\"change\":-2,\"reason\":\"盘点少两把\"}",
        """
        201

        {"reward":"umbrella","change":-2,"reason":"盘点少两把","stock":1,"left":1}
        """)
      let wrong = try await counter.send("\(count)s2\n\n{\"change\":-2,\"reason\":\"盘点\"}")
      #expect(summary(wrong) == "409 impossible-correction" && wrong.contains("1"))
      #expect(
        try await counter.status("\(count)s3\n\n{\"change\":0,\"reason\":\"盘点\"}") == "422")
    }
  }

  @Test("猜券码：同一个回答 guessing")
  func guessing() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      func use(_ key: Int, _ body: String) async throws -> String {
        let answer = try await counter.send(
          "POST /api/v1/vouchers/use\nAs: clerk\nKey: \(key)\n\n\(body)")
        return summary(answer)
      }
      let wrong = VoucherCode(random: Array(repeating: 3, count: 11))
      #expect(try await use(1, "{\"code\":\"\(wrong)\"}") == "404 unknown-voucher")
      #expect(try await use(2, #"{"voucher":"V1-1"}"#) == "404 unknown-voucher")
      let typo = String(wrong.text.dropLast()) + (wrong.text.hasSuffix("0") ? "1" : "0")
      #expect(try await use(3, "{\"code\":\"\(typo)\"}") == "422 invalid-request")
      #expect(try await use(4, "{}") == "422 invalid-request")
    }
  }

  @Test("日子未到、已过、限兑、不计数；取消过的、过期的 what the desk is told")
  func refusals() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(100, key: "a")
      func reward(
        _ slug: String, stock: Int? = nil, from: Day? = nil, through: Day? = nil, limit: Int? = nil
      ) throws -> RewardTerms {
        RewardTerms(
          slug: try known(Code(slug)), title: slug, price: try known(Amount(5)), stock: stock,
          from: from, through: through, limit: limit, validity: .months(1))
      }
      let shelf = [
        try reward("early", from: Day("2027-01-01")),
        try reward("late", through: Day("2026-11-01")),
        try reward("tea", limit: 1),
      ]
      _ = try await counter.store.submit(
        .terms(.adopt(rules: ClubRules(consent: Code("v1")), events: [], rewards: shelf)),
        by: .system)
      func redeem(_ slug: String, _ key: String) async throws -> String {
        let answer = try await counter.send(
          "POST /api/v1/rewards/\(slug)/vouchers\nAs: m1\nKey: \(key)")
        return summary(answer)
      }
      #expect(try await redeem("early", "1") == "409 reward-not-yet-offered")
      #expect(try await redeem("late", "2") == "409 reward-no-longer-offered")
      #expect(try await redeem("tea", "3") == "201 ")
      #expect(try await redeem("tea", "4") == "409 reward-limit-reached")
      #expect(try await redeem("umbrella", "5") == "404 unknown-reward")
      func act(_ role: String, _ path: String, _ body: String, _ key: String) async throws -> String
      {
        let answer = try await counter.send(
          "POST /api/v1/\(path)\nAs: \(role)\nKey: \(key)\n\n\(body)")
        return summary(answer)
      }
      let reason = #"{"reason":"盘点"}"#
      #expect(
        try await act("manager", "rewards/tea/stock", #"{"change":1,"reason":"盘点"}"#, "6")
          == "409 stock-not-counted")
      counter.clock.advance(seconds: 40 * 86_400)
      #expect(
        try await act("clerk", "vouchers/use", #"{"voucher":"V8-2"}"#, "7") == "409 voucher-lapsed")
      #expect(
        try await act("clerk", "vouchers/V8-2/cancellation", reason, "8")
          == "403 voucher-needs-manager")
      #expect(try await act("manager", "vouchers/V8-2/cancellation", reason, "9") == "201 ")
      #expect(
        try await act("clerk", "vouchers/use", #"{"voucher":"V8-2"}"#, "10")
          == "409 voucher-cancelled")
    }
  }

  @Test("只看能兑的、兑得起的：筛选一起作数 narrowed by status and by points")
  func filters() async throws {
    try await Counter.open { counter in
      let rules = try await counter.store.read { club, _ in club.terms.rules }
      func reward(
        _ slug: String, _ price: Int, stock: Int? = nil, from: String? = nil,
        through: String? = nil
      ) throws -> RewardTerms {
        RewardTerms(
          slug: try known(Code(slug)), title: slug, price: try known(Amount(price)), stock: stock,
          from: from.flatMap { Day($0) }, through: through.flatMap { Day($0) },
          validity: .months(3))
      }
      let rewards = [
        try reward("tea", 5), try reward("lamp", 50), try reward("book", 80, stock: 0),
        try reward("kite", 20, from: "2027-03-01"), try reward("ice", 10, through: "2026-09-30"),
      ]
      _ = try await counter.store.submit(
        .terms(.adopt(rules: rules, events: [], rewards: rewards)), by: .system)
      func slugs(_ query: String) async throws -> [String] {
        try await counter.send("GET /api/v1/rewards\(query)").matches(of: /"slug":"([a-z]+)"/)
          .map { String($0.1) }
      }
      #expect(try await slugs("") == ["tea", "ice", "kite", "lamp", "book"])
      #expect(try await slugs("?status=open") == ["tea", "lamp"])
      #expect(try await slugs("?status=sold-out") == ["book"])
      #expect(try await slugs("?status=not-yet") == ["kite"])
      #expect(try await slugs("?status=over") == ["ice"])
      #expect(try await slugs("?maxPoints=20") == ["tea", "ice", "kite"])
      #expect(try await slugs("?status=open&maxPoints=49") == ["tea"])
      for query in ["?status=closed", "?maxPoints=0", "?maxPoints=many"] {
        #expect(
          try await summary(counter.send("GET /api/v1/rewards\(query)")) == "422 invalid-request")
      }
    }
  }

  @Test("六十四人同时抢最后三件：三张礼券，三笔积分，一张不多 sixty-four clients, three umbrellas")
  func race() async throws {
    let configuration = ClubAPIConfiguration(signUps: RateLimit(count: 100, seconds: 60))
    try await Counter.open(.live, configuration) { counter in
      try await counter.join(64)
      let numbers = (0..<64).map { MemberNumber(ordinal: $0) }
      for number in numbers {
        _ = try await counter.store.submit(
          .points(
            .award(
              PointsOrder(
                member: number, amount: try known(Amount(50)), source: PointSource.manual,
                reason: try known(Reason("开业"))))), by: .system)
      }
      // Everybody asks three times with a key of their own, and once more with the first of them.
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for member in 1...64 {
          group.addTask {
            var answers: [String] = []
            for key in ["a", "b", "c", "a"] {
              answers.append(
                try await counter.send(
                  "POST /api/v1/rewards/umbrella/vouchers\nAs: m\(member)\nKey: \(member)\(key)"))
            }
            return answers.joined(separator: "\n")
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let vouchers = Set(
        answers.flatMap { $0.matches(of: /"voucher":"(V[0-9-]+)"/) }.map { "\($0.1)" })
      #expect(vouchers.count == 3)
      let sold = answers.joined().matches(of: /reward-sold-out/).count
      let given = answers.joined().matches(of: /"voucher":/).count
      #expect(sold + given == 64 * 4)
      let shelf = try await counter.send("GET /api/v1/rewards/umbrella")
      #expect(shelf.contains(#""status":"sold-out","stock":3,"left":0"#))
      let (spent, count) = try await counter.store.read { club, _ in
        (club.points.trialBalance.redeemed, club.rewards.count)
      }
      #expect(spent == 15 && count == 3)
    }
  }
}
