/// The endpoints of one feature.
struct Room: Sendable {
  /// How the OpenAPI document and the site call it.
  let title: Words
  let endpoints: [Endpoint]

  init(_ chinese: String, _ english: String, _ endpoints: [Endpoint]) {
    title = Words(chinese, english)
    self.endpoints = endpoints
  }
}

/// Every endpoint of the API; a room adds its own by one line.
enum Rooms {
  static let all: [Room] = [
    Room("服务", "Service", HealthEndpoints.all + ReferenceEndpoints.all),
    Room("会员", "Members", MembershipEndpoints.all + JoinForms.all),
    Room("积分", "Points", PointsEndpoints.all + StatementPages.all),
    Room("欢笑分享", "Referrals", ReferralEndpoints.all),
    Room("家庭与转赠", "Families and transfers", FamilyEndpoints.all),
    Room("房屋、区域与人群", "Homes, regions and segments", ProfileEndpoints.all),
    Room("复核", "Approval", ApprovalEndpoints.all),
    Room("活动与报名", "Events and registrations", RegistrationEndpoints.all + RegistrationForms.all),
    Room(
      "兑换与礼券", "Rewards and vouchers",
      RewardsEndpoints.all + VoucherEndpoints.all + RewardsForms.all),
    Room(
      "登录", "Signing in",
      SignInEndpoints.all + CodeEndpoints.all + SessionEndpoints.all + OverviewPage.all
        + CardPages.all + MembersPages.all),
    Room("资料与隐私", "Data and privacy", PrivacyEndpoints.all + PrivacyPages.all + ContactChanges.all),
    Room("会刊来信", "Letters with the issues", NewsletterEndpoints.all + NewsletterPages.all),
    Room("消息", "Messages", OutboxEndpoints.all),
    Room("通知别的系统", "Webhooks", WebhookEndpoints.all),
    Room("来稿", "Contributions", ContributionForms.all),
    Room("工作台", "Desk", DeskEndpoints.all),
    Room("查阅记录", "Readings", ReadingsEndpoints.all),
  ]

  static let endpoints: [Endpoint] = all.flatMap(\.endpoints)
}
