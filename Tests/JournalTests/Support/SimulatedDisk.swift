import Journal
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
    var nextNode = 0
  }

  let state = Mutex(State())
  private let gate = Gate()

  /// Makes syncs of files wait until `releaseSyncs`.
  func holdSyncs() { gate.close() }
  func releaseSyncs() { gate.open() }

  var operations: [String] { state.withLock { $0.operations } }

  func open(_ path: String, _ creation: FileCreation) throws(FileError) -> any File {
    try step("open \(path)", counts: creation == .always) { state throws(FileError) in
      if creation == .always {
        guard state.names[path] == nil else { throw failure("open", path, 17) }
        state.nextNode += 1
        state.nodes[state.nextNode] = Node()
        state.setNames([path: state.nextNode], in: path)
      }
      guard let node = state.names[path] else { throw failure("open", path, 2) }
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

  func unlock(_ path: String, generation: Int) {
    state.withLock { state in
      if state.generation == generation { state.locks.remove(path) }
    }
  }

  /// Runs an operation, unless it is the one that goes wrong.
  func step<Value: Sendable>(
    _ name: String, counts: Bool = true, generation: Int? = nil,
    _ body: (inout State) throws(FileError) -> Value
  ) throws(FileError) -> Value {
    if name.hasPrefix("sync ") { gate.wait() }
    let result: Result<Value, FileError> = state.withLock { state in
      do throws(FileError) {
        if let generation, generation != state.generation { throw failure(name, 5) }
        try state.fail(name, counts: counts)
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
  mutating func fail(_ name: String, counts: Bool) throws(FileError) {
    guard !hasCrashed else { throw failure(name, 5) }
    guard counts else { return }
    operations.append(name)
    guard let fault, fault.operation == operations.count - 1 else { return }
    switch fault.effect {
    case .crash:
      hasCrashed = true
      throw failure(name, 5)
    case .error(let code):
      if name.hasPrefix("sync ") { forgetUnsynced() }
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

  mutating func forgetUnsynced() {
    for key in nodes.keys { nodes[key]?.unsynced = [] }
  }

  mutating func restart() {
    unsyncedNames = []
    locks = []
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
    try disk.step("write \(path)", generation: generation) { state in
      let part = Array(bytes.prefix(state.largestWrite))
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

  func sync() throws(FileError) {
    try disk.step("sync \(path)", generation: generation) { state in
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

  func close() {}
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
