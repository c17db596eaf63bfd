import ClubAPI
import HummingbirdTesting
import Testing

@Suite("查找会员 GET /members?find=")
struct MemberSearchTests {
  @Test("按尾号、会员号、手机、邮箱 by what a member says")
  func find() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let first =
        #"{"number":"477127567449","card":"4771 2756 7449","name":"会员1","phone":"138****8001","#
        + #""unconfirmed":["phone"],"joined":"2026-11-22T10:00:00+08:00","left":null,"balance":0}"#
      for find in ["8001", "4771%202756%207449", "477127567449", "13800138001", "%2B8613800138001"]
      {
        try await counter.check(
          "GET /api/v1/members?find=\(find)\nAs: clerk",
          "200\n\n{\"members\":[\(first)],\"truncated\":false,\"next\":null}")
      }
      try await counter.check(
        "GET /api/v1/members?find=9999\nAs: auditor",
        "200\n\n{\"members\":[],\"truncated\":false,\"next\":null}")
    }
  }

  @Test("按礼券号、流水号，怎么打都行 by what a slip names")
  func slips() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      try await counter.award(20, key: "a")
      let voucher = try await counter.send("POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: v")
      #expect(voucher.contains(#""voucher":"V8-2""#))
      let path = "GET /api/v1/members?find="
      let byNumber = try await counter.send("\(path)477127567449\nAs: clerk")
      #expect(byNumber.contains(#""balance":15"#))
      for find in [
        "V8-2", "v8-2", "%20V8-2", "V8%20-%202", "%EF%BC%B6%EF%BC%98%EF%BC%8D%EF%BC%92", "P7-1",
        "p8-1",
      ] {
        #expect(try await counter.send("\(path)\(find)\nAs: clerk") == byNumber, "\(find)")
      }
      // No such name, no such place, a name of something else: a miss like any other.
      let miss = try await counter.send("\(path)9999\nAs: clerk")
      for find in ["V8-1", "V99-2", "P99-1", "P8-2", "P9223372036854775807-1"] {
        #expect(try await counter.send("\(path)\(find)\nAs: clerk") == miss, "\(find)")
      }
      for find in ["P8", "V8-0", "V08-2", "R8-1", "P99999999999999999999-1"] {
        #expect(
          try await summary(counter.send("\(path)\(find)\nAs: clerk")) == "422 invalid-request",
          "\(find)")
      }
      // Whoever has left is found as by the number, also as a manager narrows it.
      #expect(try await counter.send("\(path)V8-2&state=left\nAs: manager") == miss)
    }
  }

  @Test("不说几位就是二十位，其余在下一页 twenty where nothing is said")
  func truncated() async throws {
    try await Counter.open(.router, ClubAPIConfiguration(signUps: RateLimit(count: 99, seconds: 1)))
    { counter in
      for number in 10..<31 {
        try await counter.send(
          """
          POST /api/v1/members
          As: clerk
          Key: \(number)

          {"name":"会员","phone":"138\(number)008888","consent":"v1"}
          """)
      }
      let answer = try await counter.send("GET /api/v1/members?find=8888\nAs: clerk")
      #expect(answer.contains(#""truncated":true,"next":""#))
      #expect(answer.matches(of: /"number"/).count == 20)
      let next = try known(answer.firstMatch(of: /"next":"([^"]+)"/)).output.1
      let rest = try await counter.send("GET /api/v1/members?find=8888&after=\(next)\nAs: clerk")
      #expect(rest.hasSuffix(#""truncated":false,"next":null}"#))
      #expect(rest.matches(of: /"number"/).count == 1)
      #expect(answer.contains("138****8888") && !answer.contains("138100"))
    }
  }

  @Test(
    "看不懂的 what cannot be understood",
    arguments: ["", "?find=", "?find=123", "?find=%E6%9E%97", "?name=8000", "?find=8000&x=1"])
  func refused(query: String) async throws {
    try await Counter.open { counter in
      let answer = try await counter.send("GET /api/v1/members\(query)\nAs: clerk")
      #expect(summary(answer) == "422 invalid-request")
    }
  }
}
