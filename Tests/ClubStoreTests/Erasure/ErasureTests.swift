import Annex
import CivilTime
import Club
import Disk
import Glibc
import Journal
import Synchronization
import Testing

@testable import ClubStore

@Suite("Erasing a member")
struct ErasureTests {
  @Test("values give way to traces; records, chain and sums stay; the contact is free again")
  func erased() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let store = try house.open()
    let member = MemberNumber(ordinal: 0)
    let journal = try house.contents("journal")
    let size = try house.contents("annex").utf8.count
    let erasure = try await store.erase(member)
    #expect(erasure.values == 4 && erasure.records == 3)
    #expect(erasure.verification.erased == 4 && erasure.verification.values == 2)
    #expect(erasure.leftovers.isEmpty && erasure.mentions.isEmpty && erasure.filesSearched >= 5)
    #expect(try house.contents("journal") == journal)
    let annex = try house.contents("annex")
    #expect(annex.utf8.count == size)
    #expect(!annex.contains("何知秋") && !annex.contains("13800138000") && annex.contains("苏禾"))
    let name = try await store.read { club, people in
      (
        people.name(of: member), people.members(withContact: "+8613800138000", in: club),
        club.points.balance(of: member)
      )
    }
    #expect(name.0 == nil && name.1 == [] && name.2 == 40)
    #expect(try await store.record(2)?.annex == [])
    // What comes after goes to the new file, and everything is there at the next start.
    let again = try await store.submit(
      try Commands.signUp("再来", phone: "13800138000"), by: .system)
    #expect(again.joined == MemberNumber(ordinal: 2))
    #expect(try await store.record(again.sequence)?.annex["name"] == "再来")
    await store.close()
    let reopened = try house.open()
    let names = try await reopened.read { _, people in
      (0..<3).map { people.name(of: MemberNumber(ordinal: $0)) }
    }
    #expect(names == [nil, "苏禾", "再来"])
    await reopened.close()
    #expect(try Ledger(directory: house.directory).verify().erased == 4)
  }

  @Test("one that a crash has interrupted is finished at the next start")
  func interrupted() async throws {
    let house = try Clubhouse()
    try await house.fill()
    var list = ErasedMembers()
    list.add(
      ErasedMembers.Line(
        member: MemberNumber(ordinal: 1), time: Instant(milliseconds: 1_795_829_400_000), upTo: 7))
    try list.add(to: "erasing", in: house.directory)
    let store = try house.open()
    #expect(!(try house.contents("annex").contains("苏禾")))
    let name = try await store.read { _, people in people.name(of: MemberNumber(ordinal: 1)) }
    #expect(name == nil)
    await store.close()
    #expect(try !POSIXFileSystem().list(house.directory).contains("erasing"))
    #expect(try ErasedMembers.read("\(house.directory)/erased-members") == list)
  }

  @Test("somebody else of the same name is nobody's trace; a text that names the person is told")
  func namesakes() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let person = try await store.submit(
      try Commands.signUp("王伟明", phone: "13800138000"), by: .visitor)
    let other = try await store.submit(
      try Commands.signUp("王伟明", phone: "13800138001"), by: .visitor)
    let member = try #require(other.joined)
    _ = try await store.submit(try Commands.award(60, to: member, reason: "王伟明介绍"), by: .system)
    let erasure = try await store.erase(try #require(person.joined))
    #expect(erasure.leftovers.isEmpty)
    #expect(erasure.mentions == [Erasure.Mention(sequence: 4, field: "reason")])
    let second = try await store.erase(try #require(person.joined), also: [4])
    #expect(second.values == 1)
    #expect(try await store.record(4)?.annex == [])
    #expect(try await store.record(3)?.annex["name"] == "王伟明")
    await store.close()
  }

  @Test("another's own telephone is no trace, though it is the same: it goes from hand to hand")
  func sharedContact() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let person = try await store.submit(
      try Commands.signUp("王伟明", phone: "13800138000"), by: .system)
    // At a club that sends no codes anybody may type it.
    let other = try await store.submit(
      try Commands.signUp("陈小舟", phone: "13800138000"), by: .visitor)
    let member = try #require(other.joined)
    _ = try await store.submit(
      try Commands.award(60, to: member, reason: "电话13800138000来问"), by: .system)
    let erasure = try await store.erase(try #require(person.joined))
    #expect(erasure.leftovers.isEmpty)
    #expect(erasure.mentions == [Erasure.Mention(sequence: 4, field: "reason")])
    let phone = try await store.read { _, people in people.person(member)?.phone }
    #expect(phone == "+8613800138000")
    await store.close()
  }

  @Test("commands go on while somebody is erased, and nothing of them is lost")
  func underLoad() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let person = try await store.submit(
      try Commands.signUp("何知秋", phone: "13800138000"), by: .visitor)
    let member = try #require(person.joined)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          _ = try await store.submit(
            try Commands.signUp("会员\(number)", email: "m\(number)@example.com"), by: .visitor)
        }
      }
      group.addTask {
        let erasure = try await store.erase(member)
        #expect(erasure.leftovers.isEmpty)
      }
      try await group.waitForAll()
    }
    await store.close()
    let found = try Ledger(directory: house.directory).verify()
    #expect(found.members == 201 && found.erased == 2 && found.values == 400)
    #expect(house.fatalErrors.withLock { $0 } == [])
  }

  @Test("a number that nobody has is an error")
  func nobody() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let error = await #expect(throws: StoreError.self) {
      try await store.erase(MemberNumber(ordinal: 5))
    }
    #expect(error?.description.contains("nobody has the number") == true)
    await store.close()
  }
}

@Suite("The list of erased members")
struct ErasedMembersTests {
  @Test("is read from what it is written as; a bare number stands for everything")
  func coding() throws {
    var list = ErasedMembers()
    let time = Instant(milliseconds: 1_795_829_400_000)
    let member = MemberNumber(ordinal: 3)
    list.add(ErasedMembers.Line(member: member, time: time, upTo: 412))
    list.add(ErasedMembers.Line(member: member, time: time, upTo: 412))
    list.add(ErasedMembers.Line(member: member, time: time, upTo: 420, also: [23, 17]))
    #expect(list.lines.count == 2)
    let text = String(decoding: list.contents, as: UTF8.self)
    #expect(text.hasSuffix("\(member.digits) 2026-11-28T09:30:00+08:00 420 17,23\n"))
    #expect(try ErasedMembers(list.contents, path: "list") == list)
    let typed = try ErasedMembers(Array("\(member)\r\n".utf8.filter { $0 != 0x20 }), path: "list")
    #expect(typed.lines.map(\.upTo) == [.max])
  }

  @Test("a line that is something else is refused with its number: nobody may come back by it")
  func refused() {
    let error = #expect(throws: StoreError.self) {
      try ErasedMembers(Array("# list\n123\n".utf8), path: "list")
    }
    #expect(error?.description.hasPrefix("list:2: this is no member number") == true)
  }
}
