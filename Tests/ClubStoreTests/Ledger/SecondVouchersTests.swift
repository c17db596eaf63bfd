import CivilTime
import Club
import Testing

@testable import ClubStore

@Suite("Vouchers in the second books")
struct SecondVouchersTests {
  private static func reward(
    _ slug: String, _ price: Int, stock: Int?, refunds: Bool = false
  ) throws -> RewardTerms {
    RewardTerms(
      slug: try Commands.code(slug), title: "兑换品", price: try #require(Amount(price)),
      stock: stock, validity: .months(1), refundsLapsed: refunds)
  }

  private static func redeem(
    _ slug: String, _ member: MemberNumber, _ store: ClubStore, key: String
  ) async throws -> VoucherID {
    let seed = store.voucherSeed(for: .test(key))
    let outcome = try await store.submit(
      .rewards(
        .redeem(
          Redemption(
            reward: try Commands.code(slug), member: member, seed: seed,
            code: store.voucherCode(seed).hash))), by: .member(member))
    return VoucherID(outcome.position(of: outcome.facts.count - 1))
  }

  @Test("a whole life of vouchers verifies, across a snapshot and a restart, and lapses once")
  func life() async throws {
    let house = try Clubhouse()
    var store = try house.open()
    let rules = ClubRules(consent: try Commands.code("2026-09"))
    let shelf = [
      try Self.reward("tea", 10, stock: 3),
      try Self.reward("umbrella", 20, stock: 2, refunds: true),
    ]
    _ = try await store.submit(
      .terms(.adopt(rules: rules, events: [], rewards: shelf)), by: .system)
    let joined = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(joined.joined)
    _ = try await store.submit(try Commands.award(200, to: member), by: .system)
    let used = try await Self.redeem("tea", member, store, key: "1")
    let cancelled = try await Self.redeem("tea", member, store, key: "2")
    _ = try await Self.redeem("tea", member, store, key: "3")
    _ = try await Self.redeem("umbrella", member, store, key: "4")
    _ = try await Self.redeem("umbrella", member, store, key: "5")
    let code = store.voucherCode(store.voucherSeed(for: .test("1")))
    _ = try await store.submit(.rewards(.use(.code(code.hash))), by: .system)
    _ = try await store.submit(
      .rewards(.cancel(cancelled, reason: Reason("不要了"))), by: .system)
    _ = try await store.submit(
      .rewards(
        .correctStock(
          reward: try Commands.code("tea"), change: -1, reason: try #require(Reason("盘点")))),
      by: .system)
    let facts = try house.contents("journal")
    #expect(!facts.contains(code.text) && facts.contains(code.hash.hex))
    await store.close()

    store = try house.open()
    // The same code after a restart, made of the journal and the secret.
    let seed = try #require(
      try await store.read { club, _ in club.rewards.voucher(used)?.seed })
    #expect(store.voucherCode(seed) == code)
    house.passTime(seconds: 40 * 86_400)
    #expect(try await store.lapseVouchers() == 3)
    #expect(try await store.lapseVouchers() == 0)
    let (balance, statuses, left) = try await store.read { club, _ in
      (
        club.points.balance(of: member),
        club.rewards.vouchers(of: member).map(\.status),
        club.rewards.stock(of: shelf[0].slug, terms: club.terms.reward(shelf[0].slug)).left
      )
    }
    // One tea used, one kept until it lapsed; the umbrellas gave their points back.
    #expect(balance == 180 && left == 1)
    #expect(statuses == [.used, .cancelled, .lapsed, .lapsed, .lapsed])
    #expect(try await store.figures().stocks["umbrella"]?.left == 2)
    await store.close()
    let found = try Ledger(directory: house.directory).verify()
    #expect(found.trialBalance.redeemed == 20)
  }

  @Test(
    "what nobody could have been given is a fault",
    arguments: [
      (
        #"[{"type":"rewards.used","voucher":"V9-2","reward":"tea","member":"%"}]"#,
        "V9-2 is no voucher of"
      ),
      (
        #"[{"type":"rewards.redeemed","reward":"tea","member":"%","points":10,"seed":"0000000000000001","#
          + #""code":"0101010101010101010101010101010101010101010101010101010101010101"}]"#,
        "the entry before it does not pay for it"
      ),
    ])
  func forged(facts: String, reason: String) throws {
    var club = Club()
    var books = SecondBooks()
    let member = MemberNumber(ordinal: 0)
    let time = Instant(milliseconds: 1_795_829_400_000)
    let before: [Fact] = [
      .membership(
        .joined(member: member, channel: .desk, consent: try Commands.code("v1"))),
      .terms(.rewardAdopted(try Self.reward("tea", 10, stock: 1))),
    ]
    for (index, fact) in before.enumerated() {
      try club.apply(fact, at: Position(sequence: 1, index: index), time: time)
      try books.enter(fact, at: Position(sequence: 1, index: index))
    }
    let bytes = Array(facts.replacing("%", with: member.digits).utf8)
    let forged = try bytes.withUnsafeBufferPointer { try FactCoding.decode($0) }
    let position = Position(sequence: 2, index: 0)
    let error = #expect(throws: Inconsistency.self) {
      try club.apply(try #require(forged.first), at: position, time: time)
    }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "applied")")
    #expect(throws: Disagreement.self) {
      try books.enter(try #require(forged.first), at: position)
    }
  }
}
