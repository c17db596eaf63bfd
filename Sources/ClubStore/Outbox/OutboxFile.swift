import Annex
import CivilTime
import Club
import Disk
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
/// ```
/// What a message says and for whom it is stands in the fact that it is named after, in the annex and in
/// `OutboxContacts`. The last line of a message holds; a last line that is not whole was never acted upon.
/// (Files of earlier versions hold the contacts, too.)
final class OutboxFile: Sendable {
  static let name = "outbox.jsonl"

  /// What the file says.
  struct Contents: Sendable {
    var horizon: Int
    var steps: [OutboxStep]
    var addresses: [OutboxAddress] = []
  }

  private struct Open {
    /// Nil where nobody knows what the file holds, or which one has its name.
    var file: (any File)?
    var size: Int
    /// How many lines it was made with, and how many came behind them.
    var kept: Int
    var added = 0
    /// How many contacts the other file holds.
    var contacts: Int
    /// Whether the store has been given up: nothing is written any more.
    var isClosed = false

    /// How many lines may come behind the others, at the least, before what is over is taken out.
    private static let fewestBeforeRewriting = 256

    var isDueForRewriting: Bool { added > max(Self.fewestBeforeRewriting, kept) }

    var standing: Standing {
      Standing(
        isLost: file == nil, isDueForRewriting: isDueForRewriting, contacts: contacts)
    }
  }

  private struct Standing {
    var isLost: Bool
    var isDueForRewriting: Bool
    var contacts: Int
  }

  private let directory: String
  private let fileSystem: any FileSystem
  private let sealing: AnnexSealing?
  /// Held while the disk writes.
  private let open: Mutex<Open>
  /// What is to be known of it without waiting for the disk.
  private let standing: Mutex<Standing>
  /// Writing blocks, and never on the pool that serves requests.
  private let queue = DispatchQueue(label: "store.outbox")

  /// Takes the place of the files that are there.
  init(
    in directory: String, _ contents: Contents, _ sealing: AnnexSealing?,
    fileSystem: any FileSystem
  ) throws(StoreError) {
    self.directory = directory
    self.fileSystem = fileSystem
    self.sealing = sealing
    // First: the file of an earlier version that gives way holds contacts.
    try OutboxContacts.write(contents.addresses, sealing, in: directory, fileSystem: fileSystem)
    var open = Open(file: nil, size: 0, kept: 0, contacts: contents.addresses.count)
    try OutboxFile.replace(&open, with: contents, in: directory, fileSystem: fileSystem)
    standing = Mutex(open.standing)
    self.open = Mutex(open)
  }

  private func change(_ body: (inout Open) throws(StoreError) -> Void) throws(StoreError) {
    try open.withLock { open throws(StoreError) in
      defer {
        let now = open.standing
        standing.withLock { $0 = now }
      }
      try body(&open)
    }
  }

  /// Whether it must be made anew before anything is written: an earlier write has failed.
  var isLost: Bool { standing.withLock { $0.isLost } }

  /// Whether as much has come behind the lines that it was made with as they are themselves: so all the
  /// rewriting together costs no more than twice the lines, however many wait.
  var isDueForRewriting: Bool { standing.withLock { $0.isDueForRewriting } }

  /// How many contacts are kept.
  var contacts: Int { standing.withLock { $0.contacts } }

  /// Writes lines behind the others; returns when they are on the disk.
  ///
  /// - Throws: where the disk fails. What of them is on it nobody knows, and nothing more is written
  ///   behind them: the file `isLost`.
  func append(_ steps: [OutboxStep]) async throws(StoreError) {
    let bytes = steps.flatMap(OutboxFile.line)
    try await onQueue { () throws(StoreError) in
      try self.change { open throws(StoreError) in
        guard let file = open.file else { throw OutboxFile.lost(self.directory) }
        do throws(FileError) {
          try file.writeAll(bytes[...], at: open.size)
          try file.sync()
          open.size += bytes.count
          open.added += steps.count
        } catch {
          file.close()
          open.file = nil
          throw StoreError(error)
        }
      }
    }
  }

  /// Makes the file anew with what `contents` gives at that moment, so that nothing falls in between;
  /// does nothing where somebody else has done it meanwhile.
  func rewrite(_ contents: @escaping @Sendable () -> Contents) async throws(StoreError) {
    try await onQueue { () throws(StoreError) in
      try self.change { open throws(StoreError) in
        guard !open.isClosed, open.file == nil || open.isDueForRewriting else { return }
        try OutboxFile.replace(
          &open, with: contents(), in: self.directory, fileSystem: self.fileSystem)
      }
    }
  }

  /// Makes the file of the contacts anew with what `addresses` gives at that moment.
  func keep(_ addresses: @escaping @Sendable () -> [OutboxAddress]) async throws(StoreError) {
    try await onQueue { () throws(StoreError) in
      try self.change { open throws(StoreError) in
        let addresses = addresses()
        try OutboxContacts.write(
          addresses, self.sealing, in: self.directory, fileSystem: self.fileSystem)
        open.contacts = addresses.count
      }
    }
  }

  func close() {
    open.withLock { open in
      open.isClosed = true
      open.file?.close()
      open.file = nil
      standing.withLock { $0.isLost = true }
    }
  }

  private func onQueue(
    _ work: @escaping @Sendable () throws(StoreError) -> Void
  ) async throws(StoreError) {
    let result = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result { () throws(StoreError) in try work() }) }
    }
    try result.get()
  }

  /// The handle of the file that was written stays the one that is used: whatever opening it again would
  /// come to, steps never go into a file that has lost its name.
  private static func replace(
    _ open: inout Open, with contents: Contents, in directory: String,
    fileSystem: any FileSystem
  ) throws(StoreError) {
    var json = JSONWriter()
    json.object { json in
      json.member("v", 1)
      json.member("after", contents.horizon)
    }
    let steps = contents.steps.sorted { $0.id < $1.id }
    let bytes = json.bytes + [0x0A] + steps.flatMap(line)
    let path = "\(directory)/\(name)"
    do throws(FileError) {
      if try fileSystem.list(directory).contains("\(name).new") {
        try fileSystem.remove("\(path).new")
      }
      let file = try fileSystem.draft(path, with: bytes)
      open.file?.close()
      open.file = nil
      do throws(FileError) {
        try fileSystem.putDraft(in: directory, inPlaceOf: path)
      } catch {
        file.close()
        throw error
      }
      open.file = file
      open.size = bytes.count
      open.kept = steps.count
      open.added = 0
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
    contents.addresses += try OutboxContacts.read(
      in: directory, sealing, fileSystem: fileSystem)
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

  private static func lost(_ directory: String) -> StoreError {
    StoreError(
      description:
        "\(directory)/\(name): an earlier step could not be written, so it must be made anew "
        + "first. It is, by itself, before the next message is sent.")
  }

  private static func unreadable(_ path: String, _ line: Int) -> StoreError {
    StoreError(
      description: "\(path):\(line): this is no line of an outbox. Mend it, or move the file away: "
        + "then nothing that waits in it is sent, and nothing twice.")
  }
}
