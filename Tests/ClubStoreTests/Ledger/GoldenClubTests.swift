import CivilTime
import Club
import Disk
import Glibc
import Journal
import Synchronization
import Testing

@testable import ClubStore

/// The clubs under Tests/Fixtures/Journals/club-1, club-2 … replay for ever, to the balances that stand
/// beside them. Together they hold every kind of fact that this program can write; where one is missing,
/// give `GoldenLife` its commands, and `SNAPSHOTS=overwrite` writes the next of them. None that is there
/// is ever written anew.
@Suite("Golden clubs")
struct GoldenClubTests {
  private static let root =
    "/" + "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
    + "/Fixtures/Journals"
  private static let files = POSIXFileSystem()

  private static func clubs() throws -> [String] {
    let names = try files.list(root).filter { $0.hasPrefix("club-") }
    return names.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  @Test("every kind of fact stands in one of them")
  func complete() async throws {
    let all = try Self.types(
      in: String(decoding: try Self.files.contents(of: FactCodingTests.path), as: UTF8.self))
    var missing = all.subtracting(try Self.clubs().flatMap(Self.types(ofClub:)))
    if !missing.isEmpty, getenv("SNAPSHOTS").map({ String(cString: $0) }) == "overwrite" {
      try await Self.writeNext()
      missing = all.subtracting(try Self.clubs().flatMap(Self.types(ofClub:)))
    }
    #expect(missing.isEmpty, "no golden club has \(missing.sorted())")
  }

  @Test("they verify, and their balances are what they were")
  func replay() throws {
    for club in try Self.clubs() {
      let directory = "\(Self.root)/\(club)"
      let found = try Ledger(directory: directory).verify()
      #expect(found.extent.unfinished.isEmpty && found.records > 50, "\(club)")
      let expected = String(
        decoding: try Self.files.contents(of: "\(directory)/balances"), as: UTF8.self)
      #expect(try Self.balances(of: directory, found) == expected, "\(club)")
    }
  }

  @Test("a store that opens one of them goes on from it, and a snapshot of it says the same")
  func goesOn() async throws {
    for club in try Self.clubs() {
      let house = try Clubhouse()
      system("cp -r '\(Self.root)/\(club)' '\(house.directory)'")
      system("printf '%064d' 7 > '\(house.directory)/secret.key'")
      system("chmod -R go-rwx '\(house.directory)'")
      house.time.withLock { $0 = Instant(milliseconds: 1_900_000_000_000) }
      let store = try house.open()
      let before = try await store.read { club, _ in club }
      try await store.writeSnapshot()
      await store.close()
      let again = try house.open()
      #expect(again.journal.restored == Int(store.head.sequence), "\(club)")
      #expect(try await again.read { club, _ in club } == before, "\(club)")
      let award = try await again.submit(
        try Commands.award(5, to: MemberNumber(ordinal: 0)), by: .system)
      #expect(!award.facts.isEmpty)
      await again.close()
      #expect(try Ledger(directory: house.directory).verify().snapshots == 1, "\(club)")
    }
  }

  /// Every member's balance and what of it is pending, and the totals.
  private static func balances(of directory: String, _ found: Verification) throws -> String {
    var club = Club()
    try Ledger(directory: directory).records { record, _ in
      for (index, fact) in record.facts.enumerated() {
        try club.apply(
          fact, at: Position(sequence: Int(record.sequence), index: index), time: record.time)
      }
    }
    var lines = (0..<club.membership.count).map { ordinal in
      let member = MemberNumber(ordinal: ordinal)
      return "\(member.digits) \(club.points.balance(of: member)) "
        + "\(club.points.pending(of: member))"
    }
    let books = found.trialBalance
    #expect(books == club.points.trialBalance)
    lines.append(
      "issued \(books.issued) redeemed \(books.redeemed) expired \(books.expired) "
        + "adjusted \(books.adjusted) outstanding \(books.outstanding)")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func types(ofClub club: String) throws -> Set<String> {
    let folder = "\(root)/\(club)/journal"
    return try files.list(folder).reduce(into: Set()) { types, name in
      types.formUnion(
        try Self.types(
          in: String(decoding: try files.contents(of: "\(folder)/\(name)"), as: UTF8.self)))
    }
  }

  /// The kinds of facts that a text of JSON names.
  private static func types(in text: String) throws -> Set<String> {
    Set(text.matches(of: /\{"type":"([a-z-]+\.[a-z-]+)"/).map { String($0.1) })
  }

  private static func writeNext() async throws {
    let house = try Clubhouse()
    try await GoldenLife.live(in: house)
    let directory = "\(root)/club-\(try clubs().count + 1)"
    for name in ["journal", "annex", "clean"] {
      system("mkdir -p '\(directory)' && cp -r '\(house.directory)/\(name)' '\(directory)/'")
    }
    let text = try balances(of: directory, try Ledger(directory: directory).verify())
    let file = try #require(fopen("\(directory)/balances", "w"))
    fputs(text, file)
    fclose(file)
  }
}
