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
        + #""joined":"2026-11-22T10:00:00+08:00","balance":0}"#
      for find in ["8001", "4771%202756%207449", "477127567449", "13800138001", "%2B8613800138001"]
      {
        try await counter.check(
          "GET /api/v1/members?find=\(find)\nAs: clerk",
          "200\n\n{\"members\":[\(first)],\"truncated\":false}")
      }
      try await counter.check(
        "GET /api/v1/members?find=9999\nAs: auditor",
        "200\n\n{\"members\":[],\"truncated\":false}")
    }
  }

  @Test("最多二十位 twenty at most")
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
      #expect(answer.hasSuffix(#""truncated":true}"#))
      #expect(answer.matches(of: /"number"/).count == 20)
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
