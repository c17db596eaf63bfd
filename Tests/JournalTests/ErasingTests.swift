import Annex
import Disk
import Lines
import Synchronization
import Testing

@testable import Journal
@testable import Simulation

@Suite("Erasing and sealing values of the annex")
struct ErasingTests {
  @Test("in old segments and in the one being written; offsets, chain and later values stay right")
  func erase() async throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 1250)
    for number in 1...9 { _ = journal.append(.sample(number)) }
    try await journal.durable(9)
    let sizes = bench.disk.paths.map { bench.disk.contents($0)?.count }
    #expect(try journal.erase(annexOf: [3, 9]) == 4)
    #expect(try journal.erase(annexOf: [3, 9]) == 0)
    #expect(bench.disk.paths.map { bench.disk.contents($0)?.count } == sizes)
    #expect(try await journal.record(at: 3)?.annex.map(\.value) == [nil, nil])
    #expect(try await journal.record(at: 6)?.annex.map(\.value) == ["会员6", "line\n\"6\""])
    for number in 10...12 { _ = journal.append(.sample(number)) }
    try await journal.durable(12)
    #expect(try await journal.record(at: 12)?.annex.first?.value == "会员12")
    try journal.close()
    let annexes = try bench.records(segmentLimit: 1250).map { $0.annex.compactMap(\.value).count }
    #expect(annexes == [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2])
  }

  @Test("space that the disk has promised stays promised to an annex that was written anew")
  func promised() async throws {
    let bench = Bench()
    let journal = try bench.open()
    #expect(try await journal.makeRoom(for: RoomNeed(.sample(3))))
    for number in 1...3 { _ = journal.append(.sample(number)) }
    try await journal.durable(3)
    #expect(try journal.erase(annexOf: [3]) == 2)
    bench.disk.leaveSpace(0)
    for number in 4...6 {
      #expect(journal.hasRoom(for: RoomNeed(.sample(number))))
      _ = journal.append(.sample(number))
    }
    try await journal.durable(6)
    bench.disk.leaveSpace(nil)
    try journal.close()
    #expect(bench.fatalErrors.all.isEmpty)
    #expect(try bench.records().map { $0.annex.compactMap(\.value).count } == [0, 0, 0, 0, 0, 2])
  }

  @Test("a closed journal erases nothing and says so")
  func closed() throws {
    let bench = Bench()
    let journal = try bench.open()
    for number in 1...3 { _ = journal.append(.sample(number)) }
    try journal.close()
    #expect(throws: JournalError.self) { try journal.erase(annexOf: [3]) }
  }

  @Test("sealed values are proved like others; no key, or another one, is refused or passed over")
  func sealed() async throws {
    let bench = Bench()
    let journal = try bench.open(sealing: .toy("a"))
    for number in 1...3 { _ = journal.append(.sample(number)) }
    try await journal.durable(3)
    #expect(try await journal.record(at: 3)?.annex.first?.value == "会员3")
    try journal.close()
    let annex = text(bench.disk.contents(annexPath))
    #expect(!annex.contains("会员") && annex.contains(#"{"v":2,"seq":3,"field":"name","key":"a""#))
    #expect(
      bench.refusal()?.contains("the value is sealed with the key a, and the store names no key")
        == true)
    let other = #expect(throws: JournalError.self) { try bench.open(sealing: .toy("b")) }
    #expect(other?.kind == .sealed && other?.reason.contains("the key given is b") == true)
    let passing = JournalReader(directory: "Store", fileSystem: bench.disk, hash: bench.hash)
    var seen: [Bool] = []
    _ = try passing.replay { seen += $0.annex.map(\.isSealed) }
    #expect(seen == [true, true])
    bench.disk.setContents(annexPath, Array(annex.utf8))
    try bench.open(sealing: .toy("a")).close()
  }

  @Test("what lies in clear is sealed later, once, and erased values stay erased")
  func later() throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 1250)
    for number in 1...9 { _ = journal.append(.sample(number)) }
    _ = try journal.erase(annexOf: [3])
    #expect(throws: JournalError.self) {
      try Journal.seal(directory: "Store", fileSystem: bench.disk, with: .toy("a"))
    }
    try journal.close()
    #expect(try Journal.seal(directory: "Store", fileSystem: bench.disk, with: .toy("a")) == 4)
    #expect(try Journal.seal(directory: "Store", fileSystem: bench.disk, with: .toy("a")) == 0)
    let records = Collected<Record>()
    try bench.open(sealing: .toy("a"), records).close()
    #expect(records.all[2].annex.map(\.value) == [nil, nil])
    #expect(records.all[5].annex.first?.value == "会员6")
  }
}

extension AnnexSealing {
  /// No cipher, but enough to tell keys and contexts apart.
  static func toy(_ key: String) -> AnnexSealing {
    let mark = Array(key.utf8)
    return AnnexSealing(
      key: key, seal: { plain, context in mark + context + plain.map { $0 ^ 0xA5 } },
      open: { sealed, context in
        sealed.starts(with: mark + context)
          ? sealed.dropFirst(mark.count + context.count).map { $0 ^ 0xA5 } : nil
      })
  }
}

extension Bench {
  func open(
    sealing: AnnexSealing, _ records: Collected<Record>? = nil
  ) throws(JournalError) -> Journal {
    try Journal.open(
      directory: "Store", fileSystem: disk, hash: hash, sealing: sealing, segmentLimit: 1 << 20,
      fatal: { fatalErrors.add($0) }, replay: { records?.add($0.owned) })
  }
}
