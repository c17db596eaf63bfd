import CivilTime
import Testing

@Suite("活动与报名接口 events and registrations")
struct RegistrationEndpointsTests {
  @Test("活动与席位，谁都能看 events")
  func events() async throws {
    try await Counter.open { counter in
      let mooncake =
        #"{"slug":"mooncake","title":"月饼 DIY","start":"2026-12-01T14:00:00+08:00","end":"2026-12-01T16:00:00+08:00","closes":"2026-11-30T14:00:00+08:00","cancelled":false,"capacity":2,"taken":0,"free":2,"waiting":0,"points":50}"#
      let gala =
        #"{"slug":"gala","title":"年会","start":"2026-12-02T14:00:00+08:00","end":null,"closes":null,"cancelled":true,"capacity":null,"taken":0,"free":null,"waiting":0,"points":null}"#
      try await counter.check(
        "GET /api/v1/events", "200\n\n{\"events\":[\(mooncake),\(gala)],\"next\":null}")
      try await counter.check("GET /api/v1/events/mooncake", "200\n\n\(mooncake)")
      #expect(try await summary(counter.send("GET /api/v1/events/nothing")) == "404 unknown-event")
    }
  }

  @Test("报名、候补、取消、递补 register, wait, cancel, move up")
  func registering() async throws {
    try await Counter.open { counter in
      try await counter.join(3)
      try await counter.check(
        "POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 1",
        """
        201
        location: /api/v1/events/mooncake/registrations/R8-1

        {"id":"R8-1","event":"mooncake","title":"月饼 DIY","start":"2026-12-01T14:00:00+08:00","member":"477127567449","status":"seated","place":null,"registered":"2026-11-22T10:00:00+08:00"}
        """)
      try await counter.send("POST /api/v1/events/mooncake/registrations\nAs: m2\nKey: 2\n\n{}")
      try await counter.check(
        """
        POST /api/v1/events/mooncake/registrations
        As: clerk
        Key: 3

        {"member":"3732 2604 3961"}
        """,
        """
        201
        location: /api/v1/events/mooncake/registrations/R10-1

        {"id":"R10-1","event":"mooncake","title":"月饼 DIY","start":"2026-12-01T14:00:00+08:00","member":"373226043961","status":"waiting","place":1,"registered":"2026-11-22T10:00:00+08:00"}
        """)
      try await counter.check(
        "DELETE /api/v1/events/mooncake/registrations/R8-1\nAs: m1",
        """
        200

        {"id":"R8-1","event":"mooncake","title":"月饼 DIY","start":"2026-12-01T14:00:00+08:00","member":"477127567449","status":"cancelled","place":null,"registered":"2026-11-22T10:00:00+08:00"}
        """)
      #expect(
        try await counter.send("POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 1")
          .contains(#""status":"seated","place":null"#), "the first answer again")
      #expect(
        try await counter.send("GET /api/v1/events/mooncake").contains(
          #""capacity":2,"taken":2,"free":0,"waiting":0"#))
      #expect(
        try await counter.send("GET /api/v1/me\nAs: m3").contains(
          #""id":"R10-1","event":"mooncake","title":"月饼 DIY","start":"2026-12-01T14:00:00+08:00","status":"seated""#
        ))
    }
  }

  @Test("拒绝的报名与取消 refusals")
  func refusals() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      func register(_ event: String, _ who: String, _ body: String = "{}") async throws -> String {
        summary(
          try await counter.send(
            "POST /api/v1/events/\(event)/registrations\nAs: \(who)\nKey: \(body.count)\(event)\n\n\(body)"
          ))
      }
      func cancel(_ path: String, _ who: String) async throws -> String {
        summary(try await counter.send("DELETE /api/v1/events/\(path)\nAs: \(who)"))
      }
      #expect(try await register("nothing", "m1") == "404 unknown-event")
      #expect(try await register("gala", "m1") == "409 event-cancelled")
      #expect(try await register("mooncake", "clerk") == "422 invalid-request")
      #expect(
        try await register("mooncake", "clerk", #"{"member":"477127567440"}"#)
          == "422 invalid-request")
      #expect(
        try await register("mooncake", "clerk", #"{"member":"373226043961"}"#)
          == "404 unknown-member")
      #expect(
        try await register("mooncake", "m2", #"{"member":"477127567449"}"#) == "403 not-permitted")
      #expect(try await register("mooncake", "m1") == "201 ")
      #expect(try await register("mooncake", "m1", "{ }") == "409 already-registered")
      #expect(try await cancel("mooncake/registrations/R7-1", "m2") == "404 unknown-registration")
      #expect(try await cancel("gala/registrations/R7-1", "m1") == "404 unknown-registration")
      #expect(try await cancel("mooncake/registrations/P7-1", "m1") == "404 unknown-registration")
      #expect(try await cancel("mooncake/registrations/R7-1", "auditor") == "403 not-permitted")
      #expect(try await cancel("mooncake/registrations/R7-1", "m1") == "200 ")
      #expect(try await cancel("mooncake/registrations/R7-1", "m1") == "409 already-cancelled")
      let start = try known(Instant("2026-11-30 14:00"))
      counter.clock.advance(
        seconds: Int((start.milliseconds - counter.clock.now.milliseconds) / 1000))
      #expect(try await register("mooncake", "m2") == "409 registration-closed")
      counter.clock.advance(seconds: 86_400)
      #expect(try await register("mooncake", "m2", "{ }") == "409 event-past")
    }
  }

  @Test("门口签到：签到台的令牌只做这一件事 checking in, with a kiosk's token")
  func checkIn() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      try await counter.hireEditorAndKiosk()
      let seat = try await counter.send(
        "POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: 1")
      let id = try known(seat.firstMatch(of: /"id":"(R[0-9-]+)"/)).1
      let location = try known(seat.firstMatch(of: /location: (\S+)/)).1
      let request = "POST /api/v1/events/mooncake/check-ins\nAs: kiosk\nKey: 2\n\n"
      let early = try await counter.send(request + #"{"member":"477127567449"}"#)
      #expect(summary(early) == "409 check-in-closed")
      counter.clock.advance(seconds: 9 * 86_400 + 3 * 3600)
      let answer = try await counter.send(request + #"{"member":"4771 2756 7449"}"#)
      #expect(
        answer == """
          201

          {"id":"\(id)","event":"mooncake","member":"477127567449","status":"attended","checkedIn":"2026-12-01T13:00:00+08:00","points":50}
          """)
      #expect(try await counter.send(request + #"{"member":"4771 2756 7449"}"#) == answer)
      let again = request.replacing("Key: 2", with: "Key: 3")
      let twice = try await counter.send(again + #"{"member":"477127567449"}"#)
      #expect(summary(twice) == "409 already-checked-in")
      let other = try await counter.send(again + #"{"member":"516621805708"}"#)
      #expect(summary(other) == "409 no-seat")
      #expect(try await counter.send("GET \(location)\nAs: m1").contains("\"status\":\"attended\""))
      // What coming earns is in the books once, by the rule; nobody gives it a second time by hand.
      let statement = try await counter.send(
        "GET /api/v1/members/477127567449/points\nAs: clerk")
      #expect(statement.contains(#""closing":50,"#) && statement.contains(#""source":"visit""#))
      #expect(statement.contains(#""actor":"staff:5","actorName":"北门""#))
      counter.clock.advance(seconds: 7200)
      let byHand = try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: 4\n\n"
          + #"{"action":"award","source":"visit","event":"mooncake","reason":"到场"}"#)
      #expect(summary(byHand) == "409 already-awarded")
      #expect(
        try await summary(counter.send("GET \(location)\nAs: m2")) == "404 unknown-registration")
      #expect(try await summary(counter.send("GET \(location)\nAs: kiosk")) == "403 not-permitted")
    }
  }
}
