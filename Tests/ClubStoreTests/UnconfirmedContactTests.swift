import Club
import Synchronization
import Testing

@testable import ClubStore
@testable import Journal

/// Takes letters, and remembers to whom.
private final class Recipients: MessageCarrier {
  let routes: Set<ContactRoute> = [.phone, .email]
  let all = Mutex<[String]>([])

  func carry(_ letter: Letter) async -> Handover {
    all.withLock { $0.append(letter.recipient) }
    return .taken
  }
}

@Suite("Contacts that nobody has confirmed")
struct UnconfirmedContactTests {
  private let clerk = Actor.staff(StaffID(1), .clerk)
  private let phone = "+8613800138000"

  /// A club with a clerk, a member with a confirmed telephone, and two visitors: one with the same, one with
  /// another.
  private func open(_ house: Clubhouse) async throws -> (ClubStore, [MemberNumber]) {
    let store = try await house.openWithTerms()
    _ = try await store.submit(
      .staff(
        .add(
          name: try #require(PersonName("顾南屏")), role: .clerk,
          tokenHash: try #require(TokenHash([UInt8](repeating: 1, count: 32))))), by: .system)
    var members: [MemberNumber] = []
    for (name, phone, actor) in [
      ("甲", "13800138000", Actor.system), ("乙", "13800138000", .visitor),
      ("丙", "13900139000", .visitor),
    ] {
      let outcome = try await store.submit(try Commands.signUp(name, phone: phone), by: actor)
      members.append(try #require(outcome.joined))
    }
    return (store, members)
  }

  private func confirm(_ phone: String, of member: MemberNumber) throws -> Command {
    .membership(
      .changeContact(
        ContactChange(member: member, contact: .phone(try #require(Phone(phone))))))
  }

  private func refusal(
    _ holder: MemberNumber, isConfirmed: Bool
  ) -> SubmissionError {
    .rejected(
      .membership(.duplicateContact(holder: ContactHolder(holder, isConfirmed: isConfirmed))))
  }

  @Test("the desk is told whose a contact is, and confirms it for one member")
  func desk() async throws {
    let house = try Clubhouse()
    let (store, members) = try await open(house)
    let newcomer = try Commands.signUp("丁", phone: "13900139000", channel: .desk)
    await #expect(throws: refusal(members[2], isConfirmed: false)) {
      try await store.submit(newcomer, by: clerk)
    }
    let known = try Commands.signUp("丁", phone: "13800138000", channel: .desk)
    await #expect(throws: refusal(members[0], isConfirmed: true)) {
      try await store.submit(known, by: clerk)
    }
    await #expect(throws: refusal(members[0], isConfirmed: true)) {
      try await store.submit(try confirm("13800138000", of: members[1]), by: clerk)
    }
    let fourth = try await store.submit(
      try Commands.signUp("丁", phone: "13900139000"), by: .visitor)
    let late = try #require(fourth.joined)
    let confirmed = try await store.submit(try confirm("13900139000", of: members[2]), by: clerk)
    #expect(confirmed.facts == [.membership(.contactChanged(member: members[2], .phone))])
    #expect(
      try await store.submit(try confirm("13900139000", of: members[2]), by: clerk).facts.isEmpty)
    await #expect(throws: refusal(members[2], isConfirmed: true)) {
      try await store.submit(try confirm("13900139000", of: late), by: clerk)
    }
    await #expect(throws: refusal(members[2], isConfirmed: true)) {
      try await store.submit(newcomer, by: clerk)
    }
    await store.close()
  }

  @Test("a search finds whoever has confirmed a contact before whoever has only typed it")
  func search() async throws {
    let house = try Clubhouse()
    let (store, members) = try await open(house)
    let found = try await store.read { club, people in
      MemberQuery("13800138000")?.members(among: people, of: club, limit: 5)
    }
    #expect(found == [members[0], members[1]])
    await store.close()
  }

  @Test("whoever has it now is found before whoever has left")
  func leftBehind() async throws {
    let house = try Clubhouse()
    let (store, members) = try await open(house)
    let late = try await store.submit(
      try Commands.signUp("丁", email: "ding@example.com"), by: .system)
    let gone = try #require(late.joined)
    _ = try await store.submit(.membership(.leave(gone)), by: .system)
    let address = try #require(Contact("ding@example.com"))
    _ = try await store.submit(
      .membership(.changeContact(ContactChange(member: members[0], contact: address))), by: clerk)
    let found = try await store.read { club, people in
      MemberQuery("ding@example.com")?.members(among: people, of: club, limit: 5)
    }
    #expect(found == [members[0]])
    await store.close()
  }

  @Test("nothing is sent to it, and letters with issues are for those who have confirmed theirs")
  func letters() async throws {
    let house = try Clubhouse()
    let (store, members) = try await open(house)
    try store.startOutbox(reaching: [.phone, .email])
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("open-day", capacity: 1)]), by: .system)
    // The first gives the seat up for the second, who then gives it up for the third.
    for member in members {
      _ = try await store.submit(try Commands.register(member, "open-day"), by: .system)
    }
    let carrier = Recipients()
    for (place, isSent) in [(0, false), (1, true)] {
      if isSent {
        _ = try await store.submit(try confirm("13900139000", of: members[2]), by: clerk)
      }
      let id = try await store.read { club, _ in
        club.registration.registrations(of: members[place]).first?.id
      }
      _ = try await store.submit(.registration(.cancel(try #require(id))), by: .system)
      while try await store.sendNextMessage(by: carrier) {}
      #expect(carrier.all.withLock { $0 } == (isSent ? ["+8613900139000"] : []))
    }
    let mail = try await store.submit(
      try Commands.signUp("丁", email: "ding@example.com"), by: .visitor)
    let reader = try #require(mail.joined)
    _ = try await store.submit(.newsletter(.agree(reader, .original)), by: .member(reader))
    let issue = try Commands.code("27")
    #expect(try await store.read { club, _ in club.newsletterReaders(of: issue) } == [])
    let address = try #require(Contact("ding@example.com"))
    _ = try await store.submit(
      .membership(.changeContact(ContactChange(member: reader, contact: address))), by: clerk)
    #expect(try await store.read { club, _ in club.newsletterReaders(of: issue) } == [reader])
    await store.close()
  }

  @Test("it is known after a restart, from the journal and from a snapshot")
  func restart() async throws {
    let house = try Clubhouse()
    let (store, members) = try await open(house)
    try await store.writeSnapshot()
    _ = try await store.submit(try confirm("13900139000", of: members[2]), by: clerk)
    await store.close()
    let again = try house.open()
    #expect(again.journal.restored > 0)
    let unconfirmed = try await again.read { club, _ in
      members.map { club.membership.member($0)?.unconfirmed }
    }
    #expect(unconfirmed == [[], [.phone], []])
    await again.close()
    #expect(try Ledger(directory: house.directory).verify().snapshots == 1)
  }
}
