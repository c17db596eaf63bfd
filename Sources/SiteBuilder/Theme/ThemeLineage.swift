import Magazine

/// A theme's own folder and those of the themes that it extends, the nearest first.
///
/// `theme.yml` says `extends: jia`. What a folder has not is taken from the next, file by file: so a
/// theme of three files is a whole one.
struct ThemeLineage {
  /// One folder of the line.
  struct Folder {
    let name: String
    /// Its files, by their path from the folder.
    let files: [String: [UInt8]]
  }

  private(set) var folders: [Folder] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let root: String

  private static let manifest = "theme.yml"
  private static let extends = "extends"

  /// Reads the line whole: themes are small, and what is wrong in any file is wanted in one run.
  init(_ name: String, in root: String) {
    self.root = root
    var next: String? = name
    while let name = next { next = read(name) }
  }

  /// Whether every folder of the line could be read.
  var isWhole: Bool { diagnostics.isEmpty }

  /// Every file of the line, by its path from its folder; the nearest folder's where several have it.
  var files: [String: ThemeFile] {
    var files: [String: ThemeFile] = [:]
    for folder in folders.reversed() {
      for (path, bytes) in folder.files {
        files[path] = ThemeFile(path: path, file: "\(folder.name)/\(path)", bytes: bytes)
      }
    }
    return files
  }

  /// The bytes of a file, by its path from the themes' folder; they are looked at again for diagnostics.
  func bytes(of file: String) -> [UInt8]? {
    folders.lazy.filter { file.hasPrefix($0.name + "/") }
      .compactMap { $0.files[String(file.dropFirst($0.name.count + 1))] }.first
  }

  /// Reads a folder; returns the theme that it extends.
  private mutating func read(_ name: String) -> String? {
    let heir = folders.last
    do {
      var files: [String: [UInt8]] = [:]
      for file in try DirectoryWalk.files(below: "\(root)/\(name)") {
        files[file.path] = try FileBytes.read(
          "\(root)/\(name)/\(file.path)", expecting: file.size, atMost: .theme)
      }
      folders.append(Folder(name: name, files: files))
      return files[Self.manifest].flatMap { parent(in: $0, of: name) }
    } catch {
      diagnostics.append(missing(name, heir: heir, error))
      return nil
    }
  }

  /// The theme that a manifest names; nil where it names none, or none that will do.
  private mutating func parent(in bytes: [UInt8], of name: String) -> String? {
    let path = "\(name)/\(Self.manifest)"
    let read = ThemeStrings(root: root, path: path, bytes: bytes)
    diagnostics += read.diagnostics
    for key in read.texts.keys.sorted() where key != Self.extends {
      refuse(
        key, in: bytes, path, "nothing is known about “\(key)” of a theme", "say “extends” only")
    }
    guard let parent = read.texts[Self.extends] else { return nil }
    let line = (folders.map(\.name) + [parent]).joined(separator: " → ")
    if folders.contains(where: { $0.name == parent }) {
      refuse(
        Self.extends, in: bytes, path, "the themes extend each other in a ring: \(line)",
        "let one of them extend nothing")
      return nil
    }
    guard !parent.isEmpty, !parent.hasPrefix("."), !parent.contains("/") else {
      refuse(
        Self.extends, in: bytes, path, "“\(parent)” is no name of a theme",
        "name a folder beside this one")
      return nil
    }
    return parent
  }

  private mutating func refuse(
    _ key: String, in bytes: [UInt8], _ path: String, _ message: String, _ remedy: String
  ) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.starts(with: Array("\(key):".utf8)) } ?? 0
    diagnostics.append(
      Diagnostic(
        .error, root: root, path: path, position: Position(line: line + 1, column: 1), in: bytes,
        message: message, remedy: remedy))
  }

  private func missing(_ name: String, heir: Folder?, _ fault: FileFault) -> Diagnostic {
    var themes: [String] = []
    if let files = try? DirectoryWalk.files(below: root) {
      themes = Set(files.compactMap { $0.path.split(separator: "/").first.map(String.init) })
        .sorted()
    }
    let known = themes.joined(separator: ", ")
    if let heir {
      return Diagnostic(
        .error, root: root, path: "\(heir.name)/\(Self.manifest)",
        message: "the theme “\(name)”, which it extends, cannot be read: \(fault.reason)",
        remedy: "extend another; there are: \(known)")
    }
    return Diagnostic(
      .error, root: root, path: name, message: "the theme cannot be read: \(fault.reason)",
      remedy: themes.isEmpty
        ? "say where the themes are with --themes"
        : "choose another with --theme or in site.yml; there are: \(known)")
  }
}
