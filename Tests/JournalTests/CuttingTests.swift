import Disk
import Lines
import Testing

@testable import Journal
@testable import Simulation

/// A store that has gone on after a crash: each of its records went to the disk by itself, and no clean
/// stop is there.
private func crashed(_ count: Int = 9, segmentLimit: Int = 1 << 20) async throws -> SimulatedDisk {
  let bench = Bench()
  let journal = try bench.open(segmentLimit: segmentLimit)
  for number in 1...count { try await journal.durable(journal.append(.sample(number)).sequence) }
  try journal.close()
  bench.disk.setContents("Store/clean", nil)
  return bench.disk
}

@Suite("What may be cut off after a crash, and what may not")
struct CuttingTests {
  /// Opens the store; nothing must have changed where that is refused.
  private func refusal(_ disk: SimulatedDisk) -> JournalError? {
    let before = disk.paths.map { disk.contents($0) }
    disk.restartProcess()
    do {
      _ = try Journal.open(
        directory: "Store", fileSystem: disk, hash: quickHash, fatal: { _ in }, replay: { _ in })
      return nil
    } catch {
      let kept = disk.paths.filter { !$0.hasSuffix("lock") }.map { disk.contents($0) }
      #expect(kept == before)
      return error
    }
  }

  private func faultOfReader(_ disk: SimulatedDisk) -> JournalError? {
    do {
      _ = try JournalReader(directory: "Store", fileSystem: disk, hash: quickHash).replay { _ in }
      return nil
    } catch {
      return error.error
    }
  }

  @Test("line ends that a transfer in text mode has changed")
  func carriageReturns() async throws {
    let disk = try await crashed()
    let lines = text(disk.contents(segmentPath))
    disk.setContents(
      segmentPath, Array(lines.split(separator: "\n").map { $0 + "\r\n" }.joined().utf8))
    let error = try #require(refusal(disk))
    #expect(error.place == "\(segmentPath):1 (byte 0)")
    #expect(error.reason.contains("ends with a carriage return"))
    #expect(error.remedy.contains("byte for byte"))
    #expect(faultOfReader(disk) == error)
  }

  @Test("a segment that is gone, while its annex has values", arguments: [1 << 20, 1250])
  func missingSegment(limit: Int) async throws {
    let disk = try await crashed(segmentLimit: limit)
    let last = try #require(disk.paths.filter { $0.hasPrefix("Store/journal/0") }.last)
    disk.setContents(last, nil)
    let annex = last.replacingPrefix("Store/journal", "Store/annex")
    try #require(disk.contents(annex)?.isEmpty == false)
    let error = try #require(refusal(disk))
    #expect(error.place == annex)
    #expect(error.reason.contains("the segment of that name is missing"))
    #expect(faultOfReader(disk) == error)
  }

  @Test("a segment that ends anywhere before the last group of values")
  func shortened() async throws {
    let disk = try await crashed()
    let bytes = try #require(disk.contents(segmentPath))
    let ends = bytes.indices.filter { bytes[$0] == Line.end }
    // Records 3, 6 and 9 have values; without the sixth two groups of them are without a record.
    for length in [0, 1, 20, ends[0] + 1, ends[2], ends[4] + 1, ends[4] + 30] {
      disk.setContents(segmentPath, Array(bytes[..<length]))
      let error = try #require(refusal(disk), "length \(length)")
      #expect(error.reason.contains("belong to records that are missing"), "length \(length)")
      #expect(error.place.hasPrefix(annexPath))
      #expect(faultOfReader(disk) == error)
    }
  }

  @Test("something that never was the beginning of a record, and a line that once was whole")
  func foreign() async throws {
    let disk = try await crashed()
    let bytes = try #require(disk.contents(segmentPath))
    disk.setContents(segmentPath, bytes + Array("Dear all,\n".utf8))
    #expect(refusal(disk)?.reason.contains("no record begins like this") == true)
    // Every line has lost a byte: none is whole, but each begins as only a new group does.
    let lines = text(bytes)
    disk.setContents(
      segmentPath, Array(lines.split(separator: "\n").map { $0.dropLast() + "\n" }.joined().utf8))
    #expect(refusal(disk)?.reason.contains("proves that it was once whole") == true)
  }

  @Test("a trace of a clean stop that cannot be read, or behind which something stands")
  func cleanStop() async throws {
    for (name, bytes, reason) in [
      ("Store/clean", "", "it does not say where the store was stopped"),
      (segmentPath, "0f0f0f0f*{\"v\":1,\"se", "was not there when the store was stopped"),
      (annexPath, "0f0f0f0f*{\"v\":1,\"se", "was not there when the store was stopped"),
    ] {
      let bench = Bench()
      let journal = try bench.open()
      for number in 1...3 { _ = journal.append(.sample(number)) }
      try journal.close()
      let before = name == "Store/clean" ? [] : try #require(bench.disk.contents(name))
      bench.disk.setContents(name, before + Array(bytes.utf8))
      #expect(refusal(bench.disk)?.reason.contains(reason) == true, "\(name)")
    }
  }

  @Test("what is cut off is kept, once; of an annex until somebody is erased")
  func kept() async throws {
    let disk = try await crashed()
    let bytes = try #require(disk.contents(segmentPath))
    let last = try #require(bytes.dropLast().lastIndex(of: Line.end)) + 1
    let annex = text(disk.contents(annexPath))
    let values = try #require(annex.range(of: "\"seq\":9")).lowerBound
    let start = try #require(annex[..<values].lastIndex(of: "\n"))
    let tails = [
      "Store/cut/annex-000000000001.jsonl.1": String(annex[annex.index(after: start)...]),
      "Store/cut/journal-000000000001.jsonl.1": text(Array(bytes[last...].dropLast(20))),
    ]
    for _ in 1...2 {
      disk.setContents(segmentPath, Array(bytes.dropLast(20)))
      disk.setContents(annexPath, Array(annex.utf8))
      disk.restartProcess()
      let journal = try Journal.open(
        directory: "Store", fileSystem: disk, hash: quickHash, fatal: { _ in }, replay: { _ in })
      #expect(journal.head.sequence == 8)
      #expect(Set(journal.tornTails.compactMap(\.keptIn)) == Set(tails.keys))
      #expect(
        journal.tornTails.allSatisfy { "\($0)".contains("; what was cut off is in Store/cut/") })
      for (path, tail) in tails { #expect(text(disk.contents(path)) == tail) }
      #expect(disk.paths.filter { $0.hasPrefix("Store/cut/") } == tails.keys.sorted())
    }
    disk.restartProcess()
    let journal = try Journal.open(
      directory: "Store", fileSystem: disk, hash: quickHash, fatal: { _ in }, replay: { _ in })
    _ = try journal.erase(annexOf: [3])
    #expect(
      disk.paths.filter { $0.hasPrefix("Store/cut/") }
        == ["Store/cut/journal-000000000001.jsonl.1"])
    // The mark before the values of record 3 is still there: it says what it said before.
    #expect(disk.contents(annexPath)?[8] == Line.syncedMark)
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    ranges(of: text).first
  }
}
