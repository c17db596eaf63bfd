import Club

extension Problem {
  /// The rules' refusal, in words.
  init(_ rejection: Rejection) {
    switch rejection {
    case .access(let rejection): self.init(rejection)
    case .membership(let rejection): self.init(rejection)
    case .points(let rejection): self.init(rejection)
    case .earning(let rejection): self.init(rejection)
    case .approval(let rejection): self.init(rejection)
    case .registration(let rejection): self.init(rejection)
    case .rewards(let rejection): self.init(rejection)
    case .family(let rejection): self.init(rejection)
    case .profile(let rejection): self.init(rejection)
    case .staff(let rejection): self.init(rejection)
    case .terms(let rejection): self.init(rejection)
    }
  }

  init(_ rejection: AccessRejection) {
    switch rejection {
    case .signInNeeded:
      self.init(
        .signInNeeded, "会员请先入会或登录，工作人员请出示令牌。",
        "Members join or sign in first; staff present their token.")
    case .notPermitted:
      self.init(
        .notPermitted, "这件事不在您的权限之内。", "This is not for you to do.")
    case .staffNoLongerValid:
      self.init(
        .staffNoLongerValid, "令牌刚刚被撤销、到期或调整了角色，请向经理领取新的令牌。",
        "The token has just been revoked, has expired or was given another role. Ask a manager for a new one."
      )
    }
  }

  private init(_ rejection: MembershipRejection) {
    switch rejection {
    case .duplicateContact(let holder?):
      self = .duplicateContact(of: holder)
    case .duplicateContact(nil):
      self = .contactTaken
    case .contactOutOfReach:
      self = .contactTakenElsewhere
    case .contactMissing:
      self.init(
        .contactMissing, "电话和邮箱至少留一个。", "Give a phone or an e-mail address, or both.")
    case .outdatedConsent(let current):
      self.init(
        .outdatedConsent, "条款现在是\(current)版，请重新打开入会页阅读并同意。",
        "The terms are now version \(current). Open the join page again, read them and agree.")
    case .unknownConsent(let version, let known):
      // The latest are what a paper form may carry; all of them would make a long answer.
      let list = known.suffix(5).map(\.text).joined(separator: ", ")
      self.init(
        .unknownConsent, "从未采用过条款\(version)版，最近采用的有：\(list)。请核对入会表。",
        "Version \(version) of the terms was never adopted. The latest are: \(list)."
          + " Check the form.")
    case .noConsentAdopted:
      self.init(
        .noConsentAdopted, "会里还没有公布入会条款（club.yml的consent），公布以后即可入会。",
        "The club has published no terms of joining yet (consent in club.yml). Once it has, join.")
    case .channelNotOpen(let channel):
      self.init(
        .channelNotOpen, "您不能以“\(channel.rawValue)”途径办理入会。",
        "You cannot sign anybody up by \(channel.rawValue).")
    case .unknownMember:
      self.init(
        .unknownMember, "没有这个会员号，请核对十二位数字。",
        "Nobody has this number. Check its twelve digits.")
    case .wrongSignInCode:
      self.init(
        .wrongSignInCode, "会员号与登录码不符，或登录码已用过、已过期。请到前台再取一个。",
        "Number and code do not belong together, or the code was used or has expired. The desk gives another."
      )
    case .guardianIsWard:
      self.init(
        .guardianIsWard, "这位会员自己也由监护人入会，不能为别人监护。请填成年会员的会员号。",
        "This member has a guardian of their own. Give the number of a grown-up member.")
    case .noReferrals, .unknownReferrer, .refersThemselves, .referrerCameLater,
      .referrerIsGuardian, .alreadyReferred, .tooLateToRefer:
      self.init(referral: rejection)
    case .hasWards(let ward):
      self.init(
        .hasWards, "会员\(ward)由这位会员监护，请先为其办理退会。",
        "Member \(ward) is under this member's care and is to leave first.")
    case .hasLeft:
      self.init(
        .memberHasLeft, "这位会员已经退会，积分和报名都已了结；要再入会，请重新办理。",
        "The member has left; points and registrations are settled. To come back they join anew.")
    case .wrongCode:
      self.init(
        .wrongCode, "验证码不对，或已用过、已过期。请核对短信或邮件里的六位数字，试错五次须重新取。",
        "The code is not right, or was used or has expired. Look again; after five tries ask for another."
      )
    case .unknownSession:
      self.init(
        .unknownSession, "这次登录已经结束。", "The session has ended.")
    case .sessionAlreadyExpired:
      self.init(
        .sessionAlreadyExpired, "登录期限早于现在。", "The session would end before now.")
    }
  }

  /// Whoever is signed in wants to join once more.
  static func alreadyMember(_ number: MemberNumber) -> Problem {
    Problem(
      .alreadyMember, "您已经入会，会员号\(number)。要为别人入会，请先退出登录。",
      "You are member \(number). To sign somebody else up, sign out first.")
  }

  private init(_ rejection: StaffRejection) {
    switch rejection {
    case .unknownStaff:
      self.init(.unknownStaff, "没有这个编号的工作人员。", "Nobody of the staff has this number.")
    case .alreadyRevoked:
      self.init(.alreadyRevoked, "令牌已经撤销过。", "The token has been revoked already.")
    case .tokenInUse:
      self.init(.tokenInUse, "请重新生成令牌。", "Make another token.")
    case .tokenAlreadyExpired:
      self.init(
        .tokenAlreadyExpired, "令牌的期限早于现在。", "The token would expire before it is given out.")
    }
  }

  private init(_ rejection: TermsRejection) {
    switch rejection {
    case .duplicateEvent(let slug):
      self.init(
        .duplicateEvent, "有两个活动都叫\(slug)。", "Two events have the slug \(slug).")
    case .duplicateRule(let code):
      self.init(
        .duplicateRule, "积分规则代码\(code)重复，或是系统保留的代码。",
        "The rule's code \(code) is taken twice or reserved.")
    case .impossibleRule(let code):
      self.init(
        .impossibleRule, "积分规则或活动期\(code)的条款自相矛盾。",
        "The terms of the rule or campaign \(code) contradict themselves.")
    case .impossibleEvent(let slug):
      self.init(
        .impossibleEvent, "活动\(slug)的结束早于开始，或名额为负。",
        "The event \(slug) ends before it begins, or has a negative capacity.")
    case .duplicateTag(let code):
      self.init(
        .duplicateTag, "有两个区域或人群的代码都是\(code)。",
        "Two regions or segments have the code \(code).")
    case .impossibleFamily:
      self.init(
        .impossibleFamily, "一个家庭为二至二十人（club.yml的families）。",
        "A family has 2 to 20 members (families in club.yml).")
    case .duplicateReward(let slug):
      self.init(
        .duplicateReward, "有两件兑换品都叫\(slug)。", "Two rewards have the slug \(slug).")
    case .impossibleReward(let slug):
      self.init(
        .impossibleReward, "兑换品\(slug)的截止早于开始，或数量为负。",
        "The reward \(slug) ends before it begins, or has a negative stock or limit.")
    }
  }
}

extension Problem {
  /// To whoever has shown that the contact is theirs.
  private static var contactTaken: Problem {
    Problem(
      .duplicateContact, "这个电话或邮箱已经有会员在用。如果就是您，请在会员页用它取验证码登录；登录不了，请到前台核对身份。",
      "A member uses this phone or address. If it is you, sign in with a code that is sent there; where that"
        + " does not do, have your identity checked at the desk.")
  }

  /// To staff who do not serve whoever has it.
  private static var contactTakenElsewhere: Problem {
    Problem(
      .duplicateContact, "这个电话或邮箱已经有会员在用，但不在您管的区域。请由管那个区域的同事或总部办理。",
      "A member of a region that is not yours uses this phone or address. Leave it to whoever serves them."
    )
  }

  /// To staff alone: whose it is, or who says that it is theirs.
  private static func duplicateContact(of holder: ContactHolder) -> Problem {
    let number = holder.member
    var problem =
      holder.isConfirmed
      ? Problem(
        .duplicateContact,
        "这个电话或邮箱属于会员\(number)。请先核对身份：是同一个人，就为那位会员办理；不是，请留别的联系方式。",
        "The phone or the address belongs to member \(number). Make sure who it is: if it is the same"
          + " person, serve that member; if not, take another contact.")
      : Problem(
        .duplicateContact,
        "会员\(number)在网站入会时填了这个电话或邮箱，还没有核实。请先核对身份：是本人，就打开这位会员，核实联系方式；不是，就先用别的联系方式入会，再更换成这个。",
        "Member \(number) has joined on the site with this phone or address, which is not confirmed yet."
          + " Make sure who it is: if it is this member, open their card and confirm the contact; if not,"
          + " join with another contact and change it to this one.")
    problem.shown = [number]
    return problem
  }
}
