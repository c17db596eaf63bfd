import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Who of the staff has read about whom, for the auditor.
enum ReadingsEndpoints {
  static let all: [Endpoint] = [.json(.get, "/readings", [.auditor], contract, list)]

  /// The most readings of one answer.
  static let limits = 1...1000

  private static let contract = Contract(
    "谁看过谁的资料", "Who of the staff has read about whom, the earliest first",
    query: [
      .optional("from", .day), .optional("through", .day), .optional("member", .member),
      .optional("staff", .staffNumber), .optional("limit", .limit), .optional("after", .cursor),
    ],
    answers: [
      AnswerContract(
        200, "查阅记录", "The readings",
        .object([
          Property(
            "readings",
            .list(
              .named(
                "Reading",
                .object([
                  Property("time", .instant, "时间", "When"),
                  Property("actor", .anyText, "谁看的：staff:3", "Who has read: staff:3"),
                  Property(
                    "actorName", .nullable(.anyText), "姓名，已删除时为null",
                    "The name, null where it was erased"),
                  Property("role", .oneOf(Role.self), "当时的角色", "The role at the time"),
                  Property(
                    "endpoint", .anyText, "用的哪个接口", "By which endpoint"),
                  Property("members", .list(.memberNumber), "看了哪些会员", "About whom"),
                ]))), "查阅记录", "The readings"),
          Cursor.property,
        ]))
    ])

  @Sendable
  private static func list(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var wanted = AccessLog.Wanted()
    wanted.from = try call.query("from") { Day($0) }
    wanted.through = try call.query("through") { Day($0) }
    wanted.member = try call.query("member") { MemberNumber($0)?.digits }
    wanted.staff = try call.query("staff") { text in
      Int(text).flatMap { FieldRule.staffNumbers.contains($0) ? $0 : nil }
    }
    let limit = try call.query("limit") { text in
      Int(text).flatMap { limits.contains($0) ? $0 : nil }
    }
    let place = try call.cursor(api).map { text -> AccessLog.Place in
      let parts = text.split(separator: " ")
      guard parts.count == 2, let day = Day(parts[0]), let line = Int(parts[1]) else {
        throw Problem.unreadable
      }
      return AccessLog.Place(day: day, line: line)
    }
    let actor = call.identity.actor
    var reaches: (@Sendable (String) -> Bool)?
    if case .staff(let staff) = call.identity, !staff.regions.isEmpty {
      reaches = { number in
        MemberNumber(number).map { api.store.reaches([$0], by: actor) } ?? false
      }
    }
    let (readings, next) = try await Blocking.run {
      [wanted, reaches] () throws(StoreError) in
      try api.store.accessLog.readings(
        wanted, after: place, limit: limit ?? 100, reaching: reaches)
    }
    return Answer.json { json in
      json.key("readings")
      json.array { json in
        for reading in readings {
          json.object { json in
            json.member("time", reading.time.rfc3339)
            json.member("actor", "staff:\(reading.staff)")
            json.member("actorName", api.store.name(of: StaffID(reading.staff)))
            json.member("role", reading.role)
            json.member("endpoint", reading.endpoint)
            json.key("members")
            json.array { json in for member in reading.members { json.string(member) } }
          }
        }
      }
      json.member("next", next.map { call.cursor(at: "\($0.day.iso) \($0.line)", api) })
    }
  }
}
