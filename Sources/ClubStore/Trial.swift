import CivilTime
public import Club
import Journal
import Synchronization

extension ClubStore {
  /// What the rules would say to a command now. Nothing is done, and nothing need be on the disk.
  ///
  /// - Parameters:
  ///   - command: what would be wanted; a sign-up's `contactTakenBy` is filled in here.
  ///   - actor: who would want it.
  /// - Returns: why it would be refused; nil where it would be accepted.
  /// - Throws: where the store has stopped and what the answer rests on is not on the disk.
  public func rejection(
    of command: Command, by actor: Actor
  ) async throws(StoreError) -> Rejection? {
    let now = max(clock(), Instant(milliseconds: journal.lastTime))
    return try await read { club, people in
      do throws(Rejection) {
        _ = try club.decide(people.completed(command, in: club), by: actor, at: now)
        return nil
      } catch {
        return error
      }
    }
  }
}
