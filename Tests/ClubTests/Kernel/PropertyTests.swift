import CivilTime
import Glibc
import Testing

@testable import Club

/// How many histories: more with `HISTORIES=5000`.
private let histories = getenv("HISTORIES").flatMap { Int(String(cString: $0)) } ?? 40

/// Random histories, each from its seed, checked after every command.
@Suite("任意历史都成立的性质 properties of any history")
struct PropertyTests {
  @Test("账平、余额等于分录之和、席位不超、候补有序、重放一致", arguments: 0..<histories)
  func anyHistory(seed: Int) throws {
    var history = try History(seed: UInt64(seed))
    for _ in 0..<400 {
      try history.step()
    }
    try history.checkBooks()
    try history.checkReplay()
    #expect(history.accepted > 100 && history.refused > 20)
  }

  @Test("每一种走法都走到过 the histories go everywhere")
  func coverage() throws {
    var (transferred, referred, pended, activated, agreed) = (0, 0, 0, 0, 0)
    for seed in 0..<12 {
      var history = try History(seed: UInt64(seed))
      for _ in 0..<400 { try history.step() }
      transferred += history.transferred
      referred += history.referred
      pended += history.pended
      activated += history.activated
      agreed += history.agreed
    }
    #expect(transferred > 10 && referred > 10 && pended > 50 && activated > 20 && agreed > 5)
  }

  @Test("分块表与普通数组同样行事 the table behaves as an array does")
  func table() {
    var generator = SplitMix(state: 7)
    var table = Table<Int>()
    var array: [Int] = []
    for number in 0..<10_000 {
      table.append(number)
      array.append(number)
    }
    let copy = table
    for _ in 0..<1000 {
      let index = generator.next(below: 10_000)
      table.update(index) { $0 += 1 }
      array[index] += 1
    }
    #expect((0..<10_000).allSatisfy { table[$0] == array[$0] && copy[$0] == $0 })
  }
}

/// A seeded generator (SplitMix64, Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

extension Fact {
  /// Whether it takes an entry back; what has lapsed of it comes back beside that.
  fileprivate var isReversal: Bool {
    guard case .points(.posted(let posting)) = self else { return false }
    return posting.reverses != nil && posting.account != .expired
  }
}

private struct History {
  private var script: Script
  private var generator: SplitMix
  private var members = 0
  private var waiting: [Code: [MemberNumber]] = [:]
  private var codes = 0
  private(set) var accepted = 0
  private(set) var refused = 0
  private(set) var transferred = 0
  private(set) var referred = 0
  private(set) var pended = 0
  private(set) var activated = 0
  /// Entries that were taken back because a second person agreed.
  private(set) var agreed = 0

  init(seed: UInt64) throws {
    script = try Script()
    generator = SplitMix(state: seed)
    try step("content event film 2026-11-23 19:00 seats=3")
    try step("content event trip 2026-11-24 08:00 closes=2026-11-23T12:00")
    try step("system adopts")
  }

  mutating func step() throws {
    let member = "m\(generator.next(below: max(1, members)) + 1)"
    let who = ["clerk", "clerk", "manager", "system", "auditor", member][generator.next(below: 6)]
    let record = generator.next(below: max(1, script.journal.count)) + 1
    let event = ["film", "film", "trip", "gala"][generator.next(below: 4)]
    // Now and then a month passes, so that lots lapse.
    let pause = generator.next(below: 25) == 0 ? 2_592_000 : 600
    script.wait(seconds: generator.next(below: pause))
    switch generator.next(below: 8) {
    case 0, 1: return try visitShelf(member, who, record)
    case 2: return try visitFamily(member, record)
    case 3: return try visitRules(member, who)
    default: break
    }
    switch generator.next(below: 13) {
    case 0, 1: try step("clerk joins desk phone=1380013\(1000 + generator.next(below: 9000))")
    case 2, 3: try step("\(who) awards \(member) \(generator.next(below: 300) + 1)")
    case 4: try step("\(who) spends \(member) \(generator.next(below: 300) + 1)")
    case 5, 6:
      try step("\(who) reverses P\(record)-1 \(generator.next(below: 2) == 0 ? "debt" : "")")
    case 7, 8: try step("\(who) registers \(event) \(member)")
    case 9, 10: try step("\(who) cancels R\(record)-1")
    case 11:
      let validity = ["unlimited", "1-months", "year-end"][generator.next(below: 3)]
      try adopt(validity)
      try step("system expires")
    default:
      let seats = generator.next(below: 7)
      try step("content event film 2026-11-23 19:00 seats=\(seats)")
      try step("system adopts")
    }
  }

  /// The rules, with all that they can do at once: points pending first, both sides of a referral, a tier's
  /// own points, families.
  private mutating func adopt(_ validity: String) throws {
    let above = ["", "above=150"][generator.next(below: 2)]
    try step("content rules consent=v1 validity=\(validity) \(above)")
    try step("content families 4")
    try step("content tier gold earned=200 within=2")
    try step("content rule meal points=\(generator.next(below: 40) + 1) pending=7")
    try step("content rule share points=50 newcomer=30 referral=30 pending=20 caps=month:200")
    try step("content rule golden points=25 when=gold pending=3")
    try step("system adopts")
  }

  private mutating func visitRules(_ member: String, _ who: String) throws {
    let other = "m\(generator.next(below: max(1, members)) + 1)"
    switch generator.next(below: 9) {
    case 7, 8: try decide()
    case 6:
      try step("system notes-tiers")
      try checkNotedTiers()
    case 0, 1: try step("\(who) awards \(member) - source=meal")
    case 2: try step("clerk names \(member) \(other)")
    case 3:
      try step("clerk joins desk phone=1390013\(1000 + generator.next(below: 9000)) by=\(other)")
    case 4: try step("system activates")
    default: try step("system grants-due")
    }
  }

  /// Somebody agrees to what waits for a second person, or refuses it.
  private mutating func decide() throws {
    let large = script.journal.last { fact, _, _ in
      if case .points(.posted(let posting)) = fact { posting.points > 150 } else { false }
    }
    if let large { try step("clerk reverses \(EntryID(large.position)) debt") }
    guard let waiting = script.club.approvals.waiting.randomElement(using: &generator) else {
      return
    }
    let who = ["clerk", "manager", "system", "system"][generator.next(below: 4)]
    let poster = generator.next(below: 2) + 1
    try step(
      generator.next(below: 4) == 0
        ? "\(who) refuses \(waiting.id)" : "\(who) approves \(waiting.id) poster=\(poster)")
  }

  /// Members only ever ask and agree; now and then somebody leaves the family, or the club.
  private mutating func visitFamily(_ member: String, _ record: Int) throws {
    let other = "m\(generator.next(below: max(1, members)) + 1)"
    switch generator.next(below: 12) {
    case 0...2:
      try step("\(member) invites \(other) \(member)")
      try step("\(other) accepts \(member) \(other)")
    case 3: try step("\(other) declines \(member) \(other)")
    case 4: try step("\(member) quits \(member)")
    case 5 where generator.next(below: 3) == 0: try step("clerk leaves \(member)")
    case 5, 6: try step("manager reverses P\(record)-2 debt")
    default:
      // Of those who are of a family, so that points do go from one to another.
      let all = (0..<members).map { MemberNumber(ordinal: $0) }
      let giver = all.filter { !script.club.families.family(of: $0).isEmpty }.randomElement(
        using: &generator)
      guard let giver else { return }
      let family = script.club.families.family(of: giver).filter { $0 != giver }
      guard let receiver = family.first else { return }
      try step(
        "m\(giver.ordinal + 1) gives m\(giver.ordinal + 1) m\(receiver.ordinal + 1) "
          + "\(generator.next(below: 120) + 1)")
    }
  }

  private mutating func visitShelf(_ member: String, _ who: String, _ record: Int) throws {
    let reward = ["umbrella", "umbrella", "tea"][generator.next(below: 3)]
    codes += 1
    switch generator.next(below: 12) {
    case 0...3: try step("\(who) redeems \(reward) \(codes % 256) \(member)")
    case 4, 5: try step("\(who) takes V\(record)-\(generator.next(below: 3) + 1)")
    case 6, 7: try step("\(who) returns V\(record)-\(generator.next(below: 3) + 1)")
    case 8: try step("manager counts umbrella \(generator.next(below: 7) - 3)")
    case 9: try step("system lapses")
    default:
      let refunds = generator.next(below: 2) == 0 ? "refunds" : ""
      let validity = ["unlimited", "1-months", "year-end"][generator.next(below: 3)]
      try step(
        "content reward umbrella \(generator.next(below: 90) + 1) stock=\(generator.next(below: 9))"
          + " validity=\(validity) \(refunds)")
      try step("content reward tea 20 limit=2 validity=1-months")
      try step("system adopts")
    }
  }

  private mutating func step(_ line: String) throws {
    let before = script.journal.count
    let result = try script.play(line)
    refused += result.contains("refused") ? 1 : 0
    accepted += script.journal.count > before ? 1 : 0
    for (fact, _, _) in script.journal[before...] { check(fact) }
    checkRecord(script.journal[before...].map(\.fact))
    if line.hasPrefix("clerk") || line.hasPrefix("manager") {
      checkSecond(script.journal[before...].map(\.fact))
    }
    members = script.club.membership.count
    let books = script.club.points.trialBalance
    #expect(books.outstanding == books.issued - books.redeemed - books.expired + books.adjusted)
  }

  /// What was noted is what is worked out.
  private func checkNotedTiers() throws {
    let club = script.club
    for ordinal in 0..<members {
      let member = MemberNumber(ordinal: ordinal)
      guard !club.membership.hasLeft(member) else { continue }
      #expect(club.tiers.noted(of: member)?.tier == club.tier(of: member, on: script.now.day)?.code)
    }
  }

  /// What one record says of points holds of it alone: what one gives another gets, with the same last days;
  /// of a referral both sides are there; nothing that is pending is spent.
  private mutating func checkRecord(_ facts: [Fact]) {
    var moved = 0
    var sides: [Code: Int] = [:]
    var isAgreed = false
    for fact in facts {
      switch fact {
      case .points(.posted(let posting)):
        if posting.account == .transferred { moved += posting.points }
        if posting.earning?.claim == .referral { sides[posting.source, default: 0] += 1 }
        if posting.activeFrom != nil { pended += 1 }
        if posting.account == .transferred, posting.points > 0, posting.reverses == nil {
          transferred += 1
        }
      case .points(.activated): activated += 1
      case .approval(.approved): isAgreed = true
      default: break
      }
      if isAgreed, fact.isReversal { agreed += 1 }
    }
    #expect(moved == 0, "points are on their way when the record ends")
    #expect(sides.values.allSatisfy { $0 == 2 }, "one side of a referral alone")
    referred += sides.count
  }

  /// Nobody of the staff takes back more points alone than one person may, unless a voucher is given up.
  private mutating func checkSecond(_ facts: [Fact]) {
    var isAgreed = false
    for fact in facts {
      switch fact {
      case .approval(.approved): isAgreed = true
      case .rewards(.cancelled): return
      default: break
      }
    }
    let above = script.club.terms.rules.approval.above?.points ?? .max
    for fact in facts where fact.isReversal {
      guard case .points(.posted(let posting)) = fact else { continue }
      #expect(isAgreed || abs(posting.points) <= above, "\(posting) needs a second person")
    }
  }

  /// A model of the waiting lists, kept beside the club.
  private mutating func check(_ fact: Fact) {
    switch fact {
    case .registration(.waitlisted(let event, let member, let place)):
      waiting[event, default: []].append(member)
      #expect(waiting[event]?.count == place)
    case .registration(.promoted(_, let event, let member)):
      #expect(waiting[event]?.first == member)
      waiting[event]?.removeFirst()
      #expect(!isOverfull(event))
    case .registration(.cancelled(_, let event, let member)):
      waiting[event]?.removeAll { $0 == member }
    case .registration(.seated(let event, _)):
      #expect(!isOverfull(event))
    case .rewards(.redeemed(let voucher)):
      let stock = script.club.rewards.stock(
        of: voucher.reward, terms: script.club.terms.reward(voucher.reward))
      #expect(stock.taken <= stock.total ?? .max, "more are given than there are")
    default:
      break
    }
  }

  private func isOverfull(_ event: Code) -> Bool {
    let seats = script.club.registration.seats(of: event, terms: script.club.terms.event(event))
    return seats.taken > seats.capacity ?? .max
  }

  func checkBooks() throws {
    var balances: [MemberNumber: Int] = [:]
    var accounts: [ClubAccount: Int] = [:]
    for case (.points(.posted(let posting)), _, _) in script.journal {
      balances[posting.member, default: 0] += posting.points
      accounts[posting.account, default: 0] -= posting.points
      #expect(posting.balance == balances[posting.member])
      #expect(posting.balance >= 0 || posting.debt > 0 || posting.points > 0)
    }
    let books = script.club.points.trialBalance
    #expect(books.outstanding == balances.values.reduce(0, +))
    #expect(books.issued == -accounts[.issued, default: 0])
    #expect(books.redeemed == accounts[.redeemed, default: 0])
    #expect(accounts[.transferred, default: 0] == 0)
    #expect(
      accounts.values.reduce(0, +) + balances.values.reduce(0, +) == 0, "all accounts sum to zero")
    var forgetful = script.club.points
    forgetful.recentAwards = RecentAwards()
    for ordinal in 0..<script.club.membership.count {
      let member = MemberNumber(ordinal: ordinal)
      #expect(script.club.points.awardGroups(of: member) == forgetful.awardGroups(of: member))
      let statement = script.club.points.statement(of: member)
      #expect(statement.opening == 0 && statement.closing == balances[member, default: 0])
      #expect(script.club.points.balance(of: member) == statement.closing)
      let lots = script.club.points.lots(of: member)
      #expect(lots.reduce(0) { $0 + $1.remaining } == max(0, statement.closing))
      var turns = LotTurns()
      script.club.points.eachLot(of: member) { turns.add(script.club.points.entries[$0]) }
      #expect(script.club.points.turns(of: member) == turns, "an award need not look at every lot")
      let pending = script.club.points.pending(of: member)
      #expect((0...max(0, statement.closing)).contains(pending))
      #expect(
        script.club.points.upcomingActivations(of: member).reduce(0) { $0 + $1.points } == pending)
      // A voucher's points are back or they are not, by what became of it.
      // Whoever has left gets nothing back.
      for voucher in script.club.rewards.vouchers(of: member)
      where !script.club.membership.hasLeft(member) {
        let isBack = script.club.points.entry(voucher.entry)?.reversedBy != nil
        #expect(
          isBack
            == (voucher.status == .cancelled || voucher.status == .lapsed && voucher.refundsLapsed))
      }
    }
  }

  func checkReplay() throws {
    var club = Club()
    for (fact, position, time) in script.journal {
      try club.apply(fact, at: position, time: time)
    }
    #expect(club == script.club)
  }
}
