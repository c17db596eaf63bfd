import Glibc

/// Where the commands speak: progress and problems on standard error, results on standard output.
///
/// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
struct Console: Sendable {
  let isQuiet: Bool
  /// Whether a person may be looking on.
  let isTerminal: Bool
  private let hasColor: Bool

  init(quiet: Bool = false) {
    isQuiet = quiet
    isTerminal = isatty(STDERR_FILENO) == 1
    hasColor = isTerminal && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
  }

  /// A step that has been taken; nothing where `--quiet` asks for silence.
  func progress(_ text: String) {
    if !isQuiet { Self.write(text + "\n", to: STDERR_FILENO) }
  }

  /// Writes over the last line of a terminal, which holds nothing else.
  func overwrite(_ text: String) {
    Self.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  /// What is said whether or not `--quiet` asks for silence, without a mark of its own.
  func always(_ text: String) {
    Self.write(text + "\n", to: STDERR_FILENO)
  }

  /// Something that the person has to know, quiet or not.
  func warn(_ text: String) {
    Self.write(paint("warning: ", "33") + text + "\n", to: STDERR_FILENO)
  }

  /// Why the command did not do what it was asked.
  func fail(_ text: String) {
    Self.write(paint("error: ", "31") + text + "\n", to: STDERR_FILENO)
  }

  /// What the command was asked for; a script reads this.
  func result(_ text: String) {
    Self.write(text + "\n", to: STDOUT_FILENO)
  }

  private func paint(_ text: String, _ code: String) -> String {
    hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func write(_ text: String, to descriptor: Int32) {
    // Nobody is left to be told where this fails.
    _ = writeWhole(Array(text.utf8), to: descriptor)
  }
}
