import Glibc
import Markdown
import Testing

/// One example of a fixture file: what an author writes and what stands on the page.
///
/// A file holds any number of them, each `@@ name`, the source, `@@ =>`, the page, and, where the
/// author is told something, `@@ !` and the diagnostics, one a line. `SNAPSHOTS=overwrite` in the
/// environment writes what the renderer does now into the files; read the difference then.
struct Fixture: Sendable, CustomTestStringConvertible {
  var file: String
  var name: String
  var source: String
  var page: String
  var diagnostics: String

  var testDescription: String { "\(file): \(name)" }

  /// The repository's folder.
  static let root: String = {
    var path = Substring(#filePath)
    for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    return String(path)
  }()

  static func path(_ file: String) -> String { "\(root)/Tests/Fixtures/Markdown/\(file).txt" }

  /// The examples of a file.
  static func all(_ file: String) -> [Fixture] {
    guard let text = read(path(file)) else { return [] }
    var fixtures: [Fixture] = []
    var part = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line == "@@ =>" || line == "@@ !" {
        part = line == "@@ =>" ? 1 : 2
      } else if line.hasPrefix("@@ ") {
        part = 0
        fixtures.append(
          Fixture(
            file: file, name: String(line.dropFirst(3)), source: "", page: "", diagnostics: ""))
      } else if !fixtures.isEmpty {
        let last = fixtures.count - 1
        switch part {
        case 0: fixtures[last].source += line + "\n"
        case 1: fixtures[last].page += line + "\n"
        default: fixtures[last].diagnostics += line + "\n"
        }
      }
    }
    return fixtures
  }

  /// Compares a rendering with the example, or makes it the example.
  func check(_ rendered: RenderedMarkdown) {
    let page = String(decoding: rendered.html, as: UTF8.self)
    let told = rendered.diagnostics.map { $0.line(of: file) + "\n" }.joined()
    if Fixture.overwrites {
      Fixture.replace(self, page: page, diagnostics: told)
    } else {
      #expect(page == self.page)
      #expect(told == diagnostics)
    }
  }

  static let overwrites = getenv("SNAPSHOTS").map { String(cString: $0) == "overwrite" } ?? false

  private static func replace(_ fixture: Fixture, page: String, diagnostics: String) {
    var text = ""
    for var one in all(fixture.file) {
      if one.name == fixture.name {
        one.page = page
        one.diagnostics = diagnostics
      }
      text += "@@ \(one.name)\n\(one.source)@@ =>\n\(one.page)"
      if !one.diagnostics.isEmpty { text += "@@ !\n\(one.diagnostics)" }
    }
    guard let file = fopen(path(fixture.file), "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// A file's text; nil when it cannot be read.
  static func read(_ path: String) -> String? {
    readBytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A file's bytes; nil when it cannot be read.
  static func readBytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }
}

extension MarkdownDiagnostic {
  func line(of file: String) -> String {
    "\(line):\(column): \(severity): \(message); \(remedy)"
  }
}

/// Resolves as a small site would: some pages, some pictures, nothing else.
struct SmallSite: LinkResolver {
  func link(_ destination: String) -> LinkResolution {
    if destination.hasPrefix("https://") || destination.hasPrefix("mailto:") {
      return .url(destination)
    }
    if destination.hasPrefix("../2026-autumn/index.md") {
      return .url("/issues/2026-autumn/" + destination.dropFirst(23))
    }
    return .broken(
      reason: "there is no page \(destination)", remedy: "write the path of a file in Content")
  }

  func image(_ destination: String) -> ImageResolution {
    switch destination {
    case "eave.svg": .image(url: "/media/eave.svg", width: 1_200, height: 720)
    case "river.png": .image(url: "/media/river.png", width: nil, height: nil)
    default: .broken(reason: "there is no picture \(destination)", remedy: "put it beside the text")
    }
  }
}
