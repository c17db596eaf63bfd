import Disk
import Glibc
import Testing

@testable import ClubStore

@Suite("Store/README: what lies here")
struct StoreReadmeTests {
  @Test("is written when a store is made, names every file there, and is left alone afterwards")
  func written() async throws {
    let house = try Clubhouse()
    try await house.fill()
    let path = "\(house.directory)/README"
    let text = String(decoding: try POSIXFileSystem().contents(of: path), as: UTF8.self)
    #expect(text == StoreReadme.text)
    for name in try POSIXFileSystem().list(house.directory) where name != "README" {
      #expect(
        text.contains("  \(name)") || text.contains(" \(name) "), "README is silent on \(name)")
    }
    try POSIXFileSystem().replace(path, in: house.directory, with: Array("mine".utf8))
    await (try house.open()).close()
    #expect(try POSIXFileSystem().contents(of: path) == Array("mine".utf8))
    unlink(path)
    await (try house.open()).close()
    #expect(try POSIXFileSystem().contents(of: path) == Array(StoreReadme.text.utf8))
  }
}
