import Magazine
import Packing
import Theming

/// A theme as it lies on the disk: `templates/`, `assets/` and `strings/`, with what it takes over from
/// the themes that it extends.
struct ThemeDirectory {
  let name: String
  private(set) var templates: [TemplateSource] = []
  private(set) var assets: [ThemeFile] = []
  private(set) var strings: [String: String] = [:]
  /// Words in both scripts, by their key: what the Traditional edition need not convert.
  private(set) var words: [(simplified: String, traditional: String)] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Of every file of the theme and of those that it extends, and their names.
  private(set) var digest = Digest64(value: 0)
  private let root: String
  private let lineage: ThemeLineage

  /// Reads a theme whole: it is small, and what is wrong in any file is wanted in one run.
  init(
    _ name: String, in root: String, language: SiteSettings.Language, hasTraditional: Bool = false
  ) {
    self.name = name
    self.root = root
    lineage = ThemeLineage(name, in: root)
    diagnostics = lineage.diagnostics
    guard lineage.isWhole else { return }
    var writer = PackedWriter()
    for folder in lineage.folders {
      writer.append(folder.name)
      for (path, bytes) in folder.files.sorted(by: { $0.key < $1.key }) {
        writer.append(path)
        writer.append(bytes)
      }
    }
    digest = Digest64(of: writer.bytes)
    for (path, file) in lineage.files.sorted(by: { $0.key < $1.key }) {
      if path.hasPrefix("templates/"), path.hasSuffix(".mustache") {
        let template = path.dropFirst("templates/".count).dropLast(".mustache".count)
        templates.append(
          TemplateSource(name: String(template), path: file.file, bytes: file.bytes))
      } else if path.hasPrefix("assets/") {
        let asset = String(path.dropFirst("assets/".count))
        assets.append(ThemeFile(path: asset, file: file.file, bytes: file.bytes))
      }
    }
    refuseOtherEncodings()
    readStrings(language)
    if hasTraditional { readWords() }
  }

  private mutating func refuseOtherEncodings() {
    let files = lineage.files.values.filter { file in
      [".mustache", ".css", ".js"].contains { file.path.hasSuffix($0) }
    }
    for file in files.sorted(by: { $0.file < $1.file }) {
      guard let offset = UTF8Check.firstFault(in: file.bytes) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, root: root, path: file.file, position: Position(of: offset, in: file.bytes),
          in: file.bytes, message: "the file is not UTF-8",
          remedy: "save it as UTF-8; it may be in GB 18030 (GBK)"))
    }
  }

  private mutating func readWords() {
    let words = texts(of: .traditionalChinese)
    self.words = words.sorted { $0.key < $1.key }.compactMap { key, traditional in
      strings[key].map { ($0, traditional) }
    }
  }

  /// Words that a language lacks are taken from Simplified Chinese, in which a theme is complete; in
  /// either, an heir's words stand before its parent's.
  private mutating func readStrings(_ language: SiteSettings.Language) {
    let complete = SiteSettings.Language.simplifiedChinese
    for code in language == complete ? [complete] : [complete, language] {
      strings.merge(texts(of: code)) { _, own in own }
    }
  }

  private mutating func texts(of language: SiteSettings.Language) -> [String: String] {
    let path = "strings/\(language.rawValue).yml"
    var texts: [String: String] = [:]
    for folder in lineage.folders.reversed() {
      guard let bytes = folder.files[path] else { continue }
      let read = ThemeStrings(root: root, path: "\(folder.name)/\(path)", bytes: bytes)
      texts.merge(read.texts) { _, own in own }
      diagnostics += read.diagnostics
    }
    return texts
  }

  /// The sheets that together are `theme.css`, in their order.
  var sheets: [[UInt8]] { assets.filter(\.isSheet).map(\.bytes) }

  /// The files of `assets/` published, and the templates compiled with their names.
  func compile(_ assets: ThemeAssets) throws(TemplateProblems) -> ThemeTemplates {
    var constants: [String: String] = [:]
    for (key, text) in strings { constants["t.\(key)"] = text }
    for (asset, url) in assets.urls { constants["asset.\(asset)"] = url }
    let set = TemplateSet(templates, constants: constants)
    var problems = set.syntaxProblems
    do throws(TemplateProblems) {
      let compiled = try ThemeTemplates(compiling: set)
      if problems.isEmpty { return compiled }
    } catch {
      problems += error.problems
    }
    throw TemplateProblems(problems)
  }

  /// What is wrong with the templates, each place once: a slip in the layout is found again with
  /// every page's context, and one report of it is enough.
  func diagnostics(_ found: TemplateProblems) -> [Diagnostic] {
    var reports: [(problem: TemplateProblem, contexts: Int)] = []
    for problem in found.problems {
      if let last = reports.last?.problem, last.path == problem.path, last.line == problem.line,
        last.column == problem.column
      {
        reports[reports.count - 1].contexts += 1
      } else {
        reports.append((problem, 1))
      }
    }
    return reports.map(diagnostic)
  }

  private func diagnostic(_ problem: TemplateProblem, contexts: Int) -> Diagnostic {
    let more = contexts > 1 ? " (and so in \(contexts - 1) more contexts)" : ""
    // A template that is not there at all has no file and so no line.
    guard let bytes = lineage.bytes(of: problem.path) else {
      return Diagnostic(
        .error, root: root, path: "\(name)/templates/\(problem.path)", message: problem.message,
        remedy: problem.remedy)
    }
    return Diagnostic(
      .error, root: root, path: problem.path,
      position: Position(line: problem.line, column: problem.column), in: bytes,
      message: problem.message + more, remedy: problem.remedy)
  }
}
