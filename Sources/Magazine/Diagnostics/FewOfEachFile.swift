extension [Diagnostic] {
  /// How many diagnostics of one file are worth reading in one run.
  public static var mostOfEachFile: Int { 200 }

  /// The diagnostics with at most `mostOfEachFile` of each file, errors before warnings, and for the
  /// others one that says how many they are. The order stays.
  public var fewOfEachFile: [Diagnostic] {
    var counts: [File: Count] = [:]
    for found in self { counts[File(found), default: Count()].note(found) }
    guard counts.values.contains(where: { $0.all > Self.mostOfEachFile }) else { return self }
    var kept: [Diagnostic] = []
    var shown: [File: Count] = [:]
    for found in self {
      let file = File(found)
      guard let count = counts[file], count.all > Self.mostOfEachFile else {
        kept.append(found)
        continue
      }
      let own = shown[file] ?? Count()
      let room =
        found.severity == .error
        ? Self.mostOfEachFile - own.errors
        : Self.mostOfEachFile - Swift.min(count.errors, Self.mostOfEachFile) - own.warnings
      guard room > 0 else { continue }
      kept.append(found)
      shown[file, default: Count()].note(found)
      if shown[file]?.all == Self.mostOfEachFile {
        kept.append(rest(of: found, count, hidesErrors: count.errors > Self.mostOfEachFile))
      }
    }
    return kept
  }

  private func rest(of last: Diagnostic, _ count: Count, hidesErrors: Bool) -> Diagnostic {
    Diagnostic(
      hidesErrors ? .error : .warning, root: last.root, path: last.path,
      message: "\(count.all - Self.mostOfEachFile) more of this file are not shown",
      remedy: "mend these first, and look again")
  }
}

private struct File: Hashable {
  let root: String
  let path: String

  init(_ diagnostic: Diagnostic) {
    root = diagnostic.root
    path = diagnostic.path
  }
}

private struct Count {
  var errors = 0
  var warnings = 0

  var all: Int { errors + warnings }

  mutating func note(_ found: Diagnostic) {
    if found.severity == .error { errors += 1 } else { warnings += 1 }
  }
}
