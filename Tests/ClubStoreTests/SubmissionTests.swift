import CivilTime
import Club
import Synchronization
import Testing

@testable import ClubStore

@Suite("Submitting commands")
struct SubmissionTests {
  @Test("what was accepted is there after a restart, fact by fact and name by name")
  func restart() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("open-day", capacity: 1)]), by: .system)
    let first = try await store.submit(
      try Commands.signUp("林 知远", phone: "138 0013 8000"), by: .visitor)
    let second = try await store.submit(
      try Commands.signUp("苏禾", email: "su@example.com"), by: .visitor)
    let one = try #require(first.joined)
    let two = try #require(second.joined)
    _ = try await store.submit(try Commands.award(120, to: one), by: .system)
    _ = try await store.submit(try Commands.spend(50, of: one), by: .system)
    _ = try await store.submit(try Commands.register(one, "open-day"), by: .member(one))
    _ = try await store.submit(try Commands.register(two, "open-day"), by: .member(two))
    let club = try await store.read { club, _ in club }
    let head = store.head
    await store.close()

    let again = try house.open()
    #expect(again.head == head)
    #expect(head.sequence == 7)
    #expect(try await again.read { club, _ in club } == club)
    #expect(
      try await again.read { _, people in people.person(one) }
        == Person(name: "林 知远", phone: "+8613800138000", email: nil))
    #expect(try await again.read { _, people in people.name(of: two) } == "苏禾")
    #expect(try await again.read { club, _ in club.points.balance(of: one) } == 70)
    await again.close()
  }

  @Test("what was acknowledged is there after a crash")
  func crash() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    for number in 1...12 {
      let outcome = try await store.submit(
        try Commands.signUp("会员\(number)", phone: "1380013\(8000 + number)"), by: .visitor)
      let member = try #require(outcome.joined)
      _ = try await store.submit(try Commands.award(number, to: member), by: .system)
      let copy = try house.crashed()
      #expect(copy.head == store.head)
      #expect(try await copy.read { club, _ in club } == (try await store.read { club, _ in club }))
      await copy.close()
    }
    await store.close()
  }

  @Test("no personal value and no free text is in the journal, only in the annex")
  func personalValues() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let outcome = try await store.submit(
      try Commands.signUp("林知远", phone: "13800138000", email: "lin@example.com"), by: .visitor,
      idempotency: .test("key-lin", body: "林知远"))
    let member = try #require(outcome.joined)
    let award = try await store.submit(
      try Commands.award(10, to: member, reason: "林先生的来稿"), by: .system)
    let journal = try house.contents("journal")
    let annex = try house.contents("annex")
    for value in ["林知远", "13800138000", "lin@example.com", "林先生的来稿"] {
      #expect(!journal.contains(value))
      #expect(annex.contains(value))
    }
    #expect(!journal.contains("key-lin"))
    #expect(try await store.record(award.sequence)?.annex["reason"] == "林先生的来稿")
    #expect(try await store.record(99) == nil)
    await store.close()
  }

  @Test("two people cannot share a contact, however they type it")
  func duplicates() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let first = try await store.submit(
      try Commands.signUp("甲", phone: "13800138000", email: "jia@example.com"), by: .visitor)
    let member = try #require(first.joined)
    for (phone, email) in [
      ("+86 138-0013-8000", nil), ("１３８００１３８０００", nil), (nil, "JIA@example.com"),
      ("13900139000", "jia@example.com"),
    ] {
      let error = await #expect(throws: SubmissionError.self) {
        try await store.submit(
          try Commands.signUp("乙", phone: phone, email: email), by: .system)
      }
      #expect(
        error
          == .rejected(
            .membership(.duplicateContact(holder: ContactHolder(member, isConfirmed: false)))))
    }
    #expect(store.head.sequence == 2)
    await store.close()
    let again = try house.open()
    for contact in ["+8613800138000", "jia@example.com"] {
      #expect(
        try await again.read { club, people in people.members(withContact: contact, in: club) }
          == [member])
    }
    await again.close()
  }

  @Test("of many who ask at once, one gets the contact and as many get seats as there are")
  func race() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("open-day", capacity: 5)]), by: .system)
    let command = try Commands.signUp("甲", phone: "13800138000")
    let accepted = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<20 {
        group.addTask { (try? await store.submit(command, by: .system)) == nil ? 0 : 1 }
      }
      return await group.reduce(0, +)
    }
    #expect(accepted == 1)
    var members: [MemberNumber] = []
    for number in 0..<16 {
      let outcome = try await store.submit(
        try Commands.signUp("会员", phone: "1390013\(9000 + number)"), by: .visitor)
      members.append(try #require(outcome.joined))
    }
    await withTaskGroup(of: Void.self) { group in
      for member in members {
        group.addTask {
          _ = try? await store.submit(
            try Commands.register(member, "open-day"), by: .member(member))
        }
      }
    }
    let figures = try await store.figures()
    #expect(figures.seats == ["open-day": Seats(capacity: 5, taken: 5, waiting: 11)])
    #expect(figures.members == 17)
    await store.close()
  }

  @Test("a command that changes nothing writes nothing")
  func nothing() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    let adopt = try Commands.adopt([try Commands.event("open-day", capacity: 1)])
    let first = try await store.submit(adopt, by: .system)
    let second = try await store.submit(adopt, by: .system)
    #expect(!first.facts.isEmpty)
    #expect(second.facts.isEmpty)
    #expect(second.sequence == first.sequence)
    #expect(store.head.sequence == 1)
    await store.close()
  }

  @Test("a clock that goes back does not take the records with it")
  func clock() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let first = try await store.submit(try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    house.passTime(seconds: -3600)
    let second = try await store.submit(
      try Commands.signUp("乙", phone: "13900139000"), by: .visitor)
    #expect(second.time == first.time)
    await store.close()
    let again = try house.open()
    let third = try await again.submit(try Commands.signUp("丙", phone: "13700137000"), by: .visitor)
    #expect(third.time == first.time)
    await again.close()
  }

  @Test("a closed store refuses")
  func closed() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    await store.close()
    let error = await #expect(throws: SubmissionError.self) {
      try await store.submit(try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    }
    guard case .stopped = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
