import Club
import ClubStore
import Testing

@testable import ClubAPI

/// Says of every letter that its gateway is busy.
private struct BusyCarrier: MessageCarrier {
  let routes: Set<ContactRoute> = [.phone]

  func carry(_ letter: Letter) async -> Handover { .refusedForNow("the gateway answered 503") }
}

@Suite("没有送到的消息 GET /messages")
struct OutboxEndpointsTests {
  @Test("候补转正的通知，送达以前都看得见 a notice is seen until it has arrived")
  func list() async throws {
    try await Counter.open { counter in
      try await counter.joinConfirmed(3)
      try counter.store.startOutbox(reaching: [.phone])
      for number in 1...3 {
        try await counter.send(
          "POST /api/v1/events/mooncake/registrations\nAs: m\(number)\nKey: \(number)")
      }
      try await counter.check(
        "GET /api/v1/messages\nAs: auditor",
        "200\n\n{\"messages\":[],\"truncated\":false,\"next\":null}")
      try await counter.send("DELETE /api/v1/events/mooncake/registrations/R14-1\nAs: m1")
      #expect(try await counter.store.sendNextMessage(by: BusyCarrier()))
      let number = MemberNumber(ordinal: 2).digits
      try await counter.check(
        "GET /api/v1/messages\nAs: clerk",
        """
        200

        {"messages":[{"id":"M17-2","kind":"seat-given","member":"\(number)","status":"waiting","tries":1,"queued":"2026-11-22T10:00:00+08:00","updated":"2026-11-22T10:00:00+08:00","until":"2026-11-22T10:00:30+08:00","reason":"the gateway answered 503"}],"truncated":false,"next":null}
        """)
    }
  }
}
