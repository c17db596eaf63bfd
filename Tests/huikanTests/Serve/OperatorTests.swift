import Foundation
import Testing

@testable import huikan

@Suite("What whoever runs a club is told", .serialized)
struct OperatorTests {
  @Test("a journal that is removed under the server ends it, and everything acknowledged is saved")
  func removedJournal() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let token = try server.token("clerk")
    let member = try await RestartTests.newMember(on: server, token: token)
    #expect(shell("rm '\(folder.path("Store"))'/journal/*") == 0)
    let answer = try? await server.send(
      "POST", "/api/v1/members/\(member)/points", token: token, key: "removed-journal-0001",
      body: #"{"action":"award","source":"watch","reference":"x/1","reason":"试"}"#)
    #expect(answer?.status != 201 && answer?.status != 202)
    #expect(server.wait() == 78)
    #expect(server.errors.contains("somebody has removed or replaced this"))
    #expect(!server.errors.contains("Everything acknowledged is in"))
    let store = folder.path("Store")
    #expect(
      shell(
        "mv '\(store)/rescued/journal-000000000001.jsonl' '\(store)/journal/000000000001.jsonl'")
        == 0)
    let again = try LiveServer(in: folder)
    let read = try await again.send("GET", "/api/v1/members/\(member)", token: token)
    #expect(read.status == 200)
    #expect(again.interrupt() == 0)
  }

  @Test("an access log that cannot be kept is told at the start")
  func accessLog() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let token = try server.token("clerk")
    _ = try await RestartTests.newMember(on: server, token: token)
    #expect(server.interrupt() == 0)
    let store = folder.path("Store")
    #expect(shell("rm -rf '\(store)/access' && touch '\(store)/access'") == 0)
    let start = try Self.serve(folder)
    #expect(start.status == 78)
    #expect(start.errors.contains("\(store)/access: it is no folder"), "\(start.errors)")
    #expect(start.errors.contains("Move it away, then start again."))
  }

  @Test("a server takes as many descriptors as it may have")
  func descriptors() throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder, through: "ulimit -Sn 256; exec \"$0\" \"$@\"")
    let limits = try String(contentsOfFile: "/proc/\(server.processID)/limits", encoding: .utf8)
    let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
    let numbers = line.split(separator: " ").compactMap { Int($0) }
    #expect(numbers.count == 2 && numbers[0] == min(numbers[1], 65_536), "\(line)")
    #expect(server.interrupt() == 0)
  }

  @Test("without descriptors a page is not said to be none, and the log says why")
  func noDescriptors() throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder, through: "ulimit -n 100; exec \"$0\" \"$@\"")
    let port = try #require(server.address.split(separator: ":").last.flatMap { UInt16($0) })
    let first = try Line(port)
    #expect(first.get("/").hasPrefix("HTTP/1.1 200"))
    var others: [Line] = []
    for _ in 0..<120 { others.append(try Line(port)) }
    var answer = ""
    for _ in 0..<50 where !answer.hasPrefix("HTTP/1.1 500") {
      usleep(100_000)
      answer = first.get("/join/")
    }
    #expect(answer.hasPrefix("HTTP/1.1 500"), "\(answer.prefix(200))")
    #expect(server.errors.contains("All descriptors are in use: raise the limit of open files"))
    withExtendedLifetime(others) {}
    others = []
    #expect(server.interrupt() == 0)
  }

  @Test("the end of its terminal is a clean stop")
  func hangUp() throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    kill(server.processID, SIGHUP)
    #expect(server.wait() == 0)
    #expect(FileManager.default.fileExists(atPath: folder.path("Store/clean")))
  }

  @Test("what stands in the place of the control socket is named, and stays")
  func socketPlace() throws {
    let folder = try TemporaryFolder.withClub()
    let path = folder.path("Store/control.sock")
    for (command, what) in [("mkdir", "a folder"), ("rmdir", ""), ("touch", "a file")] {
      #expect(shell("\(command) '\(path)'") == 0)
      guard !what.isEmpty else { continue }
      let result = try Self.serve(folder)
      #expect(result.status == 78)
      #expect(result.errors.contains("\(path): \(what) is in the place"), "\(result.errors)")
      #expect(!result.errors.contains("Cancellation"))
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("a lost secret is asked for, an emptied file too, and replaced where that is said")
  func secret() throws {
    let folder = try TemporaryFolder.withClub()
    try folder.write("", to: "Store/secret.key")
    let empty = try Self.serve(folder)
    #expect(empty.status == 78)
    #expect(empty.errors.contains("the file of the store's secret is empty"), "\(empty.errors)")
    #expect(empty.errors.contains("huikan serve --new-secret"))
    #expect(try folder.text("Store/secret.key") == "")
    let server = try LiveServer(in: folder, arguments: ["--new-secret"])
    #expect(server.interrupt() == 0)
    #expect(try folder.text("Store/secret.key").count == 65)
  }

  @Test("a missing annex and an emptied trace of the stop say what helps")
  func filesOfTheStore() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    try folder.write("", to: "Store/clean")
    let clean = try Executable.run("staff", "revoke", "2", "--store", store)
    #expect(clean.status == 78 && clean.errors.contains("move it out of the store, and compare"))
    try FileManager.default.removeItem(atPath: folder.path("Store/clean"))
    #expect(try Executable.run("ledger", "head", "--store", store).status == 0)
    let annex = folder.path("Store/annex/000000000001.jsonl")
    try FileManager.default.removeItem(atPath: annex)
    let missing = try Executable.run("staff", "revoke", "2", "--store", store)
    #expect(missing.status == 78)
    #expect(missing.errors.contains("\(annex): the file is missing."), "\(missing.errors)")
    #expect(missing.errors.contains("restore it from a backup"))
    #expect(!missing.errors.contains("every acknowledged record is there"))
  }

  @Test("a site that cannot be written there is refused with whose the folder is")
  func unwritable() throws {
    let folder = try TemporaryFolder.withClub()
    try folder.write("a file", to: "Site")
    let result = try Self.serve(folder)
    #expect(result.status == 73)
    #expect(result.errors.contains("or name another --output"), "\(result.errors)")
  }

  /// Runs a server that is expected not to start.
  static func serve(_ folder: TemporaryFolder) throws -> Executable.Result {
    try Executable.run(
      "serve", "--store", folder.path("Store"), "--output", folder.path("Site"), "--port", "0",
      "--base-url", "http://127.0.0.1")
  }
}

/// A connection that stays open from one request to the next.
private final class Line {
  private let descriptor: Int32

  init(_ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
  }

  deinit { close(descriptor) }

  /// Asks, and returns the beginning of the answer once its body has begun to come too.
  func get(_ path: String) -> String {
    let request = Array("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
    guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      return ""
    }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, received.isEmpty ? 5000 : 200) > 0 else { break }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received += buffer[..<count]
    }
    return String(decoding: received, as: UTF8.self)
  }
}
