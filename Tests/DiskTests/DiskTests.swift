import Glibc
import Synchronization
import Testing

@testable import Disk
@testable import Simulation

@Suite("The disk, as whoever keeps a store asks for it")
struct DiskTests {
  @Test("the reading disk changes nothing, and a file ends where it ended when it was opened")
  func readingDisk() async throws {
    try await withNewDirectory { folder in
      let path = "\(folder)/file"
      try POSIXFileSystem().replace(path, in: folder, with: Array("one".utf8))
      let disk = ReadingDisk()
      let file = try disk.open(path, .never)
      let writer = try POSIXFileSystem().open(path, .never)
      try writer.writeAll(Array("one two".utf8)[...], at: 0)
      #expect(try file.size() == 3)
      var buffer = [UInt8](repeating: 0, count: 16)
      let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0, at: 1) }
      #expect(count == 2)
      #expect(throws: FileError.self) { try file.sync() }
      #expect(throws: FileError.self) { try disk.open("\(folder)/new", .always) }
      #expect(throws: FileError.self) { try disk.open("\(folder)/absent", .never) }
      #expect(throws: FileError.self) { try disk.remove(path) }
      #expect(throws: FileError.self) { _ = try disk.lock(path) }
      #expect(try disk.list(folder) == ["file"])
    }
  }

  @Test("a folder is no file, for writers and for readers")
  func folderIsNoFile() async {
    await withNewDirectory { folder in
      for (disk, reason) in [
        (POSIXFileSystem() as any FileSystem, "Is a directory"), (ReadingDisk(), "it is no file"),
      ] {
        let error = #expect(throws: FileError.self) { try disk.open(folder, .never) }
        #expect(error?.reason == reason)
      }
    }
  }

  @Test("a file gets its new contents whole or keeps the old ones, wherever the machine stops")
  func replace() throws {
    for operation in 0..<10 {
      let disk = SimulatedDisk()
      try disk.makeDirectory("Store")
      try disk.replace("Store/file", in: "Store", with: Array("old".utf8))
      disk.fail(at: disk.operations.count + operation, .crash)
      try? disk.replace("Store/file", in: "Store", with: Array("new".utf8))
      disk.restart(seed: UInt64(operation))
      let text = String(decoding: disk.contents("Store/file") ?? [], as: UTF8.self)
      #expect(["old", "new"].contains(text))
      try disk.clearWay(for: "Store/file" + draftSuffix, in: "Store")
      try disk.replace("Store/file", in: "Store", with: Array("newer".utf8))
      #expect(disk.contents("Store/file") == Array("newer".utf8))
      #expect(try disk.list("Store") == ["file"])
    }
  }

  @Test("however few bytes the system takes at a time, all of them are written and read")
  func shortWrites() throws {
    let disk = SimulatedDisk()
    disk.state.withLock { $0.largestWrite = 3 }
    try disk.makeDirectory("Store")
    let bytes = (0..<100).map { UInt8($0) }
    let file = try disk.draft("Store/file", with: bytes)
    #expect(try file.bytes(at: 0, count: 100) == bytes)
    #expect(try file.bytes(at: 90, count: 100) == Array(bytes[90...]))
    try disk.putDraft(in: "Store", inPlaceOf: "Store/file")
    #expect(try disk.contents(of: "Store/file") == bytes)
  }

  @Test("want of space is told from other failures, for anybody and for one user")
  func wantOfSpace() {
    for (code, isForWantOfSpace) in [(ENOSPC, true), (EDQUOT, true), (EIO, false), (EROFS, false)] {
      let error = FileError(operation: "write", path: "file", code: code, reason: "")
      #expect(error.isForWantOfSpace == isForWantOfSpace)
      #expect(error.remedy.hasPrefix("Free some space") == isForWantOfSpace)
    }
  }
}
