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
      .needed("homes", homes), .optional("region", .region), .optional("segments", segments),
      .needed("reason", .reason),
    ],
    answers: [
      AnswerContract(201, "已记下", "It is noted", .object(noted)),
      AnswerContract(200, "预览：将记下的", "The preview: what would be noted", .object(noted)),
    ], tagged: .member,
    problems: [.unknownMember, .memberHasLeft, .unknownRegion, .regionNeeded, .unknownSegment])

  private static let noted: [Property] = [.member] + Property.profile

  private static let homes = FieldRule(
    "房屋套数为0至1000的整数。", "Homes are an integer from 0 to 1000.",
    .integer(ProfileRules.homes))
  private static let segments = FieldRule(
    "人群为club.yml里segments的代码，最多二十个。",
    "Segments are codes of club.yml's segments, 20 at most.", .list(.code))
}

extension FieldRule {
  static let region = FieldRule(
    "区域为club.yml里regions的代码。", "A region is the code of one of club.yml's regions.", .code)
  static let segment = FieldRule(
    "人群为club.yml里segments的代码。", "A segment is the code of one of club.yml's segments.",
    .code)
}

extension Property {
  /// The region of whoever joins, where staff enter them.
  static let region = Property(
    "region", .code, "服务这位会员的区域", "The region that serves the member", isRequired: false)
  /// What the staff have noted of a member.
  static let profile: [Property] = [
    Property("homes", .integer(), "房屋套数", "How many homes are the member's"),
    Property(
      "region", .nullable(.code), "区域，没有记时为null", "The region, null where nobody noted any"),
    Property("segments", .list(.code), "人群", "The segments"),
  ]
}
