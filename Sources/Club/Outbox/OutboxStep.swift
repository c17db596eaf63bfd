public import CivilTime

/// How far a message has come.
public enum MessageStatus: Hashable, Sendable {
  /// It waits for its turn.
  case queued
  /// It was not taken, and is tried again from this time on.
  case waiting(until: Instant)
  /// Somebody is being asked to take it.
  case handingOver
  /// It was taken.
  case delivered
  /// The program ended while it was being handed over, or nobody said what became of it. It is not
  /// sent again by itself: it may have arrived.
  case unknown
  /// It was not taken, and is not tried again.
  case failed
  /// It was never handed over: its time had passed, or nobody was there to send it to.
  case dropped

  /// The stable name of the status.
  public var name: String {
    switch self {
    case .queued: "queued"
    case .waiting: "waiting"
    case .handingOver: "handing-over"
    case .delivered: "delivered"
    case .unknown: "unknown"
    case .failed: "failed"
    case .dropped: "dropped"
    }
  }

  /// Whether nothing more happens by itself.
  public var isFinal: Bool {
    switch self {
    case .queued, .waiting, .handingOver: false
    case .delivered, .unknown, .failed, .dropped: true
    }
  }
}

/// A step of a message on its way, as the outbox's file keeps it: the last one of a message holds.
public struct OutboxStep: Hashable, Sendable {
  /// Which message.
  public var id: MessageID
  /// When.
  public var time: Instant
  /// How far it has come by it.
  public var status: MessageStatus
  /// How often it has been handed over.
  public var tries: Int
  /// Why, in the words of whoever carries messages, or ours; it names nobody.
  public var reason: String?

  /// - Parameters:
  ///   - id: which message.
  ///   - time: when.
  ///   - status: how far it has come by it.
  ///   - tries: how often it has been handed over.
  ///   - reason: why; it names nobody.
  public init(
    id: MessageID, time: Instant, status: MessageStatus, tries: Int, reason: String? = nil
  ) {
    self.id = id
    self.time = time
    self.status = status
    self.tries = tries
    self.reason = reason
  }
}

/// What came of handing a message over.
public enum Handover: Hashable, Sendable {
  /// It was taken.
  case taken
  /// It was certainly not taken; the same may go better later, and not before so many seconds where whoever
  /// carries messages asks for that.
  case refusedForNow(String, pause: Int? = nil)
  /// It was certainly not taken, and never will be.
  case refused(String)
  /// Nobody knows: the answer did not come.
  case unclear(String)
}
