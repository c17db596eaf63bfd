import Club
import ClubStore
import Testing

@testable import ClubAPI

@Suite("成批记账 postings by the hundred")
struct PointsBatchTests {
  private static let path = "POST /api/v1/points/batch"

  private func line(_ member: String, _ action: String, _ points: Int) -> String {
    #"{"member":"\#(member)","action":"\#(action)","points":\#(points),"source":"\#(action == "award" ? "manual" : "redemption")","reason":"成批"}"#
  }

  private func body(_ mode: String, _ lines: [String]) -> String {
    #"{"mode":"\#(mode)","lines":[\#(lines.joined(separator: ","))]}"#
  }

  private func balances(_ counter: Counter) async throws -> [Int] {
    try await counter.store.read { club, _ in
      (0..<2).map { club.points.balance(of: MemberNumber(ordinal: $0)) }
    }
  }

  @Test("逐行：每行如何都说清；先记的后一行就能用 line by line, in order")
  func each() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let lines = [
        line("477127567449", "award", 100), line("477127567449", "spend", 60),
        line("516621805708", "spend", 1), line("477127567449", "award", 1001),
      ]
      let answer = try await counter.send(
        "\(Self.path)\nAs: clerk\nKey: b\nAccept-Language: en\n\n\(body("each", lines))")
      #expect(
        answer == """
          200

          {"mode":"each","posted":2,"waiting":1,"refused":1,"lines":[\
          {"line":1,"status":"posted","member":"477127567449","id":"P7-1","points":100,"balance":100,"problem":null,"detail":null},\
          {"line":2,"status":"posted","member":"477127567449","id":"P8-1","points":-60,"balance":40,"problem":null,"detail":null},\
          {"line":3,"status":"refused","member":"516621805708","id":null,"points":null,"balance":null,"problem":"/problems/insufficient-points","detail":"1 points are needed and 0 are there."},\
          {"line":4,"status":"waiting","member":"477127567449","id":"Q9-1","points":null,"balance":null,"problem":null,"detail":null}]}
          """)
      #expect(try await balances(counter) == [40, 0])
    }
  }

  @Test("全记或全不记：一行不成，什么也没有写 all or none")
  func all() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let good = [line("477127567449", "award", 100), line("477127567449", "spend", 60)]
      let bad = good + [line("477127567449", "spend", 41)]
      let head = counter.store.head
      let refused = try await counter.send(
        "\(Self.path)\nAs: clerk\nKey: b\nAccept-Language: en\n\n\(body("all", bad))")
      #expect(summary(refused) == "409 batch-refused")
      #expect(
        refused.contains(#""pointer":"/lines/2""#) && refused.contains("41 points are needed"))
      #expect(counter.store.head == head)
      #expect(try await balances(counter) == [0, 0])
      // A refusal is not remembered: corrected, the key is good.
      let posted = try await counter.send("\(Self.path)\nAs: clerk\nKey: b\n\n\(body("all", good))")
      #expect(posted.contains(#""posted":2,"waiting":0,"refused":0"#))
      #expect(try await balances(counter) == [40, 0])
    }
  }

  @Test("同一个键再发：第一次的回答，不重复；中途断了的补上 sent again")
  func again() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let lines = (1...40).map { line("477127567449", "award", $0) }
      let request = "\(Self.path)\nAs: clerk\nKey: b\n\n\(body("all", lines))"
      let first = try await counter.send(request)
      #expect(first.contains(#""posted":40"#))
      let head = counter.store.head
      #expect(try await counter.send(request) == first)
      #expect(counter.store.head == head)
      let other = request.replacing(#""points":40"#, with: #""points":41"#)
      #expect(try await summary(counter.send(other)) == "422 idempotency-key-reused")
    }
  }

  @Test("预览：一行接一行地算，什么也不写 a preview of lines that build on one another")
  func preview() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let lines = [line("477127567449", "award", 100), line("477127567449", "spend", 60)]
      let path = Self.path.replacing("batch", with: "batch?preview=true")
      let head = counter.store.head
      let answer = try await counter.send("\(path)\nAs: clerk\n\n\(body("all", lines))")
      #expect(answer.contains(#""id":null,"points":-60,"balance":40"#))
      let bad = lines + [line("477127567449", "spend", 41)]
      let all = try await counter.send("\(path)\nAs: clerk\n\n\(body("all", bad))")
      #expect(summary(all) == "409 batch-refused")
      let each = try await counter.send("\(path)\nAs: clerk\n\n\(body("each", bad))")
      #expect(each.contains(#""posted":2,"waiting":0,"refused":1"#))
      #expect(counter.store.head == head)
    }
  }

  @Test("有误的行都指出位置；空的、太多的不收 what is wrong, by its place")
  func mistakes() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let lines = [
        line("477127567449", "award", 1), line("4771", "award", 0), #"{"member":"477127567449"}"#,
        "7",
        line("477127567449", "award", 1).replacing(#""reason""#, with: #""note":1,"reason""#),
      ]
      let answer = try await counter.send(
        "\(Self.path)\nAs: clerk\nKey: b\n\n\(body("each", lines))")
      #expect(summary(answer) == "422 invalid-request")
      for pointer in [
        "/lines/1/member", "/lines/1/points", "/lines/2/action", "/lines/2/reason", "/lines/3",
        "/lines/4/note",
      ] { #expect(answer.contains("\"\(pointer)\""), "\(pointer)") }
      for count in [0, 1001] {
        let many = Array(repeating: line("477127567449", "award", 1), count: count)
        let answer = try await counter.send(
          "\(Self.path)\nAs: clerk\nKey: c\n\n\(body("each", many))")
        #expect(summary(answer) == "422 invalid-request")
      }
    }
  }

  @Test("一千行一次，三十二个请求同时，一分不差 a thousand lines while others award")
  func thousand() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let many = (0..<1000).map {
        line($0.isMultiple(of: 2) ? "477127567449" : "516621805708", "award", 1)
      }
      let batch = "\(Self.path)\nAs: clerk\nKey: thousand\n\n\(body("all", many))"
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          let answer = try await counter.send(batch)
          #expect(answer.contains(#""posted":1000"#), "\(answer.prefix(300))")
        }
        for number in 0..<32 {
          group.addTask { try await counter.award(1, key: "other-\(number)") }
        }
        try await group.waitForAll()
      }
      #expect(try await balances(counter) == [532, 500])
    }
  }
}
