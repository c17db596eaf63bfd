import CivilTime
import Disk
import JSON
import Journal

/// What the store goes by when it judges the machine's clock: the last moment at which the clock was
/// believed, and how much time has really passed since.
///
/// It stands in the file `clock`, written once a day by the server: `{"v":1,"believed":1795829401000}`. Where
/// there is none, the last record stands for it. What is posted while the clock is not believed moves it not,
/// so that a wrong clock does not come to be believed by what it has dated itself.
struct ClockTrust: Sendable {
  /// The file's name in a store.
  static let file = "clock"
  /// How far the clock may be ahead of what is expected, in seconds: 40 days. A club's holidays are shorter, and so
  /// is the time for which a server is left off; whatever lapses is warned of for longer.
  static let mostAhead = 40 * 86_400
  /// How far it may be behind the last record, in seconds.
  static let mostBehind = 300

  /// Whether a clock is further behind the last record than clocks of one machine ever are.
  static func isBehind(_ now: Instant, _ last: Instant) -> Bool {
    now.adding(seconds: mostBehind) < last
  }

  /// When the clock was last believed; nil in a store without records.
  var believed: Instant?
  /// When that was on a clock that nobody sets; nil where it was before this start.
  var since: ContinuousClock.Instant?

  /// What a store says.
  static func read(
    in directory: String, _ head: JournalHead, _ lastTime: Int64, _ fileSystem: any FileSystem
  ) -> ClockTrust {
    let bytes = try? fileSystem.contents(of: "\(directory)/\(file)")
    // One that cannot be read says nothing: the last record is as good.
    let noted = bytes.flatMap { try? JSONValue.parse($0) }?["believed"]?.int
    let time = noted.map(Int64.init) ?? (head.sequence > 0 ? lastTime : nil)
    return ClockTrust(believed: time.map(Instant.init(milliseconds:)))
  }

  /// Why a clock is not believed; nil where it is.
  ///
  /// - Parameters:
  ///   - now: what it says.
  ///   - last: the time of the last record; nil where there is none.
  /// - Returns: the doubt.
  func doubt(at now: Instant, after last: Instant?) -> ClockDoubt? {
    guard let last else { return nil }
    if Self.isBehind(now, last) { return .behind(last) }
    guard let believed else { return nil }
    let passed = since.map { Int((ContinuousClock.now - $0) / .seconds(1)) } ?? 0
    return now > believed.adding(seconds: passed + Self.mostAhead) ? .ahead(of: believed) : nil
  }
}
