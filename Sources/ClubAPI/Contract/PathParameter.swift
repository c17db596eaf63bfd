import Club

/// What stands in the braces of a path.
enum PathParameter: String, CaseIterable, Sendable {
  case number
  case entry
  case request
  case voucher
  case session
  case slug
  case id

  /// Those of a path, from the left.
  static func all(in path: String) -> [PathParameter] {
    names(in: path).compactMap { Self(rawValue: $0) }
  }

  /// The names in a path's braces.
  static func names(in path: String) -> [String] {
    path.split(separator: "/").filter { $0.first == "{" && $0.last == "}" }
      .map { String($0.dropFirst().dropLast()) }
  }

  var about: Words {
    switch self {
    case .number: Words("会员号，可以有空格", "The member's number; it may have spaces")
    case .entry: Words("分录编号", "The entry's name")
    case .request: Words("申请编号", "The request's name")
    case .voucher: Words("礼券编号", "The voucher's name")
    case .session: Words("登录编号", "The session's name")
    case .slug: Words("活动或兑换品的短名", "The slug of the event or the reward")
    case .id: Words("报名编号", "The registration's name")
    }
  }

  var schema: Schema {
    switch self {
    case .number: .text(1..., example: "477127567449")
    case .entry: .text(1..., example: "P7-1")
    case .request: .text(1..., example: "Q14-1")
    case .voucher: .text(1..., example: "V12-2")
    case .session: .text(1..., example: "00112233445566aa")
    case .slug: .text(1..., example: "mooncake")
    case .id: .text(1..., example: "R10-1")
    }
  }

  /// A value in the one spelling that it is known by, so that the same request in another spelling is
  /// the same; what cannot be understood stays as it is, and the handler refuses it.
  func canonical(_ text: String) -> String {
    switch self {
    case .number: MemberNumber(text)?.digits ?? text
    case .entry: EntryID(text)?.description ?? text
    case .request: ApprovalID(text)?.description ?? text
    case .voucher: VoucherID(text)?.description ?? text
    case .session: text
    case .slug: Code(text)?.text ?? text
    case .id: RegistrationID(text)?.description ?? text
    }
  }
}
