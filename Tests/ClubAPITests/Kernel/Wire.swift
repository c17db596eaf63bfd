import Dispatch
import Glibc
import Testing

/// A connection on which a test writes byte for byte what no client would.
enum Wire {
  /// Writes the text and gives what comes back until the server closes.
  ///
  /// - Throws: where the server cannot be reached or has not closed after a minute.
  static func exchange(port: Int, _ text: String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try blocking(port: port, Array(text.utf8)) })
      }
    }
  }

  /// Writes the text, then a drop of more every 100 ms, and gives what comes back until the server
  /// closes.
  ///
  /// - Parameters:
  ///   - times: how many drops there are; after them nothing more is written.
  /// - Throws: where the server cannot be reached or has not closed after a minute.
  static func drip(
    port: Int, _ text: String, _ drop: String, times: Int
  ) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try blocking(port: port, Array(text.utf8), Array(drop.utf8), times) })
      }
    }
  }

  private static func blocking(
    port: Int, _ bytes: [UInt8], _ drop: [UInt8] = [], _ times: Int = 0
  ) throws -> String {
    let descriptor = try connected(to: port)
    defer { close(descriptor) }
    // The server may have answered and closed before it has read everything: that is seen below.
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var drops = 0
    var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      if poll(&asked, 1, drops < times ? 100 : 60_000) == 0 {
        try #require(drops < times, "the server keeps the connection open")
        _ = send(descriptor, drop, drop.count, Int32(MSG_NOSIGNAL))
        drops += 1
        continue
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count == 0 || (count < 0 && errno == ECONNRESET) { break }
      try #require(count > 0, "the server keeps the connection open")
      answer += buffer.prefix(count)
    }
    return String(decoding: answer, as: UTF8.self)
  }

  private static func connected(to port: Int) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
    return descriptor
  }
}
