import CSpawn
import Dispatch
import Glibc
import Synchronization

/// A program that is given something to read and a time to end in.
struct ChildProcess: Sendable {
  enum End: Hashable, Sendable {
    /// It ended by itself with this status.
    case exited(Int32)
    /// A signal ended it.
    case killed(Int32)
    /// It took too long and was ended, with all that it had started.
    case timedOut
    /// It could not be started: `errno`.
    case notStarted(Int32)
  }

  /// The program; without a stroke it is looked for where the system keeps programs.
  let program: String
  let arguments: [String]
  /// Seconds after which it is ended.
  let patience: Double
  /// Where it is waited for. Whoever has many that may all be slow gives each a queue of its own, which has a thread of
  /// its own: the common ones are few.
  var queue = DispatchQueue.global()
  /// Whether it is ended when its task is cancelled; otherwise it is waited for.
  var endsWithTask = false

  /// Runs it and waits, on a thread where waiting harms nobody.
  ///
  /// - Parameter input: what it reads on standard input.
  /// - Returns: how it ended, and the first 4,096 bytes of what it wrote on standard output. What it
  ///   writes on standard error goes nowhere: it might name people.
  func run(reading input: [UInt8]) async -> (end: End, output: [UInt8]) {
    let isUnwanted = Flag()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.async { continuation.resume(returning: blocking(input, isUnwanted)) }
      }
    } onCancel: {
      if endsWithTask { isUnwanted.value.store(true, ordering: .relaxed) }
    }
  }

  private final class Flag: Sendable {
    let value = Atomic(false)
  }

  private func blocking(_ input: [UInt8], _ isUnwanted: Flag) -> (end: End, output: [UInt8]) {
    // A program that ends before it has read everything must not end us.
    signal(SIGPIPE, SIG_IGN)
    guard let given = Pipe() else { return (.notStarted(EMFILE), []) }
    guard let said = Pipe() else {
      given.close()
      return (.notStarted(EMFILE), [])
    }
    var process = pid_t()
    let code = spawn(&process, reading: given.reading, writing: said.writing)
    close(given.reading)
    close(said.writing)
    defer { close(said.reading) }
    guard code == 0 else {
      close(given.writing)
      return (.notStarted(code), [])
    }
    _ = fcntl(given.writing, F_SETFL, O_NONBLOCK)
    _ = fcntl(said.reading, F_SETFL, O_NONBLOCK)
    return follow(process, given.writing, said.reading, input, isUnwanted)
  }

  /// Feeds the program, hears it and waits for its end, until its time is up.
  private func follow(
    _ process: pid_t, _ writing: Int32, _ reading: Int32, _ input: [UInt8], _ isUnwanted: Flag
  ) -> (end: End, output: [UInt8]) {
    let deadline = DispatchTime.now() + patience
    var left: ArraySlice<UInt8>? = input[...]
    defer { if left != nil { close(writing) } }
    var output: [UInt8] = []
    var pause: UInt32 = 1000
    while true {
      if let bytes = left {
        let count = bytes.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
        if count > 0 { left = bytes.dropFirst(count) }
        if left?.isEmpty == true || count < 0 && errno != EAGAIN && errno != EINTR {
          close(writing)
          left = nil
        }
      }
      ChildProcess.hear(reading, &output)
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        ChildProcess.hear(reading, &output)
        let signal = status & 0x7F
        return (signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal), output)
      }
      if DispatchTime.now() >= deadline || isUnwanted.value.load(ordering: .relaxed) {
        kill(-process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (.timedOut, output)
      }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  private static func hear(_ descriptor: Int32, _ output: inout [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return }
      output += buffer.prefix(min(count, 4096 - output.count))
    }
  }

  private func spawn(_ process: inout pid_t, reading: Int32, writing: Int32) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // Whatever else is open at this moment would stay open as long as the program runs.
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that it can be ended with its children; and our deafness is not its.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var surroundings: [UnsafeMutablePointer<CChar>?] = [
      strdup("LC_ALL=C.UTF-8"), strdup("PATH=/usr/local/bin:/usr/bin:/bin"), nil,
    ]
    defer { for word in surroundings { free(word) } }
    return posix_spawnp(&process, program, &actions, &attributes, &words, &surroundings)
  }

  private struct Pipe {
    let reading: Int32
    let writing: Int32

    init?() {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      reading = ends[0]
      writing = ends[1]
    }

    func close() { for end in [reading, writing] { Glibc.close(end) } }
  }
}
