import CivilTime
import Club
import Disk
import Glibc
import Lines
import Logging
import Synchronization
import Testing

@testable import ClubStore
@testable import Journal
@testable import Simulation

@Suite("A disk that is full, read-only or somebody else's")
struct DiskTests {
  private func open(
    _ disk: SimulatedDisk, log: any LogHandler = SwiftLogNoOpLogHandler()
  ) throws(StoreError) -> ClubStore {
    try ClubStore.open(
      directory: "Store", fileSystem: disk, clock: { Instant(milliseconds: 1_795_829_400_000) },
      random: { count in [UInt8](repeating: 7, count: count) },
      fatal: { Issue.record("\($0)") }, logger: Logger(label: "test") { _ in log })
  }

  @Test("on a full disk commands are refused and reading goes on; nothing has to be started again")
  func full() async throws {
    let disk = SimulatedDisk()
    let log = Warnings()
    let first = try open(disk)
    _ = try await first.submit(try Commands.adopt([]), by: .system)
    await first.close()
    // What had been promised is used up.
    disk.state.withLock { state in
      for node in state.nodes.keys { state.nodes[node]?.reserved = 0 }
    }
    let store = try open(disk, log: log)
    disk.leaveSpace(0)
    let command = try Commands.signUp("甲", phone: "13800138000")
    for _ in 0..<3 {
      let error = await #expect(throws: SubmissionError.self) {
        try await store.submit(command, by: .visitor, idempotency: .test("a"))
      }
      #expect(error == .diskFull)
    }
    #expect(!store.remembers(.test("a")))
    #expect(try await store.read { club, _ in club.membership.count } == 0)
    #expect(try await store.figures().head.sequence == 1)
    #expect(try await store.record(1)?.facts.count == 1)
    disk.leaveSpace(nil)
    let outcome = try await store.submit(command, by: .visitor, idempotency: .test("a"))
    #expect(!outcome.replayed && outcome.sequence == 2)
    #expect(log.all.count == 2)
    #expect(log.all.first?.hasPrefix("The disk of Store is full: commands are refused") == true)
    #expect(log.all.last == "The disk of Store has space again: commands are accepted.")
    await store.close()
    let again = try open(disk)
    #expect(again.head.sequence == 2)
    await again.close()
  }

  @Test(
    "what the system refuses at the start is named, with what to do",
    arguments: [
      (30, "is read-only. Find out why in the system's log"),
      (13, "Start the program as the user to whom the store belongs"),
      (28, "Free some space on this disk"), (122, "Free some space on this disk"),
      (5, "See to the disk, then start again"),
    ] as [(Int32, String)])
  func refused(code: Int32, remedy: String) async throws {
    let disk = SimulatedDisk()
    let store = try open(disk)
    _ = try await store.submit(try Commands.adopt([]), by: .system)
    await store.close()
    disk.fail(at: disk.operations.count, .error(code))
    let error = #expect(throws: StoreError.self) { try open(disk) }
    #expect(error?.description.contains(remedy) == true, "\(String(describing: error))")
    let again = try open(disk)
    #expect(again.head.sequence == 1)
    await again.close()
  }

  @Test("a store of another user is refused, root or not, and stays as it is")
  func owner() async throws {
    guard geteuid() == 0 else { return }
    let house = try Clubhouse()
    await (try await house.openWithTerms()).close()
    #expect(chown(house.directory, 4711, 4711) == 0)
    let error = #expect(throws: StoreError.self) { try house.open() }
    #expect(
      error?.description
        == "\(house.directory): use failed: it belongs to user 4711, and this program runs as user 0 "
        + "(errno 1). So far as the files show, every acknowledged record is there. Start the "
        + "program as the user to whom the store belongs, or give the whole folder to the user who "
        + "runs it (chown -R).")
    #expect(chown(house.directory, 0, 0) == 0)
    let again = try house.open()
    #expect(again.head.sequence == 1)
    await again.close()
  }

  @Test("a store of a newer version is refused with what to do, and stays as it is")
  func newer() async throws {
    let house = try Clubhouse()
    await (try await house.openWithTerms()).close()
    let path = "\(house.directory)/journal/000000000001.jsonl"
    let files = POSIXFileSystem()
    let bytes = try files.contents(of: path)
    var line = JSONLine.resealed(String(decoding: bytes, as: UTF8.self), version: 2)
    line.append(0x0A)
    try files.replace(path, in: "\(house.directory)/journal", with: line)
    let error = #expect(throws: StoreError.self) { try house.open() }
    #expect(
      error?.description.hasSuffix(
        "version 2 is unknown here. A newer version of the program wrote it: use that version. "
          + "Nothing was changed.") == true)
    #expect(try files.contents(of: path) == line)
  }
}

/// A line of the journal with another version and a checksum that matches it.
private enum JSONLine {
  static func resealed(_ line: String, version: Int) -> [UInt8] {
    let json = Array(#"{"v":\#(version)"#.utf8) + Array(line.utf8.dropFirst(9 + 6).dropLast())
    let digits = String(json.withUnsafeBytes { CRC32C.checksum($0) }, radix: 16)
    return Array((String(repeating: "0", count: 8 - digits.count) + digits + " ").utf8) + json
  }
}
