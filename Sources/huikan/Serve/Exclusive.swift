import Glibc

/// What a server needs for itself alone, found out before it changes anything.
enum Exclusive {
  /// Refuses a port that somebody listens on; 0 is always free.
  static func port(_ port: Int, of host: String) throws(CommandFailure) {
    guard port != 0 else { return }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else {
      throw CommandFailure("\(host) is no address of this machine; see --host")
    }
    defer { freeaddrinfo(found) }
    let descriptor = socket(address.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var reuse: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) != 0 else { return }
    let reason =
      errno == EADDRINUSE
      ? "is taken; stop what uses it, or choose another --port"
      : "cannot be used: \(String(cString: strerror(errno)))"
    throw CommandFailure("port \(port) of \(host) \(reason)")
  }

  /// Holds the output folder for as long as the server lives: two servers would show two clubs'
  /// figures in turn. Builds may still write there; the server takes over what they have made.
  ///
  /// The descriptor is kept open on purpose; the system gives the lock up with the process.
  static func output(_ folder: String) throws(CommandFailure) {
    mkdir(folder, 0o755)
    mkdir(folder + "/.huikan", 0o755)
    let path = folder + "/.huikan/server"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw CommandFailure(
        "another server shows its club in \(folder); give this one an --output of its own")
    }
  }
}
