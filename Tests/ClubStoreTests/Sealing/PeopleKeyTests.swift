import Annex
import Disk
import Glibc
import Journal
import Simulation
import Testing

@testable import ClubStore

@Suite("The key of the people")
struct PeopleKeyTests {
  @Test("seals for one context, and is read from the file it is written to")
  func key() async throws {
    try await withNewDirectory { folder in
      let key = PeopleKey()
      try key.write(to: "\(folder)/people.key")
      let again = try PeopleKey(file: "\(folder)/people.key")
      #expect(again.name == key.name && key.name.utf8.count == 16)
      let sealed = key.sealing.seal([1, 2, 3], [7])
      #expect(sealed.count == 12 + 3 + 16)
      #expect(again.sealing.open(sealed, [7]) == [1, 2, 3])
      #expect(again.sealing.open(sealed, [8]) == nil)
      #expect(PeopleKey().sealing.open(sealed, [7]) == nil)
      var status = stat()
      #expect(stat("\(folder)/people.key", &status) == 0 && status.st_mode & 0o777 == 0o600)
      #expect(throws: StoreError.self) { try key.write(to: "\(folder)/people.key") }
    }
  }

  @Test("a missing file and a mistyped digit are told apart, each with what to do")
  func unreadable() async throws {
    let missing = #expect(throws: StoreError.self) { try PeopleKey(file: "/nowhere/people.key") }
    #expect(missing?.description.contains("the recovery copy is as good") == true)
    try await withNewDirectory { folder in
      let digits = String(repeating: "ab", count: 32)
      try POSIXFileSystem().replace(
        "\(folder)/k", in: folder, with: Array("name 0123456789abcdef\nkey \(digits)\n".utf8))
      let mistyped = #expect(throws: StoreError.self) { try PeopleKey(file: "\(folder)/k") }
      #expect(mistyped?.description.contains("a digit of it is wrong") == true)
    }
  }
}
