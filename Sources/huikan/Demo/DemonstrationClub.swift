import CivilTime
import Club
import ClubStore
import Magazine

/// An invented club with more than a year behind it: members from all three channels, points for what
/// they came to, a redemption, a correction, an event with seats left and one with a waiting list.
///
/// It goes through the same commands as the counter's, so what it makes is a store like any other.
struct DemonstrationClub {
  let store: ClubStore
  let publication: Publication
  let clock: DemonstrationClock
  let present: Instant

  /// How long ago the club's books begin.
  static let age = 420

  struct Person {
    let name: String
    let mailbox: String
    let channel: JoiningChannel
    /// Days from the beginning of the books to the day of joining.
    let joined: Int

    init(_ name: String, _ mailbox: String, _ channel: JoiningChannel, _ joined: Int) {
      self.name = name
      self.mailbox = mailbox
      self.channel = channel
      self.joined = joined
    }
  }

  /// Everybody is invented, and `example.com` belongs to nobody (RFC 2606).
  static let people: [Person] = [
    Person("何知秋", "he.zhiqiu", .desk, 9),
    Person("苏禾", "su.he", .website, 31),
    Person("陆望舒", "lu.wangshu", .magazineForm, 64),
    Person("程砚", "cheng.yan", .desk, 90),
    Person("白露", "bai.lu", .website, 127),
    Person("傅怀山", "fu.huaishan", .magazineForm, 158),
    Person("江闻笛", "jiang.wendi", .desk, 201),
    Person("沈青禾", "shen.qinghe", .website, 233),
    Person("宋又眠", "song.youmian", .desk, 260),
    Person("叶知微", "ye.zhiwei", .magazineForm, 271),
    Person("韩松落", "han.songluo", .website, 280),
    Person("罗小满", "luo.xiaoman", .desk, 286),
    Person("顾清和", "gu.qinghe", .website, 288),
    Person("余听澜", "yu.tinglan", .desk, 290),
  ]

  /// Makes the club; returns one token for each role.
  func make() async throws -> DemonstrationTokens {
    try await ContentTerms(publication).adopt(into: store)
    let (tokens, clerk) = try await addStaff()
    let members = try await signUp(clerk)
    try await attend(members, clerk)
    try await redeemAndCorrect(members, clerk)
    try await register(members)
    return tokens
  }

  private func addStaff() async throws -> (DemonstrationTokens, Actor) {
    var tokens = DemonstrationTokens(tokens: [])
    var clerk = Actor.system
    for (role, name) in [(Role.manager, "顾南屏"), (.clerk, "林小舟"), (.auditor, "陈砚秋")] {
      let token = StaffToken.make()
      let number = try await NewStaff(name: name, role: role, token: token).add(to: store)
      tokens.tokens.append((role, token))
      if role == .clerk { clerk = .staff(StaffID(number), role) }
    }
    return (tokens, clerk)
  }

  private func signUp(_ clerk: Actor) async throws -> [MemberNumber] {
    guard let consent = publication.club.flatMap({ Code($0.consent.version) }) else {
      throw CommandFailure("the demonstration club needs club.yml with a consent")
    }
    let beginning = present.day.adding(days: -Self.age)
    var members: [MemberNumber] = []
    for person in Self.people {
      guard let name = PersonName(person.name), let email = Email("\(person.mailbox)@example.com")
      else { continue }
      clock.set(Instant(beginning.adding(days: person.joined), hour: 10, minute: 12))
      let outcome = try await store.submit(
        .membership(
          .signUp(
            SignUp(
              channel: person.channel, consent: consent, name: name, phone: nil, email: email))),
        by: person.channel == .website ? .system : clerk)
      for case .membership(.joined(let member, channel: _, consent: _)) in outcome.facts {
        members.append(member)
      }
    }
    return members
  }

  /// Some members went to each of the past events and got its points at the door.
  private func attend(_ members: [MemberNumber], _ clerk: Actor) async throws {
    let rule = publication.club?.pointRules.first { $0.isAttendance }
    guard let source = rule.flatMap({ Code($0.code) }) else { return }
    for (index, event) in publication.pastEvents(at: present).reversed().enumerated() {
      guard event.points != nil, let reason = Reason("到场：\(event.title)"),
        let slug = Code(event.slug), (event.closes ?? event.start) > clock.now()
      else { continue }
      let guests = members.enumerated().filter { ($0.offset + index) % 3 != 0 }.map(\.element)
      clock.set((event.closes ?? event.start).adding(seconds: -86_400))
      for member in guests.prefix(event.capacity ?? .max) {
        try await store.submit(
          .registration(.register(event: slug, member: member)), by: .member(member))
      }
      clock.set(event.start.adding(seconds: 600))
      for member in guests {
        clock.pass(minutes: 1)
        try await store.submit(
          .points(
            .award(
              PointsOrder(
                member: member, amount: nil, source: source, event: slug, reason: reason))),
          by: clerk)
      }
    }
  }

  /// A member gets a voucher for the cheapest reward and uses it the same day, where there is one.
  private func redeem(_ member: MemberNumber, _ clerk: Actor) async throws -> Bool {
    guard let reward = publication.rewards.first(where: { $0.isOffered(on: clock.now().day) }),
      let slug = Code(reward.slug)
    else { return false }
    let seed = store.voucherSeed(
      for: IdempotencyKey(scope: "demonstration", key: "voucher", request: []))
    let code = store.voucherCode(seed).hash
    try await store.submit(
      .rewards(.redeem(Redemption(reward: slug, member: member, seed: seed, code: code))),
      by: .member(member))
    clock.pass(minutes: 20)
    try await store.submit(.rewards(.use(.code(code))), by: clerk)
    return true
  }

  /// One member redeems a meal, and one award was typed twice: the second is taken back by an entry
  /// of its own, not erased.
  private func redeemAndCorrect(_ members: [MemberNumber], _ clerk: Actor) async throws {
    guard members.count > 1, let meal = Amount(100),
      let rule = ContentTerms(publication).rules.pointRules.first(where: \.isPlain),
      let redeemed = Reason("兑换：社区食堂餐券一张"), let once = Reason("值守雨量记录一次"),
      let twice = Reason("值守雨量记录一次（重复录入）"), let mistake = Reason("同一张签到表录了两次，冲正后一笔")
    else { return }
    clock.set(Instant(present.day.adding(days: -1), hour: 15))
    if try await !redeem(members[1], clerk) {
      let spending = PointsOrder(
        member: members[1], amount: meal, source: PointSource.redemption, reason: redeemed)
      try await store.submit(.points(.spend(spending)), by: clerk)
    }
    var last: Outcome?
    for reason in [once, twice] {
      clock.pass(minutes: 4)
      last = try await store.submit(
        .points(
          .award(
            PointsOrder(
              member: members[0], amount: nil, source: rule.code, reason: reason))),
        by: clerk)
    }
    guard let last else { return }
    clock.pass(minutes: 7)
    let entry = EntryID(last.position(of: 0))
    try await store.submit(
      .points(.reverse(Reversal(entry: entry, reason: mistake))), by: clerk)
  }

  /// The smallest coming event is filled beyond its seats, every other one by a few.
  private func register(_ members: [MemberNumber]) async throws {
    clock.set(present)
    let open = publication.upcomingEvents(at: present).filter { event in
      !event.isCancelled && !event.isDraft && (event.closes ?? event.start) > present
    }
    let smallest = open.compactMap(\.capacity).filter { $0 > 0 && $0 <= members.count }.min()
    for (index, event) in open.enumerated() {
      guard let slug = Code(event.slug) else { continue }
      let fills = event.capacity != nil && event.capacity == smallest
      for member in fills ? members[...] : members.prefix(3 + index * 2 % 7) {
        try await store.submit(
          .registration(.register(event: slug, member: member)), by: .member(member))
      }
    }
  }
}

extension PointRule {
  /// Whether a clerk alone awards it to anybody, as often as there is cause, and asks for nothing.
  fileprivate var isPlain: Bool {
    let bare = PointRule(
      code: code, version: version, title: title, points: points, validity: validity)
    return points != nil && self == bare
  }
}
