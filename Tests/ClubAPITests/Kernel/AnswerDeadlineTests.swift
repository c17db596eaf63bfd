import ClubAPI
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

/// The server itself, with one answer that is larger than any buffer between it and its client.
@Suite("答案慢慢取 large answers over slow lines")
struct AnswerDeadlineTests {
  private static let size = 16_000_000
  private static let request =
    "GET /sheet.csv HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

  private func serve(
    patience: TimeAmount = .seconds(2), _ play: @Sendable (Int) async throws -> Void
  ) async throws {
    let router = Router()
    let bytes = ByteBuffer(repeating: UInt8(ascii: "7"), count: Self.size)
    router.get("/sheet.csv") { _, _ in
      Response(status: .ok, body: ResponseBody(byteBuffer: bytes))
    }
    let application = Application(
      router: router, server: ClubAPI.server(answerTimeout: patience))
    try await application.test(.live) { client in try await play(try known(client.port)) }
  }

  @Test("在内存里写好的大答案，慢而不停的取得完 slow and steady fetches all of one body")
  func steady() async throws {
    try await serve { port in
      // More than six seconds in all, and no two of them without a slice taken. The head of the answer is
      // taken at once, so that a body in one piece would be cut off after the second two.
      let start = ContinuousClock.now
      let bytes = try await Wire.fetch(
        port: port, Self.request, after: 0, pause: 80, piece: Self.size / 100)
      #expect(bytes > Self.size)
      #expect(ContinuousClock.now - start > .seconds(6))
    }
  }

  @Test("一点不取的照样关掉 who takes nothing of it is closed all the same")
  func absent() async throws {
    try await serve(patience: .milliseconds(500)) { port in
      let bytes = try await Wire.fetch(
        port: port, Self.request, after: 6000, pause: 0, piece: Self.size)
      #expect(bytes < Self.size)
    }
  }

  @Test("分片以后还是那些字节 the slices are the same bytes")
  func whole() async throws {
    try await serve { port in
      let answer = try await Wire.exchange(port: port, Self.request)
      #expect(answer.contains("Content-Length: \(Self.size)\r\n"))
      let body = answer.utf8.suffix(Self.size)
      #expect(body.allSatisfy { $0 == UInt8(ascii: "7") })
      #expect(
        answer.hasSuffix("7")
          && answer.utf8.dropLast(Self.size).suffix(4).elementsEqual("\r\n\r\n".utf8))
    }
  }
}
