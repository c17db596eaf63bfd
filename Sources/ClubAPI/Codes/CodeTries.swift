import CivilTime
import Club
import Synchronization

/// Counts how often somebody has got a code wrong: five times, and the right digits come too late.
///
/// It counts by the code and not by the contact: whoever asks for codes in somebody's name learns other
/// names than theirs and uses up nobody's tries. Counts live in memory for as long as a code is good; a
/// restart gives at most five more.
final class CodeTries: Sendable {
  /// How often a code may be tried.
  static let most = 5
  /// The most codes remembered; beyond it the oldest are forgotten, which the limits by address and
  /// contact keep from ever being of use.
  private static let capacity = 20_000

  private struct Tries {
    var count = 0
    var since: Instant
  }

  private let tries = Mutex<[TokenHash: Tries]>([:])

  /// Counts a try.
  ///
  /// - Returns: whether the code is right and was not tried too often.
  func count(_ code: TokenHash, isRight: Bool, at now: Instant) -> Bool {
    tries.withLock { tries in
      if tries.count >= Self.capacity { Self.forget(&tries, at: now) }
      let count = tries[code]?.count ?? 0
      guard count < Self.most else { return false }
      if !isRight { tries[code, default: Tries(since: now)].count += 1 }
      return isRight
    }
  }

  private static func forget(_ tries: inout [TokenHash: Tries], at now: Instant) {
    let start = now.adding(seconds: -ClubAPI.codeLifetime)
    tries = tries.filter { $0.value.since > start }
    guard tries.count >= capacity else { return }
    let latest = tries.sorted { $0.value.since > $1.value.since }.prefix(capacity / 2)
    tries = Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value) })
  }
}
