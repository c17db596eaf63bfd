extension ProblemType {
  /// A few words that are the same for every problem of this type.
  var title: Words { transportTitle ?? clubTitle }

  /// Titles of what is wrong with a request whatever it asks for.
  private var transportTitle: Words? {
    switch self {
    case .notFound: Words("没有这个地址", "There is nothing here")
    case .methodNotAllowed: Words("这个地址不接受这种请求", "This address does not take this method")
    case .bodyTooLarge: Words("请求内容太大", "The request's body is too large")
    case .unsupportedMediaType: Words("请求内容的格式不对", "The body is of the wrong media type")
    case .malformedBody: Words("请求内容无法读取", "The body cannot be read")
    case .invalidRequest: Words("填写的内容有误", "Some of what was sent is not right")
    case .idempotencyKeyMissing: Words("缺少 Idempotency-Key", "Idempotency-Key is missing")
    case .idempotencyKeyInvalid: Words("Idempotency-Key 不合格式", "Idempotency-Key is not well formed")
    case .idempotencyKeyReused:
      Words("同一个 Idempotency-Key 用于不同的请求", "The Idempotency-Key was used for another request")
    case .idempotencyKeyInFlight: Words("同样的请求正在处理", "The same request is being handled")
    case .crossOrigin: Words("请求来自别的网站", "The request comes from another site")
    case .formExpired: Words("这张表已经过期", "The form has expired")
    case .tooManyRequests: Words("请求太频繁", "Too many requests")
    case .storeStopped: Words("服务正在停止", "The service is stopping")
    case .diskFull: Words("磁盘已满", "The disk is full")
    case .internalError: Words("服务出错", "Something went wrong here")
    case .invalidToken: Words("令牌无效", "The token is not valid")
    default: nil
    }
  }

  private var clubTitle: Words {
    switch self {
    case .signInNeeded: Words("请先登录", "Sign in first")
    case .notPermitted: Words("没有权限", "Not permitted")
    case .staffNoLongerValid: Words("令牌已经失效", "The token is valid no longer")
    case .duplicateContact: Words("这个联系方式已经入会", "The contact belongs to a member")
    case .contactMissing: Words("请留下电话或邮箱", "A phone or an e-mail address is needed")
    case .outdatedConsent: Words("入会条款已经更新", "The terms of joining have changed")
    case .unknownConsent: Words("没有这一版入会条款", "There is no such version of the terms")
    case .noConsentAdopted: Words("暂时不能入会", "Nobody can join yet")
    case .alreadyMember: Words("您已经是会员", "You are a member already")
    case .channelNotOpen: Words("不能走这条入会途径", "This way of joining is not open to you")
    case .unknownMember: Words("没有这位会员", "There is no such member")
    case .guardianIsWard: Words("监护人须是成年会员", "A guardian answers for themselves")
    case .hasWards: Words("还监护着别的会员", "The member answers for others")
    case .memberHasLeft: Words("这位会员已经退会", "The member has left the club")
    case .unknownSession: Words("没有这次登录", "There is no such session")
    case .sessionAlreadyExpired: Words("登录期限已过", "The session has already expired")
    case .insufficientPoints: Words("积分不足", "There are not enough points")
    case .unknownEntry: Words("没有这笔分录", "There is no such entry")
    case .alreadyReversed: Words("这笔分录已经冲正", "The entry has been reversed")
    case .entryIsReversal: Words("冲正分录不能再冲正", "A reversal cannot be reversed")
    case .awardAlreadySpent: Words("这笔积分已经用掉", "The points have been spent")
    case .lapsingUnderWay: Words("正在记过期", "Points are lapsing")
    case .alreadyLapsed: Words("这些积分已经过期", "The points would have lapsed already")
    case .refundNeedsManager: Words("退回过期积分须由经理办理", "Giving back lapsed points needs a manager")
    case .wrongCode: Words("验证码不对", "The code is not right")
    case .codeNeeded: Words("请先取验证码", "A code is needed first")
    case .codesNotSent: Words("发不了验证码", "Codes are not sent there")
    case .wrongSignInCode: Words("登录码不对", "The code is not good")
    case .unknownRequest: Words("没有这个待复核的申请", "There is no such request")
    case .requestAlreadyDecided: Words("已经复核过", "The request has been decided")
    case .ownRequest: Words("不能复核自己的申请", "Nobody approves their own request")
    case .requestNotYours: Words("不能撤回别人的申请", "The request is somebody else's")
    case .debtNeedsManager: Words("欠分须由经理同意", "A debt needs a manager")
    case .unknownSource: Words("没有这个积分来源", "There is no such source of points")
    case .pointsDifferFromRule:
      Words("与积分规则的分值不符", "The rule gives another number of points")
    case .businessDateOutOfRange: Words("业务日期不在范围内", "The business date is out of range")
    case .unknownEvent: Words("没有这个活动", "There is no such event")
    case .eventCancelled: Words("活动已经取消", "The event has been called off")
    case .eventPast: Words("活动已经开始", "The event has begun")
    case .registrationClosed: Words("报名已经截止", "Registration has closed")
    case .alreadyRegistered: Words("已经报过名", "Registered already")
    case .unknownRegistration: Words("没有这次报名", "There is no such registration")
    case .alreadyCancelled: Words("这次报名已经取消", "The registration has been cancelled")
    case .unknownStaff: Words("没有这位工作人员", "There is no such person of the staff")
    case .alreadyRevoked: Words("令牌已经撤销", "The token has been revoked")
    case .tokenInUse: Words("令牌重复", "The token is in use")
    case .duplicateEvent: Words("活动名重复", "Two events have one slug")
    case .duplicateRule: Words("积分规则代码重复", "Two point rules have one code")
    case .impossibleEvent: Words("活动条件自相矛盾", "The event's terms contradict themselves")
    default: Words("请求未被接受", "The request was refused")
    }
  }
}
