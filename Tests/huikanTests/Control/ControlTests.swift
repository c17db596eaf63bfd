import Foundation
import JSON
import Testing

@testable import huikan

@Suite("Store/control.sock: commands beside a running server")
struct ControlTests {
  @Test("no socket, and a socket that a killed server left, both mean: no server")
  func nobodyListens() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.answers(folder.path("control.sock")) == false)
    let server = try LiveServer(in: folder)
    server.kill()
    #expect(try Self.answers(folder.path("Store/control.sock")) == false)
  }

  @Test("a request that is no colleague is refused, and an unknown path too")
  func refused() throws {
    let server = try LiveServer(in: try TemporaryFolder())
    let client = ControlClient(socketPath: server.folder.path("Store/control.sock"))
    #expect(try client.post("/staff", body: ["name": "Ada"])?.status == 400)
    #expect(try client.post("/nothing")?.status == 404)
    let figures = try #require(try client.post("/figures"))
    #expect(figures.status == 200)
    #expect(try JSONValue.parse(figures.body)["members"]?.int == DemonstrationClub.people.count)
    #expect(server.interrupt() == 0)
    #expect(!FileManager.default.fileExists(atPath: server.folder.path("Store/control.sock")))
  }

  @Test("a path too long for a socket is an error that says so")
  func tooLong() {
    let path = "/tmp/" + String(repeating: "x", count: 200)
    let error = #expect(throws: ControlError.self) {
      try ControlClient(socketPath: path).post("/figures")
    }
    #expect(error?.description.contains("too long") == true)
  }

  private static func answers(_ socket: String) throws -> Bool {
    try ControlClient(socketPath: socket).post("/figures") != nil
  }
}
