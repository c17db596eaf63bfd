import Club

/// How a script writes what the staff note of members.
///
/// `clerk notes m1 2 region=north segments=owner,volunteer`
extension Script {
  func profileCommand(_ words: [Substring], _ options: Options) throws -> ProfileCommand {
    .set(
      try member(words[2]),
      Profile(
        homes: try known(Int(words[3])), region: options["region"].flatMap { Code($0) },
        segments: (options["segments"] ?? "").split(separator: ",").compactMap { Code($0) }),
      reason: try known(Reason("看过合同")))
  }

  func tags(_ words: Substring?) -> [MemberTag] {
    codes(words).map { MemberTag(code: $0, title: "名称") }
  }

  func codes(_ words: Substring?) -> [Code] {
    (words ?? "").split(separator: ",").compactMap { Code($0) }
  }

  func describe(_ fact: ProfileFact) -> String {
    switch fact {
    case .set(let member, let profile):
      let tags: [String?] = [
        profile.region?.text, profile.segments.map(\.text).joined(separator: " "),
      ]
      return (["\(name(member)) has \(profile.homes) homes"] + tags.compactMap { $0 })
        .filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }
}
