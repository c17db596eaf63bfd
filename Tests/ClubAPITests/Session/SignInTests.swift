import Club
import QRCode
import Testing

@Suite("登录码接口 sign-in codes")
struct SignInEndpointTests {
  private static let grant =
    "POST /api/v1/members/477127567449/sign-in-code\nAs: clerk\nKey: g1\n\n{}"

  @Test("前台取码，会员填码，登录一次 from the desk to the member's page")
  func signIn() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let granted = try await counter.send(Self.grant)
      let code = try known(granted.firstMatch(of: /"code":"([0-9A-Z]{4}-[0-9A-Z]{4})"/)).1
      let link = "http://localhost/me/#in=477127567449-\(code.replacing("-", with: ""))"
      let qr = try known(QRCode(String(link)))
      #expect(
        granted
          == "201\n\n{\"member\":\"477127567449\",\"code\":\"\(code)\",\"expires\":\"2026-11-22T10:10:00+08:00\","
          + "\"link\":\"\(link)\",\"qr\":{\"size\":\(qr.size),\"path\":\"\(qr.path)\"}}")
      #expect(try await counter.send(Self.grant) == granted)
      let form = "POST /sign-in\nOrigin: http://localhost\n\nnumber=4771+2756+7449&code="
      #expect(try await summary(counter.send("\(form)AAAA-AAAA")).hasPrefix("403"))
      let typed = code.lowercased().replacing("-", with: "+")
      let page = try await counter.send(form + typed)
      #expect(page.hasPrefix("200") && page.contains("4771 2756 7449"))
      // A second click is the same request; anybody else comes too late.
      #expect(try await counter.send(form + typed) == page)
      counter.clock.advance(seconds: 31)
      #expect(try await summary(counter.send(form + typed)).hasPrefix("403"))
      let late = try await counter.send(
        "POST /api/v1/session\nKey: s1\n\n{\"number\":\"477127567449\",\"code\":\"\(code)\"}")
      #expect(summary(late) == "403 wrong-sign-in-code")
    }
  }

  @Test("从活动页、兑换品页来的，登录以后先回那一页；别的地址一概不认 led back, to this site's pages alone")
  func wayOn() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let cases = [
        ("event%2Fmooncake", "回活动页 → /events/mooncake/"),
        ("reward%2Fumbrella", "回兑换品页 → /rewards/umbrella/"), ("", nil),
        ("https%3A%2F%2Fevil.example", nil), ("%2F%2Fevil.example", nil),
        ("event%2F..%2Fme", nil), ("event%2F", nil), ("event%2Fa%2Fb", nil), ("news%2Fa", nil),
        ("event%2Fa%22%3E", nil),
      ]
      for (index, (to, link)) in cases.enumerated() {
        let granted = try await counter.send(
          Self.grant.replacing("Key: g1", with: "Key: way-\(index)"))
        let code = try known(granted.firstMatch(of: /"code":"([0-9A-Z-]{9})"/)).1
        let page = try await counter.send(
          "POST /sign-in\nOrigin: http://localhost\n\nnumber=477127567449&code=\(code)&to=\(to)")
        #expect(page.hasPrefix("200\nset-cookie: huikan=…"), "\(to)")
        #expect(!page.contains("location:") && !page.contains("evil"), "\(to)")
        let lines = page.split(separator: "\n").drop { !$0.hasPrefix("会员号") }.dropFirst()
        #expect(
          lines.map(String.init) == (link.map { [$0] } ?? []) + [
            "我的积分与报名 → /me/", "资料与隐私 → /me/privacy",
          ], "\(to)")
      }
      // The body that programs send knows no such field.
      let json = try await counter.send(
        "POST /api/v1/session\nKey: s9\n\n"
          + #"{"number":"477127567449","code":"AAAA-AAAA","to":"event/mooncake"}"#)
      #expect(summary(json) == "422 invalid-request")
    }
  }

  @Test("未知会员与错码同一个回答；试多了要等 one answer for all that is wrong")
  func guessing() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      func attempt(_ number: String, _ key: String) async throws -> String {
        try await summary(
          counter.send(
            "POST /api/v1/session\nKey: \(key)\n\n{\"number\":\"\(number)\",\"code\":\"AAAA-AAAA\"}"
          ))
      }
      #expect(try await attempt("477127567449", "1") == "403 wrong-sign-in-code")
      #expect(try await attempt("373226043961", "2") == "403 wrong-sign-in-code")
      for number in 3...10 {
        #expect(try await attempt("477127567449", "\(number)") == "403 wrong-sign-in-code")
      }
      #expect(try await attempt("477127567449", "11") == "429 too-many-requests")
      counter.clock.advance(seconds: 901)
      #expect(try await attempt("477127567449", "12") == "403 wrong-sign-in-code")
    }
  }
}
