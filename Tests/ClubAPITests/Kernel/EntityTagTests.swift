import Club
import ClubStore
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("ETag, If-None-Match, If-Match")
struct EntityTagTests {
  private static let resources = [
    ("/api/v1/members/477127567449", "clerk"), ("/api/v1/events/mooncake", "m1"),
    ("/api/v1/rewards/umbrella", "m1"), ("/api/v1/events/mooncake/registrations/R7-1", "m1"),
    ("/api/v1/me", "m1"),
  ]

  private func furnish(_ counter: Counter) async throws {
    try await counter.join(2)
    try await counter.send("POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: seat")
  }

  @Test("手上的还是现在的：304，没有内容；变了：200 与新的 ETag", arguments: resources)
  func notModified(path: String, who: String) async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      let tag = try await counter.tag(of: path, as: who)
      #expect(try await counter.tag(of: path, as: who) == tag)
      for header in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let answer = try await counter.send("GET \(path)\nAs: \(who)\nIf-None-Match: \(header)")
        #expect(answer == "304", "\(header)")
      }
      #expect(try await counter.status("GET \(path)\nAs: \(who)\nIf-None-Match: \"x\"") == "200")
      #expect(
        try await summary(counter.send("GET \(path)\nAs: \(who)\nIf-Match: \"x\""))
          == "412 precondition-failed")
      // Everything that each of them shows changes by these.
      try await counter.award(7, key: "a")
      try await counter.send("POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: v")
      try await counter.send("DELETE /api/v1/events/mooncake/registrations/R7-1\nAs: m1")
      #expect(try await counter.tag(of: path, as: who) != tag)
      #expect(try await counter.status("GET \(path)\nAs: \(who)\nIf-None-Match: \(tag)") == "200")
    }
  }

  @Test("列表、搜索、对账单也有：没变304，变了200 lists, searches and statements have one too")
  func collections() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      let reads = [
        ("/api/v1/events", "m1"), ("/api/v1/rewards?limit=1", "m1"),
        ("/api/v1/desk/today", "clerk"),
        ("/api/v1/events/mooncake/registrations", "clerk"),
        ("/api/v1/members/477127567449/vouchers", "m1"),
        ("/api/v1/members/477127567449/points", "m1"), ("/api/v1/members?find=8001", "clerk"),
        ("/api/v1/me/data", "m1"), ("/api/v1/health", "m1"), ("/api/v1/openapi.json", "m1"),
      ]
      var tags: [String] = []
      for (path, who) in reads {
        let tag = try await counter.tag(of: path, as: who)
        tags.append(tag)
        let again = try await counter.response("GET \(path)\nAs: \(who)\nIf-None-Match: \(tag)")
        #expect(again.status.code == 304 && again.body.readableBytes == 0, "\(path)")
        #expect(again.headers[.eTag] == tag, "\(path)")
        #expect(again.headers[.cacheControl] == "private, no-store", "\(path)")
        #expect(
          try await summary(counter.send("GET \(path)\nAs: \(who)\nIf-Match: \"x\""))
            == "412 precondition-failed", "\(path)")
      }
      try await counter.award(7, key: "a")
      try await counter.send("POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: v")
      try await counter.send("DELETE /api/v1/events/mooncake/registrations/R7-1\nAs: m1")
      for ((path, who), tag) in zip(reads, tags) where !path.hasSuffix("openapi.json") {
        let answer = try await counter.send("GET \(path)\nAs: \(who)\nIf-None-Match: \(tag)")
        #expect(answer.hasPrefix("200"), "\(path)")
      }
    }
  }

  @Test("每个读取的JSON接口都这样约定 every contract of reading says so")
  func promised() {
    let reads = Rooms.endpoints.filter { $0.style == .json && $0.method == .get }
    #expect(reads.count > 20)
    for read in reads {
      #expect(read.answers.contains { $0.status == 304 }, "\(read.path)")
      #expect(read.problems.contains(.preconditionFailed), "\(read.path)")
    }
  }

  private static let writes = [
    (
      "POST /api/v1/members/477127567449/points", "clerk", 0,
      #"{"action":"award","points":1,"source":"manual","reason":"测试"}"#
    ),
    ("POST /api/v1/members/477127567449/contact", "clerk", 0, #"{"phone":"13900139000"}"#),
    ("POST /api/v1/members/477127567449/profile", "clerk", 0, #"{"homes":1,"reason":"看过合同"}"#),
    ("POST /api/v1/members/477127567449/leaving", "clerk", 0, "{}"),
    ("POST /api/v1/events/mooncake/registrations", "m2", 1, "{}"),
    ("POST /api/v1/rewards/umbrella/vouchers", "m1", 2, "{}"),
    ("POST /api/v1/rewards/umbrella/stock", "manager", 2, #"{"change":1,"reason":"盘点"}"#),
    ("DELETE /api/v1/events/mooncake/registrations/R7-1", "m1", 3, ""),
  ]

  @Test("写：看过以后变了的，412，什么也没有做；没变的照办", arguments: writes)
  func writing(request: String, who: String, resource: Int, body: String) async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      try await counter.award(20, key: "a")
      let (path, reader) = Self.resources[resource]
      let tag = try await counter.tag(of: path, as: reader)
      let tail = body.isEmpty ? "" : "\n\n\(body)"
      func send(_ header: String, _ key: String) async throws -> String {
        try await counter.send("\(request)\nAs: \(who)\nKey: \(key)\nIf-Match: \(header)\(tail)")
      }
      let head = counter.store.head
      for header in ["\"0123456789abcdef01234567\"", "W/\(tag)"] {
        let refused = try await send(header, "k")
        #expect(summary(refused) == "412 precondition-failed", "\(header): \(refused)")
      }
      #expect(counter.store.head == head)
      let done = try await send("\"x\", \(tag)", "k")
      #expect(done.hasPrefix("20"), "\(done)")
      // Sent again it gets its first answer, though the thing has changed by it.
      if !body.isEmpty { #expect(try await send("\"x\", \(tag)", "k") == done) }
      // What can be no tag of ours holds of nothing, of what is sent again neither.
      #expect(try await summary(send("\"x\"", "k")) == "412 precondition-failed")
      #expect(try await counter.tag(of: path, as: reader) != tag)
      #expect(try await summary(send(tag, "other")) == "412 precondition-failed")
    }
  }

  @Test("预览也看 If-Match；没有 ETag 的地址不收 If-Match")
  func elsewhere() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      let posting = #"{"action":"award","points":1,"source":"manual","reason":"测试"}"#
      let path = "/api/v1/members/477127567449"
      let tag = try await counter.tag(of: path, as: "clerk")
      for (header, expected) in [(tag, "200 "), ("\"x\"", "412 precondition-failed")] {
        let answer = try await counter.send(
          "POST \(path)/points?preview=true\nAs: clerk\nIf-Match: \(header)\n\n\(posting)")
        #expect(summary(answer) == expected)
      }
      let code = try await counter.send(
        "POST /api/v1/vouchers/use\nAs: clerk\nKey: c\nIf-Match: \(tag)\n\n{\"voucher\":\"V1-1\"}")
      #expect(summary(code) == "412 precondition-failed")
      // Somebody else's registration looks as if it did not exist, whatever the condition.
      for id in ["R7-1", "R99-1"] {
        let answer = try await counter.send(
          "DELETE /api/v1/events/mooncake/registrations/\(id)\nAs: m2\nIf-Match: \"0123456789abcdef01234567\""
        )
        #expect(summary(answer) == "404 unknown-registration")
      }
    }
  }

  @Test("自己的家庭与退会：看过以后变了的，什么也没有做 one's own family, and leaving the club")
  func own() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      try await counter.openFamilies()
      let path = "/api/v1/me/family"
      func answer(_ action: String, _ tag: String, _ body: String, as who: String) async throws
        -> String
      {
        try await summary(
          counter.send(
            "POST /api/v1/me/\(action)\nAs: \(who)\nKey: \(action)-\(who)\nIf-Match: \(tag)\n\n\(body)"
          ))
      }
      let before = try await counter.tag(of: path, as: "m1")
      let ask = #"{"member":"477127567449"}"#
      let alone = try await counter.tag(of: path, as: "m2")
      #expect(try await answer("family/invitations", alone, ask, as: "m2") == "201 ")
      let invited = try await counter.tag(of: path, as: "m1")
      #expect(invited != before)
      // Of a part of the invitations the tag is the same.
      #expect(try await counter.tag(of: "\(path)?limit=1", as: "m1") == invited)
      let other = #"{"member":"516621805708"}"#
      let refused = "412 precondition-failed"
      #expect(try await answer("family/acceptance", before, other, as: "m1") == refused)
      #expect(try await answer("family/acceptance", invited, other, as: "m1") == "201 ")
      #expect(try await answer("family/leaving", invited, "{}", as: "m1") == refused)
      let seen = try await counter.tag(of: "/api/v1/me", as: "m1")
      try await counter.award(7, key: "meanwhile")
      #expect(try await answer("leaving", seen, "{}", as: "m1") == refused)
      let now = try await counter.tag(of: "/api/v1/me", as: "m1")
      #expect(
        try await summary(
          counter.send(
            "POST /api/v1/members/477127567449/transfers\nAs: m1\nKey: t\nIf-Match: \(seen)\n\n"
              + #"{"to":"516621805708","points":1}"#)) == refused)
      #expect(
        try await summary(
          counter.send(
            "POST /api/v1/members/477127567449/transfers\nAs: m2\nKey: t\nIf-Match: \(now)\n\n"
              + #"{"to":"516621805708","points":1}"#)) == refused)
      #expect(try await answer("leaving", now, "{}", as: "m1") == "200 ")
    }
  }

  @Test("并发：凭同一个 ETag 只有一个写成 of many with one tag one succeeds")
  func race() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      let path = "/api/v1/members/477127567449"
      let tag = try await counter.tag(of: path, as: "clerk")
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<32 {
          group.addTask {
            try await counter.status(
              "POST \(path)/points\nAs: clerk\nKey: race-\(number)\nIf-Match: \(tag)\n\n"
                + #"{"action":"award","points":1,"source":"manual","reason":"测试"}"#)
          }
        }
        return try await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(answers.filter { $0 == "201" }.count == 1)
      #expect(answers.filter { $0 == "412" }.count == 31)
    }
  }
}

extension Counter {
  /// The `ETag` of what stands at a path.
  func tag(of path: String, as who: String) async throws -> String {
    let answer = try await response("GET \(path)\nAs: \(who)")
    return try known(answer.headers[.eTag])
  }
}
