extension ProblemType {
  /// When a problem of this type comes, and what to do about it: for the document and the site's page
  /// of the problem. A test wants one for every type.
  var meaning: Words { Self.meanings[self] ?? Words("", "") }

  static let meanings: [ProblemType: Words] = transportMeanings.merging(clubMeanings) { $1 }

  private static let transportMeanings: [ProblemType: Words] = [
    .notFound: Words("没有接口在这个地址，请核对地址。", "No endpoint has this address. Check it."),
    .methodNotAllowed: Words(
      "这个地址只接受Allow头里的几种方法。", "The address takes the methods that the header Allow names."),
    .preconditionFailed: Words(
      "If-Match里的ETag已不是现在的，什么也没有做；重新取一次再办。",
      "The ETag in If-Match is no longer the present one, and nothing was done. Fetch it anew."),
    .bodyTooLarge: Words(
      "请求内容超过65,536字节，请分几次发。", "The body has more than 65,536 bytes. Send less at once."),
    .unsupportedMediaType: Words(
      "接口收application/json，收文件的收text/csv，表单收表单自己的格式。",
      "Endpoints take application/json, those of files text/csv, forms their own type."),
    .malformedBody: Words(
      "不是一个JSON对象，或表单、查询参数无法读取；detail说明在哪里。",
      "It is no JSON object, or the form or the query cannot be read; `detail` says where."),
    .invalidRequest: Words(
      "errors列出有误的各项和它们应有的样子，改正后再发。",
      "`errors` names the fields and what they must look like. Correct them."),
    .idempotencyKeyMissing: Words(
      "会写的POST都要带Idempotency-Key。", "A POST that writes carries an Idempotency-Key."),
    .idempotencyKeyInvalid: Words(
      "Idempotency-Key应为16至128个可见ASCII字符。",
      "An Idempotency-Key has 16 to 128 visible ASCII characters."),
    .idempotencyKeyReused: Words(
      "这个键已用于另一个请求，请换一个新的。", "The key was used for another request. Take a new one."),
    .idempotencyKeyInFlight: Words(
      "第一次的请求还在写，过Retry-After秒再问。",
      "The first request is still being written. Ask again after Retry-After."),
    .crossOrigin: Words(
      "带cookie的写操作只能从本站的页面发出。",
      "What is written with a cookie must come from a page of this site."),
    .formExpired: Words(
      "核对页过期了，或填的内容变了；请返回重新填写。",
      "The page of confirmation is too old, or not for these values. Start again."),
    .tooManyRequests: Words("请等Retry-After秒再试。", "Wait for Retry-After seconds."),
    .diskFull: Words(
      "服务器磁盘已满，什么也没有写下，查询不受影响；过Retry-After秒用同一个键再发。",
      "The server's disk is full: nothing was written, reading goes on. Send the same again after Retry-After."
    ),
    .storeStopped: Words(
      "服务正在停止或重启；过Retry-After秒用同一个键再发，不会重复记账。",
      "The service is ending or starting anew. Send the same again after Retry-After: nothing is posted twice."
    ),
    .internalError: Words("是我们的错，原因在服务器的日志里。", "It is ours. The server's log has the reason."),
    .invalidToken: Words(
      "令牌不认识，或已被撤销、到期。", "The token is not known, was revoked or has expired."),
    .signInNeeded: Words("只给会员或工作人员，请先登录。", "For members or staff only. Sign in first."),
    .notPermitted: Words("这个角色不能做，或是别人的东西。", "Not for this role, or another member's."),
    .staffNoLongerValid: Words(
      "令牌刚刚被撤销或换了角色，请领新的令牌。", "The token was revoked in the same moment. Ask for a new one."),
  ]

  private static let clubMeanings: [ProblemType: Words] = [
    .unknownRegion: Words(
      "detail列出可用的区域：club.yml的regions，令牌只管部分区域的为那几个。",
      "`detail` names the regions that there are: those of club.yml, or the token's own."),
    .regionNeeded: Words(
      "令牌管着几个区域，要写明会员属于哪一个；detail列出。",
      "The token is for several regions: say which of them serves the member; `detail` names them."),
    .unknownSegment: Words(
      "detail列出club.yml的segments。", "`detail` names the segments of club.yml."),
    .noFamilies: Words(
      "club.yml里没有families，会里不设家庭。", "club.yml says nothing of `families`."),
    .familyOfOne: Words("请填另一位会员的会员号。", "Give another member's number."),
    .alreadyInFamily: Words(
      "一位会员只在一个家庭里，先退出原来的。", "A member is of one family: leave the other one first."),
    .familyFull: Words("detail写着最多几人。", "`detail` says how many there may be."),
    .noInvitation: Words(
      "对方没有邀请，或邀请已撤回、已过三十天；请对方再邀请一次。",
      "The other one has not asked, has taken it back, or it was thirty days ago: let them ask again."
    ),
    .notInFamily: Words("没有可退出的家庭。", "There is no family to leave."),
    .notOneFamily: Words(
      "只能转赠给同一家庭的会员：一方邀请，另一方同意。",
      "Points go to members of one's own family: one asks, the other agrees."),
    .transferNeedsMember: Words(
      "超过复核限额的，须由会员本人登录后转赠；detail写着限额。",
      "Above the number of points that `detail` names the member signs in and does it."),
    .tooManyLots: Words("一次最多动用二百个批次，请分几次转。", "One transfer takes from 200 lots: make several."),
    .noReferrals: Words(
      "club.yml里没有带referral的积分规则；不填介绍人即可入会。",
      "No point rule in club.yml has `referral`. Join without naming anybody."),
    .unknownReferrer: Words(
      "介绍人的会员号没有人用，或已经退会；请核对，或先不填，限期内可到前台补。",
      "Nobody has the number, or they have left. Check it, or leave it out: the desk can add it in time."
    ),
    .refersThemselves: Words("请填另一位会员的会员号。", "Give another member's number."),
    .referrerCameLater: Words(
      "介绍人须是先入会的会员。", "Whoever brings a member has joined before them."),
    .referrerIsGuardian: Words(
      "为孩子办理入会不算介绍，请填别的会员或不填。",
      "Joining for a child is no referral. Name somebody else, or nobody."),
    .alreadyReferred: Words(
      "每位会员只记一位介绍人，只记一次。", "Every member is brought by one member, once."),
    .tooLateToRefer: Words(
      "入会后若干天内可以补填（规则的within_days），过期不补。",
      "It can be said for some days after joining (`within_days` of the rule), and no longer."),
    .duplicateContact: Words(
      "这个电话或邮箱已有会员在用；工作人员会看到会员号，本人请到前台核对身份。",
      "A member uses this phone or address. Staff are told which one; at the desk the identity can be checked."
    ),
    .contactMissing: Words("电话和邮箱至少要有一个。", "There is neither phone nor e-mail. Give one of them."),
    .outdatedConsent: Words("条款已更新，请出示现行的一版。", "The terms have changed. Show the current ones."),
    .unknownConsent: Words(
      "从未采用过这一版条款；detail列出最近的几版。", "This version was never adopted; `detail` names the latest."),
    .noConsentAdopted: Words("会里还没有公布入会条款。", "The club has published no terms of joining yet."),
    .alreadyMember: Words(
      "已登录为detail所说的会员；要为别人入会请先退出。",
      "Signed in as the member whom `detail` names. Sign out to sign somebody else up."),
    .channelNotOpen: Words(
      "访客只能从网站入会，其他途径由工作人员办理。", "Visitors join by `website`, staff enter the others."),
    .unknownMember: Words("没有这个会员号，或是别人的。", "Nobody has this number, or it is another member's."),
    .unknownSession: Words("这次登录已经结束。", "The session has ended."),
    .guardianIsWard: Words(
      "监护人自己也未满十四周岁，请填成年会员的会员号。",
      "The guardian has a guardian of their own. Give the number of a grown-up member."),
    .hasWards: Words(
      "还监护着detail里的会员，先为其办理退会。",
      "`detail` names whom the member answers for; they are to leave first."),
    .memberHasLeft: Words(
      "已经退会，什么也不能再记；要再入会，请重新办理。",
      "Nothing can be posted for whoever has left. To come back they join anew."),
    .wrongCode: Words(
      "六位数字不对，或已用过、过期；试错五次须重新取。",
      "The digits are not right, or the code is good no longer. After five tries ask for another."),
    .codeNeeded: Words(
      "从网站入会先取验证码：POST /api/v1/joining-codes，再把code与digits一起发来。",
      "Whoever joins by the website asks for a code first: POST /api/v1/joining-codes, then sends code and digits too."
    ),
    .codesNotSent: Words(
      "会里不向这类联系方式发验证码；换一种，或到前台办理。",
      "The club sends no codes to such a contact. Take the other kind, or go to the desk."),
    .wrongSignInCode: Words(
      "会员号与登录码不符，或码已用过、过期；请到前台再取。",
      "Number and code do not belong together, or the code is good no longer. The desk gives another."
    ),
    .sessionAlreadyExpired: Words("登录期限早于现在。", "The session would end before now."),
    .insufficientPoints: Words("积分不够，detail说现有多少。", "`detail` says how many points are there."),
    .unknownEntry: Words("没有这个编号的分录。", "No entry has this name."),
    .alreadyReversed: Words(
      "已由detail所说的分录冲正。", "It was reversed by the entry that `detail` names."),
    .entryIsReversal: Words(
      "冲正分录不能再冲正，请另记一笔。", "A reversal is not reversed. Post a new entry instead."),
    .awardAlreadySpent: Words(
      "这笔积分已用掉，冲正会欠分；经理可以允许。", "The points have been spent. A manager may allow the debt."),
    .debtNeedsManager: Words("只有经理可以允许欠分。", "A clerk has sent `allowsDebt`; only a manager may."),
    .ownEntry: Words(
      "自己记的账，欠分与退回过期的分须由另一位经理办理。",
      "Another manager must do it: nobody allows a debt, or gives lapsed points anew, for an entry of"
        + " their own."),
    .unknownSource: Words("没有这个来源，detail列出现有的。", "`detail` names the sources that there are."),
    .pointsMissing: Words("手工发放或兑换没有写多少分。", "An award by hand or a spending without `points`."),
    .ruleNeedsDiffer: Words(
      "detail说这条规则要填哪几项，errors指出还缺的。",
      "`detail` names the fields that the rule takes, `errors` those that are lacking."),
    .ruleNotInForce: Words(
      "detail说这条规则用于哪些业务日期。", "`detail` says for which business dates the rule is."),
    .givenByItself: Words(
      "这条规则在升级当日自动记分，不由人记。",
      "The rule gives its points by itself on the day a member comes to the tier."),
    .tierNeeded: Words(
      "detail说这条规则给哪些等级。", "`detail` names the tiers whose members the rule is for."),
    .capReached: Words(
      "这条规则在detail所说的期间里已给满。",
      "The rule has given the member all that it gives within the time that `detail` names."),
    .onlyOnce: Words(
      "这条规则只记一次，已记为detail所说的分录。",
      "The rule gives points once, and did so by the entry that `detail` names."),
    .alreadyAwarded: Words(
      "同一收据、活动或凭据已记为detail所说的分录。",
      "The receipt, event or reference was awarded by the entry that `detail` names."),
    .alreadyRequested: Words(
      "同样的申请正在等复核。", "A request for the same waits for a second person."),
    .nothingEarned: Words("按规则不足一分。", "It comes to less than one point."),
    .tooManyPoints: Words("超过一笔的上限。", "It comes to more points than one entry has."),
    .eventWithoutPoints: Words("活动页没有写积分。", "The event's page says nothing of points."),
    .eventNotBegun: Words(
      "活动还没开始，detail说何时。", "Award when the event has begun, which `detail` tells."),
    .pointsDifferFromRule: Words(
      "规则定了分值，见detail；别的分值用manual。",
      "The rule gives the points that `detail` names; any other number is `manual`."),
    .batchRefused: Words(
      "整批全记或全不记，有一行不成；errors说是哪一行、为什么。",
      "All lines or none, and one is refused: `errors` says which and why."),
    .lapsingUnderWay: Words(
      "大批积分到期，正在记账；过Retry-After秒再试。",
      "More has lapsed than goes into one record, and is being posted. Try again after Retry-After."
    ),
    .alreadyLapsed: Words(
      "这个业务日期的积分已经过期，detail说到哪天为止。",
      "`detail` says through which day points of that business date were good."),
    .refundNeedsManager: Words(
      "其中有过期的积分，退回须由经理办理。", "Some of the points have lapsed. A manager may give them back."),
    .businessDateOutOfRange: Words("业务日期不在detail所说的范围内。", "`detail` names the range."),
    .unknownRequest: Words("没有这个申请编号。", "No request has this name."),
    .requestAlreadyDecided: Words("已经有人批准或退回。", "Somebody has approved or refused it."),
    .ownRequest: Words("须由另一位经理批准。", "Another manager must approve it."),
    .requestNotYours: Words("只有经理或申请人自己可以退回。", "Only a manager or whoever asked may refuse it."),
    .unknownEvent: Words("没有这个活动，或已撤下。", "There is no such event, or it was withdrawn."),
    .eventCancelled: Words("活动取消了。", "The event will not take place."),
    .eventPast: Words("活动已经开始。", "The event has begun."),
    .registrationClosed: Words("报名已截止，detail说何时。", "`detail` says since when."),
    .alreadyRegistered: Words("已经报过名，detail说报名编号。", "Registered already, as `detail` names."),
    .unknownRegistration: Words(
      "这个活动没有这次报名，或是别人的。", "There is no such registration at this event, or it is another member's."
    ),
    .alreadyCancelled: Words("这次报名先前已取消。", "It was cancelled before."),
    .unknownReward: Words("没有这件兑换品，或已撤下。", "There is no such reward, or it was withdrawn."),
    .rewardNotYetOffered: Words("还没到起兑日，detail说哪一天。", "`detail` says from which day on."),
    .rewardNoLongerOffered: Words("兑换已截止，detail说哪一天。", "`detail` says through which day."),
    .rewardSoldOut: Words("兑完了，或等会里补货。", "None is left, until the club has more."),
    .rewardLimitReached: Words("每人限兑的件数已满。", "The member has as many as one may have."),
    .voucherCodeInUse: Words("券码重复，换一个Idempotency-Key。", "The code is in use. Take another key."),
    .unknownVoucher: Words("没有这张礼券，或是别人的。", "There is no such voucher, or it is another member's."),
    .voucherUsed: Words("已经用过，detail说哪一天。", "It was used, as `detail` says when."),
    .voucherCancelled: Words("已经取消，积分退回了。", "It was cancelled and its points came back."),
    .voucherLapsed: Words("已经过期，detail说有效到哪一天。", "It has lapsed; `detail` says when."),
    .voucherNeedsManager: Words(
      "用过或过期的，由经理取消。", "A manager may cancel what was used or has lapsed."),
    .entryPaysVoucher: Words(
      "这笔分录换了礼券，请取消礼券。", "The entry pays for a voucher. Cancel that instead."),
    .stockNotCounted: Words("不限量的不盘点。", "Nothing is counted where there are always enough."),
    .impossibleCorrection: Words(
      "盘点后会少于零，或改动过大，detail说账上余多少。", "It would leave less than none; `detail` says what is left."),
    .duplicateTag: Words(
      "每个区域、每个人群各用一个代码。", "Each region and each segment has a code of its own."),
    .impossibleFamily: Words("一个家庭为二至二十人。", "A family has 2 to 20 members."),
    .duplicateReward: Words("两件兑换品同名，请改内容。", "Two rewards have one slug. Change the content."),
    .impossibleReward: Words(
      "兑换品截止早于开始，或数量为负。", "The reward ends before it begins, or has a negative stock or limit."),
    .unknownStaff: Words("没有这个编号的工作人员。", "Nobody of the staff has this number."),
    .alreadyRevoked: Words("令牌先前已撤销。", "The token has been revoked already."),
    .tokenAlreadyExpired: Words("令牌的期限早于现在。", "The token would expire before it is given out."),
    .alreadyCheckedIn: Words(
      "这位会员已经签到，不能再签，也不能取消报名。", "The member has been checked in, once and for all."),
    .noSeat: Words(
      "这位会员没有席位，请到前台登记。", "The member has no seat. The desk can register whoever stands here."),
    .checkInClosed: Words(
      "只在活动当天签到，detail说哪几天。", "Members are checked in on the days that `detail` names."),
    .tokenInUse: Words("令牌重复，请重新生成。", "The token is in use. Make another."),
    .duplicateEvent: Words("两个活动同名，请改内容。", "Two events have one slug. Change the content."),
    .duplicateRule: Words(
      "积分规则代码重复或是保留的，请改club.yml。", "A rule's code is taken twice or reserved. Change club.yml."),
    .impossibleRule: Words(
      "积分规则或限时活动的条款自相矛盾。", "The terms of a rule or campaign contradict themselves."),
    .impossibleEvent: Words(
      "活动结束早于开始，或名额为负。", "The event ends before it begins, or has a negative capacity."),
  ]
}
