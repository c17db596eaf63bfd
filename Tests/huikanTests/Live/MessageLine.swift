import Dispatch
import Glibc
import Testing

@testable import huikan

/// A page that is open in a browser, as far as the server can tell: one connection on which
/// server-sent events come.
final class MessageLine: @unchecked Sendable {
  private let descriptor: Int32
  private var received: [UInt8] = []
  /// Everything above is of this queue alone.
  private let queue = DispatchQueue(label: "message-line")

  /// Opens the page; a tag of nil asks without one.
  init(_ server: LiveServer, page: String, tag: String? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    let port = try #require(server.address.split(separator: ":").last.flatMap { UInt16($0) })
    address.sin_port = in_port_t(port.bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
    let query = "page=\(page)" + (tag.map { "&tag=\($0)" } ?? "")
    let request = Array("GET /_huikan/live?\(query) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
    try #require(send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count)
  }

  deinit { close(descriptor) }

  /// The next message, waiting for it; nil where the server has ended the answer.
  func next() async throws -> String? { try await field("data: ") }

  /// Waits until the server has noted that the page is open, and looked whether it is out of date.
  func opened() async throws { try #require(try await field("retry: ") != nil) }

  private func field(_ name: String) async throws -> String? {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.blocking(name) }) }
    }
  }

  private func blocking(_ name: String) throws -> String? {
    let mark = Array(name.utf8)
    while true {
      if let start = received.firstRange(of: mark),
        let end = received[start.upperBound...].firstIndex(of: 0x0A)
      {
        defer { received.removeSubrange(...end) }
        return String(decoding: received[start.upperBound..<end], as: UTF8.self)
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count == 0 || count < 0 && errno == ECONNRESET { return nil }
      guard count > 0 else {
        throw CommandFailure("no message: \(String(cString: strerror(errno)))")
      }
      received += buffer[..<count]
      if received.firstRange(of: Array("\r\n0\r\n\r\n".utf8)) != nil { return nil }
    }
  }
}
