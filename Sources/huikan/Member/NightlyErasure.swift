import CivilTime
import Club
import ClubStore
import Logging
import ServiceLifecycle

/// Forgets those who have left, so many days afterwards. Who is forgotten is forgotten once, however often
/// it runs; what a crash interrupts the next start finishes.
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

  func run() async throws {
    // Every try reads the whole ledger.
    await Daily(
      now: now, pause: .seconds(3600), isClockDoubted: { store.clockDoubt != nil }
    ).run { today in
      try await eraseDue(on: today)
    } failed: { error in
      logger.warning("Who has left could not be erased, trying again in an hour: \(error)")
    }
  }

  /// Erases everybody whose time has come.
  ///
  /// - Returns: how many.
  /// - Throws: where the disk fails; the next try, or the next start, goes on with it.
  @discardableResult
  func eraseDue(on today: Day) async throws(StoreError) -> Int {
    guard let days = days() else { return 0 }
    let due = try await store.leaversToErase().filter { $0.left.day.adding(days: days) <= today }
    guard !due.isEmpty, !Task.isCancelled else { return 0 }
    // All at once: every erasure reads the whole ledger.
    let erasures = try await store.erase(due.map(\.member))
    for erasure in erasures {
      let member = erasure.line.member
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
    logger.notice(
      "members who had left were erased", metadata: ["members": "\(erasures.count)"])
    for (place, reason) in folder.keepErasedBesideBackups() {
      logger.error(
        """
        \(place): \(reason). Backups there still hold who was erased: copy \
        \(folder.path)/\(ErasedMembers.fileInStore) to \(place)/\(ErasedMembers.fileBesideBackups).
        """)
    }
    return erasures.count
  }
}
