import Foundation
import Testing

@Suite("The site beside a running server", .serialized)
struct PressTests {
  @Test(
    "what an editor builds stays when the next fact comes, and its new event takes registrations")
  func buildBesideServer() async throws {
    let folder = try TemporaryFolder()
    let content = folder.path("Content")
    try FileManager.default.copyItem(
      atPath: Executable.root.appending(path: "Content").path, toPath: content)
    let server = try LiveServer(in: folder, content: content)
    let clerk = try server.token("clerk")
    let member = try await RestartTests.newMember(on: server, token: clerk)

    let slug = "later-\(UUID().uuidString.prefix(8).lowercased())"
    for call in [
      ["article", "第一场雪", "--slug", slug, "--issue", "2026-autumn"],
      ["event", "扫雪会", "--slug", slug],
    ] {
      let result = try Executable.run(["new"] + call + ["--content", content])
      #expect(result.status == 0, "\(result.errors)")
    }
    let event = "Content/events/\(slug).md"
    let draft = try folder.text(event)
    #expect(draft.contains("draft: true\n"))
    try folder.write(draft.replacing("draft: true\n", with: ""), to: event)
    let build = try Executable.run(
      "build", "--content", content, "--output", folder.path("Site"), "--store",
      folder.path("Store"), "--base-url", "http://127.0.0.1")
    #expect(build.status == 0, "\(build.errors)")
    let page = "/issues/2026-autumn/\(slug)/"
    #expect(try await server.send("GET", page).status == 200)

    let award = try await server.send(
      "POST", "/api/v1/members/\(member)/points", token: clerk, key: "press-test-award-1",
      body: #"{"action":"award","source":"watch","reason":"试"}"#)
    #expect(award.status == 201, "\(award.body)")
    try await eventually {
      try await server.send(
        "POST", "/api/v1/events/\(slug)/registrations", token: clerk,
        key: "press-test-registration", body: "{\"member\":\"\(member)\"}"
      ).status == 201
    }
    #expect(try await server.send("GET", page).status == 200)
    #expect(server.interrupt() == 0)
  }

  @Test("figures follow when the output folder was busy for a while")
  func busyFolder() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let clerk = try server.token("clerk")
    let member = try await RestartTests.newMember(on: server, token: clerk)
    let lock = open(folder.path("Site/.huikan/lock"), O_RDWR)
    #expect(flock(lock, LOCK_EX) == 0)
    // Not earlier: the figures of the new member may still be on their way.
    let before = try folder.text("Site/points/index.html")
    let award = try await server.send(
      "POST", "/api/v1/members/\(member)/points", token: clerk, key: "press-test-award-2",
      body: #"{"action":"award","source":"watch","reason":"试"}"#)
    #expect(award.status == 201)
    try await eventually {
      server.errors.contains("the site could not be refreshed, trying again")
    }
    #expect(try folder.text("Site/points/index.html") == before)
    close(lock)
    try await eventually {
      try folder.text("Site/points/index.html") != before
    }
    #expect(server.interrupt() == 0)
  }
}
