import Annex
import CivilTime
import Club
import Journal

@testable import ClubStore
@testable import Simulation

/// Somebody who sends commands, one at a time, and each of them until its answer is known.
final class Client: @unchecked Sendable {
  /// A command and the key under which it is sent, as often as needed.
  struct Intent {
    /// Unique; stands in the record's annex, so that a second execution shows.
    var name: String
    var command: Command
    var actor: Actor
    var key: IdempotencyKey
  }

  let number: Int
  var isBusy = false
  /// Whether nothing new is begun.
  var isFinishing = false
  private var random: SplitMix
  private var count = 0
  private var waiting: Intent?
  private var answered: [(Intent, Outcome)] = []

  init(number: Int, seed: UInt64) {
    self.number = number
    random = SplitMix(state: seed)
  }

  /// Whether there is a command whose answer is not known.
  var isWaiting: Bool { waiting != nil }

  /// Does one thing.
  func act(on store: ClubStore, _ oracle: Oracle) async {
    if let waiting { return await send(waiting, to: store, oracle) }
    guard !isFinishing else { return }
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: await look(at: store, oracle)
    case 2: await askAgain(store, oracle)
    default:
      guard let intent = intent(oracle) else { return }
      waiting = intent
      await send(intent, to: store, oracle)
    }
  }

  private func send(_ intent: Intent, to store: ClubStore, _ oracle: Oracle) async {
    let from = store.journal.durableSequence
    do throws(SubmissionError) {
      let outcome = try await store.submit(
        intent.command, by: intent.actor, idempotency: intent.key)
      waiting = nil
      answered.append((intent, outcome))
      oracle.accepted(intent, outcome, durable: store.journal.durableSequence)
    } catch {
      switch error {
      case .rejected(let rejection):
        waiting = nil
        oracle.rejected(intent, rejection, between: from, and: store.journal.durableSequence)
      case .keyReused: oracle.problem("\(intent.name): its key is said to be another's")
      case .keyInFlight, .changed, .stopped: break
      case .diskFull:
        if Bool.random(using: &random) {
          waiting = nil
          oracle.givenUp(intent)
        }
      }
    }
  }

  /// Sends an answered command again: the answer is the same, and with another body it is refused.
  private func askAgain(_ store: ClubStore, _ oracle: Oracle) async {
    guard let (intent, outcome) = answered.randomElement(using: &random), !outcome.facts.isEmpty
    else { return }
    var key = intent.key
    let isOther = Bool.random(using: &random)
    if isOther { key = IdempotencyKey(scope: key.scope, key: key.key, request: [0]) }
    do throws(SubmissionError) {
      let again = try await store.submit(intent.command, by: intent.actor, idempotency: key)
      oracle.expect(
        !isOther && again.replayed && again.sequence == outcome.sequence
          && again.facts == outcome.facts && again.annex == outcome.annex
          && again.time == outcome.time,
        "\(intent.name): sent again it has another outcome")
    } catch {
      switch error {
      case .keyReused where isOther: break
      case .stopped: break
      default: oracle.problem("\(intent.name): sent again it is answered by \(error)")
      }
    }
  }

  private func look(at store: ClubStore, _ oracle: Oracle) async {
    let member = oracle.members.randomElement(using: &random)
    let view = try? await store.read { club, _ in
      View(
        sequence: club.lastPosition?.sequence ?? 0, member: member,
        balance: member.map { club.points.balance(of: $0) } ?? 0,
        members: club.membership.count, outstanding: club.points.trialBalance.outstanding)
    }
    if let view { oracle.saw(view, durable: store.journal.durableSequence) }
  }
}

extension Client {
  private func intent(_ oracle: Oracle) -> Intent? {
    count += 1
    let name = "c\(number)-\(count)"
    var actor = Actor.system
    guard let command = command(name, oracle, &actor) else { return nil }
    return Intent(
      name: name, command: command, actor: actor,
      key: IdempotencyKey(scope: "client", key: name, request: Array(name.utf8)))
  }

  private func command(_ name: String, _ oracle: Oracle, _ actor: inout Actor) -> Command? {
    if !oracle.hasTerms { return terms() }
    guard let member = oracle.members.randomElement(using: &random) else {
      actor = .visitor
      return joining(name)
    }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return terms()
    case 1, 2:
      if Bool.random(using: &random) { actor = .visitor }
      return joining(name)
    case 3..<7: return order(name, member, isAward: true)
    case 7, 8: return order(name, member, isAward: false)
    case 9:
      guard let entry = oracle.entries.randomElement(using: &random), let reason = Reason(name)
      else { return nil }
      return .points(.reverse(Reversal(entry: entry, allowsDebt: true, reason: reason)))
    default:
      guard let event = Code("open-day") else { return nil }
      return .registration(.register(event: event, member: member))
    }
  }

  private func order(_ name: String, _ member: MemberNumber, isAward: Bool) -> Command? {
    guard let amount = Amount(Int.random(in: 1...100, using: &random)), let reason = Reason(name)
    else { return nil }
    let order = PointsOrder(
      member: member, amount: amount, source: PointSource.manual, reason: reason)
    return .points(isAward ? .award(order) : .spend(order))
  }

  /// Somebody joins; few telephones serve for many, so some are taken, which a visitor
  /// is not told.
  private func joining(_ name: String) -> Command? {
    guard let consent = Code("2026-09"), let person = PersonName(name),
      let phone = Phone("138001380\(10 + Int.random(in: 0..<40, using: &random))")
    else { return nil }
    return .membership(
      .signUp(
        SignUp(
          channel: .website, consent: consent, name: person, phone: phone, email: nil, session: nil)
      ))
  }

  private func terms() -> Command? {
    guard let consent = Code("2026-09"), let slug = Code("open-day"),
      let start = Instant("2036-01-09 09:30")
    else { return nil }
    let event = EventTerms(
      slug: slug, title: "工地开放日", start: start,
      capacity: Int.random(in: 1...4, using: &random))
    return .terms(.adopt(rules: ClubRules(consent: consent, pointRules: []), events: [event]))
  }
}

/// What somebody was shown.
struct View {
  var sequence: Int
  var member: MemberNumber?
  var balance: Int
  var members: Int
  var outstanding: Int
}
