import Club
import HummingbirdTesting
import Testing

@testable import ClubStore

@Suite("抢一份余额 many clients on one balance")
struct SpendingRaceTests {
  private static func balance(_ counter: Counter) async throws -> Int {
    try await counter.store.read { club, _ in club.points.balance(of: MemberNumber(ordinal: 0)) }
  }

  /// The books as the files have them, read and checked from the first record.
  private static func verified(_ counter: Counter) throws -> Verification {
    try Ledger(directory: counter.store.directory).verify()
  }

  @Test("六十四人同时各花10分，余额30：三笔记下，其余不够，再发一次还是第一次的回答 sixty-four clients")
  func spending() async throws {
    try await Counter.open(.live) { counter in
      try await counter.join(1)
      try await counter.award(30, key: "start")
      let answers = try await withThrowingTaskGroup(of: [String].self) { group in
        for number in 1...64 {
          group.addTask {
            let request =
              "POST /api/v1/members/477127567449/points\n"
              + "As: \(number.isMultiple(of: 2) ? "clerk" : "manager")\nKey: spend-\(number)\n\n"
              + #"{"action":"spend","points":10,"source":"redemption","reason":"换书签"}"#
            return [try await counter.send(request), try await counter.send(request)]
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for first in [0, 1] {
        let found = answers.map { summary($0[first]) }
        #expect(found.count { $0 == "201 " } == 3, "\(found)")
        #expect(found.count { $0 == "409 insufficient-points" } == 61, "\(found)")
      }
      let posted = answers.filter { $0[0].hasPrefix("201") }
      #expect(posted.allSatisfy { $0[0] == $0[1] })
      let left = Set(posted.flatMap { $0[0].matches(of: /"balance":([0-9]+)/) }.map { "\($0.1)" })
      #expect(left == ["20", "10", "0"])
      #expect(try await Self.balance(counter) == 0)
      let books = try Self.verified(counter)
      #expect(books.entries == 4 && books.trialBalance.redeemed == 30)
    }
  }

  @Test("一半兑换、一半前台花：合起来也不超过余额 redeeming and spending draw on the same balance")
  func redeeming() async throws {
    try await Counter.open(.live) { counter in
      try await counter.join(1)
      try await counter.award(12, key: "start")
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 1...64 {
          group.addTask {
            try await counter.send(
              number.isMultiple(of: 2)
                ? "POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: race-\(number)"
                : "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: race-\(number)\n\n"
                  + #"{"action":"spend","points":5,"source":"redemption","reason":"换书签"}"#)
          }
        }
        return try await group.reduce(into: []) { $0.append(summary($1)) }
      }
      #expect(answers.count { $0 == "201 " } == 2, "\(answers)")
      #expect(answers.count { $0 == "409 insufficient-points" } == 62, "\(answers)")
      #expect(try await Self.balance(counter) == 2)
      #expect(try Self.verified(counter).trialBalance.redeemed == 10)
    }
  }
}
