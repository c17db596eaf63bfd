import Glibc

/// What this process has used so far.
struct Usage {
  /// Seconds of processor time, of all threads.
  var processor: Double
  /// Seconds of a clock that never goes back.
  var wall: Double
  /// The most memory at any moment, in millions of bytes.
  var memory: Double

  static var now: Usage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Usage(
      processor: seconds(usage.ru_utime) + seconds(usage.ru_stime), wall: seconds,
      memory: Double(usage.ru_maxrss) * 1024 / 1e6)
  }

  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}

/// The words of a command line.
struct Arguments {
  private var words: [String]

  init(_ words: some Sequence<String>) { self.words = Array(words) }

  mutating func next() -> String {
    guard let word = words.first else { stop("an argument is missing") }
    words.removeFirst()
    return word
  }

  func flag(_ name: String) -> Bool { words.contains(name) }

  func number(_ name: String) -> Int {
    guard let place = words.firstIndex(of: name), words.indices.contains(place + 1),
      let number = Int(words[place + 1])
    else { stop("\(name) wants a number") }
    return number
  }
}
