import Foundation

/// A whole site in one string: `-- path --` on a line of its own begins a file, `== name ==` a part.
///
/// ```text
/// -- issues/27/index.md --
/// ---
/// title: 听雨
/// ---
/// == pages ==
/// -- index.html --
/// …
/// ```
struct SiteText {
  /// The files of the part before the first `== name ==`, and of each named part, in their order.
  private(set) var parts: [String: [(path: String, text: String)]] = [:]
  /// The text of a part that holds no files.
  private(set) var plain: [String: String] = [:]

  static let content = ""

  init(_ text: String) {
    var part = Self.content
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      if let name = Self.mark(line, "==") {
        part = name
        parts[part] = []
        plain[part] = ""
      } else if let path = Self.mark(line, "--") {
        parts[part, default: []].append((path, ""))
      } else if var files = parts[part], !files.isEmpty {
        files[files.count - 1].text += line + "\n"
        parts[part] = files
      } else {
        plain[part, default: ""] += line + "\n"
      }
    }
  }

  subscript(part: String) -> [(path: String, text: String)] { parts[part] ?? [] }

  /// `issues/27/index.md` of `-- issues/27/index.md --`.
  private static func mark(_ line: String, _ sign: String) -> String? {
    guard line.hasPrefix("\(sign) "), line.hasSuffix(" \(sign)"), line.count > 6 else { return nil }
    return String(line.dropFirst(3).dropLast(3))
  }
}

/// Files beside the tests.
enum Fixtures {
  /// The package's folder: the first above this file that holds `Package.swift`.
  static let root: String = {
    var folder = URL(filePath: #filePath)
    while folder.path != "/",
      !FileManager.default.fileExists(atPath: "\(folder.path)/Package.swift")
    {
      folder.deleteLastPathComponent()
    }
    return folder.path
  }()

  /// The names of the files in a folder below `Tests/Fixtures`, sorted.
  static func names(in folder: String) -> [String] {
    let path = "\(root)/Tests/Fixtures/\(folder)"
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  static func text(_ file: String) -> String {
    FileManager.default.contents(atPath: "\(root)/Tests/Fixtures/\(file)")
      .map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Whether expectations in files are to be written anew: `SNAPSHOTS=overwrite swift test`.
  static let overwrites = ProcessInfo.processInfo.environment["SNAPSHOTS"] == "overwrite"

  static func overwrite(_ file: String, _ text: String) {
    let url = URL(filePath: "\(root)/Tests/Fixtures/\(file)")
    _ = FileManager.default.createFile(atPath: url.path, contents: Data(text.utf8))
  }
}
