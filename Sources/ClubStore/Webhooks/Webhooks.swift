import CivilTime
public import Club
import Disk
import Journal
import Lines
import Logging
import Synchronization

/// Other systems that are told what happens. Each goes through the journal by itself, at its own pace: one that is slow or gone
/// holds up nobody, and keeps nothing in memory but its place.
extension ClubStore {
  /// How many letters go at once at the most, and how many records are read for them.
  private static let mostAtOnce = 32
  /// What is answered in less, in milliseconds, may be more the next time.
  private static let quick: Int64 = 5000
  /// After how many records that are none of anybody's business the file has the place again.
  private static let recordsBetweenWrites = 4096

  /// Begins to tell other systems, or goes on. Whoever is new is told of facts from now on; whoever is not named any longer is
  /// forgotten; what waits or has failed is tried again.
  ///
  /// - Parameter receivers: what each is told of, by their names.
  /// - Throws: where the disk fails, or `webhooks.json` cannot be read. Blocks.
  public func startWebhooks(_ receivers: [Code: Set<WebhookEventType>]) throws(StoreError) {
    let known = try WebhookFile.read(in: directory, fileSystem: fileSystem)
    if known == nil, receivers.isEmpty { return }
    let end = Position(sequence: journal.durableSequence + 1, index: 0)
    let now = clock()
    var all: [Code: WebhookBook.Receiver] = [:]
    for (name, types) in receivers {
      var progress = known?[name] ?? WebhookProgress(next: end)
      if progress.next > end {
        logger.warning(
          "webhook \(name): it was told of later records than there are; it goes on with the next")
        progress = WebhookProgress(next: end)
      }
      progress.wake(at: now)
      all[name] = WebhookBook.Receiver(types: types, progress: progress)
    }
    let book = try WebhookBook(all, in: directory, fileSystem: fileSystem)
    webhookBook.withLock { $0 = book }
  }

  /// How other systems stand, by their names in alphabetical order: those that are told now or, before anybody is, those that the
  /// store remembers.
  ///
  /// - Throws: where `webhooks.json` cannot be read.
  public func webhooks() throws(StoreError) -> [WebhookStanding] {
    let head = journal.durableSequence
    let receivers: [Code: WebhookBook.Receiver]
    if let book = webhookBook.withLock({ $0 }) {
      receivers = book.all
    } else {
      let known = try WebhookFile.read(in: directory, fileSystem: fileSystem) ?? [:]
      receivers = known.mapValues { WebhookBook.Receiver(types: [], progress: $0) }
    }
    return receivers.sorted { $0.key < $1.key }.map { name, receiver in
      WebhookStanding(
        name: name, types: receiver.types, progress: receiver.progress,
        behind: max(0, head - receiver.progress.next.sequence + 1))
    }
  }

  /// Lets one go on that has failed, or waits.
  ///
  /// - Parameter name: its name.
  /// - Returns: whether anybody of that name is told.
  /// - Throws: where the disk fails.
  public func resumeWebhook(_ name: Code) async throws(StoreError) -> Bool {
    guard let book = webhookBook.withLock({ $0 }), book[name] != nil else { return false }
    let now = clock()
    book.update(name) { $0.progress.resume(at: now) }
    try await book.write()
    return true
  }

  /// Leaves out for one what it does not take, and goes on with what comes after it. What was left out is remembered with how
  /// the system stands, and on the disk before this returns.
  ///
  /// - Parameters:
  ///   - event: its name: whoever says so has seen what it is.
  ///   - name: the system's name.
  /// - Throws: `WebhookRefusal` where nobody of that name is told, or it is not this that is not taken; where the disk fails, or
  ///   does not hold what was written.
  public func skipWebhook(_ event: String, for name: Code) async throws {
    guard let book = webhookBook.withLock({ $0 }), var receiver = book[name] else {
      throw WebhookRefusal.nobody
    }
    receiver.batch = 1
    let batch = try await letters(from: receiver)
    let now = clock()
    guard let end = batch.end, batch.letters.first?.letter.id == event,
      book.update(name, { $0.progress.skip(event, before: end, at: now) }) == true
    else { throw WebhookRefusal.other(book[name]?.progress.trouble?.event) }
    try await book.write()
    logger.warning(
      "webhook \(name): \(event) is left out by hand; it was not taken: \(receiver.progress.trouble?.reason ?? "")"
    )
  }

  /// Tells one system what comes next, some letters at once where it is quick. What it has taken is on the disk before this
  /// returns; what a crash keeps from getting there is told again under the same name. One caller a name.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - carrier: takes the letters.
  /// - Returns: whether there may be more to tell at once.
  /// - Throws: where the disk fails, or does not hold what was written.
  public func tellNext(
    _ name: Code, by carrier: some WebhookCarrier
  ) async throws(StoreError) -> Bool {
    guard let book = webhookBook.withLock({ $0 }), let receiver = book[name] else { return false }
    let start = clock()
    guard receiver.progress.isDue(at: start) else { return false }
    let batch = try await letters(from: receiver)
    guard let end = batch.end else { return false }
    guard !batch.letters.isEmpty else {
      book.update(name) { $0.progress.pass(before: end) }
      if end.sequence >= receiver.written + Self.recordsBetweenWrites { try await book.write() }
      return true
    }
    let answer = await carrier.carry(batch.letters.map(\.letter))
    let now = clock()
    let isWhole = answer.taken >= batch.letters.count
    book.update(name) { receiver in
      if isWhole {
        receiver.progress.take(before: end)
        let isQuick = now.milliseconds - start.milliseconds < Self.quick
        receiver.batch = isQuick ? min(2 * receiver.batch, Self.mostAtOnce) : 1
        return
      }
      receiver.batch = 1
      let (place, letter) = batch.letters[answer.taken]
      // Somebody has left it out meanwhile.
      guard place >= receiver.progress.next else { return }
      if answer.taken > 0 {
        receiver.progress.take(before: place)
      } else {
        receiver.progress.pass(before: place)
      }
      receiver.progress.refuse(
        answer.reason ?? "it was not taken", event: letter.id, isForGood: answer.isForGood,
        pause: answer.pause, at: now)
    }
    try await book.write()
    if !isWhole { warn(of: name, before: receiver.progress, book[name]?.progress) }
    return isWhole
  }

  private struct Batch {
    var letters: [(position: Position, letter: WebhookLetter)] = []
    /// The fact behind the last one looked at; nil where there was none.
    var end: Position?
  }

  /// Reads on from where a system stands: a record, which may hold a thousand facts, and only where that is not enough some
  /// more.
  private func letters(from receiver: WebhookBook.Receiver) async throws(StoreError) -> Batch {
    let first = receiver.progress.next.sequence
    let last = min(journal.durableSequence, first + Self.mostAtOnce - 1)
    var batch = Batch()
    for range in [first..<first + 1, first + 1..<max(first, last) + 1]
    where first <= last && batch.letters.count < receiver.batch && !range.isEmpty {
      let records: [Record]
      do {
        records = try await journal.records(at: Array(range))
      } catch {
        throw StoreError(error)
      }
      try add(records, for: receiver, to: &batch)
    }
    return batch
  }

  private func add(
    _ records: [Record], for receiver: WebhookBook.Receiver, to batch: inout Batch
  ) throws(StoreError) {
    for record in records {
      let facts: [Fact]
      do {
        facts = try record.decodedFacts()
      } catch {
        throw .unreadable(UInt64(record.sequence), error)
      }
      for (index, fact) in facts.enumerated() {
        let position = Position(sequence: record.sequence, index: index)
        guard position >= receiver.progress.next, let event = WebhookEvent(fact, at: position),
          receiver.types.contains(event.type)
        else { continue }
        let id = WebhookID(position, hash: record.hash.description)
        let time = Instant(milliseconds: record.time)
        batch.letters.append(
          (position, WebhookLetter(id: id.description, body: event.body(at: time))))
        if batch.letters.count == receiver.batch {
          batch.end = Position(sequence: record.sequence, index: index + 1)
          return
        }
      }
      batch.end = Position(sequence: record.sequence + 1, index: 0)
    }
  }

  /// The first failure is told, and the last one; those in between are seen in the list.
  private func warn(of name: Code, before: WebhookProgress, _ after: WebhookProgress?) {
    guard let trouble = after?.trouble else { return }
    let event = trouble.event ?? "an event"
    if trouble.until == nil {
      logger.error(
        """
        webhook \(name): \(trouble.reason). \(event) is not tried again by itself; nothing is lost. Let it go on with \
        huikan webhooks --resume \(name), or without this event with huikan webhooks --skip \(name) --event \(event).
        """)
    } else if before.trouble == nil {
      logger.warning("webhook \(name): \(trouble.reason). \(event) is tried again.")
    }
  }
}
