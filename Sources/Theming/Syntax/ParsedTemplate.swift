/// A template after reading: its tree, and what is wrong with its syntax.
struct ParsedTemplate: Sendable {
  let source: SourceText
  let nodes: [Node]
  let problems: [Finding]
  /// The partials and layouts that it names.
  let references: Set<String>

  /// The beginning of the file.
  var start: Place { Place(source: source, offset: 0) }

  init(_ source: TemplateSource) {
    let text = SourceText(source)
    var scanner = TagScanner(text)
    scanner.scan()
    var pairing = TagPairing(text, scanner.tags)
    pairing.run()
    var builder = TreeBuilder(text, pairing.tags)
    self.source = text
    nodes = builder.build()
    problems = scanner.findings + pairing.findings
    references = Set(
      pairing.tags.filter { $0.kind == .partial || $0.kind == .parent }.map(\.name))
  }
}
