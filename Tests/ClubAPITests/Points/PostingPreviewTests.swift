import ClubAPI
import ClubStore
import HummingbirdTesting
import Testing

@Suite("预览 ?preview=true")
struct PostingPreviewTests {
  private static let points = "POST /api/v1/members/477127567449/points"

  @Test("说出将入账什么，什么也不写 nothing is written")
  func postings() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(100, key: "a")
      let head = counter.store.head
      try await counter.check(
        """
        \(Self.points)?preview=true
        As: clerk

        {"action":"award","points":100,"source":"attend","reference":"event:mooncake","businessDate":"2026-11-22","reason":"到场"}
        """,
        """
        200

        {"needsApproval":false,"entries":[{"member":"477127567449","businessDate":"2026-11-22","account":"issued","before":100,"points":100,"balance":200,"debt":0,"expires":null,"source":"attend","title":"到场","reference":"event:mooncake","reason":"到场","reverses":null,"earning":{"version":1,"base":100,"amountFen":null,"event":null,"registration":null,"campaign":null,"percent":100,"tier":null,"tierPercent":100,"cut":0}}]}
        """)
      try await counter.check(
        """
        \(Self.points)?preview=true
        As: clerk

        {"action":"spend","points":30,"source":"redemption","reason":"换伞"}
        """,
        """
        200

        {"needsApproval":false,"entries":[{"member":"477127567449","businessDate":"2026-11-22","account":"redeemed","before":100,"points":-30,"balance":70,"debt":0,"expires":null,"source":"redemption","title":null,"reference":null,"reason":"换伞","reverses":null}]}
        """)
      try await counter.check(
        "POST /api/v1/points/P6-1/reversal?preview=true\nAs: clerk\n\n{\"reason\":\"重复\"}",
        """
        200

        {"needsApproval":false,"entries":[{"member":"477127567449","businessDate":"2026-11-22","account":"issued","before":100,"points":-100,"balance":0,"debt":0,"expires":null,"source":"reversal","title":null,"reference":null,"reason":"重复","reverses":"P6-1"}]}
        """)
      #expect(counter.store.head == head)
    }
  }

  @Test("入会的预览只给工作人员 a sign-up's, to staff alone")
  func signUp() async throws {
    try await Counter.open { counter in
      let body = #"{"name":"沈青","phone":"138 0013 8000","consent":"v1"}"#
      let head = counter.store.head
      try await counter.check(
        "POST /api/v1/members?preview=true\nAs: clerk\n\n\(body)",
        """
        200

        {"name":"沈青","phone":"+8613800138000","email":null,"channel":"desk","consent":"v1"}
        """)
      let visitor = try await counter.send("POST /api/v1/members?preview=true\n\n\(body)")
      #expect(summary(visitor) == "401 sign-in-needed")
      #expect(counter.store.head == head)
    }
  }

  @Test("一个参数写两次，说是哪一个 a parameter that comes twice is named")
  func twice() async throws {
    try await Counter.open { counter in
      let answer = try await counter.send(
        "\(Self.points)?preview=true&preview=false\nAs: clerk\n\n{}")
      #expect(summary(answer) == "400 malformed-body")
      #expect(answer.contains("查询参数preview写了两次。"), "\(answer)")
    }
  }

  @Test("事由里有换行：说的是换行 a line break in a reason is said to be one")
  func lineBreak() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let body = #"{"action":"award","points":5,"source":"manual","reason":"午餐\n两位"}"#
      let answer = try await counter.send("\(Self.points)?preview=true\nAs: clerk\n\n\(body)")
      #expect(summary(answer) == "422 invalid-request")
      #expect(answer.contains("事由须写成一行：第3个字处有换行，请删去。"), "\(answer)")
    }
  }

  @Test(
    "照规则拒绝；看不懂的查询不当真办 refusals are the real ones, and no query is passed over",
    arguments: [
      (
        #"?preview=true"#, #"{"action":"spend","points":1,"source":"manual","reason":"x"}"#,
        "409 insufficient-points"
      ),
      (
        #"?preview=true"#, #"{"action":"award","points":5,"source":"attend","reason":"x"}"#,
        "422 points-differ-from-rule"
      ),
      (
        #"?preview=yes"#, #"{"action":"award","points":5,"source":"manual","reason":"x"}"#,
        "422 invalid-request"
      ),
      (
        #"?previw=true"#, #"{"action":"award","points":5,"source":"manual","reason":"x"}"#,
        "422 invalid-request"
      ),
      (
        #"?preview=false"#, #"{"action":"award","points":5,"source":"manual","reason":"x"}"#,
        "400 idempotency-key-missing"
      ),
    ])
  func refusals(query: String, body: String, expected: String) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let answer = try await counter.send("\(Self.points)\(query)\nAs: clerk\n\n\(body)")
      #expect(summary(answer) == expected)
    }
  }

  @Test("没有预览的接口不收这个参数 where there is none")
  func elsewhere() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let answer = try await counter.send(
        "POST /api/v1/events/mooncake/registrations?preview=true\nAs: m1\nKey: 1")
      #expect(summary(answer) == "422 invalid-request")
    }
  }

  @Test("须复核的：先看批准后会怎样 what needs a second person is shown as it would be")
  func needsApproval() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let answer = try await counter.send(
        "POST /api/v1/members/477127567449/points?preview=true\nAs: clerk\n\n"
          + #"{"action":"award","points":1001,"source":"manual","reason":"首次购房"}"#)
      #expect(answer.contains(#"{"needsApproval":true,"entries":[{"member":"477127567449""#))
      #expect(answer.contains(#""before":0,"points":1001,"balance":1001"#))
      #expect(counter.store.head.sequence == 5)
    }
  }
}
