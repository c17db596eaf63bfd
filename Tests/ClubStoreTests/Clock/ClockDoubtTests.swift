import CivilTime
import Club
import Disk
import Journal
import Synchronization
import Testing

@testable import ClubStore

@Suite("A clock that cannot be right")
struct ClockDoubtTests {
  @Test("it is believed up to 40 days after the last record, and not beyond; behind it not at all")
  func rule() async throws {
    let house = try Clubhouse()
    await (try await house.openWithTerms()).close()
    let last = house.time.withLock { $0 }
    for (days, seconds, doubt) in [
      (0, 0, nil), (40, 0, nil), (40, 1, .ahead(of: last)), (4000, 0, .ahead(of: last)),
      (0, -300, nil), (0, -301, .behind(last)), (-4000, 0, .behind(last)),
    ] as [(Int, Int, ClockDoubt?)] {
      house.time.withLock { $0 = last.adding(seconds: days * 86_400 + seconds) }
      let store = try house.open()
      #expect(store.clockDoubt == doubt, "\(days) days and \(seconds) s")
      await store.close()
    }
  }

  @Test("what is posted under a wrong clock makes it no truer, in this run and in the next")
  func postings() async throws {
    let house = try Clubhouse()
    await (try await house.openWithTerms()).close()
    house.passTime(seconds: 500 * 86_400)
    let store = try house.open()
    #expect(store.clockDoubt != nil)
    try await store.submit(try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    #expect(store.clockDoubt != nil)
    await store.close()
    let again = try house.open()
    #expect(again.clockDoubt != nil)
    // Set right, it is behind what it has dated itself.
    house.passTime(seconds: -499 * 86_400)
    guard case .behind = again.clockDoubt else {
      Issue.record("\(String(describing: again.clockDoubt))")
      return
    }
    await again.close()
  }

  @Test("somebody who says that it is right is believed, also by the next start")
  func believed() async throws {
    let house = try Clubhouse()
    await (try await house.openWithTerms()).close()
    house.passTime(seconds: 60 * 86_400)
    let store = try house.open()
    #expect(store.clockDoubt != nil)
    try store.believeClock()
    #expect(store.clockDoubt == nil)
    await store.close()
    house.passTime(seconds: 30 * 86_400)
    let again = try house.open()
    #expect(again.clockDoubt == nil)
    await again.close()
    // A file that says nothing counts as none.
    try POSIXFileSystem().replace(
      "\(house.directory)/clock", in: house.directory, with: Array("?".utf8))
    let third = try house.open()
    #expect(third.clockDoubt != nil)
    await third.close()
  }

  @Test("the time of the last record is read from the files alone")
  func lastRecord() async throws {
    let house = try Clubhouse()
    #expect(ClubStore.lastRecordTime(in: house.directory) == nil)
    let store = try await house.openWithTerms()
    house.passTime(seconds: 7)
    try await store.submit(try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    #expect(ClubStore.lastRecordTime(in: house.directory) == house.time.withLock { $0 })
    await store.close()
  }
}
