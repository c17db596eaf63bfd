import Disk
import Glibc
import Synchronization

/// The machine's disk with a sync that takes so long, whatever the disk; and how often it was asked.
struct SlowDisk: FileSystem {
  private let real = POSIXFileSystem()
  private let counter = Counter()
  let milliseconds: Int

  /// How many syncs of files there were.
  var syncs: Int { counter.value.load(ordering: .relaxed) }

  init(milliseconds: Int) { self.milliseconds = milliseconds }

  func open(_ path: String, _ creation: FileCreation) throws(FileError) -> any File {
    SlowFile(
      real: try real.open(path, creation), microseconds: UInt32(milliseconds * 1000),
      counter: counter)
  }

  func list(_ path: String) throws(FileError) -> [String] { try real.list(path) }
  func makeDirectory(_ path: String) throws(FileError) { try real.makeDirectory(path) }
  func syncDirectory(_ path: String) throws(FileError) { try real.syncDirectory(path) }
  func rename(_ path: String, to newPath: String) throws(FileError) {
    try real.rename(path, to: newPath)
  }
  func remove(_ path: String) throws(FileError) { try real.remove(path) }
  func lock(_ path: String) throws(FileError) -> any FileLock { try real.lock(path) }
  func files(
    in directory: String, _ body: (String) throws(FileError) -> Void
  ) throws(FileError) {
    try real.files(in: directory, body)
  }
  var reading: any FileSystem { real.reading }
}

private final class Counter: Sendable {
  let value = Atomic<Int>(0)
}

private struct SlowFile: File {
  let real: any File
  let microseconds: UInt32
  let counter: Counter

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    try real.write(bytes, at: offset)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    try real.read(into: buffer, at: offset)
  }

  func reserve(_ size: Int) throws(FileError) { try real.reserve(size) }

  func sync() throws(FileError) {
    usleep(microseconds)
    counter.value.add(1, ordering: .relaxed)
  }

  func size() throws(FileError) -> Int { try real.size() }
  func close() { real.close() }
}
