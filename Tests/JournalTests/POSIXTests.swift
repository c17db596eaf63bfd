import Disk
import Glibc
import Lines
import Simulation
import Testing

@testable import Journal

@Suite("On the machine's own disk")
struct POSIXTests {
  private func open(_ path: String, _ records: Collected<Record>? = nil) throws -> Journal {
    try Journal.open(
      directory: "\(path)/Store", hash: sha256, segmentLimit: 2000,
      fatal: { Issue.record($0) }, replay: { records?.add($0.owned) })
  }

  @Test("records survive, files belong to their owner alone")
  func survive() async throws {
    try await withNewDirectory { path in
      let journal = try open(path)
      for number in 1...20 { _ = journal.append(.sample(number)) }
      try await journal.durable(20)
      #expect(try await journal.record(at: 12)?.isSample == true)
      try journal.close()
      let records = Collected<Record>()
      let again = try open(path, records)
      #expect(records.all.count == 20)
      #expect(records.all.allSatisfy { $0.isSample })
      for name in ["", "/journal", "/annex"] {
        #expect(mode("\(path)/Store\(name)") == 0o700)
      }
      for name in ["lock", "journal/000000000001.jsonl", "annex/000000000001.jsonl"] {
        #expect(mode("\(path)/Store/\(name)") == 0o600)
      }
      #expect(access("\(path)/Store/clean", F_OK) != 0)
      try again.close()
      #expect(access("\(path)/Store/clean", F_OK) == 0)
    }
  }

  @Test("a store that others could read is closed to them")
  func openToOthers() async throws {
    try await withNewDirectory { path in
      try open(path).close()
      for name in ["", "/journal", "/annex"] { chmod("\(path)/Store\(name)", 0o755) }
      try open(path).close()
      for name in ["", "/journal", "/annex"] {
        #expect(mode("\(path)/Store\(name)") == 0o700)
      }
    }
  }

  @Test("a second journal on the same store is refused while the first is open")
  func lock() async throws {
    try await withNewDirectory { path in
      let journal = try open(path)
      let error = #expect(throws: JournalError.self) { try open(path) }
      #expect(error?.kind == .locked)
      #expect(
        error?.description
          == "\(path)/Store/lock: another process has this store open. Stop the other process, or "
          + "let it do the work.")
      try journal.close()
      try open(path).close()
    }
  }

  @Test("a journal that is let go gives its lock up, and what was appended is there")
  func letGo() async throws {
    try await withNewDirectory { path in
      for number in 1...3 { _ = try open(path).append(.sample(number)) }
      let records = Collected<Record>()
      try open(path, records).close()
      #expect(records.all.count == 3)
    }
  }

  @Test("what the system refuses is named with path and reason")
  func errors() async throws {
    try await withNewDirectory { path in
      let missing = #expect(throws: JournalError.self) { try open("\(path)/no") }
      #expect(
        missing?.description.hasPrefix(
          "\(path)/no/Store: make directory failed: No such file or directory (errno 2)") == true)
      try open(path).close()
      #expect(truncate("\(path)/Store/journal/000000000001.jsonl", 0) == 0)
      #expect(unlink("\(path)/Store/annex/000000000001.jsonl") == 0)
      let annex = #expect(throws: JournalError.self) { try open(path) }
      #expect(annex?.reason == "the file is missing")
      #expect(annex?.remedy.hasSuffix("put it back, or restore it from a backup.") == true)
      #expect(throws: FileError.self) { try POSIXFileSystem().makeDirectory("\(path)/Store/lock") }
    }
  }
}

private func mode(_ path: String) -> UInt32 {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}
