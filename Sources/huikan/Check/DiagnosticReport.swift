import JSON
import Magazine

/// What is wrong with the content and the theme, for a person or for a script.
struct DiagnosticReport {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  var errors: Int { diagnostics.count { $0.severity == .error } }
  var warnings: Int { diagnostics.count { $0.severity == .warning } }

  /// Every diagnostic with its line and its remedy, then how many there are.
  func print(_ console: Console) {
    for diagnostic in diagnostics { console.always("\(diagnostic)\n") }
    if !diagnostics.isEmpty { console.always(summary) }
  }

  /// `2 errors, 1 warning`.
  var summary: String {
    "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")"
  }

  /// `{"errors":1,"warnings":0,"diagnostics":[{"severity":…,"path":…,"line":…,"column":…,…}]}`.
  var json: String {
    JSONValue.object([
      .init("errors", .int(Int64(errors))), .init("warnings", .int(Int64(warnings))),
      .init("diagnostics", .array(diagnostics.map(Self.value))),
    ]).description
  }

  /// One diagnostic as an object.
  static func value(_ diagnostic: Diagnostic) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("severity", .string(diagnostic.severity.rawValue)),
      .init("path", .string(diagnostic.path)),
    ]
    if let position = diagnostic.position {
      members.append(.init("line", .int(Int64(position.line))))
      members.append(.init("column", .int(Int64(position.column))))
    }
    members.append(.init("message", .string(diagnostic.message)))
    if let remedy = diagnostic.remedy { members.append(.init("remedy", .string(remedy))) }
    return .object(members)
  }
}
