import Glibc
import Testing

/// A port of this machine that is taken and at which nobody listens: whoever connects is refused. A listener that is
/// started later may have the same port; nobody else gets it meanwhile.
final class DeafPort {
  let port: Int
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    try #require(descriptor >= 0)
    self.descriptor = descriptor
    var shares = Int32(1)
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &shares, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { socket in
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return bind(descriptor, socket, length) == 0 ? getsockname(descriptor, socket, &length) : -1
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    try #require(status == 0)
  }

  deinit { close(descriptor) }
}
