import Disk
import Glibc
import Journal
import Testing

@testable import ClubStore

@Suite("A copy of a store")
struct StoreCopyTests {
  @Test("holds everything but locks, and opens as a store that was stopped cleanly")
  func copy() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let store = try house.open()
    let target = "\(house.directory)-copy"
    #expect(mkdir(target, 0o700) == 0)
    let copy = try StoreCopy(of: house.directory, in: target)
    #expect(copy.head == store.head && copy.files >= 5)
    let names = try POSIXFileSystem().list(target).sorted()
    #expect(names == ["README", "annex", "clean", "journal", "secret.key"])
    #expect(try Ledger(directory: target).verify().records == 7)
    await store.close()
    let opened = try house.open(directory: target)
    #expect(opened.head == copy.head)
    await opened.close()
  }
}
