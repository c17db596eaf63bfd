import Annex
import Lines
import Synchronization
import Testing

@testable import Journal
@testable import Simulation

@Suite("Crashes")
struct CrashTests {
  /// Appends records 1...8, one after the other or in pairs, until the disk is gone.
  /// - Returns: how many were acknowledged.
  private func work(_ bench: Bench, pairs: Bool) async -> Int {
    guard let journal = try? bench.open(segmentLimit: 900) else { return 0 }
    var acknowledged = journal.head.sequence
    while acknowledged < 8 {
      let next = journal.head.sequence + 1
      _ = journal.append(.sample(next))
      if pairs, next < 8 { _ = journal.append(.sample(next + 1)) }
      guard (try? await journal.durable(journal.head.sequence)) != nil else { return acknowledged }
      acknowledged = journal.head.sequence
    }
    try? journal.close()
    return acknowledged
  }

  @Test(
    "power fails at any operation: every acknowledged record is there, and the work goes on",
    arguments: [false, true], 0..<6 as Range<UInt64>)
  func power(pairs: Bool, seed: UInt64) async throws {
    var step = 0
    var isOver = false
    while !isOver {
      let bench = Bench()
      bench.disk.fail(at: step, .crash)
      let acknowledged = await work(bench, pairs: pairs)
      isOver = !bench.disk.state.withLock { $0.hasCrashed }
      bench.disk.restart(seed: seed &* 1000 &+ UInt64(step))
      // Recovery is work for a disk too: it fails at a random operation, once.
      bench.disk.fail(at: Int(seed) % 7, .crash)
      _ = try? bench.records(segmentLimit: 900)
      bench.disk.restart(seed: seed &* 777 &+ UInt64(step))
      let records = try bench.records(segmentLimit: 900)
      #expect(records.count >= acknowledged, "step \(step)")
      #expect(records.map(\.sequence) == Array(1..<(records.count + 1)), "step \(step)")
      #expect(records.allSatisfy { $0.isSample }, "step \(step)")
      #expect(await work(bench, pairs: pairs) == 8, "step \(step)")
      #expect(try bench.records(segmentLimit: 900).count == 8, "step \(step)")
      step += 1
    }
    #expect(step > 30)
  }

  @Test("the disk fails at any operation: the journal stops once, and nothing acknowledged is lost")
  func failures() async throws {
    for (code, seed) in [(28, 1), (5, 2)] as [(Int32, UInt64)] {
      var step = 0
      while step < 60 {
        let bench = Bench()
        bench.disk.fail(at: step, .error(code))
        let acknowledged = await work(bench, pairs: true)
        #expect(bench.fatalErrors.all.count <= 1)
        // First the process starts again and sees the system's cache, then the power fails.
        bench.disk.restartProcess()
        let seen = try bench.records(segmentLimit: 900).count
        #expect(seen >= acknowledged, "step \(step)")
        bench.disk.restart(seed: seed &+ UInt64(step))
        #expect(try bench.records(segmentLimit: 900).count == seen, "step \(step)")
        step += 1
      }
    }
  }

  @Test("after a failed sync nothing is synced again, waiters get the error, and one line says so")
  func failedSync() async throws {
    let bench = Bench()
    let journal = try bench.open()
    _ = journal.append(.sample(1))
    try await journal.durable(1)
    bench.disk.fail(at: bench.disk.operations.count + 1, .error(5))
    _ = journal.append(.sample(2))
    let error = await #expect(throws: JournalError.self) { try await journal.durable(2) }
    #expect(error?.kind == .disk)
    #expect(
      bench.fatalErrors.all.map(\.description) == [
        "\(segmentPath): sync failed: simulated (errno 5). So far as the files show, every "
          + "acknowledged record is there. See to the disk, then start again."
      ])
    let operations = bench.disk.operations.count
    _ = journal.append(.sample(4))
    await #expect(throws: JournalError.self) { try await journal.durable(3) }
    try journal.close()
    #expect(bench.disk.operations.count == operations)
    #expect(!bench.disk.paths.contains("Store/clean"))
  }

  @Test("the file ends at any byte: every whole line is there, the rest is cut off with a warning")
  func everyLength() async throws {
    let original = Bench()
    let journal = try original.open()
    for number in 1...5 { _ = journal.append(.sample(number)) }
    try journal.close()
    let records = try #require(original.disk.contents(segmentPath))
    let annex = try #require(original.disk.contents(annexPath))
    for length in 0...records.count {
      let bench = Bench()
      bench.disk.setContents(segmentPath, Array(records[..<length]))
      bench.disk.setContents(annexPath, annex)
      let found = Collected<Record>()
      let journal = try bench.open(found)
      // A line that lacks only its line feed is whole.
      let ends = records.indices.filter { records[$0] == Line.end }
      #expect(found.all.count == ends.filter { $0 <= length }.count, "length \(length)")
      #expect(found.all.allSatisfy { $0.isSample })
      let isWhole = length == 0 || ends.contains(length) || ends.contains(length - 1)
      #expect(journal.tornTails.contains { $0.path == segmentPath } == !isWhole, "length \(length)")
      guard length.isMultiple(of: 5) else { continue }
      for number in (found.all.count + 1)...6 { _ = journal.append(.sample(number)) }
      try journal.close()
      let again = try bench.records()
      #expect(again.map(\.sequence) == Array(1...6), "length \(length)")
      #expect(again.allSatisfy { $0.isSample })
    }
  }

  @Test("a torn write of several records is cut off whole, whichever part of it is missing")
  func tornBatch() async throws {
    let bench = Bench()
    let journal = try bench.open()
    _ = journal.append(.sample(1))
    try await journal.durable(1)
    bench.disk.holdSyncs()
    for number in [2, 4, 5, 7] { _ = journal.append(.sample(number).withoutAnnex) }
    bench.disk.releaseSyncs()
    try await journal.durable(5)
    let bytes = try #require(bench.disk.contents(segmentPath))
    let lines = bytes.split(separator: Line.end)
    let marks = lines.map { $0[$0.startIndex + 8] }
    let lastBatch = try #require(marks.lastIndex(of: Line.syncedMark))
    let start = lines[lastBatch].startIndex
    for hole in stride(from: start, to: bytes.count, by: 37) {
      var torn = bytes
      for index in hole..<min(hole + 64, bytes.count) { torn[index] = 0 }
      let other = Bench()
      other.disk.setContents(segmentPath, torn)
      other.disk.setContents(annexPath, [])
      let found = Collected<Record>()
      let reopened = try other.open(found)
      #expect(found.all.count >= lastBatch && found.all.count < 5)
      #expect(reopened.tornTails.count == 1)
    }
  }
}

extension RecordDraft {
  var withoutAnnex: RecordDraft {
    var draft = self
    draft.annex = []
    return draft
  }
}
