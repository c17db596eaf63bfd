import CivilTime
import Club
import Disk
import Glibc
import Journal
import Snapshots
import Synchronization
import Testing

@testable import ClubStore

@Suite("Verifying a ledger")
struct VerificationTests {
  @Test("says what it checked, with counts, and changes nothing")
  func whole() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let before = try house.contents("journal") + house.contents("annex")
    let found = try Ledger(directory: house.directory).verify()
    #expect(found.records == 7)
    #expect(found.facts == 10)
    #expect(found.members == 2)
    #expect(found.entries == 2)
    #expect(found.seats == 1)
    #expect(found.values == 6)
    #expect(found.erased == 0)
    #expect(found.trialBalance.outstanding == 40)
    #expect(found.extent.head.sequence == 7)
    #expect(found.extent.segments == 1)
    #expect(found.extent.unfinished.isEmpty)
    #expect(try house.contents("journal") + house.contents("annex") == before)
  }

  @Test("works while the store is open, up to the head that is on the disk")
  func besideWriter() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let outcome = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let ledger = Ledger(directory: house.directory)
    #expect(try ledger.verify(upTo: store.head).records == 2)
    let earlier = try ledger.verify().extent.head
    _ = try await store.submit(
      try Commands.award(60, to: try #require(outcome.joined)), by: .system)
    let found = try ledger.verify(upTo: earlier)
    #expect(found.records == 2 && found.extent.head == earlier && found.entries == 0)
    await store.close()
  }

  @Test(
    "what the rules could not have written is a fault of its record",
    arguments: [
      (
        #"[{"type":"points.posted","member":"%","account":"issued","points":60,"balance":70,"#
          + #""source":"manual","date":"2026-11-28"}]"#,
        "record 3, fact 1: the balance after it is 60, the fact says 70"
      ),
      (
        #"[{"type":"registration.seated","event":"dinner","member":"%"}]"#,
        "record 3, fact 1: no seat of dinner is free"
      ),
      (#"[{"type":"points.gifted"}]"#, "fact 1: the fact 'points.gifted' is unknown"),
    ])
  func unfollowable(facts: String, reason: String) async throws {
    let house = try Clubhouse()
    let store = try house.open()
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("dinner", capacity: 0)]), by: .system)
    let outcome = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let member = try #require(outcome.joined)
    await store.close()
    let journal = try Journal.open(
      directory: house.directory, hash: sha256, fatal: { Issue.record($0) }, replay: { _ in })
    let text = facts.split(separator: "%", omittingEmptySubsequences: false)
      .joined(separator: member.digits)
    _ = journal.append(
      RecordDraft(time: 1_795_829_500_000, actor: "system", facts: Array(text.utf8)))
    try journal.close()
    let fault = #expect(throws: LedgerFault.self) {
      try Ledger(directory: house.directory).verify()
    }
    #expect(fault?.sequence == 3)
    #expect(fault?.place.contains("/journal/000000000001.jsonl:3 (byte ") == true)
    #expect(fault?.reason == reason)
    #expect(fault?.remedy.contains("restore a backup") == true)
  }

  @Test("a changed byte is found in its line, of the journal and of the annex")
  func changedByte() async throws {
    for (folder, record) in [("journal", UInt64(1)), ("annex", 2)] {
      let house = try Clubhouse()
      try await house.fill()
      let path = "\(house.directory)/\(folder)/000000000001.jsonl"
      var bytes = try POSIXFileSystem().contents(of: path)
      bytes[30] ^= 1
      try POSIXFileSystem().replace(path, in: "\(house.directory)/\(folder)", with: bytes)
      let fault = #expect(throws: LedgerFault.self) {
        try Ledger(directory: house.directory).verify()
      }
      #expect(fault?.sequence == record)
      #expect(fault?.place == "\(path):1 (byte 0)")
      #expect(fault?.reason.contains("the checksum does not match the line") == true)
    }
  }

  @Test("a head that was printed proves the end; another one, or one beyond the end, does not")
  func anchors() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let ledger = Ledger(directory: house.directory)
    var heads: [Head] = []
    try ledger.records { record, _ in
      heads.append(Head(sequence: record.sequence, hash: String(repeating: "0", count: 64)))
    }
    let head = try ledger.verify().extent.head
    #expect(try ledger.verify(anchors: [head]).anchors == 1)
    let exchanged = #expect(throws: LedgerFault.self) { try ledger.verify(anchors: [heads[3]]) }
    #expect(exchanged?.sequence == 4)
    #expect(exchanged?.reason.contains("which was expected of record 4") == true)
    let beyond = Head(sequence: 8, hash: head.hash)
    for fault in [
      #expect(throws: LedgerFault.self) { try ledger.verify(anchors: [beyond]) },
      #expect(throws: LedgerFault.self) { try ledger.verify(upTo: beyond) },
    ] {
      #expect(fault?.reason == "the files end with record 7, but record 8 is known to exist")
    }
  }

  @Test("snapshots are held against the records")
  func snapshots() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let store = try house.open()
    try await store.writeSnapshot()
    try await store.journal.writeSnapshot(
      of: store.journal.point, content: Club.snapshotVersion + 1
    ) { $0.write([1]) }
    let ledger = Ledger(directory: house.directory)
    #expect(try ledger.verify().unreadSnapshots == 1)
    try await store.writeSnapshot()
    #expect(try ledger.verify().snapshots == 1)
    // One that says what another club's records lead to.
    let other = store.state.withLock { state in
      var copy = state
      copy.people.forget(MemberNumber(ordinal: 1))
      return copy
    }
    try await store.journal.writeSnapshot(
      of: store.journal.point, content: Club.snapshotVersion
    ) { file in
      var writer = StateWriter { file.write($0) }
      other.write(to: &writer)
      writer.finish()
    }
    await store.close()
    let fault = #expect(throws: LedgerFault.self) { try ledger.verify() }
    #expect(fault?.sequence == 7)
    #expect(fault?.place == "\(house.directory)/snapshots/000000000007.snapshot")
    #expect(fault?.reason == "it does not say what its 7 records lead to")
    #expect(fault?.remedy.contains("remove this file") == true)
  }

  @Test("what a crash left half-written is told and is no fault")
  func unfinished() async throws {
    let house = try Clubhouse()
    try await house.fill()
    unlink("\(house.directory)/clean")
    let path = "\(house.directory)/journal/000000000001.jsonl"
    let bytes = try POSIXFileSystem().contents(of: path)
    try POSIXFileSystem().replace(path, in: "\(house.directory)/journal", with: bytes.dropLast(9))
    let found = try Ledger(directory: house.directory).verify()
    #expect(found.records == 6)
    #expect(found.extent.unfinished.count == 1)
    #expect(found.extent.unfinished.last?.contains("000000000001.jsonl:7: ") == true)
  }
}

@Suite("The second books")
struct SecondBooksTests {
  @Test("refuse a balance, a seat and a member that do not follow")
  func refuse() throws {
    let member = MemberNumber(ordinal: 0)
    let event = try Commands.event("dinner", capacity: 1)
    var books = SecondBooks()
    let place = Position(sequence: 1, index: 0)
    #expect(throws: Disagreement.self) { try books.enter(.posted(member, 60, 60), at: place) }
    try books.enter(
      .membership(.joined(member: member, channel: .desk, consent: event.slug)), at: place)
    try books.enter(.posted(member, 60, 60), at: place)
    #expect(throws: Disagreement.self) { try books.enter(.posted(member, 60, 110), at: place) }
    let seat = Fact.registration(.seated(event: event.slug, member: member))
    #expect(throws: Disagreement.self) { try books.enter(seat, at: place) }
    try books.enter(.terms(.eventAdopted(event)), at: place)
    try books.enter(seat, at: place)
    let second = Position(sequence: 2, index: 0)
    #expect(throws: Disagreement.self) { try books.enter(seat, at: second) }
    try books.enter(
      .registration(.cancelled(RegistrationID(place), event: event.slug, member: member)),
      at: second)
    try books.enter(seat, at: second)
    #expect(books.disagreement(with: Club())?.contains("by the rules") == true)
  }

  @Test(
    "work out again what a rule gives, keep its caps, and let nothing be given twice",
    arguments: [
      ("R-2", Earning(version: 1, base: 12, money: Money(fen: 12_850), claim: .receipt), 12, nil),
      (
        "R-2", Earning(version: 2, base: 12, money: Money(fen: 12_850), claim: .receipt), 12,
        "in force"
      ),
      ("R-2", Earning(base: 13, money: Money(fen: 12_850), claim: .receipt), 13, "comes to 12"),
      ("R-2", Earning(base: 12, money: Money(fen: 12_850), claim: .receipt), 11, "are not 11"),
      ("R-1", Earning(base: 12, money: Money(fen: 12_850), claim: .receipt), 12, "a second time"),
      ("R-2", Earning(base: 90, money: Money(fen: 90_000), claim: .receipt), 90, "this makes 110"),
    ] as [(String, Earning, Int, String?)])
  func earnings(reference: String, earning: Earning, points: Int, fault: String?) throws {
    let member = MemberNumber(ordinal: 0)
    let purchase = PointRule(
      code: try Commands.code("purchase"), title: "消费", points: Amount(1), per: Money(yuan: 10),
      reference: .receipt, caps: [Cap(period: .day, points: try #require(Amount(100)))])
    func award(_ reference: String, _ earning: Earning, _ points: Int, _ balance: Int) -> Fact {
      .points(
        .posted(
          Posting(
            member: member, account: .issued, points: points, balance: balance,
            source: purchase.code, reference: Reference(reference),
            businessDate: Day(daysSinceEpoch: 20_000), earning: earning)))
    }
    var books = SecondBooks()
    let place = Position(sequence: 1, index: 0)
    try books.enter(
      .membership(.joined(member: member, channel: .desk, consent: purchase.code)), at: place)
    try books.enter(.terms(.rulesAdopted(ClubRules(pointRules: [purchase]))), at: place)
    let first = Earning(base: 20, money: Money(fen: 20_000), claim: .receipt)
    try books.enter(award("R-1", first, 20, 20), at: Position(sequence: 2, index: 0))
    let fact = award(reference, earning, points, 20 + points)
    do {
      try books.enter(fact, at: Position(sequence: 3, index: 0))
      #expect(fault == nil)
    } catch {
      #expect(error.message.contains(fault ?? "nothing"), "\(error.message)")
    }
  }
}

extension Fact {
  fileprivate static func posted(
    _ member: MemberNumber, _ points: Int, _ balance: Int
  ) -> Fact {
    .points(
      .posted(
        Posting(
          member: member, account: .issued, points: points, balance: balance,
          source: PointSource.manual, businessDate: Day(daysSinceEpoch: 20_000))))
  }
}
