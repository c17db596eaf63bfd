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
  ///   - port: where the server listens, on this machine.
  ///   - text: what is written first.
  ///   - drop: what is written again and again.
  ///   - times: how many drops there are; after them nothing more is written.
  /// - Returns: what the server has sent.
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

  /// Writes the request, waits until an answer begins, reads nothing for so long, then fetches piece by
  /// piece.
  ///
  /// - Parameters:
  ///   - port: where the server listens, on this machine.
  ///   - text: the request.
  ///   - after: how many milliseconds nothing is read.
  ///   - pause: how many milliseconds lie between two pieces.
  ///   - piece: how many bytes are read at once, at most.
  /// - Returns: how many bytes came before the server closed.
  /// - Throws: where the server cannot be reached.
  static func fetch(
    port: Int, _ text: String, after: Int, pause: Int, piece: Int
  ) async throws -> Int {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let descriptor = try connected(to: port)
            defer { close(descriptor) }
            _ = send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL))
            var begun = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&begun, 1, 60_000)
            usleep(UInt32(after * 1000))
            var buffer = [UInt8](repeating: 0, count: piece)
            var bytes = 0
            while case let count = recv(descriptor, &buffer, piece, 0), count > 0 {
              bytes += count
              usleep(UInt32(pause * 1000))
            }
            return bytes
          })
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
    // Small, or a large answer would stand whole in the buffers of the system.
    var room: Int32 = 65_536
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
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
