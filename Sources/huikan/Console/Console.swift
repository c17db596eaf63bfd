import ArgumentParser
import Glibc
import JSON

/// Where the commands speak: progress and problems on standard error, results on standard output.
///
/// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
struct Console: Sendable {
  let isQuiet: Bool
  /// Whether a person may be looking on.
  let isTerminal: Bool
  private let hasColor: Bool

  /// Where standard output is closed the next file that is opened would take its number, and what is said
  /// would be written into that: `/dev/null`, open for reading alone, keeps it and takes nothing.
  private static let outputPlace: Void = {
    while fcntl(STDOUT_FILENO, F_GETFD) < 0, open("/dev/null", O_RDONLY) >= 0 {}
  }()

  init(quiet: Bool = false) {
    _ = Self.outputPlace
    isQuiet = quiet
    isTerminal = isatty(STDERR_FILENO) == 1
    hasColor = isTerminal && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
  }

  /// A step that has been taken; nothing where `--quiet` asks for silence.
  func progress(_ text: String) {
    if !isQuiet { Self.say(text + "\n") }
  }

  /// Writes over the last line of a terminal, which holds nothing else.
  func overwrite(_ text: String) {
    Self.say("\r\u{1B}[K" + text)
  }

  /// What is said whether or not `--quiet` asks for silence, without a mark of its own.
  func always(_ text: String) {
    Self.say(text + "\n")
  }

  /// Something that the person has to know, quiet or not.
  func warn(_ text: String) {
    Self.say(paint("warning: ", "33") + text + "\n")
  }

  /// Why the command did not do what it was asked.
  func fail(_ text: String) {
    Self.say(paint("error: ", "31") + text + "\n")
  }

  /// What the command was asked for; a script reads this. Where it cannot be written the program ends,
  /// with a status that says so.
  ///
  /// - Parameters:
  ///   - text: what.
  ///   - loss: what is to be done where it is lost.
  func result(_ text: String, orElse loss: String? = nil) {
    result(bytes: Array("\(text)\n".utf8), orElse: loss)
  }

  /// The same, as bytes.
  func result(bytes: [UInt8], orElse loss: String? = nil) {
    guard !writeWhole(bytes, to: STDOUT_FILENO) else { return }
    exit(outputFailed(orElse: loss).rawValue)
  }

  /// Refuses to begin what would end with a secret that nobody can be shown.
  func checkOutput() throws(ExitCode) {
    // A device that is full refuses even nothing; a descriptor that is closed does too.
    guard write(STDOUT_FILENO, "", 0) < 0, errno != EINTR else { return }
    throw outputFailed(orElse: "nothing was done")
  }

  /// Says why standard output cannot be written. Whoever has closed the other end (head, less) has what
  /// they wanted and is told nothing; the status is then that of SIGPIPE.
  private func outputFailed(orElse loss: String?) -> ExitCode {
    let code = errno
    if code != EPIPE || loss != nil {
      fail(
        "standard output: \(String(cString: strerror(code)))" + (loss.map { "; \($0)" } ?? ""))
    }
    return code == EPIPE ? ExitStatus.closedPipe : ExitStatus.cannotCreate
  }

  /// A list as lines for a person: of each object these members, two spaces between them, without those
  /// that it has not.
  func lines(_ list: JSONValue?, of members: [String]) {
    for object in list?.elements ?? [] {
      let words = members.compactMap { object[$0]?.string ?? object[$0]?.int.map(String.init) }
      result(words.joined(separator: "  "))
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func say(_ text: String) {
    // Nobody is left to be told where this fails.
    _ = writeWhole(Array(text.utf8), to: STDERR_FILENO)
  }
}
