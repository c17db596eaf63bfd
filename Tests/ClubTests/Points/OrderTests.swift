import CivilTime
import Glibc
import Testing

@testable import Club

/// How many sets of operations, and in how many orders each: more with `ORDERS=5000`.
private let sets = getenv("ORDERS").flatMap { Int(String(cString: $0)) } ?? 60
private let orders = 6

/// In which sense the order of operations does not change totals.
///
/// Whatever the order, after every record all accounts together come to zero. Beyond that the rules
/// promise three things, and these are held for random sets of operations in random orders:
///
/// 1. What different members do commutes with everything: as long as every member's own operations
///    (of a family that gives points to each other, the family's) keep their order, each is
///    answered alike, and every balance, lot and total is the same, however they come between one another.
/// 2. Awards of one member commute.
/// 3. So do a member's awards, spendings and reversals of earlier entries where no spending is refused in
///    any order, that is, where the account held enough for all of them before: balance and totals are
///    the same, though not which lots were taken from.
///
/// Where the account did not hold enough, the order does matter, and must: who spends before the award
/// comes is refused.
@Suite("次序不改合计 the order of operations")
struct OrderTests {
  @Test("各人各家的事，怎样穿插都一样 interleavings of different members", arguments: 0..<sets)
  func interleavings(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    let families = (0..<4).map { family in
      (0..<14).map { index in
        Operation.random(of: [family * 2, family * 2 + 1], before: index, &generator)
      }
    }
    let turns = families.indices.flatMap { Array(repeating: $0, count: families[$0].count) }
    var first: Played?
    for order in 0..<orders {
      var played = try Played()
      var taken = Array(repeating: 0, count: families.count)
      for family in turns.shuffled(using: &generator) {
        try played.carryOut(families[family][taken[family]], of: family)
        taken[family] += 1
      }
      let outcome = played.outcome
      #expect(first.map { $0.outcome == outcome } ?? true, "seed \(seed), order \(order)")
      first = first ?? played
    }
    let answers = try #require(first).outcome.answers.flatMap { $0 }
    #expect(answers.contains { !$0.hasPrefix("refused") }, "seed \(seed) does nothing")
  }

  @Test("一位会员的发放可以交换 awards of one member", arguments: 0..<sets)
  func awards(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    let awards = (0..<12).map { _ in Operation.award(0, generator.next(below: 300) + 1, &generator)
    }
    try checkCommuting(awards, &generator, "seed \(seed)") { played in
      "\(played.outcome.balances) \(played.lots(of: 0).sorted()) \(played.books)"
    }
  }

  @Test("账上够用时，发放、兑换与冲正可以交换 where the account holds enough", arguments: 0..<sets)
  func everything(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    let earlier = (0..<6).map { index -> Operation in
      // The last ones pay for whatever may be spent, and stand.
      index < 4
        ? .award(0, generator.next(below: 200) + 1, &generator)
        : .award(0, 5000, &generator)
    }
    var later = (0..<4).map { Operation.reverse(entry: $0, allowsDebt: false) }
    for _ in 0..<8 {
      later.append(.award(0, generator.next(below: 200) + 1, &generator))
      later.append(.spend(0, generator.next(below: 200) + 1))
    }
    try checkCommuting(later, after: earlier, &generator, "seed \(seed)") { played in
      #expect(played.outcome.answers[0].allSatisfy { !$0.hasPrefix("refused") }, "seed \(seed)")
      return "\(played.outcome.balances) \(played.books)"
    }
  }

  @Test("账上不够时次序要紧：先用的被拒绝 where it does not hold enough")
  func shortage() throws {
    var generator = SplitMix(state: 1)
    let award = Operation.award(0, 50, &generator)
    var spent = try Played()
    try spent.carryOut(award, of: 0)
    try spent.carryOut(.spend(0, 30), of: 0)
    var refused = try Played()
    try refused.carryOut(.spend(0, 30), of: 0)
    try refused.carryOut(award, of: 0)
    #expect(spent.outcome.balances[0] == 20 && refused.outcome.balances[0] == 50)
    #expect(refused.outcome.answers[0][0] == "refused: insufficient-points")
  }

  private func checkCommuting(
    _ operations: [Operation], after earlier: [Operation] = [], _ generator: inout SplitMix,
    _ name: String, _ sums: (Played) -> String
  ) throws {
    var first: String?
    for order in 0..<orders {
      var played = try Played()
      for operation in earlier + operations.shuffled(using: &generator) {
        try played.carryOut(operation, of: 0)
      }
      let found = sums(played)
      #expect(found == first ?? found, "\(name), order \(order)")
      first = first ?? found
    }
  }
}

/// What somebody wants; members by their ordinals, entries by which of the family's operations made them.
private enum Operation {
  case award(Int, points: Int, rule: Code?)
  case spend(Int, Int)
  case reverse(entry: Int, allowsDebt: Bool)
  case give(Int, to: Int, Int)

  /// Points that lapse within a month, at the end of the year, or never.
  static func award(_ member: Int, _ points: Int, _ generator: inout SplitMix) -> Operation {
    let rule = ["short", "year", nil][generator.next(below: 3)]
    return .award(member, points: points, rule: rule.flatMap { Code($0) })
  }

  static func random(
    of members: [Int], before index: Int, _ generator: inout SplitMix
  ) -> Operation {
    let member = members[generator.next(below: members.count)]
    let points = generator.next(below: 200) + 1
    switch generator.next(below: 10) {
    case 0...3: return .award(member, points, &generator)
    case 4, 5: return .spend(member, points)
    case 6, 7:
      return .reverse(
        entry: generator.next(below: max(1, index)), allowsDebt: generator.next(below: 2) == 0)
    default: return .give(member, to: members[0] + members[1] - member, points)
    }
  }
}

/// A club of eight members in four families, and what came of every operation.
private struct Played {
  /// What must not depend on the order.
  struct Outcome: Equatable {
    var answers: [[String]]
    var balances: [Int]
    var lots: [[String]]
    var books: TrialBalance
  }

  private var script: Script
  private var answers: [[String]] = Array(repeating: [], count: 4)
  private var entries: [[EntryID?]] = Array(repeating: [], count: 4)

  init() throws {
    script = try Script()
    _ = try script.play(
      """
      content rules consent=v1
      content families 2
      content rule short validity=1-months
      content rule year validity=year-end
      system adopts
      """)
    for family in 0..<4 {
      let (first, second) = ("m\(family * 2 + 1)", "m\(family * 2 + 2)")
      _ = try script.play(
        """
        clerk joins desk phone=1380013800\(family * 2)
        clerk joins desk phone=1380013800\(family * 2 + 1)
        \(first) invites \(second) \(first)
        \(second) accepts \(first) \(second)
        """)
    }
  }

  var books: TrialBalance { script.club.points.trialBalance }

  var outcome: Outcome {
    let members = (0..<8).map { MemberNumber(ordinal: $0) }
    return Outcome(
      answers: answers, balances: members.map(script.club.points.balance),
      lots: (0..<8).map(lots), books: books)
  }

  /// What is left of a member's lots, in the order in which it is spent.
  func lots(of member: Int) -> [String] {
    script.club.points.lots(of: MemberNumber(ordinal: member)).map {
      "\($0.through?.iso ?? "ever") \($0.remaining)"
    }
  }

  /// Does it, as the club's own doing.
  mutating func carryOut(_ operation: Operation, of family: Int) throws {
    guard let command = try command(operation, of: family) else {
      answers[family].append("refused: there is no such entry")
      entries[family].append(nil)
      return
    }
    do {
      let facts = try script.submit(command, by: .system)
      let posted = facts.compactMap { fact -> Posting? in
        if case .points(.posted(let posting)) = fact { posting } else { nil }
      }
      answers[family].append(
        posted.map { "\($0.member.ordinal) \($0.points) = \($0.balance) owing \($0.debt)" }
          .joined(separator: ", "))
      entries[family].append(script.journal.last.map { EntryID($0.position) })
    } catch let rejection as Rejection {
      answers[family].append("refused: \(rejection.code)")
      entries[family].append(nil)
    }
    checkSums()
  }

  private func command(_ operation: Operation, of family: Int) throws -> Command? {
    func order(_ member: Int, _ points: Int, _ source: Code) throws -> PointsOrder {
      PointsOrder(
        member: MemberNumber(ordinal: member), amount: try known(Amount(points)), source: source,
        reason: try known(Reason("事由")))
    }
    switch operation {
    case .award(let member, let points, let rule):
      return .points(.award(try order(member, points, rule ?? PointSource.manual)))
    case .spend(let member, let points):
      return .points(.spend(try order(member, points, PointSource.redemption)))
    case .reverse(let index, let allowsDebt):
      let made = entries[family]
      guard made.indices.contains(index), let entry = made[index] else { return nil }
      return .points(
        .reverse(
          Reversal(entry: entry, allowsDebt: allowsDebt, reason: try known(Reason("录错")))))
    case .give(let giver, let receiver, let points):
      return .family(
        .transfer(
          Transfer(
            giver: MemberNumber(ordinal: giver), receiver: MemberNumber(ordinal: receiver),
            amount: try known(Amount(points)))))
    }
  }

  /// All accounts together come to zero, whatever has happened in whatever order.
  private func checkSums() {
    let members = (0..<8).map { script.club.points.balance(of: MemberNumber(ordinal: $0)) }
    #expect(members.reduce(0, +) == books.outstanding)
    #expect(
      books.outstanding == books.issued - books.redeemed - books.expired + books.adjusted)
  }
}
