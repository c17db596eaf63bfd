import Foundation
import Testing

@Suite("断电：什么也不丢 — the server killed under load", .serialized)
struct RestartTests {
  @Test("every acknowledged posting is there after SIGKILL, and none twice")
  func killedUnderLoad() async throws {
    let folder = try TemporaryFolder()
    let first = try LiveServer(in: folder)
    let token = try first.token("clerk")
    let member = try await Self.newMember(on: first, token: token)

    let acknowledged = await Self.post(80, to: member, on: first, token: token) { count in
      if count == 20 { first.kill() }
    }
    #expect(acknowledged.count >= 20)

    let second = try LiveServer(in: folder)
    let kept = try await Self.references(of: member, on: second, token: token)
    #expect(Set(acknowledged).isSubset(of: Set(kept)), "an acknowledged posting is missing")
    #expect(kept.count == Set(kept).count, "a posting is there twice")

    // The clients ask again, with the same keys, for everything: what was done stays done once.
    let again = await Self.post(80, to: member, on: second, token: token) { _ in }
    #expect(again.count == 80)
    let all = try await Self.references(of: member, on: second, token: token)
    #expect(all.sorted() == (0..<80).map { "bench/\($0)" }.sorted())

    let health = try await second.send("GET", "/api/v1/health")
    #expect(health.status == 200)
    #expect(second.interrupt() == 0)
  }

  @Test("a second start keeps every fact and is told apart from a second server")
  func secondStart() async throws {
    let folder = try TemporaryFolder()
    let first = try LiveServer(in: folder)
    let rival = try Executable.run(
      "serve", "--store", folder.path("Store"), "--output", folder.path("Other"), "--port", "0")
    #expect(rival.status == 75, "\(rival.errors)")
    let same = try Executable.run(
      "serve", "--store", folder.path("OtherStore"), "--output", folder.path("Site"), "--port", "0")
    #expect(same.status == 75)
    #expect(same.errors.contains("--output"))
    let port = try #require(first.address.split(separator: ":").last)
    let taken = try Executable.run(
      "serve", "--store", folder.path("OtherStore"), "--output", folder.path("Other"), "--port",
      String(port))
    #expect(taken.status == 75)
    #expect(taken.errors.contains("port \(port) of 127.0.0.1 is taken"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("OtherStore")))
    let token = try first.token("clerk")
    let member = try await Self.newMember(on: first, token: token)
    #expect(first.interrupt() == 0)

    let second = try LiveServer(in: folder)
    let answer = try await second.send("GET", "/api/v1/members/\(member)", token: token)
    #expect(answer.status == 200)
    #expect(answer.body.contains("试一试"))
    #expect(second.interrupt() == 0)
  }

  /// Signs a member up at the counter; returns the twelve digits.
  static func newMember(on server: LiveServer, token: String) async throws -> String {
    let consent = try #require(
      String(
        contentsOf: Executable.root.appending(path: "Content/club.yml"), encoding: .utf8
      ).split(separator: "\n").first { $0.contains("version:") }?
      .split(separator: ":").last?.trimmingCharacters(in: CharacterSet(charactersIn: " \"'")))
    let answer = try await server.send(
      "POST", "/api/v1/members", token: token, key: "restart-test-member",
      body: """
        {"name":"试一试","email":"try@example.com","channel":"desk","consent":"\(consent)"}
        """)
    #expect(answer.status == 201, "\(answer.body)")
    let number = try #require(answer.value("number") as? String)
    return number.filter { $0 != " " }
  }

  /// Awards one point with each of `count` references from four clients; returns those answered
  /// with 201, while `progress` is told how many there are.
  static func post(
    _ count: Int, to member: String, on server: LiveServer, token: String,
    progress: @escaping @Sendable (Int) -> Void
  ) async -> [String] {
    await withTaskGroup(of: [String].self) { group in
      let total = Counter()
      for client in 0..<4 {
        group.addTask {
          var done: [String] = []
          for index in stride(from: client, to: count, by: 4) {
            let answer = try? await server.send(
              "POST", "/api/v1/members/\(member)/points", token: token,
              key: "restart-test-posting-\(index)",
              body: """
                {"action":"award","source":"watch","reference":"bench/\(index)",\
                "reason":"断电测试"}
                """)
            guard let answer else { return done }
            guard answer.status == 201 else {
              Issue.record("posting \(index): \(answer.status) \(answer.body)")
              return done
            }
            done.append("bench/\(index)")
            progress(await total.next())
          }
          return done
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// The references of the member's entries, as the passbook shows them.
  static func references(
    of member: String, on server: LiveServer, token: String
  ) async throws -> [String] {
    let answer = try await server.send("GET", "/api/v1/members/\(member)/points", token: token)
    #expect(answer.status == 200, "\(answer.body)")
    let lines = try #require(answer.value("lines") as? [[String: Any]])
    return lines.compactMap { $0["reference"] as? String }
  }

  actor Counter {
    private var value = 0

    func next() -> Int {
      value += 1
      return value
    }
  }
}
