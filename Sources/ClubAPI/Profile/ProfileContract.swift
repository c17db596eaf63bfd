import Club

/// What the endpoint of members' profiles promises.
enum ProfileContract {
  static let set = Contract(
    "记下房屋、区域与人群", "Noting homes, region and segments",
    detail: Words(
      "整份一次写下，事由留底；会员在自己的全部资料里看得到。等级可以看房屋套数。",
      "All of it at once, with the reason; the member finds it among all their data. Tiers may go by homes."
    ),
    body: [
      .needed("homes", homes), .optional("region", region), .optional("segments", segments),
      .needed("reason", .reason),
    ],
    answers: [
      AnswerContract(201, "已记下", "It is noted", .object(noted))
    ], problems: [.unknownMember, .memberHasLeft, .unknownRegion, .unknownSegment])

  private static let noted: [Property] = [.member] + Property.profile

  private static let homes = FieldRule(
    "房屋套数为 0 至 1000 的整数。", "Homes are an integer from 0 to 1000.",
    .integer(ProfileRules.homes))
  private static let region = FieldRule(
    "区域为 club.yml 里 regions 的代码。", "A region is the code of one of club.yml's regions.", .code)
  private static let segments = FieldRule(
    "人群为 club.yml 里 segments 的代码，最多二十个。",
    "Segments are codes of club.yml's segments, 20 at most.", .list(.code))
}

extension Property {
  /// What the staff have noted of a member.
  static let profile: [Property] = [
    Property("homes", .integer(), "房屋套数", "How many homes are the member's"),
    Property(
      "region", .nullable(.code), "区域，没有记时为 null", "The region, null where nobody noted any"),
    Property("segments", .list(.code), "人群", "The segments"),
  ]
}
