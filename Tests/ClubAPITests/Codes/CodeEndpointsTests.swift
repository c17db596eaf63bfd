import Club
import ClubStore
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import ClubAPI

/// Takes letters and keeps them.
final class Bag: MessageCarrier {
  let routes: Set<ContactRoute> = [.phone, .email]
  private let letters = Mutex<[Letter]>([])

  func carry(_ letter: Letter) async -> Handover {
    letters.withLock { $0.append(letter) }
    return .taken
  }

  var count: Int { letters.withLock { $0.count } }

  /// The digits of the last letter to a contact.
  func digits(to contact: String) -> String? {
    letters.withLock { $0.last { $0.recipient == contact }?.code }
  }
}

extension Counter {
  /// Sends what is to be sent, after whatever is being written beside the answers.
  fileprivate func post(_ bag: Bag, until count: Int) async throws {
    try await eventually {
      while try await store.sendNextMessage(by: bag) {}
      return bag.count >= count
    }
    #expect(bag.count == count)
  }

  fileprivate func ask(_ path: String, _ contact: String, key: String) async throws -> String {
    let answer = try await send("POST /api/v1/\(path)\nKey: \(key)\n\n{\(contact)}")
    guard let code = answer.firstMatch(of: /"code":"([A-Za-z0-9_-]{43})"/) else { return answer }
    return String(code.1)
  }

  fileprivate func signIn(_ code: String, _ digits: String, key: String) async throws -> String {
    summary(
      try await send(
        "POST /api/v1/sign-in-codes/session\nKey: \(key)\n\n"
          + #"{"phone":"13800138001","code":"\#(code)","digits":"\#(digits)"}"#))
  }
}

@Suite("验证码接口 codes to contacts")
struct CodeEndpointsTests {
  @Test("取码、收码、登录，只此一次 asked for, read, given back, once")
  func signIn() async throws {
    try await Counter.open { counter in
      let bag = Bag()
      try await counter.joinConfirmed(1)
      try counter.store.startOutbox(reaching: [.phone, .email])
      let code = try await counter.ask("sign-in-codes", #""phone":"138 0013 8001""#, key: "1")
      try await counter.post(bag, until: 1)
      let digits = try known(bag.digits(to: "+8613800138001"))
      let wrong = digits == "000000" ? "000001" : "000000"
      #expect(try await counter.signIn(code, wrong, key: "2") == "403 wrong-code")
      let answer = try await counter.send(
        "POST /api/v1/sign-in-codes/session\nKey: 3\n\n"
          + #"{"phone":"13800138001","code":"\#(code)","digits":"\#(digits)"}"#)
      #expect(
        answer.hasPrefix("200\nset-cookie: huikan=…")
          && answer.hasSuffix(#"{"number":"477127567449","card":"4771 2756 7449"}"#))
      #expect(try await counter.status("GET /api/v1/me\nAs: m2") == "200")
      #expect(try await counter.signIn(code, digits, key: "4") == "403 wrong-code")
    }
  }

  @Test("是不是会员，回答一样，只有会员收到 the same answer, and a letter to members alone")
  func enumeration() async throws {
    try await Counter.open { counter in
      let bag = Bag()
      try await counter.joinConfirmed(1)
      try counter.store.startOutbox(reaching: [.phone])
      func ask(_ phone: String, _ key: String) async throws -> String {
        try await counter.send(
          "POST /api/v1/sign-in-codes\nKey: \(key)\n\n{\"phone\":\"\(phone)\"}"
        ).replacing(/"code":"[A-Za-z0-9_-]{43}"/, with: "CODE")
      }
      let known = try await ask("13800138001", "1")
      #expect(known == "202\n\n{CODE,\"expires\":\"2026-11-22T10:10:00+08:00\"}")
      #expect(try await ask("13900139000", "2") == known)
      try await counter.post(bag, until: 1)
      let stranger = try await counter.ask("sign-in-codes", #""phone":"13900139000""#, key: "2")
      let sequence = counter.store.head.sequence
      #expect(try await counter.signIn(stranger, "123456", key: "3") == "403 wrong-code")
      #expect(counter.store.head.sequence == sequence)
      // To the fifth code of an hour, known or not.
      for phone in ["13800138001", "13900139000"] {
        counter.clock.advance(seconds: 3600)
        for number in 1...5 { #expect(try await ask(phone, "\(phone)-\(number)").hasPrefix("202")) }
        #expect(summary(try await ask(phone, "\(phone)-6")) == "429 too-many-requests")
      }
      #expect(
        summary(
          try await counter.send(
            "POST /api/v1/sign-in-codes\nKey: 9\n\n{\"email\":\"he@example.com\"}"))
          == "409 codes-not-sent")
    }
  }

  @Test("没有核实的联系方式，收不到登录码，改别的也要先到前台 an unconfirmed contact is nobody's yet")
  func unconfirmed() async throws {
    try await Counter.open { counter in
      let bag = Bag()
      try await counter.joinConfirmed(1)
      let other = try await counter.send(
        "POST /api/v1/members\nKey: 2\n\n"
          + #"{"name":"何","phone":"13900139000","consent":"v1"}"#)
      #expect(other.hasPrefix("201"))
      try counter.store.startOutbox(reaching: [.phone])
      _ = try await counter.ask("sign-in-codes", #""phone":"13900139000""#, key: "3")
      _ = try await counter.ask("sign-in-codes", #""phone":"13800138001""#, key: "4")
      try await counter.post(bag, until: 1)
      #expect(bag.digits(to: "+8613800138001") != nil && bag.digits(to: "+8613900139000") == nil)
      #expect(try await counter.send("GET /me/contact\nAs: m2").contains("或还没有核实，请到前台办理"))
      let change = try await counter.send(
        "POST /api/v1/me/contact-codes\nAs: m2\nKey: 5\n\n{\"phone\":\"13900139001\"}")
      #expect(summary(change) == "409 codes-not-sent")
      #expect(bag.count == 1)
    }
  }

  @Test("试错五次，对的也不行；别人取的码不占您的次数 five tries, each code its own")
  func tries() async throws {
    let configuration = ClubAPIConfiguration(signIns: RateLimit(count: 100, seconds: 900))
    try await Counter.open(.router, configuration) { counter in
      let bag = Bag()
      try await counter.joinConfirmed(1)
      try counter.store.startOutbox(reaching: [.phone])
      let mine = try await counter.ask("sign-in-codes", #""phone":"13800138001""#, key: "1")
      try await counter.post(bag, until: 1)
      let digits = try known(bag.digits(to: "+8613800138001"))
      let theirs = try await counter.ask("sign-in-codes", #""phone":"13800138001""#, key: "2")
      try await counter.post(bag, until: 2)
      let other = try known(bag.digits(to: "+8613800138001"))
      let wrong = ["111111", "222222"].first { $0 != other } ?? ""
      for number in 1...5 {
        #expect(try await counter.signIn(theirs, wrong, key: "w\(number)") == "403 wrong-code")
      }
      #expect(try await counter.signIn(theirs, other, key: "w6") == "403 wrong-code")
      #expect(try await counter.signIn(mine, digits, key: "r1").hasPrefix("200"))
      counter.clock.advance(seconds: 1)
      let late = try await counter.ask("sign-in-codes", #""phone":"13800138001""#, key: "3")
      try await counter.post(bag, until: 3)
      counter.clock.advance(seconds: 600)
      let expired = try known(bag.digits(to: "+8613800138001"))
      #expect(try await counter.signIn(late, expired, key: "l1") == "403 wrong-code")
    }
  }

  @Test("每个回答都说还可以取几次、试几次，拒绝的也说 what is left of the limits")
  func limits() async throws {
    let configuration = ClubAPIConfiguration(codes: RateLimit(count: 2, seconds: 900))
    try await Counter.open(.router, configuration) { counter in
      try await counter.joinConfirmed(1)
      try counter.store.startOutbox(reaching: [.phone])
      func headers(_ request: String) async throws -> [String] {
        let answer = try await counter.response(request)
        let names = ["RateLimit-Policy", "RateLimit", "Retry-After"]
        return ["\(answer.status.code)"]
          + names.compactMap { name in
            HTTPFields.Element.Name(name).flatMap { answer.headers[$0] }
          }
      }
      func ask(_ path: String, _ phone: String, _ who: String = "") async throws -> [String] {
        try await headers(
          "POST /api/v1/\(path)\n\(who)Key: \(path.filter { $0 != "/" })-\(phone)\n\n"
            + "{\"phone\":\"\(phone)\"}")
      }
      let policy = #""codes";q=2;w=900"#
      #expect(
        try await ask("sign-in-codes", "13800138001")
          == ["202", policy, #""codes";r=1;t=900"#])
      #expect(
        try await ask("joining-codes", "13900139000")
          == ["202", policy, #""codes";r=0;t=900"#])
      for (path, who) in [
        ("sign-in-codes", ""), ("joining-codes", ""), ("me/contact-codes", "As: m1\n"),
      ] {
        #expect(
          try await ask(path, "13700137000", who)
            == ["429", policy, #""codes";r=0;t=900"#, "900"], "\(path)")
      }
      let name = String(repeating: "a", count: 43)
      let tried = try await headers(
        "POST /api/v1/sign-in-codes/session\nKey: 9\n\n"
          + #"{"phone":"13800138001","code":"\#(name)","digits":"000000"}"#)
      #expect(tried == ["403", #""sign-ins";q=10;w=900"#, #""sign-ins";r=9;t=900"#])
    }
  }

  @Test("不用脚本也能登录 without a script")
  func form() async throws {
    try await Counter.open { counter in
      let bag = Bag()
      try await counter.joinConfirmed(1)
      try counter.store.startOutbox(reaching: [.phone])
      let ask = "POST /sign-in/code\nOrigin: http://localhost\n\ncontact=138+0013+8001"
      let page = try await counter.send(ask)
      #expect(page.contains("[confirm] 请填验证码") && page.contains("[六位验证码] digits"))
      // A second click sends nothing twice.
      #expect(try await counter.send(ask) == page)
      try await counter.post(bag, until: 1)
      let code = try known(page.firstMatch(of: /code=([A-Za-z0-9_-]{43})/)).1
      let digits = try known(bag.digits(to: "+8613800138001"))
      let wide = String(
        String.UnicodeScalarView(
          digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
      let escaped = wide.utf8.map { "%" + String($0, radix: 16) }.joined()
      let form =
        "POST /sign-in/confirm\nOrigin: http://localhost\n\n"
        + "contact=%2B8613800138001&code=\(code)&digits=\(escaped)"
      let answer = try await counter.send(form)
      #expect(answer.hasPrefix("200") && answer.contains("4771 2756 7449\n我的积分与报名 → /me/"))
      // Sent again it is the same sign-in; where to go on to is a matter of the page alone.
      #expect(
        try await counter.send("\(form)&to=reward/umbrella")
          .contains("4771 2756 7449\n回兑换品页 → /rewards/umbrella/\n我的积分与报名 → /me/"))
      let led = try await counter.send("\(ask)&to=event/mooncake")
      #expect(led.contains("&to=event/mooncake\n没有收到，重新取 → /me/?to=event/mooncake"))
      let astray = try await counter.send("\(ask)&to=//evil.example")
      #expect(!astray.contains("evil") && astray.hasSuffix("没有收到，重新取 → /me/"))
    }
  }
}

@Suite("先验证，再入会 joining by a code")
struct JoiningCodeTests {
  private static func join(_ fields: String, key: String) -> String {
    "POST /api/v1/members\nKey: \(key)\n\n{\"name\":\"何知秋\",\"consent\":\"v1\",\(fields)}"
  }

  @Test("网站入会要验证码；重复与否，证明之后才说 told to whoever has shown that it is theirs")
  func join() async throws {
    try await Counter.open { counter in
      let bag = Bag()
      try await counter.joinConfirmed(1)
      try counter.store.startOutbox(reaching: [.phone])
      for phone in ["13800138001", "13900139000"] {
        let plain = try await counter.send(Self.join("\"phone\":\"\(phone)\"", key: "p\(phone)"))
        #expect(summary(plain) == "403 code-needed")
        let code = try await counter.ask(
          "joining-codes", "\"phone\":\"\(phone)\"", key: "a\(phone)")
        let before = bag.count
        try await counter.post(bag, until: before + 1)
        let digits = try known(bag.digits(to: "+86\(phone)"))
        let wrong = digits == "000000" ? "000001" : "000000"
        let proof = "\"phone\":\"\(phone)\",\"code\":\"\(code)\",\"digits\":"
        let guess = try await counter.send(Self.join("\(proof)\"\(wrong)\"", key: "g\(phone)"))
        #expect(summary(guess) == "403 wrong-code")
        let answer = try await counter.send(Self.join("\(proof)\"\(digits)\"", key: "j\(phone)"))
        #expect(
          phone == "13800138001"
            ? summary(answer) == "409 duplicate-contact" && !answer.contains("4771")
            : answer.hasPrefix("201"))
        #expect(answer.contains("如果就是您，请在会员页用它取验证码登录") == (phone == "13800138001"))
      }
      let both = try await counter.send(
        Self.join(#""phone":"13700137000","email":"he@example.com""#, key: "b"))
      #expect(summary(both) == "422 invalid-request")
      // At the desk a clerk sees who stands there, and needs no code.
      let desk = try await counter.send(
        Self.join(#""phone":"１３８-0013-8001""#, key: "d").replacing(
          "\nKey", with: "\nAs: clerk\nKey"))
      #expect(summary(desk) == "409 duplicate-contact" && desk.contains("4771 2756 7449"))
    }
  }

  @Test("表单：同一页里填码并确认 the form takes the code where it is looked over")
  func form() async throws {
    try await Counter.open { counter in
      let bag = Bag()
      try counter.store.startOutbox(reaching: [.email])
      let page = try await counter.send(
        "POST /join\nOrigin: http://localhost\n\nname=%E4%BD%95&contact=He%40example.com&consent=v1"
      )
      #expect(page.contains("邮箱: he@example.com") && page.contains("[六位验证码] digits"))
      try await counter.post(bag, until: 1)
      let code = try known(page.firstMatch(of: /code=([A-Za-z0-9_-]{43})/)).1
      let digits = try known(bag.digits(to: "he@example.com"))
      let confirm =
        "POST /join/confirm\nOrigin: http://localhost\n\n"
        + "name=%E4%BD%95&phone=&email=he%40example.com&consent=v1&key=…&code=\(code)&digits="
      // A slip of the finger is put right on the page that says so.
      let wrong = try await counter.send(confirm + (digits == "000000" ? "000001" : "000000"))
      #expect(wrong.hasPrefix("403\n\n[problem] "))
      #expect(wrong.contains("[六位验证码] digits\n确认入会 → POST /join/confirm name=何&"))
      #expect(wrong.contains("重新填写 → /join/"))
      let answer = try await counter.send(confirm + digits)
      #expect(answer.hasPrefix("200") && answer.contains("欢迎入会"))
      #expect(try await counter.status("GET /api/v1/me\nAs: m1") == "200")
    }
  }
}
