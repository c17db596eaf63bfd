import Foundation
import Gzip
import Testing

@Suite("gzip")
struct GzipTests {
  @Test(
    "what gzip itself unpacks is what was packed",
    arguments: ["", "檐声", String(repeating: "听雨，灯下读信。\n", count: 20_000)])
  func whole(text: String) throws {
    let packed = try #require(Gzip.compress(Array(text.utf8)))
    #expect(text.isEmpty || text.utf8.count < 100 || packed.count * 20 < text.utf8.count)
    let gunzip = Process()
    gunzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gunzip.arguments = ["gzip", "-dc"]
    let (input, output) = (Pipe(), Pipe())
    gunzip.standardInput = input
    gunzip.standardOutput = output
    try gunzip.run()
    input.fileHandleForWriting.write(Data(packed))
    try input.fileHandleForWriting.close()
    let unpacked = output.fileHandleForReading.readDataToEndOfFile()
    gunzip.waitUntilExit()
    #expect(gunzip.terminationStatus == 0)
    #expect(String(decoding: unpacked, as: UTF8.self) == text)
  }

  @Test("no time and no name: the same bytes, always")
  func same() throws {
    let packed = try #require(Gzip.compress(Array("檐声".utf8)))
    #expect(packed == Gzip.compress(Array("檐声".utf8)))
    #expect(packed.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
  }
}
