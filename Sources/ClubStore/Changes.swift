import Synchronization

/// A subscription to changes: whatever happens while its reader is busy comes as one.
public struct Changes: AsyncSequence, Sendable {
  let slot: ChangeSlot
  let signals: AsyncStream<Void>

  /// Waits for changes.
  public struct Iterator: AsyncIteratorProtocol {
    let slot: ChangeSlot
    var signals: AsyncStream<Void>.Iterator

    /// The changes since the last ones; nil when the store is closed.
    ///
    /// - Parameter actor: where the caller runs.
    /// - Returns: the changes, or nil.
    public mutating func next(isolation actor: isolated (any Actor)?) async -> Change? {
      while await signals.next(isolation: actor) != nil {
        if let change = slot.take() { return change }
      }
      return slot.take()
    }
  }

  /// Begins to read.
  public func makeAsyncIterator() -> Iterator {
    Iterator(slot: slot, signals: signals.makeAsyncIterator())
  }
}

/// The changes that one reader has not read yet.
final class ChangeSlot: Sendable {
  private let pending = Mutex<Change?>(nil)
  private let signal: AsyncStream<Void>.Continuation

  init(_ signal: AsyncStream<Void>.Continuation) { self.signal = signal }

  func put(_ change: Change) {
    pending.withLock { pending in
      if pending == nil { pending = change } else { pending?.merge(change) }
    }
    signal.yield()
  }

  func take() -> Change? {
    pending.withLock { pending in
      defer { pending = nil }
      return pending
    }
  }

  func finish() { signal.finish() }
}

/// All readers of changes.
final class ChangeFeed: Sendable {
  private let slots = Mutex<[ChangeSlot]>([])

  func subscribe() -> Changes {
    let (signals, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let slot = ChangeSlot(continuation)
    slots.withLock { $0.append(slot) }
    return Changes(slot: slot, signals: signals)
  }

  func publish(_ change: Change) {
    for slot in slots.withLock({ $0 }) { slot.put(change) }
  }

  func finish() {
    for slot in slots.withLock({ $0 }) { slot.finish() }
  }
}
