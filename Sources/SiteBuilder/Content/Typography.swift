import Magazine
import Markdown

/// What the typographic lint says of the content's texts.
struct Typography: Sendable {
  var diagnostics: [Diagnostic] = []
  /// Files that repairs would change, in the order of their paths.
  var repairs: [TextRepair] = []

  /// Says nothing.
  init() {}

  init(of publication: Publication, in content: ContentDirectory, _ workers: Workers) {
    let sources = Self.sources(of: publication).sorted { $0.path < $1.path }
    let contributions = Set(
      publication.articles.filter(\.isContribution).map(\.source.path))
    let lint = TypographyLint(options: LintOptions(publication.site))
    var options = lint.options
    // Of a contribution's HTML what is left out is told as such.
    options.codes.remove(.blockedHTML)
    let contributionLint = TypographyLint(options: options)
    let results = workers.map(below: sources.count) { index -> Result in
      Result(
        of: sources[index], in: content,
        by: contributions.contains(sources[index].path) ? contributionLint : lint)
    }
    diagnostics = results.flatMap(\.diagnostics)
    repairs = results.compactMap(\.repair)
  }

  private struct Result: Sendable {
    let diagnostics: [Diagnostic]
    let repair: TextRepair?

    init(of source: Source, in content: ContentDirectory, by lint: TypographyLint) {
      let tree = content.tree
      // One that has changed meanwhile is reported by those who set its body.
      guard let text = content.bytes(of: source.text) else {
        diagnostics = []
        repair = nil
        return
      }
      let findings = lint.findings(in: text[source.body], firstLine: source.bodyLine)
      diagnostics = findings.map { found in
        Diagnostic(
          .warning, root: tree.root, path: source.path,
          position: Position(line: found.line, column: found.column),
          message: "\(found.message) [\(found.code.rawValue)]", remedy: found.remedy)
      }
      guard findings.contains(where: { !$0.edits.isEmpty }) else {
        repair = nil
        return
      }
      repair = TextRepair(
        path: tree.root.isEmpty ? source.path : "\(tree.root)/\(source.path)", before: text,
        after: lint.repaired(text, from: source.body.lowerBound))
    }
  }

  /// Every file with a body.
  private static func sources(of publication: Publication) -> [Source] {
    publication.articles.map(\.source) + publication.pages.map(\.source)
      + publication.issues.map(\.source) + publication.events.map(\.source)
      + publication.rewards.map(\.source) + publication.authors.map(\.source)
  }
}
