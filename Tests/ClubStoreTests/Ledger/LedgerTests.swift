import CivilTime
import Club
import Testing

@testable import ClubStore

@Suite("Reading a ledger")
struct LedgerTests {
  @Test("records come in order, with the people as they are known after each")
  func records() async throws {
    let house = try Clubhouse()
    try await house.fill()
    var seen: [String] = []
    let extent = try Ledger(directory: house.directory).records { record, people in
      let names = record.facts.compactMap(\.member).map { people.name(of: $0) ?? "-" }
      seen.append("\(record.sequence) \(record.actor) \(names.joined(separator: ","))")
    }
    #expect(
      seen == [
        "1 system ", "2 visitor 何知秋,何知秋", "3 visitor 苏禾,苏禾",
        "4 member:\(MemberNumber(ordinal: 0).digits) 何知秋", "5 system 何知秋", "6 system 何知秋",
        "7 system 苏禾",
      ])
    #expect(extent.head.sequence == 7)
    #expect(extent.time == Instant(milliseconds: 1_795_829_400_000))
  }

  @Test("facts are shown as the journal writes them")
  func json() async throws {
    let house = try Clubhouse()
    try await house.fill()
    var facts: [String] = []
    try Ledger(directory: house.directory).records { record, _ in
      facts += record.factsJSON.map { "\($0)" }
    }
    let journal = try house.contents("journal")
    #expect(facts.count == 10)
    #expect(facts.allSatisfy { journal.contains($0) })
  }

  @Test("an empty folder is a fault that names it")
  func nothing() throws {
    let fault = #expect(throws: LedgerFault.self) {
      try Ledger(directory: "/nowhere/Store").records { _, _ in }
    }
    #expect(fault?.place == "/nowhere/Store")
    #expect(fault?.reason.contains("No such file") == true)
  }
}
