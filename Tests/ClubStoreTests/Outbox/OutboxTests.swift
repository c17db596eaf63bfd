import CivilTime
import Club
import Disk
import Glibc
import Journal
import Synchronization
import Testing

@testable import ClubStore

/// Takes letters, and says of each what a test wants.
private final class Bag: MessageCarrier {
  let routes: Set<ContactRoute>
  let letters = Mutex<[Letter]>([])
  private let answer: @Sendable (Letter) async throws -> Handover

  init(
    _ routes: Set<ContactRoute> = [.phone, .email],
    _ answer: @escaping @Sendable (Letter) async throws -> Handover = { _ in .taken }
  ) {
    self.routes = routes
    self.answer = answer
  }

  func carry(_ letter: Letter) async -> Handover {
    letters.withLock { $0.append(letter) }
    return (try? await answer(letter)) ?? .unclear("the test failed")
  }

  var recipients: [String] { letters.withLock { $0.map(\.recipient) } }
}

extension Clubhouse {
  /// A club with one seat, which the second of two members waits for.
  fileprivate func openFull() async throws -> ClubStore {
    let store = try open()
    try store.startOutbox(reaching: [.phone, .email])
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("open-day", capacity: 1)]), by: .system)
    for (name, phone) in [("何知秋", "13800138000"), ("苏禾", "13800138001")] {
      let joined = try await store.submit(try Commands.signUp(name, phone: phone), by: .system)
      _ = try await store.submit(
        try Commands.register(try #require(joined.joined), "open-day"), by: .system)
    }
    return store
  }

  /// Lets the first give the seat up, which makes it the second's.
  fileprivate func giveUp(in store: ClubStore) async throws {
    let id = try await store.read { club, _ in
      club.registration.registrations(of: MemberNumber(ordinal: 0)).first?.id
    }
    _ = try await store.submit(.registration(.cancel(try #require(id))), by: .system)
  }

  fileprivate var outboxText: String {
    get throws {
      String(
        decoding: try POSIXFileSystem().contents(of: "\(directory)/outbox.jsonl"), as: UTF8.self)
    }
  }

  /// Empty where there is no file.
  fileprivate var contactsText: String {
    let bytes = try? POSIXFileSystem().contents(of: "\(directory)/outbox-contacts.jsonl")
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}

extension ClubStore {
  fileprivate var statuses: [String] {
    undeliveredMessages.map { "\($0.message.id) \($0.step.status.name)" }
  }
}

@Suite("The outbox of a store")
struct OutboxTests {
  @Test("a fact becomes a letter, once; the file names nobody")
  func letter() async throws {
    let house = try Clubhouse()
    let store = try await house.openFull()
    let bag = Bag()
    #expect(try await !store.sendNextMessage(by: bag))
    try await house.giveUp(in: store)
    #expect(store.statuses == ["M6-2 queued"])
    #expect(try await store.sendNextMessage(by: bag))
    #expect(try await !store.sendNextMessage(by: bag))
    let letter = try #require(bag.letters.withLock { $0.first })
    #expect(letter.recipient == "+8613800138001" && letter.route == .phone)
    #expect(letter.event?.title == "工地开放日" && letter.code == nil)
    #expect(store.statuses == [])
    let text = try house.outboxText
    #expect(
      text == """
        {"v":1,"after":0}
        {"message":"M6-2","time":1795829400000,"status":"handing-over","tries":1}
        {"message":"M6-2","time":1795829400000,"status":"delivered","tries":1}

        """)
    await store.close()
  }

  @Test("a crash during the hand-over leaves it unknown; one before it loses nothing")
  func crash() async throws {
    let house = try Clubhouse()
    let store = try await house.openFull()
    try await house.giveUp(in: store)
    let before = try house.crashed()
    let during = Mutex<ClubStore?>(nil)
    let bag = Bag { _ in
      let copy = try house.crashed()
      during.withLock { $0 = copy }
      return .taken
    }
    #expect(try await store.sendNextMessage(by: bag))
    let after = try house.crashed()
    for (name, copy, expected, sent) in [
      ("before", before, ["M6-2 queued"], 1),
      ("during", during.withLock { $0 }, ["M6-2 unknown"], 0),
      ("after", after, [], 0),
    ] {
      let copy = try #require(copy)
      #expect(copy.statuses == expected, "\(name)")
      try copy.startOutbox(reaching: [.phone])
      let second = Bag()
      while try await copy.sendNextMessage(by: second) {}
      #expect(second.recipients.count == sent, "\(name)")
      await copy.close()
    }
    await store.close()
  }

  @Test("a snapshot remembers what waits; a clean start goes on with it")
  func snapshot() async throws {
    let house = try Clubhouse()
    let store = try await house.openFull()
    try await house.giveUp(in: store)
    let busy = Bag { _ in .refusedForNow("busy") }
    #expect(try await store.sendNextMessage(by: busy))
    try await store.writeSnapshot()
    await store.close()
    let again = try house.open()
    #expect(again.statuses == ["M6-2 waiting"])
    try again.startOutbox(reaching: [.phone])
    #expect(try await !again.sendNextMessage(by: busy))
    house.passTime(seconds: 30)
    let bag = Bag()
    #expect(try await again.sendNextMessage(by: bag))
    #expect(bag.letters.withLock { $0.map(\.earlierTries) } == [1])
    await again.close()
  }

  @Test("whoever was erased, or has no contact that is carried, gets nothing")
  func nobody() async throws {
    let house = try Clubhouse()
    let store = try await house.openFull()
    try await house.giveUp(in: store)
    let mail = Bag([.email])
    #expect(try await store.sendNextMessage(by: mail))
    #expect(mail.recipients == [] && store.statuses == ["M6-2 dropped"])
    _ = try await store.submit(
      try Commands.register(MemberNumber(ordinal: 0), "open-day"), by: .system)
    let id = try await store.read { club, _ in
      club.registration.registrations(of: MemberNumber(ordinal: 1)).first?.id
    }
    _ = try await store.submit(.registration(.cancel(try #require(id))), by: .system)
    #expect(store.statuses == ["M8-2 queued", "M6-2 dropped"])
    let erasure = try await store.erase(MemberNumber(ordinal: 0))
    #expect(erasure.leftovers == [] && store.statuses == ["M8-2 dropped", "M6-2 dropped"])
    #expect(try await !store.sendNextMessage(by: Bag()))
    await store.close()
  }

  @Test("a code to nobody's contact: the contact is kept until it is sent, the digits nowhere")
  func code() async throws {
    let house = try Clubhouse()
    let store = try await house.openFull()
    let contact = try #require(Contact("13900139000"))
    let key = IdempotencyKey.test("code-1")
    let code = try #require(TokenHash(ClubStore.tokenHash(store.codeName(for: key))))
    let request = CodeRequest(
      code: code, purpose: .join, contact: contact,
      expires: house.time.withLock { $0.adding(seconds: 600) })
    try await store.sendCode(request, idempotency: key)
    try await store.sendCode(request, idempotency: key)
    #expect(house.contactsText.contains("+8613900139000"))
    #expect(try !house.outboxText.contains("139"))
    // A crash loses neither the code nor whom it is for.
    let copy = try house.crashed()
    try copy.startOutbox(reaching: [.phone])
    for store in [copy, store] {
      let bag = Bag()
      while try await store.sendNextMessage(by: bag) {}
      #expect(bag.recipients == ["+8613900139000"])
      let digits = store.codeDigits(code, for: .join, at: contact.text)
      #expect(bag.letters.withLock { $0.map(\.code) } == [digits])
      #expect(
        digits.utf8.count == 6 && digits != store.codeDigits(code, for: .signIn, at: contact.text))
      #expect(!(try house.contents("journal").contains(digits)))
    }
    #expect(try !house.outboxText.contains("139") && house.contactsText.isEmpty)
    await copy.close()
    await store.close()
  }

  @Test("under a key of the people the contact is sealed")
  func sealed() async throws {
    let house = try Clubhouse()
    await (try house.open()).close()
    let folder = house.directory.replacing("/Store", with: "")
    _ = system("mkdir '\(folder)/a' '\(folder)/b'")
    _ = try PeopleSealing.set(
      up: house.directory, key: "\(folder)/a/key", recovery: "\(folder)/b/key")
    let store = try await house.openFull()
    let key = IdempotencyKey.test("code-1")
    let code = try #require(TokenHash(ClubStore.tokenHash(store.codeName(for: key))))
    try await store.sendCode(
      CodeRequest(
        code: code, purpose: .join, contact: try #require(Contact("he@example.com")),
        expires: house.time.withLock { $0.adding(seconds: 600) }), idempotency: key)
    #expect(!house.contactsText.contains("example") && house.contactsText.contains("sealed"))
    await store.close()
    let again = try house.open()
    try again.startOutbox(reaching: [.email])
    let bag = Bag([.email])
    while try await again.sendNextMessage(by: bag) {}
    #expect(bag.recipients == ["he@example.com"])
    await again.close()
  }

  @Test("nothing of before the outbox is sent, and a club without one keeps no file")
  func beginning() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    await store.close()
    #expect(try !POSIXFileSystem().list(house.directory).contains("outbox.jsonl"))
    let full = try await house.openFull()
    try await house.giveUp(in: full)
    await full.close()
    _ = system("rm '\(house.directory)/outbox.jsonl'")
    let again = try house.open()
    try again.startOutbox(reaching: [.phone])
    #expect(try await !again.sendNextMessage(by: Bag()))
    await again.close()
  }

  @Test("half a line at the end was never acted upon; any other is refused with its number")
  func torn() async throws {
    let house = try Clubhouse()
    let store = try await house.openFull()
    try await house.giveUp(in: store)
    await store.close()
    let path = "\(house.directory)/outbox.jsonl"
    _ = system(#"printf '{"message":"M6-2","time":17' >> '\#(path)'"#)
    let again = try house.open()
    #expect(again.statuses == ["M6-2 queued"])
    await again.close()
    _ = system("echo >> '\(path)'")
    let error = #expect(throws: StoreError.self) { try house.open() }
    #expect(error?.description.contains("outbox.jsonl:2: this is no line") == true)
  }
}
