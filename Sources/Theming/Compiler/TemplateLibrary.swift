/// Parsed templates by name, and how they are compiled.
struct TemplateLibrary: Sendable {
  /// What a name that does not exist is.
  enum UnknownNames: Sendable {
    /// A problem: every template of ours.
    case mustExist
    /// Nothing, as the specification's own cases want, which also print text without escaping.
    case areEmpty
  }

  let templates: [String: ParsedTemplate]
  let constants: [String: String]
  let names: UnknownNames
  /// The templates that contain themselves, directly or through others. They become routines,
  /// because written out in place they would have no end.
  let recursive: Set<String>

  init(_ sources: [TemplateSource], constants: [String: String], names: UnknownNames) {
    var templates: [String: ParsedTemplate] = [:]
    for source in sources { templates[source.name] = ParsedTemplate(source) }
    self.templates = templates
    self.constants = constants
    self.names = names
    recursive = Set(templates.keys.filter { Self.reaches($0, from: $0, in: templates) })
  }

  private static func reaches(
    _ goal: String, from start: String, in templates: [String: ParsedTemplate]
  ) -> Bool {
    var seen: Set<String> = []
    var pending = [start]
    while let name = pending.popLast() {
      for next in templates[name]?.references ?? [] {
        if next == goal { return true }
        if seen.insert(next).inserted { pending.append(next) }
      }
    }
    return false
  }

  func compile(_ name: String, shape: AnyShape) throws(TemplateProblems) -> Program {
    guard let template = templates[name] else {
      throw TemplateProblems([
        TemplateProblem(
          path: "\(name).mustache", line: 1, column: 1, sourceLine: "",
          message: "the theme has no template “\(name)”",
          remedy: "write it; there are: \(templates.keys.sorted().joined(separator: ", "))")
      ])
    }
    let compiler = Compiler(self)
    let program = compiler.compile(template, shape: shape)
    guard compiler.findings.isEmpty else {
      throw TemplateProblems(compiler.findings.map(\.described))
    }
    return program
  }
}
