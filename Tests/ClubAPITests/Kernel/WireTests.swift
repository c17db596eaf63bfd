import HummingbirdTesting
import NIOCore
import Testing

@testable import ClubAPI

/// What no decent client sends, byte for byte, against a server on a real port.
@Suite("线上的字节 what comes over the line")
struct WireTests {
  private static let join = "POST /api/v1/members HTTP/1.1\nContent-Type: application/json"
  private static let key = "Idempotency-Key: 0123456789abcdef"
  private static let health = "GET /api/v1/health HTTP/1.1"
  private static let long = String(repeating: "x", count: 9000)

  /// Request lines and headers; the answer's status, and what its headers or body must hold.
  private static let table: [(request: String, status: String, holds: String)] = [
    // Bloated.
    ("\(health)\nX-Long: \(long)", "400", ""),
    ("\(health)\n" + (0..<120).map { "X-\($0): x" }.joined(separator: "\n"), "400", ""),
    ("GET /\(long)\(long) HTTP/1.1", "400", ""),
    ("GET /\(long.prefix(4000)) HTTP/1.1", "404", ""),
    // Ambiguous lengths, as request smuggling needs them.
    ("\(join)\n\(key)\nContent-Length: 2\nContent-Length: 3", "400", "Connection: close"),
    ("\(join)\n\(key)\nContent-Length: 2\nTransfer-Encoding: chunked", "400", "Connection: close"),
    ("\(health)\nContent-Length : 5", "400", "Connection: close"),
    ("\(health)\nX-Folded: a\n b", "400", "Connection: close"),
    ("\(join)\n\(key)\nTransfer-Encoding: xchunked", "400", ""),
    // Headers that come twice count as neither.
    ("\(join)\n\(key)\n\(key)\nContent-Length: 0", "400", "idempotency-key-invalid"),
    (
      "\(health)\nAuthorization: Bearer token-of-the-clerk\n"
        + "Authorization: Bearer token-of-the-manager", "401", "invalid-token"
    ),
    // Answers are no place for a request's line breaks.
    (
      "GET /issues?a=%0d%0aSet-Cookie:%20x=1 HTTP/1.1", "301",
      "Location: /issues/?a=%0d%0aSet-Cookie:%20x=1\r\n"
    ),
    ("GET //evil.example/.. HTTP/1.1", "404", ""),
    ("GET http://evil.example/issues HTTP/1.1", "301", "Location: /issues/\r\n"),
    // No way out of the site's folder.
    ("GET /../secret.txt HTTP/1.1", "404", ""),
    ("GET /..\\secret.txt HTTP/1.1", "404", ""),
    ("GET /issues/..%5c..%5csecret.txt HTTP/1.1", "404", ""),
    ("GET /%252e%252e/secret.txt HTTP/1.1", "404", ""),
    ("GET /%c0%ae%c0%ae/secret.txt HTTP/1.1", "404", ""),
    ("GET /%2e%2e%2fsecret.txt HTTP/1.1", "404", ""),
    ("GET /index.html%00.txt HTTP/1.1", "404", ""),
    ("GET /\u{0}index.html HTTP/1.1", "400", ""),
    ("GET secret.txt HTTP/1.1", "400", ""),
    // Methods are what they are.
    ("POST /api/v1/me HTTP/1.1\nX-HTTP-Method-Override: GET", "405", "Allow: GET"),
    ("TRACE / HTTP/1.1\nX-Echo: me", "405", "Allow: GET, HEAD"),
    ("TRACE /api/v1/health HTTP/1.1\nX-Echo: me", "405", "Allow: GET, HEAD"),
    ("CONNECT evil.example:443 HTTP/1.1", "405", "Allow: GET, HEAD"),
    ("OPTIONS * HTTP/1.1", "405", "Allow: GET, HEAD"),
    ("HEAD /api/v1/health HTTP/1.1", "200", "Content-Length: "),
    ("HEAD / HTTP/1.1", "200", "Content-Length: 4\r\n"),
    ("GET /", "400", ""),
  ]

  @Test("不像话的请求 requests that no decent client sends")
  func table() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Site/index.html", "home")
    try folder.write("Site/issues/index.html", "issues")
    try folder.write("secret.txt", "do not tell")
    let site = ClubAPIConfiguration(siteFolder: "\(folder.path)/Site")
    try await Counter.open(.live, site) { counter in
      let port = try known(counter.client.port)
      for (request, status, holds) in Self.table {
        let text = request.replacing("\n", with: "\r\n")
        let answer = try await Wire.exchange(
          port: port, "\(text)\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let name = request.prefix(120)
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(name): \(answer.prefix(200))")
        #expect(answer.contains(holds), "\(name): \(answer)")
        #expect(!answer.contains("do not tell") && !answer.contains("me\r\n"), "\(name)")
        #expect(!answer.lowercased().contains("\r\nset-cookie"), "\(name)")
        if request.hasPrefix("HEAD") { #expect(answer.hasSuffix("\r\n\r\n")) }
      }
    }
  }

  @Test("分块的内容也有上限；不看的内容不收 bodies in chunks")
  func chunks() async throws {
    try await Counter.open(.live) { counter in
      let port = try known(counter.client.port)
      let chunk = "400\r\n\(String(repeating: "x", count: 1024))\r\n"
      let head = "Host: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
      for (start, count, expected) in [
        (Self.join + "\n" + Self.key, 70, "HTTP/1.1 413 "),
        (Self.join + "\n" + Self.key, 60, "HTTP/1.1 400 "), (Self.health, 70, "HTTP/1.1 200 "),
      ] {
        let body = String(repeating: chunk, count: count) + "0\r\n\r\n"
        let answer = try await Wire.exchange(
          port: port, "\(start.replacing("\n", with: "\r\n"))\r\n\(head)\(body)")
        #expect(answer.hasPrefix(expected), "\(answer)")
      }
    }
  }

  @Test(
    "停在半路的连接会被关掉 connections that stop half-way are closed",
    arguments: [
      "", "GET /api/v1/health HTTP/1.1\r\nHost: localhost",
      "\(join.replacing("\n", with: "\r\n"))\r\n\(key)\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n{",
    ])
  func halfWay(text: String) async throws {
    try await Counter.open(.live, patience: .milliseconds(500)) { counter in
      let port = try known(counter.client.port)
      let start = ContinuousClock.now
      // The server closes; were it not to, the exchange would fail after a minute.
      #expect(try await Wire.exchange(port: port, text).isEmpty)
      #expect(ContinuousClock.now - start >= .milliseconds(400))
    }
  }

  @Test("时不时来一个字节的，到时也关掉 a byte now and then does not keep a connection")
  func dripping() async throws {
    let join = Self.join.replacing("\n", with: "\r\n")
    let head = "\(join)\r\n\(Self.key)\r\nHost: localhost\r\n"
    try await Counter.open(
      .live, patience: .seconds(1), bodyPatience: .seconds(2)
    ) { counter in
      let port = try known(counter.client.port)
      // A byte every 100 ms, for half a minute: no second passes in which nothing arrives.
      let starts = [("\(head)Content-Length: 5000\r\n\r\n", 1.9), ("\(head)X-Slow: ", 0.9)]
      for (text, least) in starts {
        let start = ContinuousClock.now
        let answer = try await Wire.drip(port: port, text, "x", times: 300)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        #expect(!answer.hasPrefix("HTTP/1.1 2") && (least..<25).contains(seconds), "\(seconds)")
      }
    }
  }

  @Test("请求都发全了的，连接可以一直用 whoever has sent everything may stay and ask again")
  func staying() async throws {
    try await Counter.open(
      .live, patience: .seconds(1), bodyPatience: .milliseconds(500)
    ) { counter in
      let join = Self.join.replacing("\n", with: "\r\n")
      let request =
        "\(join)\r\n\(Self.key)\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
      let answers = try await Wire.drip(
        port: try known(counter.client.port), request, request, times: 15)
      #expect(answers.matches(of: #/HTTP/1.1 422/#).count == 16)
    }
  }

  @Test("慢慢取的能取完，一点不取的关掉 whoever fetches nothing is closed")
  func fetching() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Site/index.html", "home")
    let size = 16_000_000
    try folder.write("Site/film.bin", String(repeating: "x", count: size))
    let site = ClubAPIConfiguration(siteFolder: "\(folder.path)/Site")
    try await Counter.open(.live, site, answerPatience: .seconds(2)) { counter in
      let port = try known(counter.client.port)
      let request = "GET /film.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      // 100 pieces in more than four seconds, and never two seconds without one.
      let patient = try await Wire.fetch(
        port: port, request, after: 0, pause: 40, piece: size / 100)
      #expect(patient > size)
      let absent = try await Wire.fetch(port: port, request, after: 5000, pause: 0, piece: size)
      #expect(absent < size)
    }
  }

  @Test("许多不认识的项：数全，只列二十项 many unknown fields")
  func manyUnknownFields() async throws {
    try await Counter.open { counter in
      let fields = (0..<5000).map { "\"f\($0)\":0" }.joined(separator: ",")
      let answer = try await counter.send("POST /api/v1/members\nKey: 1\n\n{\(fields)}")
      #expect(summary(answer) == "422 invalid-request")
      #expect(answer.contains("5002") && answer.utf8.count < 5000)
      #expect(answer.matches(of: /"pointer"/).count == 20)
    }
  }
}
