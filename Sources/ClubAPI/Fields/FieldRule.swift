import Club

/// What a field must look like: in words for whoever filled it in, and as far as a schema can say it.
///
/// The schema refuses nothing that the field takes; the words say the rest.
struct FieldRule: Sendable {
  let words: Words
  let schema: Schema
  /// The same to whoever fills in a form, where the words are for programs.
  private(set) var pageWords: Words?
  /// What is wrong with a text, where that can be said more closely than by the rule.
  private(set) var fault: (@Sendable (String) -> Words?)?

  init(_ chinese: String, _ english: String, _ schema: Schema) {
    words = Words(chinese, english)
    self.schema = schema
  }

  /// The same rule, said in other words to whoever fills in a form.
  private func onPages(_ chinese: String, _ english: String) -> FieldRule {
    var rule = self
    rule.pageWords = Words(chinese, english)
    return rule
  }

  /// The same rule, which says of a text what is wrong with it.
  private func explaining(_ fault: @escaping @Sendable (String) -> Words?) -> FieldRule {
    var rule = self
    rule.fault = fault
    return rule
  }

  static let name = FieldRule(
    "姓名为一至五十个字。", "A name has 1 to 50 characters.", .text(1...50, example: "林晚舟")
  ).explaining { PersonName.fault(in: $0)?.words(of: "姓名", "A name") }
  static let phone = FieldRule(
    "电话为十一位手机号，或带区号的固定电话，或以“+”开头的国际号码。",
    "A phone is a mainland mobile number, a landline with its area code, or begins with +.",
    .text(7..., example: "138 0013 8000"))
  static let email = FieldRule(
    "邮箱形如name@example.com。", "An e-mail address looks like name@example.com.",
    .text(5..., example: "lin@example.com"))
  static let consent = FieldRule(
    "请阅读并同意入会条款（填条款版本）。", "Read the terms and agree (the terms' version).", .code
  ).onPages("请阅读入会条款，同意的话打上勾。", "Read the terms, and tick the box if you agree.")
  static let channel = FieldRule(
    "入会途径为desk、website或magazine-form。", "A channel is desk, website or magazine-form.",
    .oneOf(JoiningChannel.self))
  static let member = FieldRule(
    "会员号为十二位数字，请核对。", "A member number has twelve digits; check them.",
    .text(12..., example: "477127567449"))
  static let ward = FieldRule(
    "替监护的孩子办的，填孩子的会员号，十二位数字。",
    "For a child in one's care: the child's number of twelve digits.",
    .text(12..., example: "516621805708"))
  static let referrer = FieldRule(
    "介绍人的会员号为十二位数字，请核对；没有介绍人就不填。",
    "Whoever brought the member is named by a number of twelve digits; leave it out where nobody did.",
    .text(12..., example: "477127567449"))
  static let signInCode = FieldRule(
    "登录码为八个字母或数字，由前台给出。", "A code has eight letters or digits; the desk gives it.",
    .text(8..., example: "K7MQ-2F9X"))
  static let contact = FieldRule(
    "请填手机号或邮箱。", "Give a phone or an e-mail address.", .text(5..., example: "138 0013 8000"))
  static let codeName = FieldRule(
    "验证码的名字，取验证码时的回答里有。", "The code's name is in the answer to whoever asked for it.",
    .text(43...43))
  static let digits = FieldRule(
    "验证码为六位数字。", "A code has six digits.", .text(6..., example: "042137"))
  static let action = FieldRule(
    "应为award或spend。", "An action is award or spend.", .oneOf(["award", "spend"]))
  static let points = FieldRule(
    "积分为1至1000000的整数。", "Points are an integer from 1 to 1000000.",
    .integer(Amount.range))
  static let money = FieldRule(
    "金额以分计，为1至100000000000的整数（128.50元写作12850）。",
    "Money is an integer in fen, from 1 to 100000000000 (128.50 yuan is 12850).",
    .integer(Money.range))
  static let event = FieldRule(
    "活动为活动页地址的最后一段。", "An event is the last part of its page's address.", .code)
  static let source = FieldRule(
    "来源为积分规则的代码，或manual、redemption。",
    "A source is the code of a point rule, or manual, or redemption.", .code)
  static let reference = FieldRule(
    "参考号（依据）为1至64个半角字母、数字和“-_.:/”，不得含手机号。",
    "A reference has 1 to 64 letters, digits and -_.:/ and holds no mobile number.",
    .pattern("[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}", example: "event:mooncake"))
  static let day = FieldRule("日期形如2026-11-28。", "A date looks like 2026-11-28.", .day)
  static let month = FieldRule(
    "月份形如2026-11。", "A month looks like 2026-11.",
    .pattern("[0-9]{4}-[0-9]{2}", example: "2026-11"))
  static let limit = FieldRule(
    "行数为1至1000的整数。", "A limit is an integer from 1 to 1000.",
    .integer(CollectionPart<Int>.limits))
  static let staffNumbers = 1...1_000_000
  static let staffNumber = FieldRule(
    "工作人员编号为1起的整数。", "A staff number is an integer from 1.", .integer(staffNumbers))
  static let cursor = FieldRule(
    "after是上一页回答里的next，条件须与那一页相同。",
    "after is the `next` of the page before, with the same filters.", .text(1...))
  static let reason = FieldRule(
    "事由为一至二百个字。", "A reason has 1 to 200 characters.", .text(1...200, example: "中秋活动到场")
  ).explaining { Reason.fault(in: $0)?.words(of: "事由", "A reason") }
  static let voucher = FieldRule(
    "礼券号形如V123-2。", "A voucher's name looks like V123-2.", .place("V"))
  static let voucherCode = FieldRule(
    "券码为十二个字母或数字，请核对。", "A code has twelve letters and digits; check them.",
    .text(12..., example: "K7MQ-2F9X-3ABC"))
  static let stockChange = FieldRule(
    "盘点差数为 -1000000至1000000的整数，不为零。",
    "A change is an integer from -1000000 to 1000000, and not 0.",
    .integer(-1_000_000...1_000_000))
  static let token = FieldRule(
    "令牌为1至200个字母、数字、- 和 _。", "A token has 1 to 200 letters, digits, - and _.",
    .pattern("[A-Za-z0-9_-]{1,200}", example: "hk_…"))
  static let find = FieldRule(
    "请输入完整的会员号、手机号、邮箱、礼券号或流水号，或手机末尾至少四位（find）。",
    "Give a whole member number, phone or e-mail address, the name of a voucher (V123-2) or an entry (P123-1), or at"
      + " least a phone's last four digits (find).",
    .text(4..., example: "8000"))
  static let memberState = FieldRule(
    "state为member（在会）或left（已退会）。", "state is member or left.",
    .oneOf(MemberSearch.State.self))
  static let rewardStatus = FieldRule(
    "status为open、not-yet、over或sold-out。", "status is open, not-yet, over or sold-out.",
    .oneOf(RewardView.Status.self))
  static let maxPoints = FieldRule(
    "maxPoints为1至1000000的整数：至多要这么多积分的。",
    "maxPoints is an integer from 1 to 1000000: what costs no more than that.",
    .integer(Amount.range))
  static let author = FieldRule(
    "actor形如staff:3，或为system、member。", "actor looks like staff:3, or is system or member.",
    .pattern("(staff:[1-9][0-9]{0,6}|system|member)", example: "staff:3"))
  static let voucherStatus = FieldRule(
    "status为active、used、cancelled或lapsed。", "status is active, used, cancelled or lapsed.",
    .oneOf(Voucher.Status.self))
  static let messageStatus = FieldRule(
    "status为queued、waiting、handing-over、unknown、failed或dropped。",
    "status is queued, waiting, handing-over, unknown, failed or dropped.",
    .oneOf(OutboxContract.statuses))
  static let formKey = FieldRule("表单的钥匙。", "The form's key.", .text(1...))
  static let allowsDebt = FieldRule(
    "是否允许欠分：应为true或false。", "Whether a debt is allowed: this is true or false.", .flag)
  static let preview = FieldRule(
    "preview应为true或false。", "preview is true or false.", .flag)
  static let wayOn = FieldRule(
    "登录或入会以后回哪一页：event/短名或reward/短名；别的都当没填。",
    "Where to lead on to afterwards: event/SLUG or reward/SLUG; anything else counts as absent.",
    .anyText)
  /// Of a field that no contract names; the tests never let it come so far.
  static let unnamed = FieldRule("不认识这一项。", "This field is not known.", .anyText)
}
