public import CivilTime

/// The messages on their way out: a state machine without disk, clock or network.
///
/// A message is queued by its fact, handed over, and then delivered, failed, waiting for another try,
/// or unknown. What was handed over when the program ended is unknown at the next start.
///
/// Facts tell which messages there are, steps how far each has come, and the horizon which messages
/// are over without being named: those of records up to it.
public struct OutboxState: Sendable, Hashable {
  /// A message and how far it has come.
  public struct Delivery: Hashable, Sendable {
    /// The message.
    public let message: Message
    /// Its last step.
    public let step: OutboxStep
  }

  /// Messages of records up to this one are over, but for those that a step names.
  public private(set) var horizon: Int
  private var messages: [MessageID: Message] = [:]
  private var steps: [MessageID: OutboxStep] = [:]
  /// By turn.
  private var lines = MessageKind.Turn.allCases.map { _ in Line() }
  /// Those that wait for another try, the soonest last.
  private var waiting: [MessageID] = []
  /// Those that `undelivered` shows.
  private var shown: Set<MessageID> = []
  /// The messages to contacts of nobody's, by their codes.
  private var toNobody: [TokenHash: MessageID] = [:]

  /// For how long what went wrong is shown, in days.
  public static let memory = 30

  /// - Parameters:
  ///   - horizon: messages of records up to this one are over, but for those that a step names.
  ///   - steps: the last step of each message that is named.
  public init(horizon: Int, steps: [OutboxStep] = []) {
    self.horizon = horizon
    for step in steps { self.steps[step.id] = step }
  }

  /// Takes in the message of a fact.
  public mutating func enqueue(_ message: Message) {
    let known = steps[message.id]
    guard messages[message.id] == nil,
      known != nil || message.id.position.sequence > horizon
    else { return }
    messages[message.id] = message
    if case .contact(let code, _) = message.recipient { toNobody[code] = message.id }
    show(message)
    switch known?.status {
    case nil, .queued?: line(message.id, of: message.kind)
    case .waiting?: wait(message.id)
    default: break
    }
  }

  /// After a start: what was being handed over is unknown now, and steps whose message no fact tells of
  /// are nothing.
  public mutating func recover(at now: Instant) {
    for (id, step) in steps where messages[id] == nil || step.status == .handingOver {
      guard messages[id] != nil else {
        steps[id] = nil
        continue
      }
      set(
        OutboxStep(
          id: id, time: now, status: .unknown, tries: step.tries,
          reason: "the program ended while it was being handed over"))
    }
  }

  /// Takes the next message whose turn it is: codes first, letters with issues last, each in the order of
  /// the facts. What nobody is helped by any longer is dropped on the way.
  ///
  /// - Parameters:
  ///   - now: the time.
  ///   - durable: the last record on the disk: what a crash could take back is not sent.
  /// - Returns: the steps to write, of which the last may be a hand-over, and the message to hand over.
  public mutating func next(
    at now: Instant, durable: Int
  ) -> (steps: [OutboxStep], message: Message?) {
    while let id = waiting.last {
      if case .waiting(let until)? = steps[id]?.status, until > now { break }
      waiting.removeLast()
      if let message = messages[id] { line(id, of: message.kind) }
    }
    var taken: [OutboxStep] = []
    while let turn = lines.firstIndex(where: { $0.first(upTo: durable) != nil }),
      let id = lines[turn].first(upTo: durable)
    {
      lines[turn].removeFirst()
      guard let message = messages[id], steps[id]?.status.isFinal != true else { continue }
      let tries = steps[id]?.tries ?? 0
      guard message.expires > now else {
        taken.append(
          set(OutboxStep(id: id, time: now, status: .dropped, tries: tries, reason: "too late")))
        continue
      }
      taken.append(
        set(OutboxStep(id: id, time: now, status: .handingOver, tries: tries + 1)))
      return (taken, message)
    }
    return (taken, nil)
  }

  /// What follows from how a hand-over went.
  ///
  /// - Parameters:
  ///   - id: the message that was handed over.
  ///   - handover: how it went.
  ///   - now: the time.
  /// - Returns: the step to write.
  public mutating func settle(
    _ id: MessageID, _ handover: Handover, at now: Instant
  ) -> OutboxStep? {
    guard let message = messages[id], let step = steps[id], step.status == .handingOver else {
      return nil
    }
    func end(_ status: MessageStatus, _ reason: String? = nil) -> OutboxStep {
      OutboxStep(id: id, time: now, status: status, tries: step.tries, reason: reason)
    }
    switch handover {
    case .taken: return set(end(.delivered))
    case .unclear(let reason): return set(end(.unknown, reason))
    case .refused(let reason): return set(end(.failed, reason))
    case .refusedForNow(let reason, let asked):
      guard let usual = OutboxState.pause(after: step.tries, of: message.kind) else {
        return set(end(.failed, reason))
      }
      let pause = max(usual, min(asked ?? 0, OutboxState.longestPause))
      let next = set(end(.waiting(until: now.adding(seconds: pause)), reason))
      wait(id)
      return next
    }
  }

  /// A message that cannot be handed over at all: nobody is there to send it to.
  public mutating func drop(_ id: MessageID, _ reason: String, at now: Instant) -> OutboxStep? {
    guard messages[id] != nil, steps[id]?.status.isFinal != true else { return nil }
    return set(
      OutboxStep(
        id: id, time: now, status: .dropped, tries: steps[id]?.tries ?? 0, reason: reason))
  }

  /// A hand-over that has not begun after all: its step could not be written.
  public mutating func takeBack(_ id: MessageID) {
    guard let message = messages[id], let step = steps[id], step.status == .handingOver else {
      return
    }
    set(OutboxStep(id: id, time: step.time, status: .queued, tries: step.tries - 1))
    line(id, of: message.kind)
  }

  /// Drops what is on its way to members who are to be forgotten.
  ///
  /// - Returns: the steps to write.
  public mutating func forget(_ members: Set<MemberNumber>, at now: Instant) -> [OutboxStep] {
    let ids = messages.values.filter { message in
      message.recipient.member.map { members.contains($0) } ?? false
    }.map(\.id).sorted()
    return ids.compactMap { drop($0, "the member was erased", at: now) }
  }

  /// Everything that is not delivered, in no order, but for the letters with issues that do nothing but
  /// wait for their turn: ten thousand of them are no news, and would hide what is.
  public var undelivered: [Delivery] {
    shown.compactMap { id in
      messages[id].map { message in
        Delivery(message: message, step: steps[id] ?? queued(message))
      }
    }
  }

  /// How many letters with issues do nothing but wait for their turn.
  public var queuedLetters: Int {
    messages.values.count { message in
      message.kind.turn == .last && steps[message.id]?.status ?? .queued == .queued
    }
  }

  /// Whether a code to a contact of nobody's is over; nil where no fact tells of it. The contact of one
  /// that is over need be kept no longer.
  public func isSettled(_ code: TokenHash) -> Bool? {
    toNobody[code].map { steps[$0]?.status.isFinal ?? false }
  }

  /// Forgets what is over, up to a record: what was delivered, and what went wrong long ago.
  ///
  /// - Parameters:
  ///   - record: a record on the disk, all of whose messages have been taken in.
  ///   - now: the time.
  /// - Returns: what the file holds afterwards, in no order.
  public mutating func compact(upTo record: Int, at now: Instant) -> [OutboxStep] {
    let start = now.adding(seconds: -Self.memory * 86_400)
    for message in messages.values where message.id.position.sequence <= record {
      let step = steps[message.id]
      if let step, step.status.isFinal, step.status == .delivered || step.time < start {
        messages[message.id] = nil
        steps[message.id] = nil
        shown.remove(message.id)
        if case .contact(let code, _) = message.recipient { toNobody[code] = nil }
      } else if step == nil {
        steps[message.id] = queued(message)
      }
    }
    horizon = max(horizon, record)
    return Array(steps.values)
  }

  /// How many seconds pass before the next try; nil where there is none. A code is not tried again:
  /// whoever waits for it asks for another.
  static func pause(after tries: Int, of kind: MessageKind) -> Int? {
    guard !kind.isCode, tries < mostTries else { return nil }
    return min(30 << (2 * min(tries - 1, 10)), longestPause)
  }

  /// The longest pause between two tries, in seconds, also where whoever carries messages asks for more.
  static let longestPause = 6 * 3600

  /// How often a notice is handed over at the most: within some fifteen hours.
  static let mostTries = 8
}

extension OutboxState {
  @discardableResult
  private mutating func set(_ step: OutboxStep) -> OutboxStep {
    steps[step.id] = step
    if let message = messages[step.id] { show(message) }
    return step
  }

  private func queued(_ message: Message) -> OutboxStep {
    OutboxStep(id: message.id, time: message.queued, status: .queued, tries: 0)
  }

  /// Notes whether a message is among those that are shown.
  private mutating func show(_ message: Message) {
    let status = steps[message.id]?.status ?? .queued
    if status == .delivered || status == .queued && message.kind.turn == .last {
      shown.remove(message.id)
    } else {
      shown.insert(message.id)
    }
  }

  private mutating func line(_ id: MessageID, of kind: MessageKind) {
    lines[kind.turn.rawValue].append(id)
  }

  private mutating func wait(_ id: MessageID) {
    guard case .waiting(let until)? = steps[id]?.status else { return }
    let place = waiting.firstIndex { other in
      guard case .waiting(let time)? = steps[other]?.status else { return true }
      return time < until
    }
    waiting.insert(id, at: place ?? waiting.endIndex)
  }

  /// Messages one behind the other.
  private struct Line: Sendable, Hashable {
    private var ids: [MessageID] = []
    private var start = 0

    mutating func append(_ id: MessageID) { ids.append(id) }

    /// The first, where its record is not behind `durable`.
    func first(upTo durable: Int) -> MessageID? {
      guard start < ids.count, ids[start].position.sequence <= durable else { return nil }
      return ids[start]
    }

    mutating func removeFirst() {
      start += 1
      guard start == ids.count || start > 1024 else { return }
      ids.removeFirst(start)
      start = 0
    }
  }
}

extension OutboxState {
  /// Writes the messages that are not over, for a snapshot: the records that tell of them are not read
  /// again after it.
  package func write(to writer: inout StateWriter) {
    let left = messages.values.filter { steps[$0.id]?.status != .delivered }
      .sorted { $0.id < $1.id }
    writer.int(left.count)
    for message in left {
      writer.int(message.id.position.sequence)
      writer.int(message.id.position.index)
      message.kind.write(to: &writer)
      writer.optional(message.recipient.member) { member, writer in writer.int(member.ordinal) }
      let route: ContactRoute? =
        switch message.recipient {
        case .member(_, let route): route
        case .contact(_, let route): route
        }
      writer.optional(route) { route, writer in writer.text(route.rawValue) }
      writer.int64(message.queued.milliseconds)
      writer.int64(message.expires.milliseconds)
      writer.endRow()
    }
  }

  /// Reads what `write` has written.
  package static func messages(
    from reader: inout StateReader
  ) throws(UnreadableState) -> [Message] {
    var messages: [Message] = []
    for _ in 0..<(try reader.count()) {
      let position = Position(sequence: try reader.int(), index: try reader.int())
      let kind = try MessageKind(from: &reader)
      let member = try reader.optional { reader throws(UnreadableState) in try reader.int() }
        .map { MemberNumber(ordinal: $0) }
      let route = try reader.optional { reader throws(UnreadableState) in try reader.text() }
        .flatMap { ContactRoute(rawValue: $0) }
      let recipient: MessageRecipient
      if let member {
        recipient = .member(member, route)
      } else if case .code(_, let code) = kind, let route {
        recipient = .contact(code, route)
      } else {
        throw UnreadableState("a message is for nobody")
      }
      messages.append(
        Message(
          id: MessageID(position), kind: kind, recipient: recipient,
          queued: Instant(milliseconds: try reader.int64()),
          expires: Instant(milliseconds: try reader.int64())))
    }
    return messages
  }
}

extension MessageKind {
  fileprivate func write(to writer: inout StateWriter) {
    switch self {
    case .code(let purpose, let code):
      writer.text("code")
      writer.text(purpose.rawValue)
      writer.tokenHash(code)
    case .seatGiven(let event):
      writer.text("seat-given")
      writer.code(event)
    case .newsletter(let issue):
      writer.text("newsletter")
      writer.code(issue)
    }
  }

  fileprivate init(from reader: inout StateReader) throws(UnreadableState) {
    switch try reader.text() {
    case "code":
      guard let purpose = CodePurpose(rawValue: try reader.text()) else {
        throw UnreadableState("a code is for what is not known")
      }
      self = .code(purpose, try reader.tokenHash())
    case "seat-given": self = .seatGiven(event: try reader.code())
    case "newsletter": self = .newsletter(issue: try reader.code())
    default: throw UnreadableState("a message is of a kind that is not known")
    }
  }
}
