import CivilTime
import Club
import Disk
import Glibc
import Testing

@testable import ClubStore

/// Tests/Fixtures/Facts/v1.jsonl holds one of each fact, and is read for ever.
/// `SNAPSHOTS=overwrite` writes it anew.
@Suite("Facts in JSON")
struct FactCodingTests {
  static let path =
    "/" + "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
    + "/Fixtures/Facts/v1.jsonl"

  static func facts() throws -> [Fact] {
    let member = MemberNumber(ordinal: 3)
    let event = try Commands.code("open-day")
    let token = try #require(TokenHash((0..<32).map { UInt8($0) }))
    let registration = RegistrationID(Position(sequence: 17, index: 2))
    return [
      .membership(
        .joined(member: member, channel: .magazineForm, consent: try Commands.code("v2"))),
      .membership(
        .sessionOpened(
          member: member, tokenHash: token, expires: Instant(milliseconds: 1_798_421_400_000))),
      .membership(.sessionClosed(member: member, tokenHash: token)),
      .membership(
        .signInGranted(
          member: member, code: token, expires: Instant(milliseconds: 1_798_421_400_000))),
      .membership(.signInUsed(member: member, code: token)),
      .membership(
        .codeAsked(
          token, purpose: .signIn, member: member, by: .phone,
          expires: Instant(milliseconds: 1_798_421_400_000))),
      .membership(
        .codeAsked(
          token, purpose: .join, member: nil, by: .email,
          expires: Instant(milliseconds: 1_798_421_400_000))),
      .membership(.codeUsed(token, member: member)),
      .membership(.codeUsed(token, member: nil)),
      .membership(.guardianNamed(member: member, guardian: member)),
      .membership(.referred(member: member, by: MemberNumber(ordinal: 1))),
      .membership(.contactUnconfirmed(member: member, .phone)),
      .membership(.contactChanged(member: member, .email)),
      .membership(.left(member: member)),
    ] + (try postings(member)) + [
      .registration(.seated(event: event, member: member)),
      .registration(.waitlisted(event: event, member: member, place: 4)),
      .registration(.cancelled(registration, event: event, member: member)),
      .registration(.promoted(registration, event: event, member: member)),
      .registration(.attended(registration, event: event, member: member)),
    ] + (try others(event, member, token)) + (try earnings(member)) + (try referrals(member))
      + (try pending(member))
      + (try family(member)) + (try profiles(member))
      + (try newsletters(member))
      + (try rewards(member, token))
      + (try tiers(member))
      + (try reversals(member))
  }

  /// What came with reversals that need a second person.
  private static func reversals(_ member: MemberNumber) throws -> [Fact] {
    try [true, false].map { allowsDebt in
      .approval(
        .requested(
          ApprovalRequest(
            author: StaffID(2), member: member, account: .issued,
            amount: try #require(Amount(1001)), source: PointSource.reversal,
            businessDate: try #require(Day("2026-11-28")),
            reverses: EntryID(Position(sequence: 6, index: 0)), allowsDebt: allowsDebt)))
    }
  }

  private static func others(
    _ event: Code, _ member: MemberNumber, _ token: TokenHash
  ) throws -> [Fact] {
    [
      .approval(
        .requested(
          ApprovalRequest(
            author: StaffID(2), member: member, account: .issued,
            amount: try #require(Amount(500)), source: PointSource.manual,
            reference: Reference("contract-2026/118"),
            businessDate: try #require(Day("2026-11-28"))))),
      .approval(.approved(ApprovalID(Position(sequence: 17, index: 0)), member: member)),
      .approval(.refused(ApprovalID(Position(sequence: 18, index: 0)), member: member)),
      .staff(.added(StaffID(3), role: .auditor, tokenHash: token)),
      .staff(.revoked(StaffID(3))),
      .staff(.renewed(StaffID(3), tokenHash: token)),
      .staff(.limited(StaffID(3), expires: Instant(milliseconds: 1_798_421_400_000))),
      .staff(
        .bound(StaffID(3), regions: [try Commands.code("north"), try Commands.code("south")])),
      .terms(
        .rulesAdopted(
          ClubRules(
            consent: try Commands.code("2026-09"),
            pointRules: [
              PointRule(code: event, title: "参加“开放日”", points: Amount(50)),
              PointRule(code: try Commands.code("essay"), title: "来稿"),
            ]))),
      .terms(.rulesAdopted(ClubRules())),
      .terms(
        .rulesAdopted(
          ClubRules(
            pointRules: [PointRule(code: event, title: "开放日", validity: .yearEnd(1))],
            validity: .months(24),
            approval: ApprovalTerms(manual: true, above: Amount(1000))))),
      .terms(
        .eventAdopted(
          EventTerms(
            slug: event, title: "工地开放日", start: Instant(milliseconds: 1_799_458_200_000),
            end: Instant(milliseconds: 1_799_465_400_000),
            closes: Instant(milliseconds: 1_799_371_800_000), capacity: 40, points: Amount(50)))),
      .terms(
        .eventAdopted(
          EventTerms(
            slug: event, title: "改期", start: Instant(milliseconds: 1_799_458_200_000),
            cancelled: true))),
      .terms(.eventWithdrawn(event)),
    ]
  }

  private static func rewards(_ member: MemberNumber, _ token: TokenHash) throws -> [Fact] {
    let umbrella = try Commands.code("umbrella")
    let price = try #require(Amount(300))
    let voucher = VoucherID(Position(sequence: 19, index: 1))
    return [
      .terms(
        .rewardAdopted(
          RewardTerms(
            slug: umbrella, title: "长柄雨伞", price: price, stock: 40, from: Day("2026-12-01"),
            through: Day("2027-02-28"), limit: 2,
            tier: try Commands.code("senior"), validity: .months(3), refundsLapsed: true))),
      .terms(.rewardAdopted(RewardTerms(slug: umbrella, title: "雨伞", price: price))),
      .terms(.rewardWithdrawn(umbrella)),
      .rewards(
        .redeemed(
          NewVoucher(
            reward: umbrella, member: member, price: price, seed: VoucherSeed(0x0123_4567_89AB),
            code: token, through: Day("2027-02-28"), refundsLapsed: true))),
      .rewards(
        .redeemed(
          NewVoucher(
            reward: umbrella, member: member, price: price, seed: VoucherSeed(7), code: token))),
      .rewards(.used(voucher, reward: umbrella, member: member)),
      .rewards(.cancelled(voucher, reward: umbrella, member: member)),
      .rewards(.lapsed(voucher, reward: umbrella, member: member)),
      .rewards(.stockCorrected(reward: umbrella, change: -3)),
    ]
  }

  /// What came with the rules that say how many points.
  private static func earnings(_ member: MemberNumber) throws -> [Fact] {
    let date = try #require(Day("2026-11-28"))
    let senior = try Commands.code("senior")
    let purchase = PointRule(
      code: try Commands.code("purchase"), version: 3, title: "会所消费", points: Amount(1),
      per: Money(yuan: 10), validity: .months(12),
      term: Term(from: Day("2026-11-01"), through: Day("2027-10-31")), reference: .receipt,
      caps: [
        Cap(period: .day, points: try #require(Amount(200))),
        Cap(period: .ever, points: try #require(Amount(5000))),
      ], once: .month, needsApproval: true, tiers: [senior],
      tierPercents: [TierPercent(tier: senior, percent: 120)])
    let campaign = Campaign(
      code: try Commands.code("new-year"), title: "新年双倍",
      term: Term(from: Day("2027-01-01"), through: Day("2027-01-03")), rules: [purchase.code],
      percent: 150, points: Amount(2))
    return [
      .terms(
        .rulesAdopted(
          ClubRules(
            pointRules: [
              purchase,
              PointRule(code: try Commands.code("visit"), title: "签到", isAttendance: true),
              PointRule(
                code: try Commands.code("year"), title: "满一年", points: Amount(200),
                whenTier: senior),
            ], campaigns: [campaign],
            tiers: [
              Tier(code: try Commands.code("member"), title: "会员"),
              Tier(
                code: senior, title: "资深会员", months: 12, earned: Amount(1000), within: 24),
            ]))),
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: 30, balance: 310, source: purchase.code,
            reference: Reference("R-2026.118"), businessDate: date,
            earning: Earning(
              version: 3, base: 24, money: Money(fen: 12_850), campaign: campaign.code,
              percent: 150, tier: senior, tierPercent: 120, cut: 13, claim: .receipt)))),
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: 50, balance: 360,
            source: try Commands.code("visit"), businessDate: date,
            earning: Earning(
              base: 50, event: try Commands.code("open-day"),
              registration: RegistrationID(Position(sequence: 17, index: 2)), claim: .event)))),
      .approval(
        .requested(
          ApprovalRequest(
            author: StaffID(2), member: member, account: .issued,
            amount: try #require(Amount(12)), source: purchase.code, money: Money(fen: 12_850),
            event: try Commands.code("open-day"), businessDate: date))),
    ]
  }

  /// What came with points that are pending first, and with the benefits of tiers.
  private static func pending(_ member: MemberNumber) throws -> [Fact] {
    let meal = try Commands.code("meal")
    let lot = EntryID(Position(sequence: 21, index: 0))
    return [
      .terms(
        .rulesAdopted(
          ClubRules(
            pointRules: [PointRule(code: meal, title: "食堂", points: Amount(5), pendingDays: 7)],
            tiers: [
              Tier(
                code: try Commands.code("senior"), title: "资深会员", months: 12,
                benefits: ["工地开放日留座", "年末合订本一册"])
            ]))),
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: 5, balance: 305, source: meal,
            businessDate: try #require(Day("2026-11-28")), expires: Day("2027-12-31"),
            activeFrom: Day("2026-12-05"), earning: Earning(base: 5)))),
      .points(.activated(lot: lot, member: member, points: 5)),
    ]
  }

  /// What came with referrals.
  private static func referrals(_ member: MemberNumber) throws -> [Fact] {
    let date = try #require(Day("2026-11-28"))
    let share = try Commands.code("share")
    let other = MemberNumber(ordinal: 1)
    return [
      .terms(
        .rulesAdopted(
          ClubRules(
            pointRules: [
              PointRule(
                code: share, title: "欢笑分享", points: Amount(500),
                referral: ReferralTerms(newcomer: Amount(300), days: 30))
            ]))),
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: 300, balance: 300, source: share,
            businessDate: date,
            earning: Earning(base: 300, claim: .referral, referral: other)))),
      .approval(
        .requested(
          ApprovalRequest(
            author: nil, member: other, account: .issued, amount: try #require(Amount(500)),
            source: share, businessDate: date, newcomer: member))),
    ]
  }

  private static func postings(_ member: MemberNumber) throws -> [Fact] {
    let date = try #require(Day("2026-11-28"))
    return [
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: 100, balance: 220,
            source: try Commands.code("manual"), reference: Reference("contract-2026/118"),
            businessDate: date))),
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: -100, balance: -30,
            source: PointSource.reversal, businessDate: date,
            reverses: EntryID(Position(sequence: 9, index: 0)), debt: 30))),
      .points(
        .posted(
          Posting(
            member: member, account: .redeemed, points: -1, balance: 0,
            source: PointSource.redemption, businessDate: date))),
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: 60, balance: 280,
            source: try Commands.code("attend"), businessDate: date,
            expires: Day("2027-12-31")))),
      .points(
        .posted(
          Posting(
            member: member, account: .redeemed, points: -70, balance: 210,
            source: PointSource.redemption, businessDate: date,
            lots: [
              LotUse(lot: EntryID(Position(sequence: 7, index: 0)), points: 40),
              LotUse(lot: EntryID(Position(sequence: 6, index: 1)), points: 30),
            ]))),
    ]
  }

  @Test("each is written as it always was")
  func write() throws {
    let lines = try Self.facts().map { FactCoding.encode([$0]) + [0x0A] }
    if getenv("SNAPSHOTS").map({ String(cString: $0) }) == "overwrite",
      let file = fopen(Self.path, "w")
    {
      let bytes = lines.flatMap { $0 }
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
    let golden = try POSIXFileSystem().contents(of: Self.path)
    #expect(
      String(decoding: lines.joined(), as: UTF8.self) == String(decoding: golden, as: UTF8.self))
  }

  @Test("each is read as it always was")
  func read() throws {
    let golden = try POSIXFileSystem().contents(of: Self.path)
    let facts = try golden.split(separator: 0x0A).flatMap { line in
      try decode(String(decoding: line, as: UTF8.self))
    }
    #expect(facts == (try Self.facts()))
  }

  @Test("all facts of a record stand in one array")
  func several() throws {
    let facts = try Self.facts()
    #expect(try decode(String(decoding: FactCoding.encode(facts), as: UTF8.self)) == facts)
    #expect(try decode("[]").isEmpty)
  }

  @Test(
    "what this program does not know is refused by name",
    arguments: [
      (#"[{"type":"points.gifted","member":"x"}]"#, "fact 1: the fact 'points.gifted' is unknown"),
      (
        #"[{"type":"staff.revoked","staff":3},{"type":"staff.revoked","staff":3,"why":"x"}]"#,
        "fact 2: 'staff.revoked' has an unknown 'why'"
      ),
      (#"[{"type":"staff.revoked"}]"#, "fact 1: 'staff.revoked' has no 'staff' where it belongs"),
      (
        #"[{"type":"staff.added","role":"clerk","staff":3}]"#,
        "fact 1: 'staff.added' has no 'staff' where it belongs"
      ),
      (
        #"[{"type":"staff.added","staff":3,"role":"king","token":""}]"#,
        "fact 1: 'king' is no word known here"
      ),
      (
        #"[{"type":"registration.seated","event":"a","member":"027603188428"}]"#,
        "fact 1: '027603188428' is no member number"
      ),
      (#"[{"staff":3,"type":"staff.revoked"}]"#, "fact 1: 'fact' has no 'type' where it belongs"),
      (#"[{"type":"staff.revoked","staff":3}"#, "fact 2: the text ends inside an array or object"),
      (#"[7]"#, "fact 1: an object is expected"),
    ])
  func unknown(json: String, message: String) {
    let error = #expect(throws: UnreadableFact.self) { try decode(json) }
    #expect(error?.description == message)
  }
}

private func decode(_ json: String) throws(UnreadableFact) -> [Fact] {
  let result = Array(json.utf8).withUnsafeBufferPointer { bytes in
    Result { () throws(UnreadableFact) in try FactCoding.decode(bytes) }
  }
  return try result.get()
}
