import CivilTime
public import Club
import Journal
import Synchronization

extension ClubStore {
  /// What a command would lead to if it were submitted now. Nothing is written, and nothing is
  /// promised: the rules decide anew when the command itself comes.
  ///
  /// - Parameters:
  ///   - command: what would be wanted; a sign-up's `contactTakenBy` is filled in here.
  ///   - actor: who would want it.
  /// - Returns: the facts and the annex that would be written.
  /// - Throws: why the command would be refused, or that the store has stopped and what the answer
  ///   rests on is not on the disk.
  public func preview(
    _ command: Command, by actor: Actor
  ) async throws(SubmissionError) -> Decision {
    let decided: [Result<Decision, Rejection>]
    do {
      decided = try await preview([command], by: actor)
    } catch {
      throw .stopped(error.description)
    }
    switch decided[0] {
    case .success(let decision): return decision
    case .failure(let rejection): throw .rejected(rejection)
    }
  }

  /// What commands would lead to, one after the other, each as the ones before leave the club. Nothing is
  /// written.
  ///
  /// - Parameters:
  ///   - commands: what would be wanted, in order.
  ///   - actor: who would want it.
  /// - Returns: what each leads to, or why it is refused; what is refused changes nothing for the rest.
  /// - Throws: where the store has stopped and what the answer rests on is not on the disk.
  public func preview(
    _ commands: [Command], by actor: Actor
  ) async throws(StoreError) -> [Result<Decision, Rejection>] {
    try await read { club, people in
      // Both are asked under the lock: what is appended before it is part of the club.
      Self.decide(
        commands.map { people.completed($0, in: club) }, in: club, by: actor,
        at: max(clock(), Instant(milliseconds: journal.lastTime)), after: journal.head.sequence)
    }
  }

  /// Decides commands one after the other on a copy of the club.
  ///
  /// - Precondition: `sequence` is the last record that the club knows.
  static func decide(
    _ commands: [Command], in club: Club, by actor: Actor, at now: Instant, after sequence: Int
  ) -> [Result<Decision, Rejection>] {
    var club = club
    var sequence = sequence
    return commands.enumerated().map { place, command in
      Result { () throws(Rejection) in
        let decision = try club.decide(command, by: actor, at: now)
        guard place < commands.count - 1 else { return decision }
        sequence += 1
        for (index, fact) in decision.facts.enumerated() {
          do {
            try club.apply(fact, at: Position(sequence: sequence, index: index), time: now)
          } catch {
            fatalError("a decision does not fit the state it was made from: \(error)")
          }
        }
        return decision
      }
    }
  }
}
