import Foundation

/// The checked-out project as the tidiness tests see it: Swift files with their text.
enum SourceTree {
  struct File: CustomStringConvertible {
    /// Path from the project's root, e.g. `Sources/Club/Points/PointsState.swift`.
    let path: String
    let text: String

    /// The target's name: the folder below `Sources/` or `Tests/`.
    var target: String { String(path.split(separator: "/")[1]) }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var description: String { path }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let sources = swiftFiles(below: "Sources")
  static let tests = swiftFiles(below: "Tests")

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// The names of the folders directly below `path`, sorted.
  static func folders(in path: String) -> [String] {
    let url = root.appending(path: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      let found = FileManager.default.fileExists(
        atPath: url.appending(path: name).path, isDirectory: &isFolder)
      return found && isFolder.boolValue
    }.sorted()
  }

  private static func swiftFiles(below folder: String) -> [File] {
    let base = root.appending(path: folder)
    let walk = FileManager.default.enumerator(atPath: base.path)
    var files: [File] = []
    while let name = walk?.nextObject() as? String {
      guard name.hasSuffix(".swift"),
        let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8)
      else { continue }
      files.append(File(path: "\(folder)/\(name)", text: text))
    }
    return files.sorted { $0.path < $1.path }
  }
}
