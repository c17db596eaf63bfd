import Testing

@Suite("健康 GET /health")
struct HealthTests {
  @Test("序号与链头 sequence and head")
  func health() async throws {
    try await Counter.open { counter in
      let answer = try await counter.send("GET /api/v1/health")
      #expect(answer.contains(/^200\n\n\{"status":"ok","sequence":4,"head":"[0-9a-f]{64}"\}$/))
    }
  }
}
