import Annex
import Disk
import JSON
import Lines

/// At most how many bytes records take, in a segment and in its annex.
public struct RoomNeed: Sendable {
  var records: Int
  var annex: Int

  /// What one record takes. Every byte of a text may need six (`\u0001`), a sealed one two and nonce and
  /// tag besides, and every line has a frame around them.
  public init(_ draft: RecordDraft) {
    records = 512 + draft.actor.utf8.count + draft.facts.count + draft.annex.count * 256
    annex = draft.annex.reduce(0) { sum, field in
      sum + 256 + field.field.utf8.count + (field.value.utf8.count + field.salt.count) * 6
    }
  }

  /// What records take that stand or fall together.
  public static func + (one: RoomNeed, other: RoomNeed) -> RoomNeed {
    var sum = one
    sum.records += other.records
    sum.annex += other.annex
    return sum
  }
}

/// Space that the disk has promised, so that what is appended can be written even when the disk
/// becomes full: a write that fails stops the journal, a command that finds no room is only refused.
struct Room {
  /// How much is asked for at a time, in bytes, in a segment and in its annex.
  static let window = 1 << 20

  /// Up to which byte of the last segment, and of its annex.
  var records = 0
  var annex = 0
  /// How many bytes of the segment after it, and of that one's annex; 0 where it is not made yet.
  var spare = 0
  /// Whether anybody counts on room; a journal whose owner never asks does without.
  var isWanted = false

  /// Somebody who cannot append before there is more room.
  struct Waiter {
    var need: RoomNeed
    var continuation: CheckedContinuation<Result<Bool, JournalError>, Never>
  }

  /// Whether a record fits whether or not it is the one with which the next segment begins.
  func fits(_ need: RoomNeed, in segment: SegmentIndex, limit: Int) -> Bool {
    guard segment.size + need.records <= records, segment.annexSize + need.annex <= annex else {
      return false
    }
    return segment.size + need.records <= limit || max(need.records, need.annex) <= spare
  }
}

extension Committer {
  /// Up to which byte of a segment's annex somebody counts on space; 0 where nobody does.
  func promisedAnnex(of first: Int) -> Int {
    monitor.withLock {
      guard room.isWanted, let index = chain.segment(of: first) else { return 0 }
      return first == chain.segments.last?.first ? room.annex : index.annexSize
    }
  }

  func hasRoom(for need: RoomNeed) -> Bool {
    monitor.withLock {
      room.fits(need, in: chain.segments[chain.segments.count - 1], limit: segmentLimit)
    }
  }

  /// Has the writer ask the disk for space, and calls back with what the disk says.
  func askForRoom(
    for need: RoomNeed,
    _ continuation: CheckedContinuation<Result<Bool, JournalError>, Never>
  ) {
    monitor.lock()
    let error = ended
    if error == nil {
      room.isWanted = true
      roomWaiters.append(Room.Waiter(need: need, continuation: continuation))
      monitor.signal()
    }
    monitor.unlock()
    if let error { continuation.resume(returning: .failure(error)) }
  }

  /// What the writer is to ask for, as things stood at one moment.
  private struct Wish {
    var segment: SegmentIndex
    var room: Room
    var waiters: [Room.Waiter]
  }

  /// Asks the disk for what is wanted, in the writer's turn: nobody else waits for it then.
  /// - Throws: where the disk fails otherwise than by being full.
  func extendRoom() throws(FileError) {
    guard var wish = takeWish() else { return }
    let records = wish.waiters.map(\.need.records).max() ?? 0
    let annex = wish.waiters.map(\.need.annex).max() ?? 0
    let before = wish.room
    do throws(FileError) {
      if wish.room.records < wish.segment.size + max(records, Room.window / 2)
        || wish.room.annex < wish.segment.annexSize + max(annex, Room.window / 2)
      {
        let ends = (
          wish.segment.size + Room.window + records, wish.segment.annexSize + Room.window + annex
        )
        try segment.reserve(records: ends.0, annex: ends.1)
        (wish.room.records, wish.room.annex) = ends
      }
      let spare = Room.window + max(records, annex)
      if wish.segment.size + 2 * Room.window + records > segmentLimit,
        wish.room.spare < max(records, annex, Room.window)
      {
        try segment.makeSpare(spare)
        wish.room.spare = spare
      }
    } catch {
      // What was promised before stays promised.
      guard error.isForWantOfSpace else {
        giveBack(wish.waiters)
        throw error
      }
    }
    let after = wish.room
    monitor.withLock {
      // A segment that began meanwhile has taken the spare one's room; what was just asked for
      // belongs to the one before it.
      guard chain.segments[chain.segments.count - 1].first == wish.segment.first else { return }
      room.records = max(before.records, after.records)
      room.annex = max(before.annex, after.annex)
      room.spare = after.spare
    }
    for waiter in wish.waiters {
      let fits = after.fits(waiter.need, in: wish.segment, limit: segmentLimit)
      waiter.continuation.resume(returning: .success(fits))
    }
  }

  /// Nil where nothing is wanted, or where the writer has not come to the last segment yet.
  private func takeWish() -> Wish? {
    monitor.withLock {
      let last = chain.segments[chain.segments.count - 1]
      guard room.isWanted, last.first == segment.first else { return nil }
      let waiters = roomWaiters
      roomWaiters = []
      return Wish(segment: last, room: room, waiters: waiters)
    }
  }

  private func giveBack(_ waiters: [Room.Waiter]) {
    monitor.withLock { roomWaiters = waiters + roomWaiters }
  }
}
