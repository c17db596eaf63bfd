import Disk
import Glibc
import Lines
import Testing

@testable import Journal
@testable import Simulation

@Suite("Reading without touching")
struct ReaderTests {
  @Test("every record is handed on, and the extent is what a clean stop leaves behind")
  func extent() throws {
    let bench = Bench()
    let journal = try bench.open(segmentLimit: 1250)
    for number in 1...9 { _ = journal.append(.sample(number)) }
    try journal.close()
    var records: [Record] = []
    let extent = try bench.reader.replay { records.append($0.owned) }
    #expect(records.map(\.sequence) == Array(1...9))
    #expect(extent.head.sequence == 9)
    #expect(extent.head.hash == records.last?.hash)
    #expect(extent.lastTime == records.last?.time)
    #expect(extent.segments.count == 3)
    #expect(extent.unfinished.isEmpty)
    #expect(extent.cleanStop == bench.disk.contents("Store/clean"))
  }

  @Test("beside the writer, a line that is half-written is told and left alone")
  func besideWriter() async throws {
    let bench = Bench()
    let journal = try bench.open()
    for number in 1...3 { try await journal.durable(journal.append(.sample(number)).sequence) }
    let whole = try #require(bench.disk.contents(segmentPath))
    let copy = Bench()
    copy.disk.setContents(segmentPath, whole + Array("0f0f0f0f*{\"v\":1,\"se".utf8))
    copy.disk.setContents(annexPath, bench.disk.contents(annexPath))
    let extent = try copy.reader.replay { _ in }
    #expect(extent.head.sequence == 3)
    #expect(extent.segments.map(\.size) == [whole.count])
    #expect(extent.unfinished.map(\.line) == [4])
    try journal.close()
  }

  @Test("a tail that is gone since the clean stop is missed, and so is one that was exchanged")
  func cleanStop() throws {
    let bench = Bench()
    let journal = try bench.open()
    for number in 1...2 { _ = journal.append(.sample(number)) }
    try journal.close()
    let whole = try #require(bench.disk.contents(segmentPath))
    let first = try #require(whole.firstIndex(of: Line.end))
    bench.disk.setContents(segmentPath, Array(whole[...first]))
    let shorter = #expect(throws: JournalFault.self) { try bench.reader.replay { _ in } }
    #expect(shorter?.sequence == 2)
    #expect(shorter?.error.reason.contains("but the files end with record 1") == true)
    let other = Bench()
    let otherJournal = try other.open()
    _ = otherJournal.append(.sample(1))
    _ = otherJournal.append(.sample(4))
    try otherJournal.close()
    bench.disk.setContents(segmentPath, other.disk.contents(segmentPath))
    let exchanged = #expect(throws: JournalFault.self) { try bench.reader.replay { _ in } }
    #expect(exchanged?.sequence == 2)
    #expect(exchanged?.error.reason.contains("the hash is not") == false)
    #expect(exchanged?.error.reason.contains("with which the store was stopped") == true)
  }
}

extension Bench {
  var reader: JournalReader { JournalReader(directory: "Store", fileSystem: disk, hash: hash) }
}
