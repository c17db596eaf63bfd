import Club
import ClubStore
import Hummingbird
import JSON

/// What the staff note of a member: homes, region, segments.
enum ProfileEndpoints {
  static let all: [Endpoint] = [
    .json(
      .post, "/members/{number}/profile", .counter, effect: .writesOrPreviews, ProfileContract.set,
      set)
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
    let command = Command.profile(.set(number, profile, reason: reason))
    if call.isPreview {
      let decision = try await api.preview(command, call)
      guard case .profile(.set(_, let changed))? = decision.facts.first else {
        return answer(200, number, try await noted(of: number, api)).showing([number])
      }
      return answer(200, number, changed).showing([number])
    }
    _ = try await api.submit(command, call)
    return answer(201, number, try await noted(of: number, api))
  }

  private static func noted(of number: MemberNumber, _ api: ClubAPI) async throws -> Profile {
    try await api.store.read { club, _ in club.profiles.profile(of: number) }
  }

  private static func answer(_ status: Int, _ number: MemberNumber, _ profile: Profile) -> Answer {
    Answer.json(status) { json in
      json.member("member", number.digits)
      profile.writeMembers(to: &json)
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
        .unknownRegion, "没有区域“\(region)”，可用的有：\(list)。",
        "There is no region \(region). There are: \(list).")
    case .regionNeeded(let own):
      let list = own.map(\.text).joined(separator: ", ")
      self.init(
        .regionNeeded, "您的令牌只管部分区域，请写明会员属于哪一个：\(list)。",
        "Your token is for some regions. Say which of them serves the member: \(list).")
    case .unknownSegment(let segment, let known):
      let list = known.isEmpty ? "—" : known.map(\.text).joined(separator: ", ")
      self.init(
        .unknownSegment, "没有人群“\(segment)”，club.yml里有：\(list)。",
        "There is no segment \(segment). In club.yml there are: \(list).")
    }
  }
}
