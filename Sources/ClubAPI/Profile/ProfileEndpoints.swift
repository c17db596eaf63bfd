import Club
import ClubStore
import Hummingbird
import JSON

/// What the staff note of a member: homes, region, segments.
enum ProfileEndpoints {
  static let all: [Endpoint] = [
    .json(.post, "/members/{number}/profile", .counter, ProfileContract.set, set)
  ]

  @Sendable
  private static func set(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    var fields = try call.fields()
    let homes = fields.requiredInteger("homes") { ProfileRules.homes.contains($0) ? $0 : nil }
    let region = fields.optional("region") { Code($0) }
    let segments = fields.texts("segments", count: ProfileRules.segments) { Code($0) }
    let reason = fields.required("reason") { Reason($0) }
    try fields.finish()
    guard let homes, let reason else { throw Problem.unreadable }
    let profile = Profile(homes: homes, region: region, segments: segments)
    _ = try await api.submit(.profile(.set(number, profile, reason: reason)), call)
    let noted = try await api.store.read { club, _ in club.profiles.profile(of: number) }
    return Answer.json(201) { json in
      json.member("member", number.digits)
      noted.writeMembers(to: &json)
    }
  }
}

extension Profile {
  /// Writes the members `homes`, `region` and `segments`.
  func writeMembers(to json: inout JSONWriter) {
    json.member("homes", homes)
    json.member("region", region?.text)
    json.key("segments")
    json.array { json in
      for segment in segments { json.string(segment.text) }
    }
  }
}

extension Problem {
  init(_ rejection: ProfileRejection) {
    switch rejection {
    case .unknownRegion(let region, let known):
      let list = known.isEmpty ? "—" : known.map(\.text).joined(separator: ", ")
      self.init(
        .unknownRegion, "没有区域“\(region)”，club.yml 里有：\(list)。",
        "There is no region \(region). In club.yml there are: \(list).")
    case .unknownSegment(let segment, let known):
      let list = known.isEmpty ? "—" : known.map(\.text).joined(separator: ", ")
      self.init(
        .unknownSegment, "没有人群“\(segment)”，club.yml 里有：\(list)。",
        "There is no segment \(segment). In club.yml there are: \(list).")
    }
  }
}
