import CivilTime
import Club

extension Problem {
  /// Why it is refused to say who brought a member, in words.
  init(referral rejection: MembershipRejection) {
    switch rejection {
    case .unknownReferrer:
      self.init(
        .unknownReferrer, "没有这位介绍人。请核对十二位数字；也可以先不填，限期内到前台补。",
        "No member has the referrer's number. Check its twelve digits, or leave it out: the desk can add it."
      )
    case .refersThemselves:
      self.init(
        .refersThemselves, "不能介绍自己，请填另一位会员的会员号。",
        "Nobody brings themselves. Give another member's number.")
    case .referrerCameLater:
      self.init(
        .referrerCameLater, "这位介绍人入会在后，介绍人须是先入会的会员。",
        "The referrer has joined later. Whoever brings a member has joined before them.")
    case .referrerIsGuardian:
      self.init(
        .referrerIsGuardian, "监护人为孩子办理入会，不算介绍。请填别的会员，或不填。",
        "A guardian brings nobody by joining for a child. Name another member, or nobody.")
    case .alreadyReferred:
      self.init(
        .alreadyReferred, "这位会员已经记过介绍人，每位会员只记一次。",
        "It has been said who brought this member. It is said once.")
    case .tooLateToRefer(let through):
      self.init(
        .tooLateToRefer, "介绍人最迟在\(through.iso)补填，现在不能再补。",
        "It could be said through \(through.iso), and can no longer.")
    default:
      self.init(
        .noReferrals, "会里现在没有介绍入会的积分规则，请不填介绍人。",
        "The club gives nothing for bringing members now. Leave the referrer out.")
    }
  }
}
