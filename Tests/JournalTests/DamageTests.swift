import Annex
import Disk
import Lines
import Testing

@testable import Journal
@testable import Simulation

/// A store of nine records in three segments, stopped cleanly, whose files a test then damages.
private func store() throws -> (bench: Bench, segments: [String]) {
  let bench = Bench()
  let journal = try bench.open(segmentLimit: 1250)
  for number in 1...9 { _ = journal.append(.sample(number)) }
  try journal.close()
  return (bench, bench.disk.paths.filter { $0.hasPrefix("Store/journal/") })
}

@Suite("Damage")
struct DamageTests {
  @Test("a changed byte anywhere but in an unfinished write is refused, and nothing is changed")
  func everyByte() throws {
    let (bench, segments) = try store()
    try #require(segments.count == 3)
    for path in segments + segments.map({ $0.replacingPrefix("Store/journal", "Store/annex") }) {
      let bytes = try #require(bench.disk.contents(path))
      for index in bytes.indices {
        var damaged = bytes
        damaged[index] ^= 0x01
        bench.disk.setContents(path, damaged)
        let message = bench.refusal()
        #expect(
          message?.contains("Restore the file from a backup") == true, "\(path) byte \(index)")
        #expect(bench.disk.contents(path) == damaged)
      }
      bench.disk.setContents(path, bytes)
    }
    #expect(try bench.records().count == 9)
  }

  @Test("a file that has become shorter is refused, wherever it ends now")
  func everyLength() throws {
    let (bench, segments) = try store()
    for path in segments + segments.map({ $0.replacingPrefix("Store/journal", "Store/annex") }) {
      let bytes = try #require(bench.disk.contents(path))
      for length in bytes.indices {
        // The very last line feed can be told from the line itself, and is put back.
        if path == segments.last, length == bytes.count - 1 { continue }
        bench.disk.setContents(path, Array(bytes[..<length]))
        #expect(bench.refusal() != nil, "\(path) length \(length)")
      }
      bench.disk.setContents(path, bytes)
    }
    #expect(try bench.records().count == 9)
  }

  @Test("a damaged line is named with file, line and byte, and with what to do")
  func message() throws {
    let (bench, segments) = try store()
    var bytes = try #require(bench.disk.contents(segments[0]))
    let second = try #require(bytes.firstIndex(of: Line.end)) + 1
    bytes[second + 40] ^= 0x20
    bench.disk.setContents(segments[0], bytes)
    #expect(
      bench.refusal()
        == "Store/journal/000000000001.jsonl:2 (byte \(second)): the checksum does not match the "
        + "line. Nothing was changed. Restore the file from a backup; do not edit it by hand.")
  }

  @Test("after a crash, damage before a line that was written later is no torn tail")
  func beforeSynced() async throws {
    let bench = Bench()
    let journal = try bench.open()
    for number in 1...4 {
      _ = journal.append(.sample(number))
      try await journal.durable(number)
    }
    var bytes = try #require(bench.disk.contents(segmentPath))
    bytes[20] ^= 1
    let other = Bench()
    other.disk.setContents(segmentPath, bytes)
    other.disk.setContents(annexPath, bench.disk.contents(annexPath))
    #expect(
      other.refusal()?.contains(
        "000000000001.jsonl:1 (byte 0): the checksum does not match the line, and line 2 proves")
        == true)
  }

  @Test("a missing segment, first, middle or last, is refused")
  func missingSegments() throws {
    let (bench, segments) = try store()
    let expected = [
      "are missing before this segment", "are missing before this segment",
      "was stopped after record 9",
    ]
    for (path, message) in zip(segments, expected) {
      let bytes = bench.disk.contents(path)
      bench.disk.setContents(path, nil)
      #expect(bench.refusal()?.contains(message) == true, "\(path)")
      bench.disk.setContents(path, bytes)
    }
    #expect(try bench.records().count == 9)
  }

  @Test("a missing annex is refused")
  func missingAnnex() throws {
    let (bench, segments) = try store()
    for path in segments.map({ $0.replacingPrefix("Store/journal", "Store/annex") }) {
      let bytes = bench.disk.contents(path)
      bench.disk.setContents(path, nil)
      #expect(bench.refusal()?.contains(path) == true)
      bench.disk.setContents(path, bytes)
    }
  }

  @Test("a value that was exchanged for another, with a right checksum, is refused")
  func exchangedValue() throws {
    let (bench, _) = try store()
    let annex = text(bench.disk.contents(annexPath)).replacing("会员3", with: "会员4")
    bench.disk.setContents(annexPath, resealed(annex))
    #expect(bench.refusal()?.contains("the value is not the one that record 3 had") == true)
  }

  @Test("a record that was exchanged for another, with a right checksum, breaks the chain")
  func exchangedRecord() throws {
    let (bench, _) = try store()
    let journal = text(bench.disk.contents(segmentPath)).replacing(
      #""number":2"#, with: #""number":9"#)
    bench.disk.setContents(segmentPath, resealed(journal))
    #expect(bench.refusal()?.contains(":3 (byte") == true)
    #expect(bench.refusal()?.contains("the record is not chained to the one before it") == true)
  }

  @Test("an erased value leaves its trace, reads as nothing, and breaks no chain")
  func erasedValue() async throws {
    let (bench, _) = try store()
    let annex = text(bench.disk.contents(annexPath)).split(separator: "\n").map { line in
      line.contains(#""seq":3,"field":"name""#)
        ? #"00000000 {"v":1,"seq":3,"field":"name","erased":true}"# : String(line)
    }
    bench.disk.setContents(annexPath, resealed(annex.joined(separator: "\n") + "\n"))
    let clean = bench.disk.contents("Store/clean")
    let journal = try bench.open()
    let record = try await journal.record(at: 3)
    #expect(record?.annex.map(\.value) == [nil, "line\n\"3\""])
    #expect(clean != nil)
  }

  @Test("a newer version of record or value is refused by name of the version")
  func newerVersion() throws {
    for (path, version) in [(segmentPath, 2), (annexPath, 7)] {
      let (bench, _) = try store()
      let changed = text(bench.disk.contents(path)).replacing(
        #"{"v":1,"#, with: #"{"v":\#(version),"unheard":"#)
      bench.disk.setContents(path, resealed(changed))
      let message = try #require(bench.refusal())
      #expect(
        message.contains("version \(version) is unknown here. A newer version of the program"))
      #expect(message.contains(":1 (byte 14)"))
    }
  }

  @Test("what the replaying side cannot follow is refused with the record's place")
  func refused() throws {
    struct Unknown: Error, CustomStringConvertible {
      let description = "the fact 'points.gifted' is unknown"
    }
    let (bench, _) = try store()
    let error = #expect(throws: JournalError.self) {
      try Journal.open(
        directory: "Store", fileSystem: bench.disk, hash: quickHash, fatal: { _ in },
        replay: { record in if record.sequence == 2 { throw Unknown() } })
    }
    #expect(error?.kind == .refused)
    #expect(error?.description.contains(":2 (byte ") == true)
    #expect(error?.description.contains("the fact 'points.gifted' is unknown") == true)
    #expect(try bench.records().count == 9)
  }
}

/// The lines with checksums that match whatever was changed in them.
private func resealed(_ lines: String) -> [UInt8] {
  var bytes: [UInt8] = []
  for line in lines.split(separator: "\n") {
    let json = Array(line.dropFirst(9).utf8)
    let crc = json.withUnsafeBytes { CRC32C.checksum($0) }
    let digits = String(crc, radix: 16)
    bytes += Array((String(repeating: "0", count: 8 - digits.count) + digits).utf8)
    bytes += Array(line.dropFirst(8).prefix(1).utf8) + json + [Line.end]
  }
  return bytes
}

extension String {
  func replacingPrefix(_ prefix: String, _ other: String) -> String {
    other + dropFirst(prefix.count)
  }

  fileprivate func replacing(_ text: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while let character = rest.first {
      if rest.hasPrefix(text) {
        result += other
        rest = rest.dropFirst(text.count)
      } else {
        result.append(character)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
