import Glibc
import Lines
import Simulation
import Testing

@testable import Journal

@Suite("A file that somebody removes while it is written")
struct RemovedFileTests {
  private func open(
    _ path: String, _ fatal: Collected<JournalError> = Collected(),
    _ records: Collected<Record>? = nil
  ) throws -> Journal {
    try Journal.open(
      directory: "\(path)/Store", hash: sha256, fatal: { fatal.add($0) },
      replay: { records?.add($0.owned) })
  }

  @Test("the next record is not acknowledged, and the copy beside it has every one that was")
  func commit() async throws {
    try await withNewDirectory { path in
      let fatal = Collected<JournalError>()
      let journal = try open(path, fatal)
      for number in 1...20 { _ = journal.append(.sample(number)) }
      try await journal.durable(20)
      try #require(system("rm '\(path)'/Store/journal/* '\(path)'/Store/annex/*") == 0)
      _ = journal.append(.sample(21))
      await #expect(throws: JournalError.self) { try await journal.durable(21) }
      try? journal.close()
      let said = try #require(fatal.all.first?.description)
      #expect(said.contains("somebody has removed or replaced this while the store was open"))
      #expect(said.contains("mv \(path)/Store/rescued/journal-000000000001.jsonl "))
      #expect(access("\(path)/Store/clean", F_OK) != 0)

      // A start must not take the empty folder for a new club.
      let refused = #expect(throws: JournalError.self) { try open(path) }
      #expect(
        refused?.description.contains("Put it back (mv \(path)/Store/rescued/journal-") == true)
      for folder in ["journal", "annex"] {
        let moved = system(
          "mv '\(path)/Store/rescued/\(folder)-000000000001.jsonl' '\(path)/Store/\(folder)/000000000001.jsonl'"
        )
        try #require(moved == 0)
      }
      let records = Collected<Record>()
      try open(path, Collected(), records).close()
      #expect(records.all.count >= 20)
      #expect(records.all.allSatisfy { $0.isSample })
    }
  }

  @Test("a stop without another record says it too, and leaves no trace of a clean one")
  func stop() async throws {
    try await withNewDirectory { path in
      let fatal = Collected<JournalError>()
      let journal = try open(path, fatal)
      _ = journal.append(.sample(1))
      try await journal.durable(1)
      try #require(system("rm '\(path)'/Store/journal/000000000001.jsonl") == 0)
      try? journal.close()
      #expect(fatal.all.count == 1)
      #expect(access("\(path)/Store/clean", F_OK) != 0)
      #expect(access("\(path)/Store/rescued/journal-000000000001.jsonl", F_OK) == 0)
      #expect(access("\(path)/Store/rescued/annex-000000000001.jsonl", F_OK) != 0)
    }
  }
}
