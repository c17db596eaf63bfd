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
        + #""joined":"2026-11-22T10:00:00+08:00","left":null,"balance":0}"#
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
