import Hummingbird
import Testing

@testable import ClubAPI

/// The table of permissions, cell by cell: what each party gets for a request that is in order.
///
/// `member` asks for what is its own, `other` is another member asking for the same. Every cell has
/// a club of its own with members 1 and 2; member 1 has an entry P7-1, a registration R8-1, a request
/// Q9-1 and a voucher V11-2.
@Suite("权限表 permissions")
struct PermissionTableTests {
  private static let table = """
    endpoint                                          visitor member other clerk manager auditor editor kiosk
    GET /api/v1/health                                200     200    200   200   200     200     200    200
    GET /api/v1/openapi.json                          200     200    200   200   200     200     200    200
    POST /api/v1/members                              201     409    409   201   201     403     403    403
    GET /api/v1/members                               401     403    403   200   200     200     403    403
    GET /api/v1/members/{number}                      401     403    403   200   200     200     403    403
    POST /join                                        200     409    409   403   403     403     403    403
    POST /join/confirm                                403     403    403   403   403     403     403    403
    POST /api/v1/members/{number}/points              401     403    403   201   201     403     403    403
    POST /api/v1/points/batch                         401     403    403   200   200     403     403    403
    POST /api/v1/points/import                        401     403    403   200   200     403     403    403
    POST /api/v1/points/{entry}/reversal              401     403    403   201   201     403     403    403
    POST /api/v1/points/cancellations                 401     403    403   201   201     403     403    403
    POST /api/v1/members/{number}/referral            401     403    403   409   409     403     403    403
    GET /api/v1/me/family                             401     200    200   403   403     403     403    403
    POST /api/v1/me/family/invitations                401     409    409   403   403     403     403    403
    POST /api/v1/me/family/acceptance                 401     409    409   403   403     403     403    403
    POST /api/v1/me/family/refusal                    401     404    404   403   403     403     403    403
    POST /api/v1/me/family/leaving                    401     409    409   403   403     403     403    403
    POST /api/v1/members/{number}/transfers           401     409    403   409   409     403     403    403
    POST /api/v1/members/{number}/profile             401     403    403   201   201     403     403    403
    GET /api/v1/points/requests                       401     403    403   200   200     200     403    403
    POST /api/v1/points/requests/{request}/approval   401     403    403   403   201     403     403    403
    POST /api/v1/points/requests/{request}/refusal    401     403    403   200   200     403     403    403
    GET /api/v1/members/{number}/points               401     200    404   200   200     200     403    403
    GET /api/v1/events                                200     200    200   200   200     200     200    200
    GET /api/v1/events/{slug}                         200     200    200   200   200     200     200    200
    GET /api/v1/events/{slug}/registrations           401     403    403   200   200     200     403     403
    POST /api/v1/events/{slug}/registrations          401     409    403   409   409     403     403    403
    POST /api/v1/events/{slug}/check-ins              401     403    403   409   409     403     403    409
    GET /api/v1/events/{slug}/registrations/{id}      401     200    404   200   200     200     403    403
    DELETE /api/v1/events/{slug}/registrations/{id}   401     200    404   200   200     403     403    403
    POST /contribute                                  404     404    404   403   403     403     403    403
    POST /events/{slug}/register                      401     200    200   403   403     403     403    403
    POST /events/{slug}/register/confirm              401     403    403   403   403     403     403    403
    GET /registrations/{id}/cancel                    401     200    404   403   403     403     403    403
    POST /registrations/{id}/cancel                   401     200    404   403   403     403     403    403
    POST /registrations/{id}/cancel/confirm           401     403    403   403   403     403     403    403
    POST /api/v1/members/{number}/sign-in-code        401     403    403   201   201     403     403    403
    POST /api/v1/session                              403     409    409   403   403     403     403    403
    GET /me/overview                                  401     200    200   403   403     403     403    403
    GET /me/card                                      401     200    200   403   403     403     403    403
    GET /me/read                                      401     404    404   403   403     403     403    403
    GET /desk/members/{number}/card                   401     403    403   200   200     200     403    403
    POST /sign-in                                     403     409    409   403   403     403     403    403
    POST /api/v1/sign-in-codes                        409     409    409   403   403     403     403    403
    POST /api/v1/sign-in-codes/session                403     409    409   403   403     403     403    403
    POST /api/v1/joining-codes                        409     409    409   403   403     403     403    403
    POST /sign-in/code                                409     409    409   403   403     403     403    403
    POST /sign-in/confirm                             403     409    409   403   403     403     403    403
    GET /api/v1/me/data                               401     200    200   403   403     403     403    403
    GET /api/v1/me/sessions                           401     200    200   403   403     403     403    403
    DELETE /api/v1/me/sessions/{session}              401     404    404   403   403     403     403    403
    POST /api/v1/me/leaving                           401     200    200   403   403     403     403    403
    POST /api/v1/members/{number}/leaving             401     403    403   200   200     403     403    403
    GET /api/v1/me/newsletter                         401     200    200   403   403     403     403    403
    POST /api/v1/me/newsletter                        401     201    201   403   403     403     403    403
    DELETE /api/v1/me/newsletter                      401     204    204   403   403     403     403    403
    GET /me/newsletter                                401     200    200   403   403     403     403    403
    POST /me/newsletter/agree                         401     200    200   403   403     403     403    403
    POST /me/newsletter/withdraw                      401     200    200   403   403     403     403    403
    GET /newsletter/end                               422     422    422   422   422     422     422    422
    POST /newsletter/end                              422     422    422   422   422     422     422    422
    POST /api/v1/me/contact-codes                     401     409    409   403   403     403     403    403
    POST /api/v1/me/contact                           401     409    409   403   403     403     403    403
    POST /api/v1/members/{number}/contact             401     403    403   200   200     403     403    403
    GET /me/contact                                   401     200    200   403   403     403     403    403
    POST /me/contact/code                             401     409    409   403   403     403     403    403
    POST /me/contact/confirm                          401     409    409   403   403     403     403    403
    GET /me/privacy                                   401     200    200   403   403     403     403    403
    POST /me/sessions/end                             401     200    200   403   403     403     403    403
    GET /me/leaving                                   401     200    200   403   403     403     403    403
    POST /me/leaving/confirm                          401     403    403   403   403     403     403    403
    GET /api/v1/me                                    401     200    200   403   403     403     403    403
    DELETE /api/v1/session                            401     204    204   403   403     403     403    403
    POST /sign-out                                    401     200    200   403   403     403     403    403
    GET /api/v1/messages                              401     403    403   200   200     200     403    403
    GET /api/v1/webhooks                              401     403    403   200   200     200     403    403
    POST /api/v1/desk/session                         200     200    200   403   403     403     403    403
    GET /api/v1/desk/session                          401     403    403   200   200     200     200    200
    DELETE /api/v1/desk/session                       401     403    403   204   204     204     204    204
    GET /api/v1/desk/rules                            401     403    403   200   200     200     200    403
    GET /api/v1/desk/today                            401     403    403   200   200     200     403    403
    GET /api/v1/readings                              401     403    403   403   403     200     403    403
    GET /api/v1/rewards                               200     200    200   200   200     200     200    200
    GET /api/v1/rewards/{slug}                        200     200    200   200   200     200     200    200
    POST /api/v1/rewards/{slug}/vouchers              401     201    403   201   201     403     403    403
    POST /api/v1/rewards/{slug}/stock                 401     403    403   403   201     403     403    403
    GET /api/v1/members/{number}/vouchers             401     200    404   200   200     200     403    403
    POST /api/v1/vouchers/use                         401     403    403   200   200     403     403    403
    POST /api/v1/vouchers/{voucher}/cancellation      401     201    404   201   201     403     403    403
    POST /rewards/{slug}/redeem                       401     200    409   403   403     403     403    403
    POST /rewards/{slug}/redeem/confirm               401     403    403   403   403     403     403    403
    GET /me/vouchers/{voucher}                        401     200    404   403   403     403     403    403
    GET /desk/vouchers/{voucher}                      401     403    403   200   200     403     403    403
    POST /me/vouchers/{voucher}/cancel                401     200    404   403   403     403     403    403
    POST /me/vouchers/{voucher}/cancel/confirm        401     403    403   403   403     403     403    403
    GET /me/statement                                 401     200    200   403   403     403     403    403
    GET /me/statement.csv                             401     200    200   403   403     403     403    403
    GET /desk/members/{number}/statement              401     403    403   200   200     200     403    403
    GET /desk/members/{number}/statement.csv          401     403    403   200   200     200     403    403
    """

  private static let bodies = [
    "POST /api/v1/members": #"{"name":"新人","phone":"13900139000","consent":"v1"}"#,
    "POST /api/v1/desk/session": #"{"token":"token-of-the-clerk"}"#,
    "POST /join": "name=%E6%96%B0%E4%BA%BA&phone=13900139000&consent=v1",
    "POST /contribute": "title=a&pen_name=b&contact=a%40b.example&text=c&agree=yes",
    "POST /join/confirm": "name=%E6%96%B0%E4%BA%BA&phone=13900139000&consent=v1&key=1.2.3",
    "POST /api/v1/members/{number}/points":
      #"{"action":"award","points":1,"source":"manual","reason":"测试"}"#,
    "POST /api/v1/points/batch":
      #"{"mode":"each","lines":[{"member":"477127567449","action":"award","points":1,"source":"manual","reason":"测试"}]}"#,
    "POST /api/v1/points/import":
      "member,source,points,reference,reason\n477127567449,manual,1,A-1,测试",
    "POST /api/v1/points/{entry}/reversal": #"{"reason":"测试"}"#,
    "POST /api/v1/points/cancellations":
      #"{"source":"purchase","reference":"R-2026.1180","reason":"测试"}"#,
    "POST /api/v1/points/requests/{request}/approval": "{}",
    "POST /api/v1/me/family/invitations": #"{"member":"516621805708"}"#,
    "POST /api/v1/me/family/acceptance": #"{"member":"516621805708"}"#,
    "POST /api/v1/me/family/refusal": #"{"member":"516621805708"}"#,
    "POST /api/v1/me/family/leaving": "{}",
    "POST /api/v1/me/newsletter": "{}",
    "POST /me/newsletter/agree": "edition=original",
    "POST /api/v1/members/{number}/transfers": #"{"to":"516621805708","points":1}"#,
    "POST /api/v1/members/{number}/profile": #"{"homes":1,"reason":"测试"}"#,
    "POST /api/v1/members/{number}/referral": #"{"referrer":"516621805708"}"#,
    "POST /api/v1/members/{number}/sign-in-code": "{}",
    "POST /api/v1/session": #"{"number":"477127567449","code":"ABCD-1234"}"#,
    "POST /api/v1/sign-in-codes": #"{"phone":"13800138001"}"#,
    "POST /api/v1/joining-codes": #"{"phone":"13900139000"}"#,
    "POST /api/v1/sign-in-codes/session":
      #"{"phone":"13800138001","code":"\#(String(repeating: "A", count: 43))","digits":"123456"}"#,
    "POST /sign-in/code": "contact=13800138001",
    "POST /sign-in/confirm":
      "contact=13800138001&digits=123456&code=\(String(repeating: "A", count: 43))",
    "POST /api/v1/me/contact-codes": #"{"phone":"13900139000"}"#,
    "POST /api/v1/members/{number}/contact": #"{"phone":"13900139000"}"#,
    "POST /api/v1/me/contact":
      #"{"phone":"13900139000","code":"\#(String(repeating: "A", count: 43))","digits":"123456","oldDigits":"123456"}"#,
    "POST /me/contact/code": "contact=13900139000",
    "POST /me/contact/confirm":
      "contact=13900139000&digits=123456&oldDigits=123456&code=\(String(repeating: "A", count: 43))",
    "POST /me/leaving/confirm": "key=1.2.3",
    "POST /sign-in": "number=477127567449&code=abcd1234",
    "POST /api/v1/points/requests/{request}/refusal": #"{"reason":"测试"}"#,
    "POST /api/v1/events/{slug}/registrations": #"{"member":"477127567449"}"#,
    "POST /api/v1/events/{slug}/check-ins": #"{"member":"477127567449"}"#,
    "POST /events/{slug}/register/confirm": "key=1.2.3",
    "POST /registrations/{id}/cancel/confirm": "key=1.2.3",
    "POST /api/v1/rewards/{slug}/vouchers": #"{"member":"477127567449"}"#,
    "POST /api/v1/rewards/{slug}/stock": #"{"change":-1,"reason":"测试"}"#,
    "POST /api/v1/vouchers/use": #"{"voucher":"V11-2"}"#,
    "POST /api/v1/vouchers/{voucher}/cancellation": #"{"reason":"测试"}"#,
    "POST /rewards/{slug}/redeem/confirm": "key=1.2.3",
    "POST /me/vouchers/{voucher}/cancel/confirm": "key=1.2.3",
  ]

  private static let queries = [
    "GET /api/v1/members": "?find=13800138001", "GET /newsletter/end": "?key=x",
    "POST /newsletter/end": "?key=x",
  ]

  private static let rows = table.split(separator: "\n").dropFirst().map(String.init)

  @Test("表里有每一个接口 every endpoint is in the table")
  func complete() {
    let listed = Set(Self.rows.map { $0.split(separator: " ").prefix(2).joined(separator: " ") })
    #expect(listed == Set(Rooms.endpoints.map { "\($0.method.rawValue) \($0.path)" }))
  }

  @Test("每一格 every cell", arguments: rows)
  func row(line: String) async throws {
    let words = line.split(separator: " ").map(String.init)
    let endpoint = "\(words[0]) \(words[1])"
    let parties = [
      "visitor", "member", "other", "clerk", "manager", "auditor", "editor", "kiosk",
    ]
    for (party, expected) in zip(parties, words.dropFirst(2)) {
      try await Counter.open { counter in
        try await counter.furnish()
        let status = try await counter.status(Self.request(endpoint, by: party))
        #expect(status == expected, "\(endpoint) by \(party)")
      }
    }
  }

  /// A request that is in order.
  static func request(_ endpoint: String, by party: String) -> String {
    let sender =
      switch party {
      case "visitor": "Origin: http://localhost"
      case "member": "As: m1"
      case "other": "As: m2"
      default: "As: \(party)\nOrigin: http://localhost"
      }
    let path =
      endpoint.replacing("{number}", with: "477127567449").replacing("{entry}", with: "P7-1")
      .replacing("rewards/{slug}", with: "rewards/umbrella").replacing("{voucher}", with: "V11-2")
      .replacing("{slug}", with: "mooncake").replacing("{id}", with: "R8-1")
      .replacing("{request}", with: "Q9-1").replacing("{session}", with: "0011223344556677")
      + (queries[endpoint] ?? "")
    let type = endpoint.hasSuffix("/import") ? "\nContent-Type: text/csv" : ""
    return "\(path)\n\(sender)\nKey: cell\(type)"
      + (bodies[endpoint].map { "\n\n\($0)" } ?? "")
  }
}

extension Counter {
  /// Two members, of whom the first has something of everything, and all the staff.
  func furnish() async throws {
    try await join(2)
    try await award(10, key: "furnish")
    try await send("POST /api/v1/events/mooncake/registrations\nAs: m1\nKey: furnish")
    // More than one person may post alone: it waits.
    try await send(
      "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: furnish-request\n\n"
        + #"{"action":"award","points":1001,"source":"manual","reason":"测试"}"#)
    try await award(5, key: "furnish-more")
    try await send("POST /api/v1/rewards/umbrella/vouchers\nAs: m1\nKey: furnish-voucher")
    try await hireEditorAndKiosk()
    try await send(
      "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: furnish-receipt\n\n"
        + #"{"action":"award","source":"purchase","amountFen":9000,"reference":"R-2026.1180","reason":"测试"}"#
    )
  }
}
