/// The diagnostics of one file while it is read. A class, so that every nested mapping of the file
/// writes to the same list; it never leaves the reading of that file.
final class FileReport {
  let root: String
  let file: TextFile
  private(set) var diagnostics: [Diagnostic] = []

  init(root: String, file: TextFile) {
    self.root = root
    self.file = file
  }

  func error(at position: Position?, _ message: String, remedy: String?) {
    add(.error, position, message, remedy)
  }

  func warning(at position: Position, _ message: String, remedy: String?) {
    add(.warning, position, message, remedy)
  }

  private func add(
    _ severity: Diagnostic.Severity, _ position: Position?, _ message: String, _ remedy: String?
  ) {
    diagnostics.append(
      Diagnostic(
        severity, root: root, path: file.path, position: position,
        // Of a great many most are never shown.
        in: diagnostics.count < [Diagnostic].mostOfEachFile ? file.bytes : [],
        message: message, remedy: remedy))
  }
}
