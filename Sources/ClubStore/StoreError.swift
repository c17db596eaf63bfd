public import Club
import Disk
import Journal
import Lines

/// Why a store cannot be opened or read: what, where, why, and what to do.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether another process has the store open, so that commands must go through it.
  public let isLocked: Bool
  /// Whether the store has stopped, because the disk failed or because it was closed.
  public let isStopped: Bool
  /// Whether the disk has no space left, for anybody or for this user.
  public let isForWantOfSpace: Bool
  /// Place, reason and remedy in one line.
  public let description: String

  init(_ error: JournalError) {
    isLocked = error.kind == .locked
    isStopped = error.kind == .closed
    isForWantOfSpace = false
    description = error.description
  }

  /// What is wanted is not on the disk and never will be, for this reason.
  init(stopped error: JournalError) {
    isLocked = false
    isStopped = true
    isForWantOfSpace = false
    description = error.description
  }

  init(_ error: FileError) {
    isLocked = false
    isStopped = false
    isForWantOfSpace = error.isForWantOfSpace
    description = "\(error). \(error.remedy)"
  }

  init(description: String, isLocked: Bool = false, isForWantOfSpace: Bool = false) {
    self.isLocked = isLocked
    isStopped = false
    self.isForWantOfSpace = isForWantOfSpace
    self.description = description
  }

  static func unreadable(_ sequence: UInt64, _ fact: UnreadableFact) -> StoreError {
    StoreError(
      description:
        "record \(sequence): \(fact). A newer version of the program has written it; use "
        + "that one.")
  }

  static func secretMissing(_ path: String, isEmpty: Bool) -> StoreError {
    StoreError(
      description:
        "\(path): \(isEmpty ? "the file of the store's secret is empty" : "the store's secret is missing"), "
        + "though there are records. Restore it from a backup; every backup has it. Where it is lost for "
        + "good, start once with huikan serve --new-secret. It costs: the codes of vouchers given until "
        + "now cannot be shown again, and a request from before that is sent again is not recognised and is "
        + "carried out a second time.")
  }

  static func secretUnreadable(_ path: String) -> StoreError {
    StoreError(
      description: "\(path): the store's secret is not 64 hexadecimal digits. "
        + "Restore it from a backup.")
  }
}

/// Why a command has led to nothing.
public enum SubmissionError: Error, Hashable, Sendable {
  /// The rules refuse it. Refusals are not remembered: the same key may be tried again.
  case rejected(Rejection)
  /// The idempotency key was used before, for another request.
  case keyReused
  /// The request that first used the idempotency key is not on the disk yet.
  case keyInFlight
  /// What the command was bound to holds no longer; nothing has happened.
  case changed
  /// The disk has no space for the record. Reading goes on; the same key may be tried again.
  case diskFull
  /// The store has stopped, because the disk failed or because it was closed.
  case stopped(String)
}

extension SubmissionError: CustomStringConvertible {
  /// Why, and what to do about it, as somebody at a command line needs it.
  public var description: String {
    switch self {
    case .rejected(let rejection): "the club refuses: \(rejection.code)"
    case .keyReused: "the idempotency key was used before, for another request"
    case .keyInFlight:
      "the first request with this idempotency key is not on the disk yet; ask again"
    case .changed: "what this was bound to holds no longer; nothing has happened"
    case .diskFull:
      "the disk of the store is full, so nothing was written: free some space and repeat the command"
    case .stopped(let reason): reason
    }
  }
}
