import Annex
import Lines
import Synchronization
import Testing

@testable import Journal
@testable import Simulation

private struct EarlyAcknowledgement: Error {}

@Suite("Appending")
struct AppendingTests {
  @Test("a record is a line of JSON behind its checksum, chained to the one before")
  func format() async throws {
    let bench = Bench(hash: sha256)
    let journal = try bench.open()
    for number in 1...3 {
      #expect(journal.append(.sample(number)).sequence == number)
      try await journal.durable(number)
    }
    let lines = text(bench.disk.contents(segmentPath)).split(separator: "\n")
    #expect(
      lines[0].dropFirst(8)
        == #"*{"v":1,"seq":1,"time":1795829401000,"actor":"visitor","# + "\"key\":\""
        + String(repeating: "k", count: 31) + "1\",\"request\":\""
        + String(repeating: "0f", count: 16)
        + #"","facts":[{"type":"counted","number":1}],"prev":""# + Hash256.zero.description + "\"}")
    let first = Array(lines[0].dropFirst(9).utf8).withUnsafeBytes { sha256($0) }
    #expect(lines[1].hasSuffix(#","prev":"\#(first)"}"#))
    let commitment = RecordDraft.sample(3).annex[0].commitment(sha256)
    #expect(lines[2].contains(#","annex":{"name":"\#(commitment)","reason":""#))
    #expect(!text(bench.disk.contents(segmentPath)).contains("会员"))
    let annex = text(bench.disk.contents(annexPath)).split(separator: "\n")
    #expect(
      annex[0].dropFirst(8)
        == #"*{"v":1,"seq":3,"field":"name","salt":"5d5e5f606162636465666768696a6b6c","value":"会员3"}"#
    )
    let last = Array(lines[2].dropFirst(9).utf8).withUnsafeBytes { sha256($0) }
    #expect(journal.durableHead == JournalHead(sequence: 3, hash: last))
  }

  @Test("every record is there again after a clean stop, and the next one follows")
  func reopen() async throws {
    let bench = Bench()
    for round in 0..<4 {
      let records = Collected<Record>()
      let journal = try bench.open(segmentLimit: 900, records)
      #expect(records.all.map(\.sequence) == Array(1..<(round * 5 + 1)))
      #expect(records.all.allSatisfy { $0.isSample })
      #expect(journal.tornTails.isEmpty)
      #expect(journal.head.sequence == round * 5)
      for number in (round * 5 + 1)...(round * 5 + 5) { _ = journal.append(.sample(number)) }
      try journal.close()
      #expect(journal.durableSequence == round * 5 + 5)
      #expect(bench.disk.paths.contains("Store/clean"))
    }
    #expect(bench.disk.paths.filter { $0.hasPrefix("Store/journal/") }.count > 3)
    #expect(bench.fatalErrors.all.isEmpty)
  }

  @Test("a journal without records has no record 1, and says so at once", .timeLimit(.minutes(5)))
  func noRecord() async throws {
    let journal = try Bench().open()
    #expect(try await journal.record(at: 1) == nil)
    #expect(try await journal.record(at: 0) == nil)
    try journal.close()
  }

  @Test("the name of a new store is on the disk before anything stands in it")
  func parent() throws {
    let bench = Bench()
    try bench.open().close()
    #expect(bench.disk.operations.prefix(2) == ["syncdir .", "syncdir Store"])
    bench.disk.restartProcess()
    try bench.open().close()
    #expect(!bench.disk.operations.contains("syncdir ."))
  }

  @Test(
    "where a store's directory stands",
    arguments: [
      ("Store", "."), ("./Store/", "."), ("/srv/club/Store", "/srv/club"), ("/Store", "/"),
      ("/", "/"), ("a//", "."),
    ])
  func parents(directory: String, parent: String) {
    #expect(Layout(directory: directory).parent == parent)
  }

  @Test("a segment is full before a record would pass its limit, and a record is never split")
  func rotation() async throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 800)
    for number in 1...9 { _ = journal.append(.sample(number)) }
    try await journal.durable(9)
    for path in bench.disk.paths where path.hasPrefix("Store/journal/") {
      let bytes = try #require(bench.disk.contents(path))
      #expect(bytes.count <= 800)
      #expect(bytes.last == UInt8(ascii: "\n"))
      let name = path.dropFirst("Store/journal/".count)
      let first = try #require(Layout.first(String(name)))
      #expect(text(bytes).dropFirst(9).hasPrefix(#"{"v":1,"seq":\#(first),"#))
      #expect(bytes[8] == Line.syncedMark)
    }
    let huge = RecordDraft(
      time: journal.lastTime, actor: "system",
      facts: Array(("[{\"x\":\"" + String(repeating: "y", count: 2000) + "\"}]").utf8))
    _ = journal.append(huge)
    _ = journal.append(.sample(11))
    try await journal.durable(11)
    #expect(bench.disk.paths.contains("Store/journal/000000000010.jsonl"))
    #expect(bench.disk.paths.contains("Store/journal/000000000011.jsonl"))
    try journal.close()
    #expect(try bench.records(segmentLimit: 800).count == 11)
  }

  @Test("nothing is acknowledged before its sync, and the annex is synced before its record")
  func order() async throws {
    let bench = Bench()
    let journal = try bench.open()
    bench.disk.holdSyncs()
    _ = journal.append(.sample(3))
    let waiting = Task { try await journal.durable(1) }
    while !bench.disk.operations.contains(where: { $0 == "write \(annexPath)" }) {
      await Task.yield()
    }
    #expect(journal.durableSequence == 0)
    #expect(bench.disk.contents(segmentPath) == [])
    bench.disk.releaseSyncs()
    try await waiting.value
    #expect(
      bench.disk.operations.suffix(4) == [
        "write \(annexPath)", "sync \(annexPath)", "write \(segmentPath)", "sync \(segmentPath)",
      ])
  }

  @Test("what comes while a sync runs shares the next one")
  func groupCommit() async throws {
    let bench = Bench()
    let journal = try bench.open()
    bench.disk.holdSyncs()
    _ = journal.append(.sample(1))
    while !bench.disk.operations.contains("write \(segmentPath)") { await Task.yield() }
    for number in [2, 4, 5, 7, 8] {
      var draft = RecordDraft.sample(number)
      draft.annex = []
      _ = journal.append(draft)
    }
    bench.disk.releaseSyncs()
    try await journal.durable(6)
    #expect(bench.disk.operations.filter { $0 == "sync \(segmentPath)" }.count == 2)
    let marks = text(bench.disk.contents(segmentPath)).split(separator: "\n").map {
      $0[$0.index($0.startIndex, offsetBy: 8)]
    }
    #expect(String(marks) == "**    ")
  }

  /// Appends 50 records, each after the one before is acknowledged.
  ///
  /// It throws rather than expects: `#expect` behind an `await` in a child task aborts at run time
  /// under Swift 6.3.1 (“freed pointer was not the last allocation”).
  private func client(of journal: Journal) async throws {
    for _ in 0..<50 {
      let draft = RecordDraft(time: 1_795_829_400_000, actor: "system", facts: Array("[]".utf8))
      let head = journal.append(draft)
      try await journal.durable(head.sequence)
      guard journal.durableSequence >= head.sequence else { throw EarlyAcknowledgement() }
    }
  }

  @Test("many clients at once: each is answered, in one order, with fewer syncs than records")
  func clients() async throws {
    let bench = Bench()
    bench.disk.state.withLock { $0.largestWrite = 1000 }
    let journal = try bench.open(segmentLimit: 20_000)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 { group.addTask { try await client(of: journal) } }
      try await group.waitForAll()
    }
    #expect(journal.durableSequence == 800)
    try journal.close()
    #expect(try bench.records(segmentLimit: 20_000).map(\.sequence) == Array(1...800))
  }

  @Test("a record can be read back by its number, from any segment, with its annex")
  func readBack() async throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 60_000)
    for number in 1...400 { _ = journal.append(.sample(number)) }
    for number in [1, 2, 3, 63, 64, 65, 66, 129, 192, 255, 300, 399, 400] {
      let record = try #require(try await journal.record(at: number))
      #expect(record.sequence == number)
      #expect(record.isSample)
    }
    #expect(try await journal.record(at: 0) == nil)
    #expect(try await journal.record(at: 401) == nil)
    try journal.close()
    let again = try bench.open(segmentLimit: 60_000)
    for number in 1...400 { #expect(try await again.record(at: number)?.isSample == true) }
  }

  @Test("after closing, waiting for more is an error and closing again is none")
  func closing() async throws {
    let bench = Bench()
    let journal = try bench.open()
    let head = journal.append(.sample(1))
    try journal.close()
    try journal.close()
    try await journal.durable(head.sequence)
    _ = journal.append(.sample(2))
    let error = await #expect(throws: JournalError.self) { try await journal.durable(2) }
    #expect(error?.kind == .closed)
    #expect(try bench.records().count == 1)
  }
}
