import Annex
import Disk
import JSON
import Lines
import Testing

@testable import Simulation
@testable import Snapshots

@Suite("Snapshots on their shelf")
struct SnapshotsTests {
  /// A journal that stands at one record and says one thing of itself.
  private struct Standing: SnapshotPosition, Equatable {
    var sequence: Int
    var mark = "here"

    init(_ sequence: Int) { self.sequence = sequence }

    func write(to json: inout JSONWriter) {
      json.member("seq", sequence)
      json.member("mark", mark)
    }

    init?(_ json: JSONValue) {
      guard let sequence = json["seq"]?.int, let mark = json["mark"]?.string else { return nil }
      (self.sequence, self.mark) = (sequence, mark)
    }
  }

  private let disk = SimulatedDisk()
  private let blocks = [Array("first".utf8), Array("第二".utf8), [UInt8](repeating: 7, count: 900)]

  /// A stand-in for a cipher: opens with the same key and context alone.
  private func sealing(_ key: String) -> AnnexSealing {
    AnnexSealing(
      key: key, seal: { plain, context in Array(key.utf8) + context + plain.map { $0 ^ 0x55 } },
      open: { sealed, context in
        let tag = Array(key.utf8) + context
        return sealed.starts(with: tag) ? sealed.dropFirst(tag.count).map { $0 ^ 0x55 } : nil
      })
  }

  private func shelf(_ sealing: AnnexSealing? = nil) -> SnapshotShelf<Standing> {
    SnapshotShelf(fileSystem: disk, directory: "Store/snapshots", sealing: sealing)
  }

  private func put(
    _ sequence: Int, content: Int = 4, on shelf: SnapshotShelf<Standing>
  ) throws(JournalError) {
    try shelf.put(Standing(sequence), content: content) { [blocks] writer in
      for block in blocks { writer.write(block) }
    }
  }

  /// The newest snapshot that is of use, its blocks, and what is said of those passed over.
  private func newest(
    on shelf: SnapshotShelf<Standing>, content: Int = 4
  ) throws -> (standing: Standing?, blocks: [[UInt8]], passed: [String]) {
    var found: [[UInt8]] = []
    var passed: [String] = []
    let use = SnapshotUse(content: content) { reader in
      var read: [[UInt8]] = []
      while let block = reader.next() { read.append(block) }
      return { found = read }
    }
    let standing = try shelf.newest(
      use, passed: { passed.append($0) }, prove: { _, _ throws(JournalError) in })
    return (standing, found, passed)
  }

  @Test("the newest is taken in, two are kept, and none is left where they must go")
  func kept() throws {
    let shelf = shelf()
    for sequence in [5, 9, 1_000_000_000_000] { try put(sequence, on: shelf) }
    #expect(try shelf.sequences() == [1_000_000_000_000, 9])
    let newest = try newest(on: shelf)
    #expect(newest.standing == Standing(1_000_000_000_000))
    #expect(newest.blocks == blocks)
    #expect(newest.passed == [])
    try shelf.clear()
    #expect(try self.newest(on: shelf).standing == nil)
    #expect(disk.paths.isEmpty)
    #expect(disk.openFiles == 0)
  }

  @Test("whichever byte changes or wherever it ends, the snapshot is passed over for the older one")
  func damaged() throws {
    let shelf = shelf()
    try put(5, on: shelf)
    try put(9, on: shelf)
    let path = shelf.path(of: 9)
    let bytes = try #require(disk.contents(path))
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x10
      for damage in [changed, Array(bytes[..<index])] {
        disk.setContents(path, damage)
        let newest = try newest(on: shelf)
        #expect(newest.standing == Standing(5), "byte \(index)")
        #expect(newest.blocks == blocks)
        #expect(newest.passed.count == 1)
      }
    }
  }

  @Test("blocks are sealed, each for its place; without the key none is read")
  func sealed() throws {
    try put(5, on: shelf(sealing("first")))
    let text = String(decoding: try #require(disk.contents(shelf().path(of: 5))), as: UTF8.self)
    #expect(text.contains(#"{"format":1,"content":4,"key":"first","seq":5,"mark":"here"}"#))
    #expect(!text.contains("第二"))
    #expect(try newest(on: shelf(sealing("first"))).blocks == blocks)
    for other in [nil, sealing("second")] {
      let newest = try newest(on: shelf(other))
      #expect(newest.standing == nil)
      #expect(newest.passed.first?.contains("its people are not sealed as the annex is") == true)
      guard case .sealed = try shelf(other).read(5, content: 4, { $0.next() }) else {
        Issue.record("read without its key")
        continue
      }
    }
  }

  @Test("one of another version is passed over, and one that is gone is no fault")
  func otherVersion() throws {
    let shelf = shelf()
    try put(5, content: 3, on: shelf)
    #expect(
      try newest(on: shelf).passed == [
        "\(shelf.path(of: 5)): it was written by another version; the snapshot is passed over"
      ])
    guard case .otherVersion = try shelf.read(5, content: 4, { $0.next() }),
      case .gone = try shelf.read(6, content: 4, { $0.next() }),
      case .read(let first) = try shelf.read(5, content: 3, { $0.next() })
    else {
      Issue.record("taken for something else")
      return
    }
    #expect(first == blocks[0])
  }

  @Test("what the journal does not know again is refused, and nothing of it comes into force")
  func foreign() throws {
    let shelf = shelf()
    try put(5, on: shelf)
    var isInForce = false
    let use = SnapshotUse(content: 4) { _ in { isInForce = true } }
    let error = #expect(throws: JournalError.self) {
      try shelf.newest(
        use, passed: { _ in },
        prove: { _, path throws(JournalError) in
          throw .badSnapshot(path, "it is of another journal")
        })
    }
    #expect(error?.place == shelf.path(of: 5))
    #expect(!isInForce)
  }
}
