import Foundation
import Testing

/// `Tests/Browser/run` on a machine without Chromium.
@Suite("Tidy: a browser test that cannot run is no browser test that passed")
struct BrowserRunTests {
  /// Runs it with a path on which nothing is but what the script itself needs.
  private func run(ci: String?) throws -> (status: Int32, output: String, errors: String) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "huikan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: "dirname").path, withDestinationPath: "/usr/bin/dirname")
    let (output, errors) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [SourceTree.root.appending(path: "Tests/Browser/run").path]
    process.environment = ["PATH": folder.path]
    if let ci { process.environment?["CI"] = ci }
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    func text(_ pipe: Pipe) -> String {
      String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    return (process.terminationStatus, text(output), text(errors))
  }

  @Test("without Chromium it is skipped at home", arguments: [nil, ""])
  func skipped(ci: String?) throws {
    let result = try run(ci: ci)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("Browser test skipped: no Chromium here"))
  }

  @Test("and fails in continuous integration, with the remedy", arguments: ["true", "1"])
  func failed(ci: String) throws {
    let result = try run(ci: ci)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("Browser test FAILED: no Chromium here"))
    #expect(result.errors.contains(".ci/setup --browser"))
  }
}
