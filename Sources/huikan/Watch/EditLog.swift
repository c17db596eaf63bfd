import Magazine
import SiteBuilder

/// What the terminal says about edits: one line for each, and each diagnostic once.
struct EditLog {
  /// What to print.
  struct Entry: Hashable {
    /// Diagnostics that were not said last time, each with its line and its remedy.
    var diagnostics: [Diagnostic] = []
    /// `news/lift.md → 3 pages in 4 ms`; nil where the same was said before.
    var line: String?
    /// Whether the line is about something wrong, or its end, and is printed though `--quiet` is
    /// asked for.
    var isUrgent = false
  }

  private var known: Set<Diagnostic>
  private var trouble: String?

  /// - Parameter known: what has been printed already.
  init(known: [Diagnostic] = []) {
    self.known = Set(known)
  }

  /// What to say about an edit.
  ///
  /// - Parameters:
  ///   - update: what came of it.
  ///   - changes: what was edited.
  ///   - milliseconds: how long it took.
  /// - Returns: what has not been said before.
  mutating func entry(
    for update: Press.Update, of changes: ContentChanges, in milliseconds: Int
  ) -> Entry {
    let subject = Self.subject(of: changes)
    switch update {
    case .written(let report, let warnings):
      let isMended = trouble != nil
      trouble = nil
      return Entry(
        diagnostics: news(in: warnings),
        line: "\(subject) → \(Self.summary(of: report)) in \(milliseconds) ms"
          + (isMended ? ", mended" : ""), isUrgent: isMended)
    case .refused(let diagnostics):
      trouble = DiagnosticReport(diagnostics).summary
      return Entry(
        diagnostics: news(in: diagnostics),
        line: "\(subject) → \(trouble ?? ""); the pages stay as they are", isUrgent: true)
    case .failed(let reason):
      // The next try says the same; once is enough.
      guard trouble != reason else { return Entry() }
      trouble = reason
      return Entry(line: "\(subject) → not written, trying again: \(reason)", isUrgent: true)
    }
  }

  private mutating func news(in diagnostics: [Diagnostic]) -> [Diagnostic] {
    defer { known = Set(diagnostics) }
    return diagnostics.filter { !known.contains($0) }
  }

  /// The file, or the first in the order of paths and how many more.
  private static func subject(of changes: ContentChanges) -> String {
    if changes.isEverything { return "everything" }
    let paths = changes.content.sorted() + changes.themes.sorted()
    guard let first = paths.first else { return "nothing" }
    return paths.count == 1 ? first : "\(first) and \(paths.count - 1) more"
  }

  /// `3 pages, 1 file, 2 removed`.
  private static func summary(of report: BuildReport) -> String {
    let pages = (report.added + report.changed).count { $0.hasSuffix(".html") }
    let counts = [
      (pages, pages == 1 ? "page" : "pages"),
      (report.written - pages, report.written - pages == 1 ? "file" : "files"),
      (report.removed.count, "removed"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.isEmpty ? "nothing to write" : parts.joined(separator: ", ")
  }
}

extension Console {
  /// Prints what a log says about an edit.
  func say(_ entry: EditLog.Entry) {
    for diagnostic in entry.diagnostics { always("\(diagnostic)\n") }
    guard let line = entry.line else { return }
    if entry.isUrgent { always(line) } else { progress(line) }
  }
}
