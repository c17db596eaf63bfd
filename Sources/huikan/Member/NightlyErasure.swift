import CivilTime
import Club
import ClubStore
import Logging
import ServiceLifecycle

/// Forgets those who have left, so many days afterwards: at the start, for all days on which nobody did,
/// and then after every midnight in Shanghai. Who is forgotten is forgotten once, however often it runs;
/// what a crash interrupts the next start finishes.
///
/// The log says how many, and numbers where something is left to do; never a name.
struct NightlyErasure: Service {
  let store: ClubStore
  let folder: StoreFolder
  /// How many days after leaving; asked anew every night, as an edit may have changed it. Nil where the
  /// content has no club.
  let days: @Sendable () -> Int?
  let now: @Sendable () -> Instant
  let logger: Logger

  /// How often the clock is looked at.
  static let tick = Duration.seconds(30)
  /// How long a failure waits for the next try: every try reads the whole ledger.
  static let pause = Duration.seconds(3600)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var done: Day?
      while !Task.isCancelled {
        let today = now().day
        var wait = Self.tick
        if done != today {
          do {
            try await eraseDue(on: today)
            done = today
          } catch {
            logger.warning("Who has left could not be erased, trying again in an hour: \(error)")
            wait = Self.pause
          }
        }
        try? await Task.sleep(for: wait)
      }
    }
  }

  /// Erases everybody whose time has come.
  ///
  /// - Returns: how many.
  /// - Throws: where the disk fails; who was erased stays so.
  @discardableResult
  func eraseDue(on today: Day) async throws(StoreError) -> Int {
    guard let days = days() else { return 0 }
    var count = 0
    for (member, left) in try await store.leaversToErase()
    where left.day.adding(days: days) <= today && !Task.isCancelled {
      let erasure = try await store.erase(member)
      count += 1
      for place in erasure.leftovers {
        logger.error(
          "\(place): something of member \(member.digits), who was erased, is still here")
      }
      for mention in erasure.mentions {
        logger.warning(
          """
          Record \(mention.sequence) (\(mention.field)) may name member \(member.digits), who was erased: \
          read it with huikan ledger show --names, and erase it with huikan member erase --also.
          """)
      }
    }
    guard count > 0 else { return 0 }
    logger.notice("members who had left were erased", metadata: ["members": "\(count)"])
    for (place, reason) in folder.keepErasedBesideBackups() {
      logger.error(
        """
        \(place): \(reason). Backups there still hold who was erased: copy \
        \(folder.path)/\(ErasedMembers.fileInStore) to \(place)/\(ErasedMembers.fileBesideBackups).
        """)
    }
    return count
  }
}
