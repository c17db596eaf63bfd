import Disk
import JSON
import Lines
import Testing

@testable import Simulation

@Suite("Lines with a checksum")
struct LineTests {
  static let json = #"{"v":1,"seq":7,"text":"欢笑 ☺"}"#

  static func line(_ json: String) -> [UInt8] {
    var writer = JSONWriter()
    _ = Line.append(to: &writer) { $0.raw(Array(json.utf8)) }
    return writer.bytes
  }

  private func read(_ line: [UInt8]) -> String? {
    line.withUnsafeBufferPointer { Line.json(of: $0).map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("a line gives back its JSON, marked or not; with any other bit changed it gives nothing")
  func everyBit() {
    var line = Array(Self.line(Self.json).dropLast())
    #expect(read(line) == Self.json)
    line[8] = Line.syncedMark
    #expect(read(line) == Self.json)
    #expect(line.withUnsafeBufferPointer { Line.isMarked($0) })
    for index in line.indices where index != 8 {
      for bit in 0..<8 {
        var damaged = line
        damaged[index] ^= 1 << bit
        #expect(read(damaged) == nil, "bit \(bit) of byte \(index)")
      }
    }
    #expect(read([]) == nil)
  }

  @Test("a beginning of a line may be one, with zeros too; a text that somebody wrote is none")
  func beginnings() {
    let line = Self.line(Self.json)
    for length in 0...line.count {
      for zeros in 0...length {
        let torn = [UInt8](repeating: 0, count: zeros) + line[zeros..<length]
        #expect(torn.withUnsafeBufferPointer { Line.mayBegin($0) })
      }
    }
    for text in ["# a comment", #"{"v":1}"#, "0123456789", "01234567 [1]"] {
      #expect(!Array(text.utf8).withUnsafeBufferPointer { Line.mayBegin($0) }, "\(text)")
    }
  }

  @Test("lines are read whole, however small the buffer is and wherever one begins")
  func reading() throws {
    let texts = (0..<40).map { String(repeating: "語", count: $0 * 7 % 23) }
    let bytes = texts.flatMap { Array($0.utf8) + [Line.end] } + Array("unfinished".utf8)
    let disk = SimulatedDisk()
    disk.setContents("file", bytes)
    for capacity in [1, 7, 64, 1 << 12] {
      for first in [0, 1, 17, 40] {
        let start = texts[..<first].reduce(0) { $0 + $1.utf8.count + 1 }
        let reader = LineReader(
          try disk.open("file", .never), "file", from: start, after: first, capacity: capacity)
        var offset = start
        for number in (first + 1)...41 {
          let item = try reader.known()
          let text = number > 40 ? "unfinished" : texts[number - 1]
          #expect(String(decoding: item.bytes, as: UTF8.self) == text)
          #expect(item.isComplete == (number <= 40))
          #expect(item.place.description == "file:\(number) (byte \(offset))")
          offset = item.end
        }
        #expect(try reader.next() == nil)
        #expect(offset == bytes.count)
      }
    }
  }

  @Test("a reader that was not told how many lines stand before names the byte alone")
  func unnumbered() throws {
    let disk = SimulatedDisk()
    disk.setContents("file", Self.line(Self.json) + Array("0123".utf8))
    let reader = LineReader(try disk.open("file", .never), "file", after: nil)
    #expect(String(decoding: try reader.known().json(), as: UTF8.self) == Self.json)
    let torn = try reader.known()
    let damaged = #expect(throws: JournalError.self) { try torn.json() }
    #expect(damaged?.place == "file (byte \(Self.line(Self.json).count))")
    let ended = #expect(throws: JournalError.self) { try reader.known() }
    #expect(ended?.reason == "the file has become shorter")
  }

  @Test("a line of a version that is not known, or of none, is refused with the byte")
  func versions() {
    for (json, kind, place, reason) in [
      (
        #"{"v":9}"#, JournalError.Kind.newerVersion, "file:3 (byte 114)",
        "version 9 is unknown here"
      ),
      (#"{"seq":1}"#, .damaged, "file:3 (byte 116)", "a thing begins with its version"),
      (#"{"v":"1"}"#, .damaged, "file:3 (byte 114)", "a digit is expected"),
    ] {
      let error = #expect(throws: JournalError.self) {
        _ = try Array(json.utf8).withUnsafeBufferPointer {
          try Line.scanner(
            of: $0, name: "a thing", at: Place(path: "file", line: 3, offset: 100))
        }
      }
      #expect(error?.kind == kind)
      #expect(error?.place == place, "\(json)")
      #expect(error?.reason == reason)
    }
  }
}

@Suite("What was cut off is kept")
struct CuttingsTests {
  @Test("once however often it is tried, beside older ones, and values only until they must go")
  func keeping() throws {
    let disk = SimulatedDisk()
    try disk.makeDirectory("Store")
    let cuttings = Cuttings(fileSystem: disk, store: "Store")
    #expect(try cuttings.madeFolder() == nil)
    func keep(_ path: String, _ text: String) throws -> String? {
      disk.setContents(path, Array("whole".utf8) + Array(text.utf8))
      return try cuttings.keep(TornTail(path: path, line: 2, kept: 5, cut: text.utf8.count))
    }
    #expect(try keep("Store/journal/1.jsonl", "torn") == "Store/cut/journal-1.jsonl.1")
    #expect(try keep("Store/journal/1.jsonl", "torn") == "Store/cut/journal-1.jsonl.1")
    #expect(try keep("Store/journal/1.jsonl", "other") == "Store/cut/journal-1.jsonl.2")
    #expect(try keep("Store/journal/1.jsonl", "\0\0") == nil)
    #expect(try keep("Store/annex/1.jsonl", "name") == "Store/cut/annex-1.jsonl.1")
    #expect(disk.contents("Store/cut/journal-1.jsonl.2") == Array("other".utf8))
    try cuttings.removeValues()
    #expect(try cuttings.madeFolder() == "Store/cut")
    #expect(
      try disk.list("Store/cut").sorted() == ["journal-1.jsonl.1", "journal-1.jsonl.2"])
  }
}
