import ArgumentParser
import Glibc

/// What a server needs for itself alone, found out before it changes anything.
enum Exclusive {
  /// Refuses a port that somebody listens on; 0 is always free.
  static func port(_ port: Int, of host: String) throws(ExclusiveFailure) {
    guard port != 0 else { return }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else {
      throw ExclusiveFailure("\(host) is no address of this machine; see --host")
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
    throw ExclusiveFailure("port \(port) of \(host) \(reason)")
  }

  /// Holds the output folder for as long as the server lives: two servers would show two clubs'
  /// figures in turn. Builds may still write there; the server takes over what they have made.
  ///
  /// The descriptor is kept open on purpose; the system gives the lock up with the process.
  static func output(_ folder: String) throws(ExclusiveFailure) {
    mkdir(folder, 0o755)
    mkdir(folder + "/.huikan", 0o755)
    let path = folder + "/.huikan/server"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw unwritable(folder, path, errno)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw ExclusiveFailure(
        "another server shows its club in \(folder); give this one an --output of its own")
    }
  }

  /// Why the output folder takes no file, and whose it is.
  private static func unwritable(
    _ folder: String, _ path: String, _ code: Int32
  ) -> ExclusiveFailure {
    var status = stat()
    let owner =
      stat(folder, &status) == 0
      ? " The folder belongs to user \(status.st_uid), and this server runs as user \(geteuid())."
      : ""
    let remedy =
      switch code {
      case EACCES, EPERM:
        "\(owner) Give it to the server's user (chown -R), or name another --output"
      case EROFS: " The disk is read-only; name another --output"
      case ENOENT, ENOTDIR: " Make the folder above it, or name another --output"
      default: owner
      }
    return ExclusiveFailure(
      "\(path): \(String(cString: strerror(code))).\(remedy)", status: ExitStatus.cannotCreate)
  }
}

/// Why a server cannot have what it needs for itself alone, and with which status the command ends.
struct ExclusiveFailure: Error, CustomStringConvertible {
  let description: String
  let status: ExitCode

  init(_ description: String, status: ExitCode = ExitStatus.busy) {
    self.description = description
    self.status = status
  }
}

/// How many files and connections the process may have open.
enum Descriptors {
  /// The most that is asked for: more connections than a club has readers.
  private static let most: rlim_t = 65_536

  /// Takes as many as the system lets it have: what a login shell gives (1,024) is used up by as many idle
  /// browsers, and pages would fail.
  static func raise() {
    var limit = rlimit()
    guard getrlimit(.init(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < most else {
      return
    }
    limit.rlim_cur = min(limit.rlim_max, most)
    setrlimit(.init(RLIMIT_NOFILE.rawValue), &limit)
  }
}

/// What the end of the terminal means.
enum Hangup {
  /// Lets a server whose terminal is gone end as cleanly as one that is told to, unless it was started to outlive
  /// that (`nohup`).
  static func endsCleanly() {
    let earlier = signal(SIGHUP) { _ in kill(getpid(), SIGTERM) }
    if unsafeBitCast(earlier, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGHUP, SIG_IGN)
    }
  }
}
