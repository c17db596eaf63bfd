import Club
import ClubStore
import Hummingbird
import Testing

@testable import ClubAPI

@Suite("谁看过谁的资料 who has read about whom")
struct ReadingsTests {
  /// Requests by which staff read about members, and the members whom the log names.
  private static let reads: [(request: String, members: [String])] = [
    ("GET /api/v1/members?find=13800138001", ["477127567449"]),
    ("GET /api/v1/members?find=9999", []), ("GET /api/v1/members?find=P7-1", ["477127567449"]),
    ("GET /api/v1/members?find=V7-2", []),
    ("GET /api/v1/members/516621805708", ["516621805708"]),
    ("GET /api/v1/members/477127567449/points", ["477127567449"]),
    ("GET /api/v1/points/requests", ["477127567449"]),
    ("GET /api/v1/desk/today", ["477127567449"]),
    ("GET /api/v1/messages", []),
    ("GET /api/v1/events/mooncake/registrations/R9-1", ["477127567449"]),
    ("GET /api/v1/events/mooncake/registrations", ["477127567449"]),
  ]

  private func furnish(_ counter: Counter) async throws {
    try await counter.join(2)
    try await counter.award(10, key: "furnish")
    let registration = try await counter.send(
      "POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: furnish")
    #expect(registration.hasPrefix("201"))
    try await counter.send(
      "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: furnish-request\n\n"
        + #"{"action":"award","points":1001,"source":"manual","reason":"测试"}"#)
    try await counter.hireEditorAndKiosk()
  }

  @Test("工作人员每看一次都记下，写在回答之前 every reading by staff is noted")
  func noted() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      let seat = try await counter.send("GET /api/v1/me\nAs: m1")
      let id = try known(seat.firstMatch(of: /"id":"(R[0-9-]+)"/)).1
      for (request, members) in Self.reads {
        let before = try counter.store.accessLog.readings(AccessLog.Wanted(), limit: 99).readings
        let answer = try await counter.send(
          "\(request.replacing("R9-1", with: String(id)))\nAs: clerk")
        #expect(answer.hasPrefix("200"), "\(answer)")
        let after = try counter.store.accessLog.readings(AccessLog.Wanted(), limit: 99).readings
        #expect(after.count == before.count + 1, "\(request)")
        #expect(after.last?.members == members && after.last?.staff == 1, "\(request)")
      }
    }
  }

  /// Previews and refusals in which staff see what a member has or who somebody is.
  private static let looks: [(request: String, members: [String])] = [
    (
      "members/477127567449/points?preview=true"
        + "\n{\"action\":\"award\",\"points\":1,\"source\":\"manual\",\"reason\":\"看看\"}",
      ["477127567449"]
    ),
    (
      "points/batch?preview=true\n{\"mode\":\"each\",\"lines\":["
        + "{\"member\":\"516621805708\",\"action\":\"award\",\"points\":1,\"source\":\"manual\",\"reason\":\"看\"},"
        + "{\"member\":\"477127567449\",\"action\":\"spend\",\"points\":900,\"source\":\"gift\",\"reason\":\"看\"}]}",
      ["516621805708"]
    ),
    ("points/P7-1/reversal?preview=true\n{\"reason\":\"看看\"}", ["477127567449"]),
    ("members/477127567449/leaving?preview=true\n{}", ["477127567449"]),
    (
      "members/477127567449/profile?preview=true\n{\"homes\":1,\"reason\":\"看看\"}", ["477127567449"]
    ),
    (
      "rewards/umbrella/vouchers?preview=true\n{\"member\":\"477127567449\"}", ["477127567449"]
    ),
    (
      "members?preview=true\n{\"name\":\"何知秋\",\"phone\":\"13800138001\",\"consent\":\"v1\"}",
      ["477127567449"]
    ),
  ]

  @Test("预览和“已有会员在用”也是查阅 a look before posting is a reading")
  func looks() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      for (request, members) in Self.looks {
        let before = try counter.store.accessLog.readings(AccessLog.Wanted(), limit: 99).readings
        let parts = request.split(separator: "\n", maxSplits: 1)
        let answer = try await counter.send(
          "POST /api/v1/\(parts[0])\nAs: clerk\n\n\(parts[1])")
        let after = try counter.store.accessLog.readings(AccessLog.Wanted(), limit: 99).readings
        #expect(
          after.count == before.count + 1 && after.last?.members == members,
          "\(parts[0]): \(answer)")
      }
    }
  }

  @Test("会员看自己的、访客看活动、被拒绝的，都不记 what is no reading by staff")
  func notNoted() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      for request in [
        "GET /api/v1/me\nAs: m1", "GET /api/v1/members/477127567449/points\nAs: m1",
        "GET /api/v1/events", "GET /api/v1/members/477127567449\nAs: kiosk",
        "GET /api/v1/members/477127567449", "GET /api/v1/members/000000000000\nAs: clerk",
        "GET /api/v1/desk/rules\nAs: editor",
      ] { try await counter.send(request) }
      #expect(
        try counter.store.accessLog.readings(AccessLog.Wanted(), limit: 9).readings.isEmpty)
    }
  }

  @Test("回答里有姓名、电话、邮箱、事由的接口，都在上面试过 no endpoint shows people unnoted")
  func complete() {
    let tried = Self.reads.compactMap { read in
      let parts = read.request.split(separator: " ").map(String.init)
      return HTTPRequest.Method(rawValue: parts[0]).flatMap {
        ContractCheck.endpoint($0, parts[1])?.path
      }
    }
    let personal: Set<String> = ["name", "phone", "email", "reason"]
    // Whoever is signed in, and the names of other systems.
    let aboutNobody: Set<String> = ["/api/v1/desk/session", "/api/v1/webhooks"]
    for endpoint in Rooms.endpoints
    where endpoint.method == .get && endpoint.style == .json
      && !endpoint.access.isDisjoint(with: .staff) && !aboutNobody.contains(endpoint.path)
    {
      let shows = endpoint.contract.answers.contains {
        $0.schema?.memberNames.isDisjoint(with: personal) == false
      }
      #expect(
        !shows || tried.contains(endpoint.path),
        "\(endpoint.path) shows people: its answer needs .showing(members), and a row in this test")
    }
  }

  @Test("审计一页一页查，条件换了页码就作废 pages for the auditor, bound to their filters")
  func pages() async throws {
    try await Counter.open { counter in
      try await furnish(counter)
      for _ in 0..<3 {
        try await counter.send("GET /api/v1/members/477127567449\nAs: clerk")
        try await counter.send("GET /api/v1/members/516621805708\nAs: manager")
      }
      let first = try await counter.send(
        "GET /api/v1/readings?member=477127567449&limit=2\nAs: auditor")
      #expect(first.matches(of: /"actor":"staff:1","actorName":"林小舟"/).count == 2)
      let next = try known(first.firstMatch(of: /"next":"([0-9a-f.]+)"/)).1
      let page = "GET /api/v1/readings?member=477127567449&limit=2&after=\(next)\nAs: auditor"
      let second = try await counter.send(page)
      #expect(
        second.matches(of: /"actor":"staff:1"/).count == 1 && second.hasSuffix("\"next\":null}"))
      for other in [
        page.replacing("477127567449", with: "516621805708"),
        page.replacing("after=", with: "after=0"),
        page.replacing("after=\(next)", with: "after=\(next.prefix(10))"),
        page.replacing("after=\(next)", with: "after=zz.00"),
      ] { #expect(try await summary(counter.send(other)) == "422 invalid-request") }
      let manager = try await counter.send("GET /api/v1/readings?staff=2\nAs: auditor")
      #expect(manager.matches(of: /"actor":"staff:2"/).count == 3)
      // Whoever audits is not noted for reading who has read: nothing about members is in it.
      let all = try counter.store.accessLog.readings(AccessLog.Wanted(), limit: 99).readings
      #expect(all.count == 6)
    }
  }
}

extension Schema {
  /// The names of every member of every object in it.
  fileprivate var memberNames: Set<String> {
    switch self {
    case .text, .integer, .boolean, .flag, .anyObject: []
    case .list(let schema), .nullable(let schema), .blankable(let schema), .named(_, let schema):
      schema.memberNames
    case .object(let properties):
      properties.reduce(into: []) { $0.formUnion($1.schema.memberNames.union([$1.name])) }
    }
  }
}
