import CivilTime
import Synchronization

/// Counts what an address has done lately.
///
/// Counts live in memory: after a restart everybody starts anew, which costs little and keeps
/// addresses out of every file.
final class RateLimiter: Sendable {
  let limit: RateLimit
  private let times = Mutex<[String: [Instant]]>([:])

  /// The most addresses remembered. Beyond it those that are idle are forgotten, and where too few
  /// are, whoever came longest ago: a flood of addresses costs neither memory nor time.
  private static let capacity = 10_000

  init(_ limit: RateLimit) {
    self.limit = limit
  }

  /// How many addresses are remembered.
  var remembered: Int { times.withLock { $0.count } }

  /// Counts one more.
  ///
  /// - Returns: nil, or the seconds to wait where the limit has been reached.
  func count(_ address: String, at now: Instant) -> Int? {
    let start = now.adding(seconds: -limit.seconds)
    return times.withLock { times in
      if times.count >= Self.capacity, times[address] == nil { Self.forget(&times, before: start) }
      var recent = (times[address] ?? []).filter { $0 > start }
      guard recent.count < limit.count else {
        // The oldest leaves the window when it is as old as the window is long.
        let wait = (recent.first ?? now).milliseconds - start.milliseconds
        return max(1, Int((wait + 999) / 1000))
      }
      recent.append(now)
      times[address] = recent
      return nil
    }
  }

  /// How many more there may be now, and in how many seconds there may be one more than that.
  func state(of address: String, at now: Instant) -> (remaining: Int, reset: Int) {
    let start = now.adding(seconds: -limit.seconds)
    let recent = times.withLock { $0[address] ?? [] }.filter { $0 > start }
    let wait = (recent.first ?? start).milliseconds - start.milliseconds
    return (max(0, limit.count - recent.count), Int((wait + 999) / 1000))
  }

  private static func forget(_ times: inout [String: [Instant]], before start: Instant) {
    times = times.filter { $0.value.last.map { $0 > start } == true }
    guard times.count > capacity / 2 else { return }
    let latest = times.sorted { left, right in
      (left.value.last ?? start) > (right.value.last ?? start)
    }
    times = Dictionary(uniqueKeysWithValues: latest.prefix(capacity / 2).map { ($0.key, $0.value) })
  }
}

extension Words {
  /// For how long to wait, as people say it: rounded up, so that nobody comes back too early.
  init(waitingFor seconds: Int) {
    let (minutes, hours) = ((seconds + 59) / 60, (seconds + 3599) / 3600)
    switch seconds {
    case ...90: self.init("\(seconds)秒", seconds == 1 ? "1 second" : "\(seconds) seconds")
    case ...3300: self.init("约\(minutes)分钟", "about \(minutes) minutes")
    case ...3600: self.init("约一小时", "about an hour")
    default: self.init("约\(hours)小时", "about \(hours) hours")
    }
  }
}

extension Problem {
  /// A limit has been reached: what to say, and for how many seconds to wait.
  init(waiting seconds: Int, _ chinese: String, _ english: String) {
    self.init(.tooManyRequests, chinese, english)
    retryAfter = seconds
  }
}
