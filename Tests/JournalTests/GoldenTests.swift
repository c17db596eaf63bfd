import Glibc
import Testing

@testable import Journal
@testable import Simulation

/// The journals under Tests/Fixtures/Journals replay for ever: one folder for each version of the
/// format. `SNAPSHOTS=overwrite` writes the newest one anew; the older ones are never touched.
@Suite("Golden journals")
struct GoldenTests {
  static let directory = "\(#filePath)".droppingLast(2) + "/Fixtures/Journals"
  static let names = [
    "journal/000000000001.jsonl", "journal/000000000005.jsonl", "annex/000000000001.jsonl",
    "annex/000000000005.jsonl", "clean",
  ]

  /// Six records in two segments; the second and third of them went to the disk together.
  private func written() async throws -> SimulatedDisk {
    let bench = Bench(hash: sha256)
    let journal = try bench.open(segmentLimit: 1250)
    bench.disk.holdSyncs()
    _ = journal.append(.sample(1))
    while !bench.disk.operations.contains("write \(segmentPath)") { await Task.yield() }
    _ = journal.append(.sample(2))
    _ = journal.append(.sample(3))
    bench.disk.releaseSyncs()
    for number in 4...6 {
      try await journal.durable(number - 1)
      _ = journal.append(.sample(number))
    }
    try journal.close()
    return bench.disk
  }

  @Test("version 1 is written byte for byte as it was")
  func write() async throws {
    let disk = try await written()
    #expect(
      disk.paths.sorted() == Self.names.map { "Store/\($0)" }.sorted())
    for name in Self.names {
      let bytes = try #require(disk.contents("Store/\(name)"))
      let path = "\(Self.directory)/v1/\(name)"
      if getenv("SNAPSHOTS").map({ String(cString: $0) }) == "overwrite" { overwrite(path, bytes) }
      // Since then the first value of a group has the mark that the first record has always had.
      let golden = text(contents(path))
      #expect(
        name.hasPrefix("annex/")
          ? text(bytes).replacing("*{\"v\":1", with: " {\"v\":1")
            == golden.replacing("*{\"v\":1", with: " {\"v\":1")
          : text(bytes) == golden, "\(name)")
    }
  }

  @Test("version 1 replays")
  func replay() throws {
    let bench = Bench(hash: sha256)
    for name in Self.names {
      bench.disk.setContents(
        "Store/\(name)", contents("\(Self.directory)/v1/\(name)"))
    }
    let records = try bench.records()
    #expect(records.map(\.sequence) == Array(1...6))
    #expect(records.allSatisfy { $0.isSample })
  }

  @Test("an auditor checks the chain with cut and sha256sum")
  func chain() throws {
    var previous = String(repeating: "0", count: 64)
    for name in Self.names.prefix(2) {
      let path = "\(Self.directory)/v1/\(name)"
      let lines = text(contents(path)).split(separator: "\n")
      for (index, line) in lines.enumerated() {
        #expect(line.hasSuffix(#","prev":"\#(previous)"}"#))
        let sum = output(of: "sed -n \(index + 1)p '\(path)' | cut -c10- | tr -d '\\n' | sha256sum")
        previous = String(sum.prefix(64))
      }
    }
    let clean = text(contents("\(Self.directory)/v1/clean"))
    #expect(clean.contains(#""seq":6,"hash":"\#(previous)""#))
  }
}

private func contents(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  return read(file)
}

private func overwrite(_ path: String, _ bytes: [UInt8]) {
  guard let file = fopen(path, "w") else { return }
  defer { fclose(file) }
  fwrite(bytes, 1, bytes.count, file)
}

private func output(of command: String) -> String {
  guard let pipe = popen(command, "r") else { return "" }
  defer { pclose(pipe) }
  return text(read(pipe))
}

private func read(_ file: UnsafeMutablePointer<FILE>) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return bytes
}

extension String {
  fileprivate func droppingLast(_ count: Int) -> String {
    "/" + split(separator: "/").dropLast(count).joined(separator: "/")
  }
}
