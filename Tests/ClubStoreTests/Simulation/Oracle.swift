import Annex
import CivilTime
import Club
import Journal
import Lines
import Synchronization

@testable import ClubStore

/// Knows what clients were told, and holds the files against it.
final class Oracle: @unchecked Sendable {
  private enum Answer {
    case accepted(Outcome)
    case nothing
  }

  private(set) var problems: [String] = []
  private(set) var members: [MemberNumber] = []
  private(set) var entries: [EntryID] = []
  private(set) var hasTerms = false
  private var answers: [(name: String, answer: Answer)] = []
  private var views: [View] = []
  private var refusals: [(member: MemberNumber, balance: Int, from: Int, to: Int)] = []
  /// The last record that somebody has seen a trace of.
  private var seen = 0
  private var hashes: [Hash256] = []

  func problem(_ text: String) { problems.append(text) }

  func expect(_ isRight: Bool, _ text: @autoclosure () -> String) {
    if !isRight { problem(text()) }
  }

  func accepted(_ intent: Client.Intent, _ outcome: Outcome, durable: Int) {
    expect(
      Int(outcome.sequence) <= durable, "\(intent.name): acknowledged before it was on the disk")
    seen = max(seen, Int(outcome.sequence))
    if !outcome.facts.isEmpty { answers.append((intent.name, .accepted(outcome))) }
    for (index, fact) in outcome.facts.enumerated() {
      switch fact {
      case .membership(.joined(let member, _, _)): members.append(member)
      case .points: entries.append(EntryID(outcome.position(of: index)))
      case .terms: hasTerms = true
      default: break
      }
    }
  }

  func rejected(_ intent: Client.Intent, _ rejection: Rejection, between from: Int, and to: Int) {
    answers.append((intent.name, .nothing))
    seen = max(seen, from)
    guard case .points(.insufficientPoints(let balance, _, _)) = rejection,
      case .points(.spend(let order)) = intent.command
    else { return }
    refusals.append((order.member, balance, from, to))
  }

  /// The disk was full, and the client does not ask again: nothing may have happened.
  func givenUp(_ intent: Client.Intent) { answers.append((intent.name, .nothing)) }

  func saw(_ view: View, durable: Int) {
    expect(view.sequence <= durable, "a view shows record \(view.sequence) before it is synced")
    views.append(view)
    seen = max(seen, view.sequence)
  }

  /// Reads the whole store back, builds the club again from its facts alone, and compares both with
  /// everything that was ever said.
  func compare(with store: ClubStore) async {
    var records: [Record] = []
    do {
      for sequence in 0..<store.journal.head.sequence {
        guard let record = try await store.journal.record(at: sequence + 1) else {
          return problem("record \(sequence + 1) is missing")
        }
        records.append(record)
      }
    } catch {
      return problem("the records cannot be read: \(error)")
    }
    expect(records.count >= seen, "record \(seen) was shown, and \(records.count) are there")
    for (index, hash) in hashes.enumerated() where index < records.count {
      expect(records[index].hash == hash, "record \(index + 1) is no longer what it was")
    }
    hashes = records.map(\.hash)
    compare(records, with: store)
    answer(records)
  }

  private func compare(_ records: [Record], with store: ClubStore) {
    var replica = Replica()
    var keys: Set<String> = []
    do {
      try check(views.filter { $0.sequence == 0 }, against: replica)
      for record in records {
        let stored = try StoredRecord(record)
        try replica.apply(stored)
        try check(views.filter { $0.sequence == record.sequence }, against: replica)
        if let key = record.key {
          expect(keys.insert(key).inserted, "record \(record.sequence): its key was used before")
        }
      }
      for refusal in refusals where refusal.to <= records.count {
        let balances = (refusal.from...refusal.to).map {
          replica.balance(of: refusal.member, at: $0)
        }
        expect(
          balances.contains(refusal.balance),
          "a refusal told of \(refusal.balance) points, between \(refusal.from) and \(refusal.to) "
            + "there were \(balances)")
      }
    } catch {
      problem("the facts do not follow: \(error)")
    }
    store.state.withLock { state in
      expect(state.club == replica.club, "the club is not what its records say")
    }
    replica.checkSums(expect)
  }

  private func check(_ views: [View], against replica: Replica) throws {
    for view in views {
      let club = replica.club
      expect(
        view.members == club.membership.count
          && view.outstanding == club.points.trialBalance.outstanding
          && view.balance == (view.member.map { club.points.balance(of: $0) } ?? 0),
        "what was shown as of record \(view.sequence) is not what the records say")
    }
  }

  /// Every command that was accepted is there once, as it was answered; the others are not.
  private func answer(_ records: [Record]) {
    var places: [String: [Int]] = [:]
    for record in records {
      for value in record.annex where ["name", "reason"].contains(value.field) {
        if let name = value.value { places[name, default: []].append(record.sequence) }
      }
    }
    for (name, sequences) in places {
      expect(sequences.count == 1, "\(name) has happened in records \(sequences)")
    }
    for (name, answer) in answers {
      switch answer {
      case .nothing: expect(places[name] == nil, "\(name) was refused, and has happened")
      case .accepted(let outcome):
        let sequence = Int(outcome.sequence)
        guard sequence <= records.count, let stored = try? StoredRecord(records[sequence - 1]),
          stored.facts == outcome.facts, stored.annex == outcome.annex, stored.time == outcome.time
        else {
          problem("\(name) was acknowledged as record \(sequence), which is not there or another")
          continue
        }
      }
    }
  }
}

/// A club made of records, with sums kept in the simplest way.
struct Replica {
  private(set) var club = Club()
  private var sums: [MemberNumber: [(sequence: Int, balance: Int)]] = [:]
  private var total = 0

  mutating func apply(_ record: StoredRecord) throws {
    for (index, fact) in record.facts.enumerated() {
      let position = Position(sequence: Int(record.sequence), index: index)
      try club.apply(fact, at: position, time: record.time)
      guard case .points(.posted(let posting)) = fact else { continue }
      let before = sums[posting.member]?.last?.balance ?? 0
      sums[posting.member, default: []].append((position.sequence, before + posting.points))
      total += posting.points
    }
  }

  func balance(of member: MemberNumber, at sequence: Int) -> Int {
    sums[member]?.last { $0.sequence <= sequence }?.balance ?? 0
  }

  func checkSums(_ expect: (Bool, @autoclosure () -> String) -> Void) {
    for (member, entries) in sums {
      let sum = entries.last?.balance ?? 0
      expect(club.points.balance(of: member) == sum, "\(member) has \(sum) points by the records")
    }
    let balance = club.points.trialBalance
    expect(balance.outstanding == total, "the sum of all entries is \(total)")
    expect(
      balance.issued - balance.redeemed - balance.expired + balance.adjusted == total,
      "the ledger does not balance")
    for event in club.terms.currentEvents {
      let seats = club.registration.seats(of: event.slug, terms: event)
      expect(seats.waiting == 0 || !seats.hasFree, "somebody waits for a seat that is free")
    }
  }
}
