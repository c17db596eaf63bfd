import Club
import ClubStore
import Hummingbird
import Testing

@testable import ClubAPI

@Suite("没有办成，也有路回去 refusals lead back")
struct RefusalTests {
  private static let visitor = "Origin: http://localhost\n\n"

  @Test("每一页都回得去，只回本站 every form says where it leads back to, on this site")
  func everyForm() {
    // What opens only by an address in a letter, reads or saves, and leads on by itself.
    let others: Set = ["/newsletter/end", "/me/read", "/me/statement", "/me/statement.csv"]
    let forms = Rooms.endpoints.filter {
      $0.style == .form && !$0.access.isDisjoint(with: [.member, .visitor])
        && !others.contains($0.path)
    }
    #expect(forms.count > 20)
    for form in forms {
      let path = form.back?.path ?? ""
      #expect(path.hasPrefix("/") && !path.hasPrefix("//"), "\(form.path)")
      let named = Set(PathParameter.all(in: path).map(\.rawValue))
      #expect(named.isSubset(of: form.parameters.map(\.rawValue)), "\(form.path)")
    }
  }

  @Test("入会表空着寄出：三处一次说全 all that is missing at once")
  func emptyForm() async throws {
    try await Counter.open { counter in
      try await counter.check(
        "POST /join\n\(Self.visitor)name=&phone=&email=&referrer=",
        """
        422

        [join] 有3处需要改正。
        consent= × 必填。请阅读入会条款，同意的话打上勾。
        email=
        name= × 必填。姓名为一至五十个字。
        phone= × 电话和邮箱至少留一个。
        referrer=
        """)
      try counter.store.startOutbox(reaching: [.email])
      #expect(
        try await counter.send("POST /join\n\(Self.visitor)name=He&contact=&consent=v1")
          .hasPrefix("422\n\n[join with codes] 有1处需要改正。\nconsent=v1\ncontact= × 电话和邮箱至少留一个。"))
    }
  }

  @Test(
    "姓名错在哪一个字，留着原样好改 which character of a name is wrong",
    arguments: [
      ("%E4%BD%95%E2%80%8B", "姓名里的第2个字（U+200B）看不见，请删去。"),
      ("%E2%80%AE", "姓名里的第1个字（U+202E）看不见，请删去。"),
      ("%E4%BD%95%EE%80%80", "姓名里的第2个字（U+E000）是自造字，换一台设备就看不到，请换成通用的字。"),
      ("%CC%81", "姓名里没有看得见的字。"),
      (String(repeating: "a", count: 60), "姓名至多50个字，填了60个。"),
    ])
  func wrongName(typed: String, said: String) async throws {
    try await Counter.open { counter in
      let answer = try await counter.send(
        "POST /join\n\(Self.visitor)name=\(typed)&phone=13800138000&consent=v1")
      #expect(answer.hasPrefix("422\n\n[join] 有1处需要改正。"))
      #expect(answer.contains("× \(said)"), "\(answer)")
    }
  }

  @Test("别站寄来的，一个字也不照抄 nothing of another site's form is shown again")
  func otherSite() async throws {
    try await Counter.open { counter in
      let answer = try await counter.send(
        "POST /join\nOrigin: https://evil.example\nReferer: https://evil.example/\n\nname=wicked")
      #expect(answer.hasPrefix("403\n\n[problem]") && !answer.contains("wicked"))
      #expect(!answer.contains("evil") && answer.contains("回入会页 → /join/"))
    }
  }

  @Test("登录码不对：原表再填，号还在，码不留 a wrong code to sign in")
  func signIn() async throws {
    try await Counter.open { counter in
      try await counter.check(
        "POST /sign-in\n\(Self.visitor)number=4771+2756+7449&code=AAAA-AAAA",
        """
        403

        [problem] 登录码不对
        会员号与登录码不符，或登录码已用过、已过期。请到前台再取一个。
        [会员号] number=4771 2756 7449
        [登录码] code
        登录 → POST /sign-in
        回登录页 → /me/
        回首页 → /
        """)
    }
  }

  @Test("没登录就报名、兑换：当页登录，登录以后回到来的那一页 signing in on the page of refusal")
  func stranger() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let refused = try await counter.send(
        "POST /rewards/umbrella/redeem\n\(Self.visitor)".replacing("\n\n", with: ""))
      #expect(
        refused.hasSuffix(
          """
          [会员号] number
          [登录码] code
          登录 → POST /sign-in to=reward/umbrella
          登录 → /me/?to=reward/umbrella
          入会 → /join/?to=reward/umbrella
          回兑换品页 → /rewards/umbrella/
          回首页 → /
          """))
      // What was mistyped is asked for again, and the way is still known.
      let wrong = try await counter.send(
        "POST /sign-in\n\(Self.visitor)number=477127567449&code=AAAA-AAAA&to=reward/umbrella")
      #expect(wrong.contains("登录 → POST /sign-in to=reward/umbrella\n"))
      #expect(wrong.contains("回登录页 → /me/?to=reward/umbrella\n"))
      let evil = try await counter.send(
        "POST /sign-in\n\(Self.visitor)number=477127567449&code=AAAA-AAAA&to=//evil.example/")
      #expect(evil.contains("回登录页 → /me/\n"))
      try counter.store.startOutbox(reaching: [.email])
      let coded = try await counter.send("POST /events/mooncake/register\nOrigin: http://localhost")
      #expect(
        coded.contains("[手机或邮箱] contact\n发验证码 → POST /sign-in/code to=event/mooncake\n"))
    }
  }

  @Test("入会也带着来路：核对、改错、完成都不丢 joining carries it along")
  func joining() async throws {
    try await Counter.open { counter in
      let fields = "name=He&phone=13900139000&email=&consent=v1"
      let wrong = try await counter.send(
        "POST /join\n\(Self.visitor)name=&phone=13900139000&consent=v1&to=event/mooncake")
      #expect(wrong.contains("to=event/mooncake"))
      let evil = try await counter.send(
        "POST /join\n\(Self.visitor)name=&phone=13900139000&consent=v1&to=https://evil.example")
      #expect(!evil.contains("evil"))
      let look = try await counter.send("POST /join\n\(Self.visitor)\(fields)&to=event/mooncake")
      #expect(look.contains("&key=…&to=event/mooncake\n返回修改 → /join/?to=event/mooncake"))
      let done = try await counter.send(
        "POST /join/confirm\n\(Self.visitor)\(fields)&key=…&to=event/mooncake")
      #expect(done.hasSuffix("\n回活动页 → /events/mooncake/\n我的积分与报名 → /me/\n看看活动 → /events/"))
    }
  }

  @Test("积分不够、报名已截止：回到来的那一页 back to the reward, the event")
  func rewardAndEvent() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let poor = try await counter.send("POST /rewards/umbrella/redeem\nAs: m1")
      #expect(poor.hasSuffix("\n回兑换品页 → /rewards/umbrella/\n回首页 → /"))
      // What is not there is looked for among those that are.
      let none = try await counter.send("POST /rewards/sword/redeem\nAs: m1")
      #expect(none.hasSuffix("\n回兑换品页 → /rewards/\n回首页 → /"))
      counter.clock.advance(seconds: 9 * 86_400)
      try await counter.send("POST /events/mooncake/register\nAs: m1")
      let late = try await counter.send(
        "POST /events/mooncake/register/confirm\nAs: m1\n\nkey=…")
      #expect(late.hasPrefix("409") && late.hasSuffix("\n回活动页 → /events/mooncake/\n回首页 → /"))
    }
  }

  @Test("给会员看的话里没有令牌、没有文件名 no words for staff or programs")
  func words() async throws {
    try await Counter.open { counter in
      for endpoint in Rooms.endpoints where endpoint.style == .form {
        let path = endpoint.path.replacing("{slug}", with: "mooncake").replacing(
          "{id}", with: "R1-1"
        )
        .replacing("{voucher}", with: "V1-1").replacing("{number}", with: "477127567449")
        let answer = try await counter.send(
          endpoint.method == .get ? "GET \(path)" : "POST \(path)\n\(Self.visitor)x=")
        #expect(!answer.contains("令牌") && !answer.contains("club.yml"), "\(answer)")
      }
      let desk = try await counter.send("GET /desk/vouchers/V8-2")
      #expect(desk.contains("请先在工作台登录。\n回工作台 → /desk/") && !desk.contains("入会 → "))
    }
  }

  @Test("JSON 写错：哪一行哪一列，中文的回答只说中文 the place, in the language of the answer")
  func json() async throws {
    try await Counter.open { counter in
      let request = "POST /api/v1/members\nKey: 1\nContent-Type: application/json"
      let chinese = try await counter.send("\(request)\n\n{name}")
      #expect(chinese.contains("JSON有误：第1行第2列读不下去"))
      #expect(!chinese.contains("expected"))
      let english = try await counter.send("\(request)\nAccept-Language: en\n\n{name}")
      #expect(english.contains("line 1, column 2 (byte 1): a name in double quotes is expected"))
    }
  }
}
