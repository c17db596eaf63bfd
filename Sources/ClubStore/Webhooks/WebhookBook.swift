import CivilTime
public import Club
import Disk
import Dispatch
import Synchronization

/// How another system stands, for whoever looks.
public struct WebhookStanding: Hashable, Sendable {
  /// Its name.
  public let name: Code
  /// What it is told of.
  public let types: Set<WebhookEventType>
  /// How far it has been told.
  public let progress: WebhookProgress
  /// How many records there are that have not been looked through for it; a part of them may be none of its business.
  public let behind: Int
}

/// Why nothing was left out for another system.
public enum WebhookRefusal: Error, Hashable, CustomStringConvertible {
  /// Nobody of that name is told anything.
  case nobody
  /// Something else is not taken, or nothing.
  case other(String?)

  /// What to do.
  public var description: String {
    switch self {
    case .nobody: "nobody of that name is told anything"
    case .other(let event?): "it stands at \(event); only what is not taken can be left out"
    case .other(nil): "everything was taken that was tried; only what is not taken can be left out"
    }
  }
}

/// Who is told, and how far: in memory, and in `webhooks.json`, which is made anew at every step.
final class WebhookBook: Sendable {
  struct Receiver: Sendable {
    var types: Set<WebhookEventType>
    var progress: WebhookProgress
    /// How many letters go at once.
    var batch = 1
    /// The record up to which the file has it.
    var written = 0
  }

  private let receivers: Mutex<[Code: Receiver]>
  private let directory: String
  private let fileSystem: any FileSystem
  /// Writing blocks, and never on the pool that serves requests.
  private let queue = DispatchQueue(label: "store.webhooks")

  /// Takes the place of the file that is there.
  init(
    _ receivers: [Code: Receiver], in directory: String, fileSystem: any FileSystem
  ) throws(StoreError) {
    self.receivers = Mutex(receivers)
    self.directory = directory
    self.fileSystem = fileSystem
    try replaceFile()
  }

  subscript(name: Code) -> Receiver? { receivers.withLock { $0[name] } }

  var all: [Code: Receiver] { receivers.withLock { $0 } }

  /// Changes how one stands; nil where nobody of that name is told.
  @discardableResult
  func update<Result: Sendable>(
    _ name: Code, _ change: (inout Receiver) -> Result
  ) -> Result? {
    receivers.withLock { receivers in
      guard var receiver = receivers[name] else { return nil }
      defer { receivers[name] = receiver }
      return change(&receiver)
    }
  }

  /// Puts all of it on the disk.
  func write() async throws(StoreError) {
    let result = await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(returning: Result { () throws(StoreError) in try self.replaceFile() })
      }
    }
    try result.get()
  }

  private func replaceFile() throws(StoreError) {
    let progress = receivers.withLock { $0.mapValues(\.progress) }
    try WebhookFile.write(progress, in: directory, fileSystem: fileSystem)
    receivers.withLock { receivers in
      for (name, progress) in progress { receivers[name]?.written = progress.next.sequence }
    }
  }
}
