import Disk
import JSON
import Lines
import Testing

@testable import Annex
@testable import Simulation

@Suite("Values apart from their records")
struct AnnexTests {
  /// A stand-in for SHA-256 that differs where the bytes differ.
  private let hash: HashFunction = { bytes in
    var state = bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    let words = (0..<4).map { _ in
      state = (state ^ state >> 29) &* 1_099_511_628_211
      return state
    }
    return words.withUnsafeBytes { Hash256($0) }
  }

  /// A stand-in for a cipher: opens with the same key and context alone.
  private func sealing(_ key: String) -> AnnexSealing {
    @Sendable func tag(_ context: [UInt8]) -> [UInt8] { Array(key.utf8) + context }
    return AnnexSealing(
      key: key, seal: { plain, context in tag(context) + plain.map { $0 ^ 0x55 } },
      open: { sealed, context in
        guard sealed.starts(with: tag(context)) else { return nil }
        return sealed.dropFirst(tag(context).count).map { $0 ^ 0x55 }
      })
  }

  private let path = "Store/annex/000000000001.jsonl"

  private func draft(_ field: String, _ record: Int) -> AnnexDraft {
    AnnexDraft(
      field: field, value: "\(field) of 会员\(record)\n",
      salt: (0..<16).map { UInt8($0 + record) })
  }

  /// A disk with the annex of records 3 and 5, a name and a reason each.
  private func disk(_ sealing: AnnexSealing? = nil) -> SimulatedDisk {
    let disk = SimulatedDisk()
    var writer = JSONWriter()
    for record in [3, 5] {
      for field in ["name", "reason"] {
        draft(field, record).append(to: &writer, sequence: record, sealing)
      }
    }
    disk.setContents(path, writer.bytes)
    return disk
  }

  private func values(
    of record: Int, on disk: SimulatedDisk, _ access: AnnexAccess = AnnexAccess()
  ) throws -> [AnnexValue] {
    let commitments = ["name", "reason"].map {
      Commitment(field: $0, digest: draft($0, record).commitment(hash))
    }
    let reader = LineReader(try disk.open(path, .never), path, after: nil)
    return try AnnexLine.values(of: record, provedBy: commitments, from: reader, hash, access)
  }

  @Test("a value is found behind other records' and proved by what its own record says of it")
  func proved() throws {
    let disk = disk()
    for record in [3, 5] {
      let found = try values(of: record, on: disk)
      #expect(found.map(\.field) == ["name", "reason"])
      #expect(found.map(\.value) == ["name of 会员\(record)\n", "reason of 会员\(record)\n"])
    }
    let missing = #expect(throws: JournalError.self) { try values(of: 4, on: disk) }
    #expect(missing?.reason == "the value 'name' of record 4 is missing here")
  }

  @Test("another value with a right checksum is not taken for the record's")
  func exchanged() throws {
    let disk = disk()
    var writer = JSONWriter()
    AnnexDraft(field: "name", value: "somebody else", salt: draft("name", 3).salt)
      .append(to: &writer, sequence: 3, nil)
    disk.setContents(path, writer.bytes)
    let error = #expect(throws: JournalError.self) { try values(of: 3, on: disk) }
    #expect(error?.reason == "the value is not the one that record 3 had")
  }

  @Test("a sealed value opens with its key and in its own record alone")
  func sealed() throws {
    let disk = disk(sealing("first"))
    let text = String(decoding: disk.contents(path) ?? [], as: UTF8.self)
    #expect(!text.contains("会员"))
    let found = try values(of: 5, on: disk, AnnexAccess(sealing: sealing("first")))
    #expect(found.map(\.value) == ["name of 会员5\n", "reason of 会员5\n"])
    for other in [nil, sealing("second")] {
      let error = #expect(throws: JournalError.self) {
        try values(of: 5, on: disk, AnnexAccess(sealing: other))
      }
      #expect(error?.kind == .sealed)
    }
    let passed = try values(of: 5, on: disk, AnnexAccess(passesSealed: true))
    #expect(passed.map(\.isSealed) == [true, true])
    #expect(passed.map(\.value) == [nil, nil])
    let moved = text.replacing(#""seq":3"#, with: #""seq":5"#).split(separator: "\n").prefix(2)
    var writer = JSONWriter()
    for line in moved { _ = Line.append(to: &writer) { $0.raw(Array(line.utf8.dropFirst(9))) } }
    disk.setContents(path, writer.bytes)
    let error = #expect(throws: JournalError.self) {
      try values(of: 5, on: disk, AnnexAccess(sealing: sealing("first")))
    }
    #expect(error?.reason == "the sealed value does not open with its own key")
  }

  @Test("what is erased leaves a trace of its length; everything else stays, byte for byte")
  func erased() throws {
    for key in [nil, sealing("first")] {
      let disk = disk(key)
      let before = try #require(disk.contents(path)).split(separator: Line.end)
      let rewriting = AnnexRewriting(fileSystem: disk, directory: "Store/annex")
      #expect(try rewriting.erase([3, 4], in: path) == 2)
      try rewriting.commit(path)
      let after = try #require(disk.contents(path)).split(separator: Line.end)
      #expect(after.map(\.count) == before.map(\.count))
      #expect(after[2...] == before[2...])
      let access = AnnexAccess(sealing: key)
      #expect(try values(of: 3, on: disk, access).map(\.value) == [nil, nil])
      #expect(try values(of: 3, on: disk, access).allSatisfy { !$0.isSealed })
      #expect(try values(of: 5, on: disk, access).compactMap(\.value).count == 2)
      #expect(try rewriting.erase([3, 4], in: path) == nil)
    }
  }

  @Test("sealing an annex seals each value once, and keeps what the marks say")
  func sealing() throws {
    let disk = disk()
    var bytes = try #require(disk.contents(path))
    bytes[8] = Line.syncedMark
    disk.setContents(path, bytes)
    let rewriting = AnnexRewriting(fileSystem: disk, directory: "Store/annex")
    #expect(try rewriting.seal(path, with: sealing("first")) == 4)
    try rewriting.commit(path)
    #expect(try rewriting.seal(path, with: sealing("first")) == nil)
    let marks = try #require(disk.contents(path)).split(separator: Line.end).map { Array($0)[8] }
    #expect(marks == [Line.syncedMark] + [UInt8](repeating: UInt8(ascii: " "), count: 3))
    let found = try values(of: 3, on: disk, AnnexAccess(sealing: sealing("first")))
    #expect(found.map(\.value) == ["name of 会员3\n", "reason of 会员3\n"])
  }
}
