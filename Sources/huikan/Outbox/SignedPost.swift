import CivilTime
import ClubStore
import Disk
import Dispatch
import Glibc

/// Posts JSON, signed as Standard Webhooks says, by the system's `curl`, which has TLS and the system's certificates.
struct SignedPost: Sendable {
  /// What is posted, and the name by which the other side knows what comes again.
  struct Letter: Sendable {
    let id: String
    let body: [UInt8]
  }

  /// What became of the first letter that was not taken.
  enum Outcome: Hashable, Sendable {
    /// All were.
    case taken
    /// It was answered with this status, which is none of 2xx.
    case answered(Int)
    /// Nobody was reached, or nobody who could prove who they are: nothing was sent. Why, behind a space, where that is
    /// known.
    case notReached(String)
    /// Nobody knows: no answer came.
    case silent(String)
  }

  struct Reply: Hashable, Sendable {
    /// How many letters were taken.
    var taken: Int
    /// What became of the next one.
    var outcome: Outcome
    /// How many seconds the other side asks to be left alone.
    var pause: Int?
  }

  let url: String
  /// One for each key that the other side may know.
  let signatures: [MessageSignature]
  let now: @Sendable () -> Instant
  /// Seconds for each letter.
  var patience = 20
  /// Where it is waited for the answer.
  var queue = DispatchQueue.global()
  /// Whether nobody waits for it any longer once its task is cancelled.
  var endsWithTask = false

  /// Posts letters over one connection, one after the other, and stops at the first that is not taken.
  func send(_ letters: [Letter]) async -> Reply {
    let process = ChildProcess(
      program: "curl", arguments: ["-q", "--config", "-"],
      patience: Double(patience * letters.count) + 5, queue: queue, endsWithTask: endsWithTask)
    let (end, output) = await process.run(reading: configuration(of: letters))
    let answers = String(decoding: output, as: UTF8.self).split(separator: "\n")
      .map { Answer($0, at: now()) }
    let taken = answers.prefix { (200..<300).contains($0.status) }.count
    let next = taken < answers.count ? answers[taken] : nil
    let outcome: Outcome
    if taken == letters.count {
      outcome = .taken
    } else if let next, next.status > 0 {
      outcome = .answered(next.status)
    } else {
      outcome = Self.outcome(end, isConnected: next?.isConnected ?? true)
    }
    return Reply(taken: taken, outcome: outcome, pause: next?.pause)
  }

  /// What `curl` says of each letter.
  private struct Answer {
    let status: Int
    let isConnected: Bool
    let pause: Int?

    init(_ line: Substring, at now: Instant) {
      let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      status = words.first.flatMap { Int($0) } ?? 0
      isConnected = words.count > 1 && (Double(words[1]) ?? 0) > 0
      pause = words.count > 2 ? Self.pause(words[2], at: now) : nil
    }

    /// `Retry-After` (RFC 9110, section 10.2.3): seconds, or the time itself.
    private static func pause(_ text: Substring, at now: Instant) -> Int? {
      if let seconds = Int(text) { return seconds }
      guard let time = HTTPDate.instant(text, at: now) else { return nil }
      return max(0, Int((time.milliseconds - now.milliseconds + 999) / 1000))
    }
  }

  private static func outcome(_ end: ChildProcess.End, isConnected: Bool) -> Outcome {
    switch end {
    case .exited(let status) where [5, 6, 7, 35, 51, 53, 54, 58, 59, 60, 77, 83].contains(status):
      .notReached(" (curl \(status))")
    case .exited(28) where !isConnected: .notReached(" in time")
    case .exited(let status): .silent(" (curl \(status))")
    case .killed(let signal): .silent(" (signal \(signal) ended curl)")
    case .timedOut: .silent(" in time")
    case .notStarted(let code): .notReached(": curl cannot be started (\(code))")
    }
  }

  /// Everything by standard input: the arguments of a process can be read by everybody on the machine.
  private func configuration(of letters: [Letter]) -> [UInt8] {
    let posts = letters.map { letter in
      var lines = [
        "max-time = \(patience)", "connect-timeout = 5",
        "proto = \"=\(url.hasPrefix("https://") ? "https" : "http")\"", "globoff",
        "output = \"/dev/null\"", "fail",
        "write-out = \"%{http_code} %{time_connect} %header{retry-after}\\n\"",
        "url = \(quoted(url))", "header = \"Content-Type: application/json\"",
        "header = \"Expect:\"", "user-agent = \"huikan\"",
      ]
      for (name, value) in headers(of: letter) {
        lines.append("header = \(quoted("\(name): \(value)"))")
      }
      lines.append("data-binary = \(quoted(String(decoding: letter.body, as: UTF8.self)))")
      return lines.joined(separator: "\n")
    }
    return Array(("silent\nfail-early\n" + posts.joined(separator: "\nnext\n") + "\n").utf8)
  }

  /// Of several signatures the other side needs to know one.
  private func headers(of letter: Letter) -> [(name: String, value: String)] {
    let time = now()
    var all = signatures.map { $0.headers(id: letter.id, time: time, body: letter.body) }
    guard var headers = all.popLast() else { return [] }
    let earlier = all.compactMap { $0.last?.value }
    if let last = headers.popLast() {
      headers.append((last.name, (earlier + [last.value]).joined(separator: " ")))
    }
    return headers
  }

  private func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}

extension MessageSignature {
  /// The key in a file that nobody else can read.
  init(keyFile path: String) throws(CommandFailure) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      throw CommandFailure(
        "\(path): others can read this key (mode \(String(status.st_mode & 0o777, radix: 8))); "
          + "chmod 600 \(path)")
    }
    let bytes: [UInt8]
    do {
      bytes = try ReadingDisk().contents(of: path)
    } catch {
      throw CommandFailure("\(error)")
    }
    let text = String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
    guard let signature = MessageSignature(key: text) else {
      throw CommandFailure(
        "\(path): this is no base 64 of at least \(MessageSignature.shortestKey) bytes. Make it "
          + "anew:  (umask 077; head -c 32 /dev/urandom | base64 > \(path))")
    }
    self = signature
  }
}
