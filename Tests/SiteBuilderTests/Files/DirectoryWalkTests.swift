import Foundation
import Testing

@testable import SiteBuilder

@Suite("DirectoryWalk and FileBytes")
struct DirectoryWalkTests {
  let folder = ScratchFolder()

  @Test("every file by relative path, sorted by bytes; dot names and linked folders left out")
  func walk() throws {
    for file in ["b.md", "a/雨.md", "a/a.md", ".git/config", "a/.draft.md.swp", "a-b.md"] {
      folder.write("12345", to: file)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/loop", withDestinationPath: folder.path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.md", withDestinationPath: "b.md")
    let found = try DirectoryWalk.files(below: folder.path)
    #expect(found.map(\.path) == ["a-b.md", "a/a.md", "a/雨.md", "b.md", "link.md"])
    #expect(found.allSatisfy { $0.size == 5 })
  }

  @Test("a folder that is not there is a fault that names it")
  func missing() {
    let fault = #expect(throws: FileFault.self) { try DirectoryWalk.files(below: "/nowhere") }
    #expect(fault?.description == "/nowhere: No such file or directory")
  }

  @Test("a link to nowhere, or to itself, is told and hides nothing else")
  func linksToNowhere() throws {
    folder.write("1", to: "a.md")
    for (name, target) in [("gone.svg", "nowhere"), ("loop.md", "loop.md")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/\(name)", withDestinationPath: target)
    }
    let findings = try DirectoryWalk.findings(below: folder.path)
    #expect(findings.files.map(\.path) == ["a.md"])
    #expect(findings.faults.map(\.path) == ["gone.svg", "loop.md"])
  }

  @Test("who needs every file is told of the first that cannot be had")
  func dangling() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/gone.svg", withDestinationPath: "nowhere")
    let fault = #expect(throws: FileFault.self) { try DirectoryWalk.files(below: folder.path) }
    #expect(fault?.path == folder.path + "/gone.svg")
  }

  @Test("a file is read whole, whatever size was expected", arguments: [0, 1, 4095, 200_000])
  func read(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    folder.write(bytes, to: "f")
    let path = folder.path + "/f"
    #expect(try FileBytes.read(path) == bytes)
    #expect(try FileBytes.read(path, expecting: size / 2) == bytes)
    #expect(try FileBytes.read(path, expecting: size + 100) == bytes)
    #expect(try FileBytes.readHead(of: path, count: 1000) == Array(bytes.prefix(1000)))
  }
}
