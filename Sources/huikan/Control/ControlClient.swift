import Glibc
import JSON

/// Speaks HTTP/1.1 to the server of this store over `Store/control.sock`, one request a connection.
///
/// `curl --unix-socket Store/control.sock http://huikan/staff` does the same by hand.
struct ControlClient {
  let socketPath: String
  /// How many seconds the server may take to answer.
  var patience = 30

  /// One more than the bytes a socket's path may have.
  static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path)

  struct Reply {
    let status: Int
    let body: [UInt8]
  }

  /// The answer, or nil where no server listens: the command may then open the store itself.
  func post(_ path: String, body: JSONValue = [:]) throws(ControlError) -> Reply? {
    let body = body.encoded()
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw .init(socketPath, "no socket can be opened") }
    defer { close(descriptor) }
    // A server that has stopped answering must not hold the command for ever.
    var patience = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard try connect(descriptor) else { return nil }
    let head =
      "POST \(path) HTTP/1.1\r\nHost: huikan\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    try send(Array(head.utf8) + body, descriptor)
    return try parse(receiveAll(descriptor))
  }

  private func connect(_ descriptor: Int32) throws(ControlError) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(socketPath.utf8)
    guard path.count < Self.longestPath else {
      throw .init(socketPath, "the path is too long for a socket; move the store to a shorter one")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, size)
      }
    }
    if result == 0 { return true }
    // No socket, or one that a killed server left behind.
    if errno == ENOENT || errno == ECONNREFUSED { return false }
    let code = errno
    let remedy =
      code == EACCES || code == EPERM
      ? "; run the command as the user to whom the store belongs (sudo -u)" : ""
    throw .init(socketPath, String(cString: strerror(code)) + remedy)
  }

  private func send(_ bytes: [UInt8], _ descriptor: Int32) throws(ControlError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .init(socketPath, "the server closed the connection")
      }
    }
  }

  private func receiveAll(_ descriptor: Int32) throws(ControlError) -> [UInt8] {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count == 0 { return received }
      if count > 0 {
        received += buffer[..<count]
      } else if errno != EINTR {
        throw .init(socketPath, "the server closed the connection before it had answered")
      }
    }
  }

  private func parse(_ bytes: [UInt8]) throws(ControlError) -> Reply {
    let separator: [UInt8] = [13, 10, 13, 10]
    let starts = bytes.indices.dropLast(3)
    guard let end = starts.first(where: { bytes[$0..<$0 + 4].elementsEqual(separator) }),
      let status = Int(String(decoding: bytes[..<end].dropFirst(9).prefix(3), as: UTF8.self))
    else { throw .init(socketPath, "the answer is not HTTP") }
    return Reply(status: status, body: Array(bytes[(end + 4)...]))
  }
}

/// The running server could not be asked.
struct ControlError: Error, CustomStringConvertible {
  let description: String

  init(_ path: String, _ reason: String) {
    description = "\(path): \(reason)"
  }
}
