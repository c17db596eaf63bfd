/// The keys of a file, or of a mapping within it, checked against their table.
///
/// Reading a value of the wrong type reports it and answers nil, so that one reading finds every
/// mistake of the file.
struct Fields {
  let table: KeyTable
  let report: FileReport
  let entries: [YAMLEntry]
  /// Where a missing key is reported: the file's first line, or the mapping's own place.
  let position: Position
  /// Whether everything that stands there could be read: only then can something be missing.
  let isComplete: Bool

  /// Checks the keys: unknown ones and missing required ones are reported here.
  ///
  /// - Parameters:
  ///   - node: the mapping; nil where there is no front matter at all.
  ///   - table: the keys that may stand there.
  ///   - position: where a missing key is reported.
  ///   - report: where mistakes go.
  ///   - isComplete: false where the YAML could not be read: then nothing is missing.
  init(
    _ node: YAMLNode?, table: KeyTable, position: Position, report: FileReport,
    isComplete: Bool = true
  ) {
    self.table = table
    self.report = report
    self.position = position
    var isComplete = isComplete
    switch node?.value {
    case .mapping(let entries): self.entries = entries
    case nil: entries = []
    default:
      entries = []
      isComplete = false
      let first = table.keys.first.map { "\($0.name): \($0.example)" } ?? "key: value"
      report.error(
        at: node?.position ?? position, "\(table.subject) is described by keys and values",
        remedy: "write “key: value” lines, for example “\(first)”")
    }
    self.isComplete = isComplete
    refuseUnknown()
    if isComplete { refuseMissing() }
  }

  /// The entry with that key; nil where it is absent or empty.
  func entry(_ name: StaticString) -> YAMLEntry? {
    let found = entries.first { $0.key.isWord(name) }
    guard let found, !found.value.isNull else { return nil }
    return found
  }

  /// The key's row in the table.
  ///
  /// - Precondition: The table has that key: a reader that asks for another is wrong.
  func key(_ name: StaticString) -> Key {
    guard let key = table["\(name)"] else {
      preconditionFailure("the keys of \(table.subject) lack “\(name)”")
    }
    return key
  }

  /// Reports that the value at `node` is not what the key takes.
  func refuse(_ node: YAMLNode, _ name: StaticString, _ why: String, remedy: String? = nil) {
    refuse(node, key(name), why, remedy: remedy)
  }

  /// Reports that the value at `node` is not what the key takes.
  func refuse(_ node: YAMLNode, _ key: Key, _ why: String, remedy: String? = nil) {
    let example = key.example.isEmpty ? nil : "write it like “\(key.name): \(key.example)”"
    report.error(at: node.position, "“\(key.name)” \(why)", remedy: remedy ?? example)
  }

  private func refuseUnknown() {
    for entry in entries {
      let isKnown = table.keys.contains { entry.key.isText($0.name) }
      if isKnown { continue }
      let name = entry.key.text
      report.error(
        at: entry.keyPosition, "\(table.subject) has no key “\(name)”",
        remedy: Nearest.remedy(for: name, among: table.keys.map(\.name), noun: "keys"))
    }
  }

  private func refuseMissing() {
    for key in table.keys where key.isRequired {
      let written = entries.first { $0.key.isText(key.name) }
      if let written, !written.value.isNull { continue }
      let why = written == nil ? "is missing" : "is empty"
      report.error(
        at: written?.keyPosition ?? position, "“\(key.name)” of \(table.subject) \(why)",
        remedy: missingRemedy(key, written))
    }
  }

  private func missingRemedy(_ key: Key, _ written: YAMLEntry?) -> String {
    if key.kind == .color, written != nil {
      return "put the colour in quotes: a bare # begins a comment in YAML"
    }
    return key.example.isEmpty
      ? "add it: \(key.meaning.lowercasedFirst)" : "add “\(key.name): \(key.example)”"
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
