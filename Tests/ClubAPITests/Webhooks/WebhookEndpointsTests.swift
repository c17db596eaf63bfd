import Club
import ClubStore
import Testing

@testable import ClubAPI

/// Answers what it is told to.
private struct Answering: WebhookCarrier {
  let answer: WebhookAnswer

  func carry(_ letters: [WebhookLetter]) async -> WebhookAnswer { answer }
}

@Suite("通知别的系统 GET /webhooks")
struct WebhookEndpointsTests {
  @Test("没有收下的，工作人员看得见 staff see who has taken nothing")
  func list() async throws {
    try await Counter.open { counter in
      try await counter.check(
        "GET /api/v1/webhooks\nAs: auditor", "200\n\n{\"webhooks\":[]}")
      let (till, crm) = (try known(Code("till")), try known(Code("crm")))
      try counter.store.startWebhooks([
        till: [.pointsPosted, .memberJoined], crm: [.tierChanged],
      ])
      try await counter.join(1)
      let busy = Answering(
        answer: WebhookAnswer(taken: 0, reason: "it answered 503", pause: 60))
      #expect(try await !counter.store.tellNext(till, by: busy))
      let trouble = try counter.store.webhooks().last?.progress.trouble
      let event = try known(trouble?.event)
      #expect(event.wholeMatch(of: /W\d+-1-[0-9a-f]{8}/) != nil)
      let (head, crmNow) = (
        "200\n\n{\"webhooks\":[",
        #"{"name":"crm","events":["tier.changed"],"status":"active","behind":1,"tries":0,"since":null,"until":null,"event":null,"reason":null,"skipped":[]},"#
      )
      try await counter.check(
        "GET /api/v1/webhooks\nAs: clerk",
        head + crmNow
          + #"{"name":"till","events":["member.joined","points.posted"],"status":"waiting","behind":1,"tries":1,"since":"2026-11-22T10:00:00+08:00","until":"2026-11-22T10:01:00+08:00","event":"\#(event)","reason":"it answered 503","skipped":[]}]}"#
      )
      try await counter.store.skipWebhook(event, for: till)
      try await counter.check(
        "GET /api/v1/webhooks\nAs: clerk",
        head + crmNow
          + #"{"name":"till","events":["member.joined","points.posted"],"status":"active","behind":1,"tries":0,"since":null,"until":null,"event":null,"reason":null,"skipped":[{"event":"\#(event)","time":"2026-11-22T10:00:00+08:00","reason":"it answered 503"}]}]}"#
      )
    }
  }
}
