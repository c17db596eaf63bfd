import ClubAPI
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

/// The server itself, with one answer that is larger than any buffer between it and its client.
@Suite("答案慢慢取 large answers over slow lines")
struct AnswerDeadlineTests {
  private static let size = 16_000_000
  private static let bytes = ByteBuffer(repeating: UInt8(ascii: "7"), count: size)
  private static let request = "GET /sheet.csv HTTP/1.1\r\nHost: localhost\r\n"
  private static let last = "Connection: close\r\n\r\n"

  private func serve(
    idle: TimeAmount = .seconds(30), patience: TimeAmount = .seconds(2),
    _ play: @Sendable (Int) async throws -> Void
  ) async throws {
    let router = Router()
    router.get("/sheet.csv") { _, _ in
      Response(status: .ok, body: ResponseBody(byteBuffer: Self.bytes))
    }
    let application = Application(
      router: router, server: ClubAPI.server(idleTimeout: idle, answerTimeout: patience))
    try await application.test(.live) { client in try await play(try known(client.port)) }
  }

  /// What every answer of the API is: bytes in memory, written with their end in one go.
  @Test(
    "在内存里写好的大答案，慢而不停的取得完 slow and steady fetches all of one body",
    arguments: [last, "\r\n"])
  func steady(end: String) async throws {
    try await serve(idle: .seconds(1), patience: .milliseconds(1500)) { port in
      // Longer than either patience, and never as long without a slice taken. Whoever might ask again is
      // closed a second after the last of them.
      let start = ContinuousClock.now
      let bytes = try await Wire.fetch(
        port: port, Self.request + end, after: 0, pause: 10, piece: 65_536)
      #expect(bytes > Self.size)
      #expect(ContinuousClock.now - start > .seconds(2))
    }
  }

  @Test("一点不取的照样关掉 who takes nothing of it is closed all the same")
  func absent() async throws {
    // What fills the buffers between the two gets away at once, and counts no longer than anything else.
    try await serve(patience: .seconds(2)) { port in
      let bytes = try await Wire.fetch(
        port: port, Self.request + Self.last, after: 3500, pause: 0, piece: Self.size)
      #expect(bytes < Self.size)
    }
  }

  @Test("分片以后还是那些字节 the slices are the same bytes")
  func whole() async throws {
    try await serve { port in
      let answer = try await Wire.exchange(port: port, Self.request + Self.last)
      #expect(answer.contains("Content-Length: \(Self.size)\r\n"))
      let body = answer.utf8.suffix(Self.size)
      #expect(body.allSatisfy { $0 == UInt8(ascii: "7") })
      #expect(
        answer.hasSuffix("7")
          && answer.utf8.dropLast(Self.size).suffix(4).elementsEqual("\r\n\r\n".utf8))
    }
  }
}
