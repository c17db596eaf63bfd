import HummingbirdTesting
import Logging
import Synchronization
import Testing

@Suite("请求日志 the request log")
struct RequestLogTests {
  @Test("只有方法、路线、状态、毫秒、请求号；没有人 nobody is in it")
  func nobody() async throws {
    let log = RecordingLog()
    try await Counter.open(log: log) { counter in
      try await counter.send(
        """
        POST /api/v1/members
        Key: 1
        X-Forwarded-For: 203.0.113.9

        {"name":"林晚舟","phone":"13800138000","email":"lin@example.cn","consent":"v1"}
        """)
      try await counter.award(100, key: "a")
      try await counter.send("GET /api/v1/members/477127567449/points?from=2026-01-01\nAs: m1")
      try await counter.send("POST /join\nOrigin: http://localhost\n\nname=%E6%9E%97")
      try await counter.send("GET /lin@example.cn/477127567449")
    }
    let lines = log.lines.filter { $0.hasPrefix("request") }
    #expect(
      lines.map { $0.replacing(/ms=\d+\s/, with: "") } == [
        "request method=POST route=/api/v1/members status=201",
        "request method=POST route=/api/v1/members/{number}/points status=201",
        "request method=GET route=/api/v1/members/{number}/points status=200",
        "request method=POST route=/join status=422",
        "request method=GET route=none status=404",
      ])
    // How long a request took may hold any digits.
    let everything = log.lines.joined(separator: "\n").replacing(/ms=\d+\s/, with: "")
    for secret in ["林", "%E6", "138", "lin@", "4771", "huikan", "token", "203.0", "2026-01"] {
      #expect(!everything.contains(secret), "\(secret)")
    }
  }
}

/// A log kept in memory, everything down to trace.
private final class RecordingLog: LogHandler, Sendable {
  private let kept = Mutex<[String]>([])

  var lines: [String] { kept.withLock { $0 } }
  var metadata: Logger.Metadata {
    get { [:] }
    set { _ = newValue }
  }
  var logLevel: Logger.Level {
    get { .trace }
    set { _ = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { key == "hb.request.id" ? "1" : nil }
    set { _ = newValue }
  }

  func log(event: LogEvent) {
    let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }
    let order = ["method", "ms", "route", "status"]
    let shown = fields.filter { order.contains($0.key) || event.message.description != "request" }
    let line = ["\(event.message)"] + shown.map { "\($0.key)=\($0.value)" }
    kept.withLock { $0.append(line.joined(separator: " ")) }
  }
}
