import CivilTime
import Club
import Dispatch
import JSON
import Journal
import Synchronization

/// The file in which the outbox keeps how far each message has come: `outbox.jsonl` in the store.
///
/// ```
/// {"v":1,"after":412}
/// {"message":"M413-2","time":1795829401000,"status":"handing-over","tries":1}
/// {"message":"M413-2","time":1795829402100,"status":"delivered","tries":1}
/// {"code":"00010203…","to":"+8613800138000"}
/// ```
/// What a message says and for whom it is stands in the fact that it is named after, and in the annex. A
/// contact stands here only where it is nobody's yet, and is gone when its code has been sent. The last line of a message holds; a last line that is not whole was never acted upon.
final class OutboxFile: Sendable {
  static let name = "outbox.jsonl"

  /// What the file says.
  struct Contents: Sendable {
    var horizon: Int
    var steps: [OutboxStep]
    var addresses: [OutboxAddress] = []
  }

  private struct Open {
    var file: any File
    var size: Int
    var lines: Int
  }

  private let directory: String
  private let fileSystem: any FileSystem
  private let sealing: AnnexSealing?
  private let open: Mutex<Open>
  /// Writing blocks, and never on the pool that serves requests.
  private let queue = DispatchQueue(label: "store.outbox")

  /// Takes the place of the file that is there.
  init(
    in directory: String, _ contents: Contents, _ sealing: AnnexSealing?,
    fileSystem: any FileSystem
  ) throws(StoreError) {
    self.directory = directory
    self.fileSystem = fileSystem
    self.sealing = sealing
    open = Mutex(
      try OutboxFile.replace(in: directory, contents, sealing, fileSystem: fileSystem))
  }

  /// How many lines were written since the file was made.
  var lines: Int { open.withLock { $0.lines } }

  /// Writes lines behind the others; returns when they are on the disk.
  func append(_ steps: [OutboxStep]) async throws(StoreError) {
    try await append(steps.flatMap(OutboxFile.line), lines: steps.count)
  }

  /// Writes a contact behind the lines; returns when it is on the disk.
  func append(_ address: OutboxAddress) async throws(StoreError) {
    try await append(address.line(sealing), lines: 1)
  }

  private func append(_ bytes: [UInt8], lines: Int) async throws(StoreError) {
    try await onQueue { () throws(FileError) in
      try self.open.withLock { open throws(FileError) in
        var done = 0
        while done < bytes.count {
          let written = bytes.withUnsafeBytes { buffer in
            Result { () throws(FileError) in
              try open.file.write(
                UnsafeRawBufferPointer(rebasing: buffer[done...]), at: open.size + done)
            }
          }
          done += try written.get()
        }
        try open.file.sync()
        open.size += bytes.count
        open.lines += lines
      }
    }
  }

  /// Makes the file anew with what `state` gives at that moment, so that nothing falls in between.
  func rewrite(_ contents: @escaping @Sendable () -> Contents) async throws(StoreError) {
    try await onQueue { () throws(StoreError) in
      try self.open.withLock { open throws(StoreError) in
        let old = open.file
        open = try OutboxFile.replace(
          in: self.directory, contents(), self.sealing, fileSystem: self.fileSystem)
        old.close()
      }
    }
  }

  func close() { open.withLock { $0.file.close() } }

  private func onQueue<Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Void
  ) async throws(StoreError) {
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result { () throws(Failure) in try work() }) }
    }
    do {
      try result.get()
    } catch let error as FileError {
      throw StoreError(error)
    } catch {
      throw error as? StoreError ?? StoreError(description: "\(error)")
    }
  }

  private static func replace(
    in directory: String, _ contents: Contents, _ sealing: AnnexSealing?,
    fileSystem: any FileSystem
  ) throws(StoreError) -> Open {
    var json = JSONWriter()
    json.object { json in
      json.member("v", 1)
      json.member("after", contents.horizon)
    }
    let bytes =
      json.bytes + [0x0A] + contents.steps.flatMap(line)
      + contents.addresses.flatMap { $0.line(sealing) }
    let path = "\(directory)/\(name)"
    do {
      if try fileSystem.list(directory).contains("\(name).new") {
        try fileSystem.remove("\(path).new")
      }
      try fileSystem.replace(path, in: directory, with: bytes)
      return Open(file: try fileSystem.open(path, .never), size: bytes.count, lines: 0)
    } catch {
      throw StoreError(error)
    }
  }

  private static func line(_ step: OutboxStep) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("message", step.id.description)
      json.member("time", step.time.milliseconds)
      json.member("status", step.status.name)
      if case .waiting(let until) = step.status { json.member("until", until.milliseconds) }
      json.member("tries", step.tries)
      if let reason = step.reason { json.member("reason", reason) }
    }
    return json.bytes + [0x0A]
  }

  /// Reads the file of a store; nil where there is none.
  ///
  /// - Throws: where it cannot be read, with its line and what to do: guessing could send something
  ///   twice.
  static func read(
    in directory: String, _ sealing: AnnexSealing?, fileSystem: any FileSystem
  ) throws(StoreError) -> Contents? {
    let path = "\(directory)/\(name)"
    let bytes: [UInt8]
    do {
      bytes = try fileSystem.contents(of: path)
    } catch {
      if error.isMissing { return nil }
      throw StoreError(error)
    }
    // What stands behind the last line feed was being written when the program ended.
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    guard let head = lines.first.flatMap({ try? JSONValue.parse(Array($0)) }),
      head["v"]?.int == 1, let horizon = head["after"]?.int
    else { throw unreadable(path, 1) }
    var contents = Contents(horizon: horizon, steps: [])
    for (index, line) in lines.enumerated().dropFirst() {
      let value = try? JSONValue.parse(Array(line))
      if let step = value.flatMap(step) {
        contents.steps.append(step)
      } else if let value,
        let address = try OutboxAddress(value, sealing, at: "\(path):\(index + 1)")
      {
        contents.addresses.append(address)
      } else {
        throw unreadable(path, index + 1)
      }
    }
    return contents
  }

  private static func step(_ value: JSONValue) -> OutboxStep? {
    guard let id = value["message"]?.string.flatMap({ MessageID($0) }),
      let time = value["time"]?.int, let tries = value["tries"]?.int,
      let status = value["status"]?.string.flatMap({ name in status(name, value["until"]?.int) })
    else { return nil }
    return OutboxStep(
      id: id, time: Instant(milliseconds: Int64(time)), status: status, tries: tries,
      reason: value["reason"]?.string)
  }

  private static func status(_ name: String, _ until: Int?) -> MessageStatus? {
    if let until { return .waiting(until: Instant(milliseconds: Int64(until))) }
    let known: [MessageStatus] = [
      .queued, .handingOver, .delivered, .unknown, .failed, .dropped,
    ]
    return known.first { $0.name == name }
  }

  private static func unreadable(_ path: String, _ line: Int) -> StoreError {
    StoreError(
      description: "\(path):\(line): this is no line of an outbox. Mend it, or move the file away: "
        + "then nothing that waits in it is sent, and nothing twice.")
  }
}
