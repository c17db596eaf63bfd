import Disk
import Glibc
import Lines
import Testing

@testable import Annex

/// docs/journal.md is the format for whoever writes another reader: what it shows is what the code does.
@Suite("docs/journal.md, the format as a specification")
struct SpecificationTests {
  static let root =
    "/" + "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")

  @Test("the commands that it shows print what it says they print")
  func commands() throws {
    let document = try Self.document()
    let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
    var count = 0
    for (index, line) in lines.enumerated() where line.hasPrefix("$ ") {
      if line.hasPrefix("$ python3"), shell("command -v python3").isEmpty { continue }
      let expected = lines[(index + 1)...].prefix { $0 != "```" }
      let printed = shell(
        "cd '\(Self.root)' && bash -c \"$(cat <<'END'\n\(line.dropFirst(2))\nEND\n)\"")
      #expect(printed == expected.joined(separator: "\n"), "\(line)")
      count += 1
    }
    #expect(count >= 2)
  }

  @Test("its checksums, hashes and commitments are the code's")
  func worked() throws {
    let document = try Self.document()
    let line = try #require(
      document.split(separator: "\n").first { $0.hasPrefix("78b7cb9d*") && !$0.contains("…") })
    let json = Array(line.dropFirst(9).utf8)
    #expect(json.withUnsafeBytes { CRC32C.checksum($0) } == 0x78B7_CB9D)
    #expect(document.contains("\(json.withUnsafeBytes { sha256($0) })"))
    let digits = Array("123456789".utf8)
    #expect(digits.withUnsafeBytes { CRC32C.checksum($0) } == 0xE306_9283)
    let salt = (0..<16).map { UInt8(0x5D + $0) }
    #expect(
      document.contains("\(AnnexDraft.commitment(salt: salt, value: "会员3", sha256))"))
  }

  @Test("the three forms of a line of the annex that it shows can be read")
  func annexForms() throws {
    let shown = try Self.document().split(separator: "\n").filter {
      $0.hasPrefix(#"{"v":"#) && $0.contains(#""field""#) && !$0.contains("…")
    }
    #expect(shown.count == 2)
    for line in shown {
      let bytes = Array(line.utf8)
      let read = try bytes.withUnsafeBufferPointer {
        try AnnexLine.parse($0, at: Place(path: "docs/journal.md"))
      }
      #expect(read.sequence == 3 && read.field == "name")
    }
  }

  @Test("every fact and every file of a store is named")
  func complete() throws {
    let document = try Self.document()
    for line in try Self.text("Tests/Fixtures/Facts/v1.jsonl").split(separator: "\n") {
      let type = try #require(line.split(separator: "\"").dropFirst(3).first)
      #expect(document.contains(#"{"type":"\#(type)""#), "\(type)")
    }
  }

  @Test("its checker finds a changed byte, a missing segment and an exchanged value")
  func checker() throws {
    guard !shell("command -v python3").isEmpty else { return }
    for (damage, message) in [
      ("sed -i '2s/number/numbes/' journal/000000000001.jsonl", "1.jsonl:2: the checksum"),
      ("rm journal/000000000001.jsonl", "records from 1 on are missing"),
      ("sed -i '1d' annex/000000000001.jsonl", "the value 'name' of record 3 is missing"),
    ] {
      let said = shell(
        "D=$(mktemp -d) && cp -r '\(Self.root)/Tests/Fixtures/Journals/v1/.' $D && cd $D && "
          + "\(damage) && python3 '\(Self.root)/docs/journal-check.py' $D 2>&1; rm -r $D")
      #expect(said.contains(message), "\(damage): \(said)")
    }
  }

  private static func document() throws -> String { try text("docs/journal.md") }

  private static func text(_ path: String) throws -> String {
    String(decoding: try POSIXFileSystem().contents(of: "\(root)/\(path)"), as: UTF8.self)
  }
}

/// What a command prints on standard output, without the last line feed.
private func shell(_ command: String) -> String {
  guard let pipe = popen(command, "r") else { return "" }
  defer { pclose(pipe) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
    bytes += buffer[..<count]
  }
  if bytes.last == 0x0A { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}
