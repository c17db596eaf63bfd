import Foundation
import Testing

@testable import SiteBuilder

@Suite("构建中断以后：上传清单一件不漏")
struct InterruptedBuildTests {
  private static let magazine = """
    -- site.yml --
    title: 檐声
    base_url: https://a.example
    -- articles/lamp.md --
    ---
    title: 灯
    date: 2026-11-02
    ---
    一盏灯。
    -- articles/rain.md --
    ---
    title: 雨
    date: 2026-11-03
    ---
    雨声。

    """

  /// The files and their text.
  private func files(_ test: TestSite) throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: try test.files.map { ($0, test.page($0) ?? "") })
  }

  @Test(
    "What a build has written that broke off is listed by the next, from the cache or not",
    arguments: [false, true])
  func brokenOff(usesCache: Bool) throws {
    let test = try TestSite(Self.magazine)
    test.options.usesCache = usesCache
    try test.build()
    let before = try files(test)
    test.put("articles/lamp.md", "---\ntitle: 灯\ndate: 2026-11-02\n---\n两盏灯。\n")
    test.put("articles/moon.md", "---\ntitle: 月\ndate: 2026-11-04\n---\n月。\n")
    // Something is in the way of one page, so that the build ends halfway.
    let obstacle = test.options.output + "/articles/moon/index.html"
    try FileManager.default.createDirectory(
      atPath: obstacle + "/x", withIntermediateDirectories: true)
    test.options.threads = 1
    #expect(throws: OutputError.self) { try test.build() }
    try FileManager.default.removeItem(atPath: obstacle)
    let report = try test.build()
    let after = try files(test)
    let listed = Set(report.added + report.changed)
    for (file, text) in after where before[file] != text {
      #expect(listed.contains(file), "\(file) is not listed")
    }
    #expect(try test.build().written == 0)
  }

  @Test("A first build that broke off is listed whole by the next")
  func first() throws {
    let test = try TestSite(Self.magazine)
    let obstacle = test.options.output + "/articles/rain/index.html"
    try FileManager.default.createDirectory(
      atPath: obstacle + "/x", withIntermediateDirectories: true)
    #expect(throws: OutputError.self) { try test.build() }
    try FileManager.default.removeItem(atPath: obstacle)
    let report = try test.build()
    #expect(Set(report.added + report.changed) == Set(try test.files))
    #expect(try test.build().written == 0)
  }
}
