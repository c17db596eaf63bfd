import CivilTime
import Club
import Logging
import Synchronization
import Testing

@testable import ClubStore

/// The life of a club in which every kind of fact happens once at least, told by the commands that lead
/// to it. A new kind of fact gets its commands at the end.
struct GoldenLife {
  private let house: Clubhouse
  private let store: ClubStore
  private let clerk = Actor.staff(StaffID(1), .clerk)
  private let manager = Actor.staff(StaffID(2), .manager)

  /// Lives it in a store of its own, and closes that.
  static func live(in house: Clubhouse) async throws {
    let store = try ClubStore.open(
      directory: house.directory, fileSystem: house.disk,
      clock: { house.time.withLock { $0 } },
      // Nothing of it is secret, and so the same life leaves the same files.
      random: { count in (0..<count).map { UInt8($0 * 7 & 0xFF) } },
      fatal: { Issue.record("\($0)") },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let life = GoldenLife(house: house, store: store)
    try await life.open()
    try await life.join()
    try await life.post()
    try await life.approve()
    try await life.give()
    try await life.meet()
    try await life.redeem()
    try await life.passSeasons()
    try await life.writeLetters()
    try await life.submit(.tiers(.note((0..<4).map(life.member))))
    try await life.leave()
    try await life.confirm()
    await store.close()
  }

  @discardableResult
  private func submit(_ command: Command, by actor: Actor = .system) async throws -> Outcome {
    house.passTime(seconds: 60)
    let outcome = try await store.submit(command, by: actor)
    #expect(!outcome.facts.isEmpty, "nothing came of \(command)")
    return outcome
  }

  /// Terms, and the people at the counter: one leaves, one gets another token, for some days and a region.
  private func open() async throws {
    try await submit(try terms(withAll: true))
    for (number, role) in [(1, Role.clerk), (2, .manager), (3, .auditor)] {
      try await submit(.staff(.add(name: try name("顾南屏"), role: role, tokenHash: try hash(number))))
    }
    try await submit(
      .staff(
        .add(
          name: try name("北门"), role: .kiosk, tokenHash: try hash(4),
          expires: Instant("2027-12-31 00:00"), regions: [try Commands.code("north")]
        )))
    try await submit(.staff(.renew(StaffID(4), tokenHash: try hash(5), expires: nil)))
    try await submit(.staff(.bind(StaffID(4), regions: [])))
    try await submit(.staff(.revoke(StaffID(3))))
  }

  private func terms(withAll: Bool) throws -> Command {
    let code = Commands.code
    let rules = ClubRules(
      consent: try code("2026-09"),
      pointRules: [
        PointRule(
          code: try code("share"), title: "欢笑分享", points: Amount(50),
          referral: ReferralTerms(newcomer: Amount(30), days: 30)),
        PointRule(code: try code("meal"), title: "食堂", points: Amount(20), pendingDays: 7),
        PointRule(
          code: try code("purchase"), title: "会所消费", points: Amount(1), per: Money(yuan: 10),
          reference: .receipt, caps: [Cap(period: .day, points: try #require(Amount(20)))],
          tierPercents: [TierPercent(tier: try code("gold"), percent: 120)]),
        PointRule(code: try code("visit"), title: "签到", isAttendance: true),
        PointRule(
          code: try code("golden"), title: "升级", points: Amount(25), whenTier: try code("gold")),
      ],
      campaigns: [
        Campaign(
          code: try code("new-year"), title: "新年", term: Term(from: Day("2026-11-01")),
          rules: [try code("purchase")], percent: 200)
      ],
      tiers: [
        Tier(code: try code("member"), title: "会员"),
        Tier(code: try code("gold"), title: "金卡", earned: Amount(60), within: 12),
      ], validity: .months(3), approval: ApprovalTerms(above: Amount(400)),
      family: FamilyTerms(members: 4),
      regions: [MemberTag(code: try code("north"), title: "北区")],
      segments: [MemberTag(code: try code("volunteer"), title: "志愿者")])
    let start = try #require(Instant("2026-12-05 09:30"))
    let events = [
      EventTerms(
        slug: try code("open-day"), title: "工地开放日", start: start,
        end: start.adding(seconds: 7200), capacity: 1, points: Amount(50)),
      EventTerms(slug: try code("gala"), title: "年会", start: start),
    ]
    let rewards = [
      RewardTerms(
        slug: try code("umbrella"), title: "长柄雨伞", price: try #require(Amount(30)), stock: 5,
        validity: .months(1), refundsLapsed: true),
      RewardTerms(slug: try code("tea"), title: "茶", price: try #require(Amount(10)), stock: 1),
    ]
    return .terms(
      .adopt(
        rules: rules, events: withAll ? events : [events[0]],
        rewards: withAll ? rewards : [rewards[0]]))
  }

  /// Members 0 to 4: by the website with a code, brought by another, through a guardian, by the magazine's
  /// form, and one who will owe; sessions, a changed contact, a profile.
  private func join() async throws {
    let consent = try Commands.code("2026-09")
    let phone = try #require(Phone("13800138000"))
    let soon = house.time.withLock { $0.adding(seconds: 600) }
    try await submit(
      .membership(
        .askCode(
          CodeRequest(code: try hash(20), purpose: .join, contact: .phone(phone), expires: soon))),
      by: .visitor)
    try await submit(
      .membership(
        .signUp(
          SignUp(
            channel: .website, consent: consent, name: try name("何知秋"), phone: phone, email: nil,
            session: try session(30), proof: try hash(20)))), by: .visitor)
    try await submit(
      .membership(
        .signUp(
          SignUp(
            channel: .desk, consent: consent, name: try name("苏禾"), phone: nil,
            email: Email("su.he@example.com"), referrer: member(0)))), by: clerk)
    try await submit(
      .membership(
        .signUp(
          SignUp(
            channel: .desk, consent: consent, name: try name("何小满"), phone: nil, email: nil,
            guardian: member(0), region: try Commands.code("north")))), by: clerk)
    for (digit, person) in [(3, "林晚舟"), (4, "沈青")] {
      try await submit(
        .membership(
          .signUp(
            SignUp(
              channel: .magazineForm, consent: consent, name: try name(person),
              phone: Phone("1380013800\(digit)"), email: nil))), by: clerk)
    }
    try await submit(
      .membership(.grantSignIn(member(1), code: try hash(31), expires: inTenMinutes)), by: clerk)
    try await submit(
      .membership(.signIn(member(1), code: try hash(31), try session(32))), by: .visitor)
    try await submit(.membership(.closeSession(try hash(32))), by: .member(member(1)))
    try await submit(
      .membership(
        .changeContact(
          ContactChange(
            member: member(3), contact: .phone(try #require(Phone("13800138009")))))), by: clerk)
    try await submit(
      .profile(
        .set(
          member(1),
          Profile(
            homes: 1, region: try Commands.code("north"),
            segments: [try Commands.code("volunteer")]), reason: try reason("看过合同"))), by: clerk)
  }

  /// By hand, by rules with a campaign and a cap, pending; spent, taken back, given back, owed.
  private func post() async throws {
    try await award(100, member(0), by: clerk)
    try await buy(fen: 12_850, "R-2026.118")
    for number in [1, 2] { try await eat(member(number)) }
    let spent = try await submit(try Commands.spend(40, of: member(0)), by: clerk)
    try await reverse(EntryID(spent.position(of: 0)))
    try await submit(try Commands.spend(15, of: member(0)), by: clerk)
    let wrong = try await award(30, member(4), by: clerk)
    try await submit(try Commands.spend(30, of: member(4)), by: clerk)
    try await reverse(wrong)
    try await submit(.points(.grant(from: 0)))
  }

  /// Points that are pending first.
  private func eat(_ member: MemberNumber) async throws {
    try await submit(
      .points(
        .award(
          PointsOrder(
            member: member, amount: nil, source: try Commands.code("meal"),
            reason: try reason("食堂")))), by: clerk)
  }

  /// Points by amount, with all that is made of them.
  private func buy(fen: Int, _ receipt: String) async throws {
    try await submit(
      .points(
        .award(
          PointsOrder(
            member: member(0), amount: nil, source: try Commands.code("purchase"),
            money: Money(fen: fen), reference: Reference(receipt),
            reason: try reason("会所消费")))), by: clerk)
  }

  private func approve() async throws {
    for agrees in [true, false] {
      let asked = try await submit(try Commands.award(500, to: member(3)), by: clerk)
      let id = ApprovalID(asked.position(of: 0))
      try await submit(
        .approval(
          agrees
            ? .approve(id, reason: try reason("核对过")) : .refuse(id, reason: try reason("重复"))),
        by: manager)
    }
    // More is taken back than one person may: what was spent of it is owed.
    let large = try await submit(try Commands.award(500, to: member(4)))
    try await submit(try Commands.spend(70, of: member(4)), by: clerk)
    let asked = try await submit(
      .points(
        .reverse(
          Reversal(
            entry: EntryID(large.position(of: 0)), allowsDebt: true, reason: try reason("录错")))),
      by: clerk)
    try await submit(
      .approval(.approve(ApprovalID(asked.position(of: 0)), reason: try reason("录错"))), by: manager)
  }

  private func give() async throws {
    try await submit(.family(.invite(member(1), by: member(0))), by: .member(member(0)))
    try await submit(.family(.accept(member(0), of: member(1))), by: .member(member(1)))
    try await submit(.family(.invite(member(3), by: member(0))), by: .member(member(0)))
    try await submit(.family(.decline(member(0), of: member(3))), by: .member(member(3)))
    for points in [20, 5] {
      let given = try await submit(
        .family(
          .transfer(
            Transfer(
              giver: member(0), receiver: member(1), amount: try #require(Amount(points))))),
        by: .member(member(0)))
      if points == 5 { try await reverse(EntryID(given.position(of: 0))) }
    }
    try await submit(.family(.leave(member(1))), by: .member(member(1)))
  }

  /// One seat: the second waits, is promoted when the first gives up, and comes.
  private func meet() async throws {
    let first = try await submit(try Commands.register(member(0), "open-day"), by: clerk)
    try await submit(try Commands.register(member(1), "open-day"), by: clerk)
    try await submit(
      .registration(.cancel(RegistrationID(first.position(of: 0)))), by: .member(member(0)))
    house.time.withLock { $0 = Instant("2026-12-05 09:20") ?? $0 }
    try await submit(
      .registration(.checkIn(event: try Commands.code("open-day"), member: member(1))), by: clerk)
  }

  /// Three vouchers: used, given up, and left to lapse.
  private func redeem() async throws {
    var vouchers: [VoucherID] = []
    for number in 0..<3 {
      let outcome = try await submit(
        .rewards(
          .redeem(
            Redemption(
              reward: try Commands.code("umbrella"), member: member(number == 1 ? 0 : 3),
              seed: VoucherSeed(UInt64(number)), code: try hash(40 + number)))), by: clerk)
      for case (let index, .rewards(.redeemed)) in outcome.facts.enumerated() {
        vouchers.append(VoucherID(outcome.position(of: index)))
      }
    }
    try await submit(.rewards(.use(.id(vouchers[0]))), by: clerk)
    try await submit(.rewards(.cancel(vouchers[1], reason: try reason("不要了"))), by: clerk)
    try await submit(
      .rewards(
        .correctStock(
          reward: try Commands.code("umbrella"), change: -1, reason: try reason("盘点"))), by: manager
    )
  }

  /// What was pending becomes active, a voucher lapses and gives its points back, points lapse.
  private func passSeasons() async throws {
    house.passTime(seconds: 3 * 86_400)
    try await submit(.points(.activate(after: nil)))
    house.passTime(seconds: 40 * 86_400)
    try await submit(.rewards(.lapse(after: nil)))
    house.passTime(seconds: 50 * 86_400)
    try await submit(.points(.expire(after: nil)))
    try await award(70, member(1), by: clerk)
    try await award(35, member(0), by: clerk)
    try await buy(fen: 6_000, "R-2027.009")
    try await submit(try Commands.spend(5, of: member(0)), by: clerk)
    try await eat(member(2))
    try await submit(try terms(withAll: false))
  }

  /// Two agree to letters, one of them no longer; an issue goes to who is left.
  private func writeLetters() async throws {
    try await submit(.newsletter(.agree(member(0), .original)), by: .member(member(0)))
    try await submit(.newsletter(.agree(member(1), .traditional)), by: .member(member(1)))
    try await submit(.newsletter(.withdraw(member(0))), by: .member(member(0)))
    try await submit(.newsletter(.send(issue: try Commands.code("27"), most: 10)))
  }

  /// One leaves with points, one with a debt.
  private func leave() async throws {
    try await award(12, member(3), by: clerk)
    for number in [3, 4] { try await submit(.membership(.leave(member(number))), by: clerk) }
  }

  /// A visitor who has shown nothing joins, and has the telephone confirmed at the desk, not the address.
  private func confirm() async throws {
    let phone = try #require(Phone("13700137000"))
    let joined = try await submit(
      .membership(
        .signUp(
          SignUp(
            channel: .website, consent: try Commands.code("2026-09"), name: try name("叶知秋"),
            phone: phone, email: Email("ye@example.com")))), by: .visitor)
    let member = try #require(joined.joined)
    try await submit(
      .membership(.changeContact(ContactChange(member: member, contact: .phone(phone)))), by: clerk)
  }

  @discardableResult
  private func award(
    _ points: Int, _ member: MemberNumber, by actor: Actor
  ) async throws -> EntryID {
    EntryID(try await submit(try Commands.award(points, to: member), by: actor).position(of: 0))
  }

  private func reverse(_ entry: EntryID) async throws {
    try await submit(
      .points(.reverse(Reversal(entry: entry, allowsDebt: true, reason: try reason("录错")))),
      by: manager)
  }

  private var inTenMinutes: Instant { house.time.withLock { $0.adding(seconds: 600) } }

  private func member(_ ordinal: Int) -> MemberNumber { MemberNumber(ordinal: ordinal) }
  private func name(_ text: String) throws -> PersonName { try #require(PersonName(text)) }
  private func reason(_ text: String) throws -> Reason { try #require(Reason(text)) }

  private func hash(_ digit: Int) throws -> TokenHash {
    try #require(TokenHash([UInt8](repeating: UInt8(digit), count: 32)))
  }

  private func session(_ digit: Int) throws -> NewSession {
    NewSession(
      tokenHash: try hash(digit), expires: house.time.withLock { $0.adding(seconds: 86_400) })
  }
}
