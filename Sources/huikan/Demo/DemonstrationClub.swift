import CivilTime
import Club
import ClubStore
import Magazine

/// An invented club with a few months behind it: members from all three channels, points awarded,
/// spent and corrected, an event with seats left and one with a waiting list.
///
/// It goes through the same commands as the counter's, so what it makes is a store like any other.
struct DemonstrationClub {
  let store: ClubStore
  let publication: Publication

  /// Everybody is invented, and `example.com` belongs to nobody (RFC 2606).
  static let people: [(name: String, mailbox: String, channel: JoiningChannel)] = [
    ("何知秋", "he.zhiqiu", .desk), ("苏禾", "su.he", .website), ("陆望舒", "lu.wangshu", .magazineForm),
    ("程砚", "cheng.yan", .desk), ("白露", "bai.lu", .website), ("傅怀山", "fu.huaishan", .magazineForm),
    ("江闻笛", "jiang.wendi", .desk), ("沈青禾", "shen.qinghe", .website),
    ("宋又眠", "song.youmian", .desk), ("叶知微", "ye.zhiwei", .magazineForm),
    ("韩松落", "han.songluo", .website), ("罗小满", "luo.xiaoman", .desk),
  ]

  /// Makes the club; returns one token for each role.
  func make() async throws -> DemonstrationTokens {
    try await ContentTerms(publication).adopt(into: store)
    let tokens = try await addStaff()
    let members = try await signUp()
    try await post(to: members)
    try await register(members)
    return tokens
  }

  private func addStaff() async throws -> DemonstrationTokens {
    var tokens = DemonstrationTokens(tokens: [])
    for (role, name) in [(Role.manager, "顾南屏"), (.clerk, "林小舟"), (.auditor, "陈砚秋")] {
      let token = StaffToken.make()
      _ = try await NewStaff(name: name, role: role, token: token).add(to: store)
      tokens.tokens.append((role, token))
    }
    return tokens
  }

  private func signUp() async throws -> [MemberNumber] {
    guard let consent = publication.club.flatMap({ Code($0.consent.version) }) else {
      throw CommandFailure("the demonstration club needs Content/club.yml with a consent")
    }
    var members: [MemberNumber] = []
    for person in Self.people {
      guard let name = PersonName(person.name), let email = Email("\(person.mailbox)@example.com")
      else { continue }
      let outcome = try await store.submit(
        .membership(
          .signUp(
            SignUp(
              channel: person.channel, consent: consent, name: name, phone: nil, email: email))),
        by: .system)
      for case .membership(.joined(let member, channel: _, consent: _)) in outcome.facts {
        members.append(member)
      }
    }
    return members
  }

  private func post(to members: [MemberNumber]) async throws {
    let rules = (publication.club?.pointRules ?? []).compactMap { rule in
      Code(rule.code).flatMap { code in Amount(rule.points).map { (code, $0, rule.title) } }
    }
    guard !rules.isEmpty else { return }
    for (index, member) in members.enumerated() {
      for step in 0...(index % 3) {
        let (code, amount, title) = rules[(index + step) % rules.count]
        guard let reason = Reason(title) else { continue }
        try await award(member, amount, code, reason)
      }
    }
    try await spendAndCorrect(members)
  }

  private func award(
    _ member: MemberNumber, _ amount: Amount, _ source: Code, _ reason: Reason
  ) async throws {
    let order = PointsOrder(member: member, amount: amount, source: source, reason: reason)
    try await store.submit(.points(.award(order)), by: .system)
  }

  /// One member redeems, and one award was typed twice: the second is reversed, not erased.
  private func spendAndCorrect(_ members: [MemberNumber]) async throws {
    guard members.count > 1, let twenty = Amount(20), let fifty = Amount(50),
      let redeemed = Reason("兑换：檐声手账一册"), let twice = Reason("同一张签到表录了两次"),
      let mistake = Reason("重复录入，冲正")
    else { return }
    try await award(members[0], fifty, PointSource.manual, twice)
    let order = PointsOrder(
      member: members[0], amount: twenty, source: PointSource.redemption, reason: redeemed)
    try await store.submit(.points(.spend(order)), by: .system)
    let order2 = PointsOrder(
      member: members[1], amount: fifty, source: PointSource.manual, reason: twice)
    let outcome = try await store.submit(.points(.award(order2)), by: .system)
    let entry = EntryID(Position(sequence: Int(outcome.sequence), index: 0))
    try await store.submit(
      .points(.reverse(Reversal(entry: entry, reason: mistake))), by: .system)
  }

  /// The smallest coming event is filled beyond its seats, every other one by a few.
  private func register(_ members: [MemberNumber]) async throws {
    let open = publication.upcomingEvents(at: SystemClock.now()).filter { event in
      !event.isCancelled && !event.isDraft && (event.closes ?? event.start) > SystemClock.now()
    }
    let smallest = open.compactMap(\.capacity).filter { $0 > 0 && $0 < members.count }.min()
    for (index, event) in open.enumerated() {
      guard let slug = Code(event.slug) else { continue }
      let fills = event.capacity == smallest
      for member in fills ? members[...] : members.prefix(3 + index % 5) {
        try await store.submit(
          .registration(.register(event: slug, member: member)), by: .system)
      }
    }
  }
}
