import Annex
import CivilTime
import Club
import ClubStore
import Journal

/// A large club made from a seed: everybody joins, then the postings go round.
///
/// What a posting is follows from its number alone, so a journal can be continued where it ended
/// without reading what it holds.
struct LargeClub {
  /// Over how long the postings spread: three years, in milliseconds.
  private static let span: Int64 = 3 * 365 * 86_400_000
  private static let start: Int64 = 1_672_531_200_000
  /// What each member's postings are, in turn: awards and spendings that never leave a debt.
  private static let turns: [(account: ClubAccount, points: Int)] = [
    (.issued, 60), (.issued, 20), (.redeemed, -50), (.issued, 100), (.redeemed, -30),
  ]

  let members: Int
  /// How many postings the whole span holds.
  let postings: Int
  var random: SplitMix64

  /// The record by which a member joins, with name, telephone and e-mail address.
  mutating func joining(_ ordinal: Int) -> RecordDraft {
    let fact = MembershipFact.joined(
      member: MemberNumber(ordinal: ordinal), channel: .desk, consent: LargeClub.code("2023-01"))
    return draft(
      at: 0, facts: [.membership(fact)],
      annex: [
        ("name", "会员\(ordinal)"), ("phone", "+861\(3_000_000_000 + ordinal)"),
        ("email", "member\(ordinal)@example.com"),
      ])
  }

  /// The record of a posting; every fourth has a reason.
  mutating func posting(_ number: Int) -> RecordDraft {
    let turn = number / members
    let (account, points) = LargeClub.turns[turn % LargeClub.turns.count]
    let time = LargeClub.start + LargeClub.span / Int64(postings) * Int64(number)
    let fact = PointsFact.posted(
      Posting(
        member: MemberNumber(ordinal: member(number)), account: account, points: points,
        balance: LargeClub.balance(after: turn), source: LargeClub.code("manual"),
        businessDate: Instant(milliseconds: time).day))
    return draft(
      at: time, facts: [.points(fact)],
      annex: number.isMultiple(of: 4) ? [("reason", "柜台补记，凭证号 \(number)")] : [])
  }

  /// Whose turn it is: within a round everybody once, in no order that a disk could guess.
  private func member(_ number: Int) -> Int {
    number % members * 7_919 % members
  }

  private static func balance(after turn: Int) -> Int {
    (0...turn).reduce(0) { $0 + turns[$1 % turns.count].points }
  }

  private mutating func draft(
    at time: Int64, facts: [Fact], annex: [(field: String, value: String)]
  ) -> RecordDraft {
    let key = String(random.next(), radix: 16) + String(random.next(), radix: 16)
    return RecordDraft(
      time: max(time, LargeClub.start), actor: "staff:3",
      key: String(repeating: "0", count: 32 - key.utf8.count) + key,
      request: String(repeating: "5", count: 64),
      facts: FactCoding.encode(facts),
      annex: annex.map { AnnexDraft(field: $0.field, value: $0.value, salt: salt()) })
  }

  private mutating func salt() -> [UInt8] {
    var salt: [UInt8] = []
    for _ in 0..<2 { withUnsafeBytes(of: random.next()) { salt.append(contentsOf: $0) } }
    return salt
  }

  private static func code(_ text: String) -> Code {
    guard let code = Code(text) else { preconditionFailure("'\(text)' is a code") }
    return code
  }
}

/// S. Vigna's generator (2015): small, fast, and the same everywhere.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
