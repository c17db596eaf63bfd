import Magazine
import Packing
import Theming

/// A theme as it lies on the disk: `templates/`, `assets/` and `strings/`.
struct ThemeDirectory {
  let name: String
  private(set) var templates: [TemplateSource] = []
  private(set) var assets: [(path: String, bytes: [UInt8])] = []
  private(set) var strings: [String: String] = [:]
  /// Words in both scripts, by their key: what the Traditional edition need not convert.
  private(set) var words: [(simplified: String, traditional: String)] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Of every file of the theme and its name.
  private(set) var digest = Digest64(value: 0)
  private let root: String
  /// Every file by its path from the theme's folder; the bytes of texts are looked at again for
  /// diagnostics.
  private var files: [String: [UInt8]] = [:]

  /// Reads a theme whole: it is small, and what is wrong in any file is wanted in one run.
  init(
    _ name: String, in root: String, language: SiteSettings.Language, hasTraditional: Bool = false
  ) {
    self.name = name
    self.root = root
    do {
      for file in try DirectoryWalk.files(below: "\(root)/\(name)") {
        files[file.path] = try FileBytes.read("\(root)/\(name)/\(file.path)", expecting: file.size)
      }
    } catch {
      diagnostics.append(Self.missing(name, in: root, error))
      return
    }
    var writer = PackedWriter()
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      writer.append(path)
      writer.append(bytes)
      if path.hasPrefix("templates/"), path.hasSuffix(".mustache") {
        let template = path.dropFirst("templates/".count).dropLast(".mustache".count)
        templates.append(
          TemplateSource(name: String(template), path: "\(name)/\(path)", bytes: bytes))
      } else if path.hasPrefix("assets/") {
        assets.append((String(path.dropFirst("assets/".count)), bytes))
      }
    }
    digest = Digest64(of: writer.bytes)
    readStrings(language)
    if hasTraditional { readWords() }
  }

  private mutating func readWords() {
    let language = SiteSettings.Language.traditionalChinese.rawValue
    guard let bytes = files["strings/\(language).yml"] else { return }
    let read = ThemeStrings(root: root, path: "\(name)/strings/\(language).yml", bytes: bytes)
    diagnostics += read.diagnostics
    words = read.texts.sorted { $0.key < $1.key }.compactMap { key, traditional in
      strings[key].map { ($0, traditional) }
    }
  }

  /// Words that a language lacks are taken from Simplified Chinese, in which a theme is complete.
  private mutating func readStrings(_ language: SiteSettings.Language) {
    let complete = SiteSettings.Language.simplifiedChinese
    for code in language == complete ? [complete] : [complete, language] {
      guard let bytes = files["strings/\(code.rawValue).yml"] else { continue }
      let read = ThemeStrings(
        root: root, path: "\(name)/strings/\(code.rawValue).yml", bytes: bytes)
      strings.merge(read.texts) { _, own in own }
      diagnostics += read.diagnostics
    }
  }

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
    let file = problem.path.dropFirst(name.count + 1)
    // A template that is not there at all has no file and so no line.
    guard let bytes = files[String(file)] else {
      return Diagnostic(
        .error, root: root, path: "\(name)/templates/\(problem.path)", message: problem.message,
        remedy: problem.remedy)
    }
    return Diagnostic(
      .error, root: root, path: problem.path,
      position: Position(line: problem.line, column: problem.column), in: bytes,
      message: problem.message + more, remedy: problem.remedy)
  }

  private static func missing(_ name: String, in root: String, _ fault: FileFault) -> Diagnostic {
    var themes: [String] = []
    if let files = try? DirectoryWalk.files(below: root) {
      themes = Set(files.compactMap { $0.path.split(separator: "/").first.map(String.init) })
        .sorted()
    }
    return Diagnostic(
      .error, root: root, path: name, message: "the theme cannot be read: \(fault.reason)",
      remedy: themes.isEmpty
        ? "say where the themes are with --themes"
        : "choose another with --theme or in site.yml; there are: "
          + themes.joined(separator: ", "))
  }
}
