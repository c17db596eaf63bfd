import Lines
import Testing

@testable import Journal
@testable import Simulation

@Suite("Space that the disk has promised")
struct RoomTests {
  private let noSpace: Int32 = 28

  /// Appends a record as a careful owner does.
  /// - Returns: whether there was room.
  private func append(_ draft: RecordDraft, to journal: Journal) async throws -> Bool {
    while !journal.hasRoom(for: RoomNeed(draft)) {
      guard try await journal.makeRoom(for: RoomNeed(draft)) else { return false }
    }
    try await journal.durable(journal.append(draft).sequence)
    return true
  }

  @Test("on a full disk there is no room, the journal goes on, and so it does with space again")
  func full() async throws {
    let bench = Bench()
    let journal = try bench.open()
    bench.disk.leaveSpace(100_000)
    for _ in 0..<3 { #expect(try await !append(.sample(1), to: journal)) }
    #expect(journal.head.sequence == 0)
    bench.disk.leaveSpace(nil)
    #expect(try await append(.sample(1), to: journal))
    bench.disk.leaveSpace(0)
    #expect(try await append(.sample(2), to: journal))
    #expect(try await journal.record(at: 1)?.isSample == true)
    bench.disk.leaveSpace(nil)
    try journal.close()
    #expect(bench.fatalErrors.all.isEmpty)
    #expect(try bench.records().count == 2)
  }

  @Test("what was promised is written, however full the disk is meanwhile, over segments too")
  func promised() async throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 900)
    #expect(try await append(.sample(1), to: journal))
    bench.disk.leaveSpace(0)
    var count = 1
    while try await append(.sample(count + 1), to: journal) { count += 1 }
    // The room of one segment after the present one had been promised, and no more.
    #expect(bench.disk.paths.filter { $0.hasPrefix("Store/journal/0") }.count == 2)
    #expect(bench.fatalErrors.all.isEmpty)
    bench.disk.leaveSpace(nil)
    for _ in 0..<9 {
      #expect(try await append(.sample(count + 1), to: journal))
      count += 1
    }
    try journal.close()
    let records = try bench.records(segmentLimit: 900)
    #expect(records.map(\.sequence) == Array(1...count))
    #expect(records.allSatisfy { $0.isSample })
  }

  @Test("a record larger than what is asked for at a time finds room too")
  func large() async throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 900)
    var draft = RecordDraft.sample(1)
    draft.facts = Array("[\"\(String(repeating: "x", count: 3 << 20))\"]".utf8)
    #expect(try await append(draft, to: journal))
    #expect(try await append(draft, to: journal))
    try journal.close()
    #expect(try bench.records().count == 2)
  }

  @Test("many who append at once all find room")
  func together() async throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 20_000)
    var draft = RecordDraft.sample(1)
    draft.facts = Array("[\"\(String(repeating: "x", count: 40_000))\"]".utf8)
    await withTaskGroup(of: Void.self) { [draft] group in
      for _ in 0..<60 {
        group.addTask { _ = try? await append(draft, to: journal) }
      }
    }
    #expect(journal.durableSequence == 60)
    try journal.close()
    #expect(try bench.records().count == 60)
  }

  @Test("a disk that fails otherwise than by being full stops the journal")
  func failure() async throws {
    let bench = Bench()
    let journal = try bench.open()
    bench.disk.fail(at: bench.disk.operations.count, .error(5))
    let error = await #expect(throws: JournalError.self) {
      try await journal.makeRoom(for: RoomNeed(.sample(1)))
    }
    #expect(error?.kind == .disk)
    #expect(bench.fatalErrors.all.count == 1)
    let closed = await #expect(throws: JournalError.self) {
      try await journal.makeRoom(for: RoomNeed(.sample(1)))
    }
    #expect(closed?.kind == .disk)
    try journal.close()
  }

  @Test("a start on a full disk after a crash says so and changes nothing")
  func startWithoutSpace() async throws {
    let bench = Bench()
    let journal = try bench.open()
    #expect(try await append(.sample(1), to: journal))
    bench.disk.stop()
    try? journal.close()
    bench.disk.restart(seed: 1)
    // Not even what an unfinished segment gives back is enough.
    bench.disk.leaveSpace(-4 << 20)
    #expect(
      bench.refusal()
        == "\(segmentPath).new: write failed: simulated (errno 28). So far as the files show, every "
        + "acknowledged record is there. Free some space on this disk, then start again.")
    bench.disk.leaveSpace(nil)
    #expect(try bench.records().count == 1)
  }
}
