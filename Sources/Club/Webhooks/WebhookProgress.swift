public import CivilTime

/// How far another system has been told: a state machine without disk, clock or network.
///
/// The journal is the queue. Whoever is told goes through it in its order and has a place there; nothing waits anywhere else,
/// however long nobody answers, and nothing is told before what was before it. What is not taken is tried again with
/// growing pauses for three days; then, or where the other system says that it wants no more, it has failed, and stays at its place
/// until somebody lets it go on. What it will never take somebody may leave out, by its name: that is remembered.
public struct WebhookProgress: Hashable, Sendable {
  /// What keeps somebody from being told.
  public struct Trouble: Hashable, Sendable {
    /// Since when nothing is taken.
    public var since: Instant
    /// How often it was tried in vain.
    public var tries: Int
    /// When it is tried again; nil where it has failed.
    public var until: Instant?
    /// What was answered; it names nobody.
    public var reason: String
    /// What is not taken, by its name; nil where nobody knows any more.
    public var event: String?

    /// - Parameters:
    ///   - since: since when nothing is taken.
    ///   - tries: how often it was tried in vain.
    ///   - until: when it is tried again; nil where it has failed.
    ///   - reason: what was answered.
    ///   - event: what is not taken, by its name.
    public init(
      since: Instant, tries: Int, until: Instant?, reason: String, event: String? = nil
    ) {
      self.since = since
      self.tries = tries
      self.until = until
      self.reason = reason
      self.event = event
    }
  }

  /// What somebody left out by hand for another system, which would not take it.
  public struct Skip: Hashable, Sendable {
    /// The event's name.
    public var event: String
    /// When.
    public var time: Instant
    /// What was answered to it last.
    public var reason: String

    /// - Parameters:
    ///   - event: the event's name.
    ///   - time: when.
    ///   - reason: what was answered to it last.
    public init(event: String, time: Instant, reason: String) {
      self.event = event
      self.time = time
      self.reason = reason
    }
  }

  /// How somebody stands.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// Everything that was tried was taken.
    case active
    /// It was not taken, and is tried again.
    case waiting
    /// It was not taken, and is not tried again by itself.
    case failed
  }

  /// The next fact to be looked at; those before it are over.
  public private(set) var next: Position
  /// Nil where the last try was taken.
  public private(set) var trouble: Trouble?
  /// What was left out by hand, the latest last; of many the latest hundred.
  public private(set) var skipped: [Skip]

  /// For how long it is tried in vain, in seconds: three days.
  public static let patience = 3 * 86_400
  /// The longest pause between two tries, in seconds, also where the other system asks for a longer one.
  public static let longestPause = 6 * 3600
  /// How many of those that were left out are remembered.
  public static let mostSkipped = 100

  /// - Parameters:
  ///   - next: the next fact to be looked at.
  ///   - trouble: nil where the last try was taken.
  ///   - skipped: what was left out by hand.
  public init(next: Position, trouble: Trouble? = nil, skipped: [Skip] = []) {
    self.next = next
    self.trouble = trouble
    self.skipped = skipped
  }

  /// How it stands.
  public var status: Status {
    guard let trouble else { return .active }
    return trouble.until == nil ? .failed : .waiting
  }

  /// Whether it may be tried now.
  ///
  /// - Parameter now: the time.
  /// - Returns: whether it may.
  public func isDue(at now: Instant) -> Bool {
    guard let trouble else { return true }
    return trouble.until.map { $0 <= now } ?? false
  }

  /// Everything before a place is over: it was taken.
  ///
  /// - Parameter place: the next fact to be looked at.
  public mutating func take(before place: Position) {
    pass(before: place)
    trouble = nil
  }

  /// Everything before a place is over: it is none of the other system's business.
  ///
  /// - Parameter place: the next fact to be looked at.
  public mutating func pass(before place: Position) {
    next = max(next, place)
  }

  /// The next was not taken.
  ///
  /// - Parameters:
  ///   - reason: what was answered.
  ///   - event: its name.
  ///   - isForGood: whether the other system wants no more.
  ///   - pause: how many seconds it asks to be left alone.
  ///   - now: the time.
  public mutating func refuse(
    _ reason: String, event: String? = nil, isForGood: Bool = false, pause: Int? = nil,
    at now: Instant
  ) {
    let since = trouble?.since ?? now
    let tries = (trouble?.tries ?? 0) + 1
    let isOver = isForGood || now >= since.adding(seconds: Self.patience)
    let seconds = min(max(Self.pause(after: tries), pause ?? 0), Self.longestPause)
    trouble = Trouble(
      since: since, tries: tries, until: isOver ? nil : now.adding(seconds: seconds),
      reason: reason, event: event)
  }

  /// The next, which was not taken, is left out for good, and what comes after it may be tried at once.
  ///
  /// - Parameters:
  ///   - event: its name.
  ///   - place: the fact behind it.
  ///   - now: the time.
  /// - Returns: whether it was; false where it is not this that is not taken.
  public mutating func skip(_ event: String, before place: Position, at now: Instant) -> Bool {
    guard let trouble, trouble.event == nil || trouble.event == event, place > next else {
      return false
    }
    skipped.append(Skip(event: event, time: now, reason: trouble.reason))
    skipped.removeFirst(max(0, skipped.count - Self.mostSkipped))
    take(before: place)
    return true
  }

  /// What has failed, or waits, is tried at once, and for three days from now.
  ///
  /// - Parameter now: the time.
  public mutating func resume(at now: Instant) {
    guard let trouble else { return }
    self.trouble = Trouble(
      since: now, tries: 0, until: now, reason: trouble.reason, event: trouble.event)
  }

  /// At a start what waits is tried at once, and what has failed for three days again.
  ///
  /// - Parameter now: the time.
  public mutating func wake(at now: Instant) {
    if status == .failed { resume(at: now) } else { trouble?.until = now }
  }

  /// Seconds between a try in vain and the next: 30, 120, 480 … at most six hours.
  static func pause(after tries: Int) -> Int { min(30 << (2 * min(tries - 1, 10)), longestPause) }
}
