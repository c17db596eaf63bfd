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
    let result: Result<Decision, Rejection>
    do {
      result = try await read { club, people in
        let now = max(clock(), Instant(milliseconds: journal.lastTime))
        return Result { () throws(Rejection) in
          try club.decide(people.completed(command, in: club), by: actor, at: now)
        }
      }
    } catch {
      throw .stopped(error.description)
    }
    switch result {
    case .success(let decision): return decision
    case .failure(let rejection): throw .rejected(rejection)
    }
  }
}
