import Glibc
import Markdown
import Testing

/// Twenty-four issues of a real monthly, with raw HTML.
@Suite("一份真的月刊", .enabled(if: RealMagazine.isThere, "\(RealMagazine.folder) is not here"))
struct RealMagazineTests {
  @Test("没有错误，没有留下的星号，汉字之间没有换行", arguments: RealMagazine.files())
  func renders(_ file: String) throws {
    let source = try #require(Fixture.readBytes("\(RealMagazine.folder)/\(file)"))
    let rendered = MarkdownRenderer().render(source[...], resolver: VerbatimLinks())
    #expect(!rendered.diagnostics.contains { $0.severity == .error })
    #expect(rendered.hanCount > 300)
    var isInCode = false
    var previous: Unicode.Scalar = "\n"
    var last: Unicode.Scalar = "\n"
    let text = String(decoding: rendered.html, as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<pre>") { isInCode = true }
      if !isInCode, !line.contains("<code>") { #expect(!line.contains("**"), "\(line)") }
      if line.hasSuffix("</pre>") { isInCode = false }
    }
    for scalar in text.unicodeScalars {
      let joins = previous.isHan && last == "\n" && scalar.isHan
      #expect(!joins)
      previous = last
      last = scalar
    }
  }
}

enum RealMagazine {
  static let folder = Fixture.root + "/../shared/data/real-magazine"
  static let isThere = access(folder, R_OK) == 0

  static func files() -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".md"), name != "README.md" { names.append(name) }
    }
    return names.sorted()
  }
}

extension Unicode.Scalar {
  fileprivate var isHan: Bool { (0x4E00...0x9FFF).contains(value) }
}
