import CivilTime
import Club
import Disk
import Glibc
import Logging
import Synchronization
import Testing

@testable import ClubStore

/// A store in a directory of its own, with a clock that the test sets; removed with the test.
final class Clubhouse: Sendable {
  let directory: String
  let disk = GatedDisk()
  let time = Mutex(Instant(milliseconds: 1_795_829_400_000))
  let fatalErrors = Mutex<[String]>([])
  private let parent: String

  init() throws {
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(base)/huikan-store-XXXXXX".utf8CString)
    parent = try #require(mkdtemp(&template).map { String(cString: $0) })
    directory = "\(parent)/Store"
  }

  deinit { system("rm -rf '\(parent)'") }

  func open(
    directory: String? = nil, replacingSecret: Bool = false,
    log: any LogHandler = SwiftLogNoOpLogHandler()
  ) throws(StoreError) -> ClubStore {
    try ClubStore.open(
      directory: directory ?? self.directory, fileSystem: disk,
      clock: { self.time.withLock { $0 } }, random: ClubStore.systemRandom,
      replacesSecret: replacingSecret,
      fatal: { line in self.fatalErrors.withLock { $0.append(line) } },
      logger: Logger(label: "test") { _ in log })
  }

  /// A new store whose first record adopts the consent text that members agree to.
  func openWithTerms() async throws -> ClubStore {
    let store = try open()
    _ = try await store.submit(try Commands.adopt([]), by: .system)
    return store
  }

  /// What the disk holds right now, as after a crash, opened as a store of its own.
  func crashed() throws -> ClubStore {
    let copy = "\(parent)/Copy\(Int.random(in: 0..<Int.max))"
    system("cp -r '\(directory)' '\(copy)'")
    return try open(directory: copy)
  }

  func passTime(seconds: Int) { time.withLock { $0 = $0.adding(seconds: seconds) } }

  /// The text of all files in a folder of the store.
  func contents(_ folder: String) throws -> String {
    let files = POSIXFileSystem()
    return try files.list("\(directory)/\(folder)").sorted().map { name in
      String(decoding: try files.contents(of: "\(directory)/\(folder)/\(name)"), as: UTF8.self)
    }.joined()
  }
}

/// The machine's disk, with a door before every sync.
final class GatedDisk: FileSystem {
  private let real = POSIXFileSystem()
  private let isHeld = Atomic(false)

  func holdSyncs() { isHeld.store(true, ordering: .releasing) }
  func releaseSyncs() { isHeld.store(false, ordering: .releasing) }

  func open(_ path: String, _ creation: FileCreation) throws(FileError) -> any File {
    GatedFile(real: try real.open(path, creation), disk: self)
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

  private struct GatedFile: File {
    let real: any File
    let disk: GatedDisk

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int {
      try real.write(bytes, at: offset)
    }
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
      try real.read(into: buffer, at: offset)
    }
    func sync() throws(FileError) {
      while disk.isHeld.load(ordering: .acquiring) { usleep(500) }
      try real.sync()
    }
    func reserve(_ size: Int) throws(FileError) { try real.reserve(size) }
    func size() throws(FileError) -> Int { try real.size() }
    func close() { real.close() }
  }
}

/// What was logged as a warning, in order.
final class Warnings: LogHandler, Sendable {
  private let messages = Mutex<[String]>([])

  var all: [String] { messages.withLock { $0 } }
  var metadata: Logger.Metadata {
    get { [:] }
    set { _ = newValue }
  }
  var logLevel: Logger.Level {
    get { .warning }
    set { _ = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set { _ = newValue }
  }

  func log(event: LogEvent) { messages.withLock { $0.append("\(event.message)") } }
}
