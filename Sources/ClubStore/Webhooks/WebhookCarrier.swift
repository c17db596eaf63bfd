/// What is to be posted to another system.
public struct WebhookLetter: Hashable, Sendable {
  /// The event's name, the same however often it is told.
  public let id: String
  /// What is told: JSON.
  public let body: [UInt8]

  /// - Parameters:
  ///   - id: the event's name.
  ///   - body: what is told.
  public init(id: String, body: [UInt8]) {
    self.id = id
    self.body = body
  }
}

/// What another system answered to some letters in their order: how many it has taken, and why not the next one.
public struct WebhookAnswer: Hashable, Sendable {
  /// How many were taken, from the first one on.
  public var taken: Int
  /// Why the next one was not, or nobody knows; nil where all were taken.
  public var reason: String?
  /// Whether it wants no more (410).
  public var isForGood: Bool
  /// How many seconds it asks to be left alone (`Retry-After`).
  public var pause: Int?

  /// - Parameters:
  ///   - taken: how many were taken, from the first one on.
  ///   - reason: why the next one was not; nil where all were.
  ///   - isForGood: whether the other system wants no more.
  ///   - pause: how many seconds it asks to be left alone.
  public init(taken: Int, reason: String? = nil, isForGood: Bool = false, pause: Int? = nil) {
    self.taken = taken
    self.reason = reason
    self.isForGood = isForGood
    self.pause = pause
  }
}

/// Whoever takes letters to another system.
public protocol WebhookCarrier: Sendable {
  /// Takes letters, one after the other, and stops at the first that is not taken.
  ///
  /// - Parameter letters: at least one, in their order.
  /// - Returns: what came of it.
  func carry(_ letters: [WebhookLetter]) async -> WebhookAnswer
}
