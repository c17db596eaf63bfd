import Glibc
import Testing

@testable import huikan

@Suite("A program that is started")
struct ChildProcessTests {
  @Test("has none of our files open but its own three")
  func descriptors() async throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    // As a library may open it: not marked to be closed in programs that are started.
    let ours = fcntl(ends[1], F_DUPFD, 500)
    try #require(ours >= 500)
    defer { close(ours) }
    let program = ChildProcess(
      program: "sh", arguments: ["-c", "cat; test ! -e /proc/$$/fd/\(ours)"], patience: 60)
    let ran = await program.run(reading: Array("还在".utf8))
    #expect(ran.end == .exited(0))
    #expect(String(decoding: ran.output, as: UTF8.self) == "还在")
  }
}
