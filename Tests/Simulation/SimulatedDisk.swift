import Disk
import Synchronization

/// A disk in memory that does what real ones do at the worst moment: it forgets what was not synced,
/// keeps any part of the last writes, takes few bytes at a time, fills up, and fails.
final class SimulatedDisk: FileSystem, Sendable {
  /// Something that goes wrong at one operation, counted from 0 over writes, syncs, directory
  /// syncs, renames, removals and creations.
  struct Fault {
    enum Effect {
      /// The machine stops; every operation from here on fails too.
      case crash
      /// The operation fails with this `errno`; a failed sync forgets what it should have kept.
      case error(Int32)
    }

    var operation: Int
    var effect: Effect
  }

  struct Node {
    var current: [UInt8] = []
    var durable: [UInt8] = []
    var unsynced: [(offset: Int, bytes: [UInt8])] = []
    /// Up to which byte the disk has promised space.
    var reserved = 0

    var space: Int { max(current.count, reserved) }
  }

  struct State {
    var nodes: [Int: Node] = [:]
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    /// Changes of names that a restart may lose, each as a whole.
    var unsyncedNames: [(directory: String, names: [String: Int?])] = []
    var directories: Set<String> = []
    var locks: Set<String> = []
    var fault: Fault?
    var hasCrashed = false
    var generation = 0
    var operations: [String] = []
    var largestWrite = Int.max
    /// Where there is one, some writes take only a part of what they are given.
    var shortWrites: SplitMix?
    /// How many bytes there are for all files together, promised ones included.
    var capacity = Int.max
    /// Writes over bytes of a segment or an annex that had been synced: never right.
    var rewrites: [String] = []
    var nextNode = 0
    /// How many files are open, and how often each path was opened.
    var openFiles = 0
    var openings: [String: Int] = [:]
    /// How many files may be open at once.
    var mostOpenFiles = Int.max
  }

  let state = Mutex(State())
  /// Called before every operation that counts, outside all locks; a simulation lets others work then.
  let meanwhile = Mutex<(@Sendable (String) -> Void)?>(nil)
  private let gate = Gate()

  /// Makes syncs of files wait until `releaseSyncs`.
  func holdSyncs() { gate.close() }
  func releaseSyncs() { gate.open() }

  var operations: [String] { state.withLock { $0.operations } }

  var openFiles: Int { state.withLock { $0.openFiles } }

  func open(_ path: String, _ creation: FileCreation) throws(FileError) -> any File {
    try step("open \(path)", counts: creation == .always) { state throws(FileError) in
      guard state.openFiles < state.mostOpenFiles else { throw failure("open", path, 24) }
      if creation == .always {
        guard state.names[path] == nil else { throw failure("open", path, 17) }
        state.nextNode += 1
        state.nodes[state.nextNode] = Node()
        state.setNames([path: state.nextNode], in: path)
      }
      guard let node = state.names[path] else { throw failure("open", path, 2) }
      state.openFiles += 1
      state.openings[path, default: 0] += 1
      return SimulatedFile(disk: self, node: node, path: path, generation: state.generation)
    }
  }

  func list(_ path: String) throws(FileError) -> [String] {
    try step("list \(path)", counts: false) { state in
      (Array(state.names.keys) + state.directories).filter { $0.hasPrefix(path + "/") }
        .map { String($0.dropFirst(path.count + 1)) }.filter { !$0.contains("/") }
    }
  }

  func makeDirectory(_ path: String) throws(FileError) {
    try step("mkdir \(path)", counts: false) { state in _ = state.directories.insert(path) }
  }

  func syncDirectory(_ path: String) throws(FileError) {
    try step("syncdir \(path)") { state in
      for change in state.unsyncedNames where change.directory == path {
        state.makeDurable(change.names)
      }
      state.unsyncedNames.removeAll { $0.directory == path }
    }
  }

  func rename(_ path: String, to newPath: String) throws(FileError) {
    try step("rename \(path)") { state throws(FileError) in
      guard let node = state.names[path] else { throw failure("rename", path, 2) }
      state.setNames([path: nil, newPath: node], in: path)
    }
  }

  func remove(_ path: String) throws(FileError) {
    try step("remove \(path)") { state in state.setNames([path: nil], in: path) }
  }

  func lock(_ path: String) throws(FileError) -> any FileLock {
    try step("lock \(path)", counts: false) { state throws(FileError) in
      guard state.locks.insert(path).inserted else { throw failure("lock", path, 11) }
      return SimulatedLock(disk: self, path: path, generation: state.generation)
    }
  }

  func files(
    in directory: String, _ body: (String) throws(FileError) -> Void
  ) throws(FileError) {
    for path in paths where path.hasPrefix(directory + "/") { try body(path) }
  }

  var reading: any FileSystem { self }

  func close(generation: Int) {
    state.withLock { state in
      if state.generation == generation { state.openFiles -= 1 }
    }
  }

  func unlock(_ path: String, generation: Int) {
    state.withLock { state in
      if state.generation == generation { state.locks.remove(path) }
    }
  }

  /// Runs an operation, unless it is the one that goes wrong.
  func step<Value: Sendable>(
    _ name: String, counts: Bool = true, generation: Int? = nil, node: Int? = nil,
    _ body: (inout State) throws(FileError) -> Value
  ) throws(FileError) -> Value {
    if name.hasPrefix("sync ") { gate.wait() }
    if counts, let meanwhile = meanwhile.withLock({ $0 }) { meanwhile(name) }
    let result: Result<Value, FileError> = state.withLock { state in
      do throws(FileError) {
        if let generation, generation != state.generation { throw failure(name, 5) }
        try state.fail(name, counts: counts, node: node)
        return .success(try body(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

extension SimulatedDisk {
  /// The machine starts again: of everything not synced, any part may be there.
  func restart(seed: UInt64) {
    state.withLock { state in
      var generator = SplitMix(state: seed)
      for change in state.unsyncedNames where Bool.random(using: &generator) {
        state.makeDurable(change.names)
      }
      state.names = state.durableNames
      state.unsyncedNames = []
      for (key, node) in state.nodes {
        var node = node
        for write in node.unsynced {
          for start in stride(from: 0, to: write.bytes.count, by: 64)
          where Int.random(in: 0..<3, using: &generator) > 0 {
            let end = min(write.bytes.count, start + Int.random(in: 1...64, using: &generator))
            node.durable.overwrite(write.bytes[start..<end], at: write.offset + start)
          }
        }
        node.current = node.durable
        node.unsynced = []
        state.nodes[key] = node
      }
      state.restart()
    }
  }

  /// The machine stops, or the process dies: nothing reaches the disk from here on.
  func stop() { state.withLock { $0.hasCrashed = true } }

  var hasStopped: Bool { state.withLock { $0.hasCrashed } }

  /// Fills the disk but for so many bytes, or gives it all the space again.
  func leaveSpace(_ bytes: Int?) {
    state.withLock { state in state.capacity = bytes.map { state.used + $0 } ?? .max }
  }

  /// The process starts again on a machine that went on running: its cache is still there.
  func restartProcess() { state.withLock { $0.restart() } }

  func contents(_ path: String) -> [UInt8]? {
    state.withLock { state in state.names[path].flatMap { state.nodes[$0]?.current } }
  }

  func setContents(_ path: String, _ bytes: [UInt8]?) {
    state.withLock { state in
      guard let bytes else {
        state.names[path] = nil
        state.durableNames[path] = nil
        return
      }
      if state.names[path] == nil {
        state.nextNode += 1
        state.names[path] = state.nextNode
        state.durableNames[path] = state.nextNode
      }
      if let node = state.names[path] { state.nodes[node] = Node(current: bytes, durable: bytes) }
    }
  }

  func fail(at operation: Int, _ effect: Fault.Effect) {
    state.withLock { $0.fault = Fault(operation: operation, effect: effect) }
  }

  var paths: [String] { state.withLock { $0.names.keys.sorted() } }
}

extension SimulatedDisk.State {
  /// Enters an operation, and throws where it is the one that goes wrong.
  mutating func fail(_ name: String, counts: Bool, node: Int?) throws(FileError) {
    guard !hasCrashed else { throw failure(name, 5) }
    guard counts else { return }
    operations.append(name)
    guard let fault, fault.operation == operations.count - 1 else { return }
    switch fault.effect {
    case .crash:
      hasCrashed = true
      throw failure(name, 5)
    case .error(let code):
      if let node, name.hasPrefix("sync ") { nodes[node]?.unsynced = [] }
      throw failure(name, code)
    }
  }

  mutating func setNames(_ changes: [String: Int?], in path: String) {
    for (name, node) in changes { names[name] = node }
    let directory = path.split(separator: "/").dropLast().joined(separator: "/")
    unsyncedNames.append((directory, changes))
  }

  mutating func makeDurable(_ changes: [String: Int?]) {
    for (name, node) in changes { durableNames[name] = node }
  }

  /// The space that all files with a name have, promised or written.
  var used: Int { names.values.reduce(0) { $0 + (nodes[$1]?.space ?? 0) } }

  /// Takes the space that a file needs to have so many bytes.
  func take(_ size: Int, of node: Int, for step: String) throws(FileError) {
    guard capacity != .max, size > nodes[node]?.space ?? 0 else { return }
    guard used + size - (nodes[node]?.space ?? 0) <= capacity else { throw failure(step, 28) }
  }

  mutating func lengthOfWrite(_ count: Int) -> Int {
    guard var generator = shortWrites, count > 1 else { return min(count, largestWrite) }
    defer { shortWrites = generator }
    return generator.next() % 4 == 0 ? Int.random(in: 1...count, using: &generator) : count
  }

  mutating func restart() {
    locks = []
    openFiles = 0
    hasCrashed = false
    fault = nil
    generation += 1
    operations = []
  }
}

private struct SimulatedFile: File {
  let disk: SimulatedDisk
  let node: Int
  let path: String
  let generation: Int

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    try disk.step("write \(path)", generation: generation) { state throws(FileError) in
      let part = Array(bytes.prefix(state.lengthOfWrite(bytes.count)))
      try state.take(offset + part.count, of: node, for: "write \(path)")
      if path.hasSuffix(".jsonl"), offset < state.nodes[node]?.durable.count ?? 0 {
        state.rewrites.append("\(path) at \(offset)")
      }
      state.nodes[node]?.current.overwrite(part[...], at: offset)
      state.nodes[node]?.unsynced.append((offset, part))
      return part.count
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    try disk.step("read \(path)", counts: false, generation: generation) { state in
      let rest = (state.nodes[node]?.current ?? []).dropFirst(offset).prefix(buffer.count)
      buffer.copyBytes(from: rest)
      return rest.count
    }
  }

  func reserve(_ size: Int) throws(FileError) {
    try disk.step("reserve \(path)", generation: generation) { state throws(FileError) in
      try state.take(size, of: node, for: "reserve \(path)")
      let promised = state.nodes[node]?.reserved ?? 0
      state.nodes[node]?.reserved = max(promised, size)
    }
  }

  func sync() throws(FileError) {
    try disk.step("sync \(path)", generation: generation, node: node) { state in
      for write in state.nodes[node]?.unsynced ?? [] {
        state.nodes[node]?.durable.overwrite(write.bytes[...], at: write.offset)
      }
      state.nodes[node]?.unsynced = []
    }
  }

  func size() throws(FileError) -> Int {
    try disk.step("size \(path)", counts: false, generation: generation) { state in
      state.nodes[node]?.current.count ?? 0
    }
  }

  func close() { disk.close(generation: generation) }
}

private struct SimulatedLock: FileLock {
  let disk: SimulatedDisk
  let path: String
  let generation: Int

  func release() { disk.unlock(path, generation: generation) }
}

/// An error for an operation and its path, written `sync Store/journal/…`.
private func failure(_ step: String, _ code: Int32) -> FileError {
  let words = step.split(separator: " ", maxSplits: 1)
  return failure(String(words[0]), String(words[1]), code)
}

private func failure(_ operation: String, _ path: String, _ code: Int32) -> FileError {
  FileError(operation: operation, path: path, code: code, reason: "simulated")
}

extension [UInt8] {
  mutating func overwrite(_ bytes: ArraySlice<UInt8>, at offset: Int) {
    while count < offset + bytes.count { append(0) }
    replaceSubrange(offset..<(offset + bytes.count), with: bytes)
  }
}
