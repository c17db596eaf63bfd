import Club
import Testing

@Suite("联系方式 contacts")
struct ContactTests {
  @Test(
    "电话写法归一 telephones",
    arguments: [
      ("13800138000", "+8613800138000"), (" 138 0013 8000 ", "+8613800138000"),
      ("138-0013-8000", "+8613800138000"), ("+86 138 0013 8000", "+8613800138000"),
      ("008613800138000", "+8613800138000"), ("8613800138000", "+8613800138000"),
      ("＋８６１３８００１３８０００", "+8613800138000"), ("（0755）2660-1234", "+8675526601234"),
      ("010 6655 4433", "+861066554433"), ("+86 755 2660 1234", "+8675526601234"),
      ("+852 2345 6789", "+85223456789"), ("001 415 555 0100", "+14155550100"),
      ("12800138000", nil), ("1380013800", nil), ("+86 1380013800", nil),
      ("+86 10 6655 4433", "+861066554433"), ("138001380001", nil), ("", nil), ("+", nil),
      ("138a0138000", nil), ("1380013+8000", nil), ("+0 123 4567 89", nil), ("电话", nil),
    ] as [(String, String?)])
  func phones(text: String, expected: String?) {
    #expect(Phone(text)?.text == expected)
  }

  @Test(
    "遮住中间，认得出也打不通 masked",
    arguments: [("13800138000", "138****8000"), ("+852 2345 6789", "+85****6789")])
  func masked(text: String, expected: String) {
    #expect(Phone(text)?.masked == expected)
  }

  @Test(
    "邮箱归一 e-mail addresses",
    arguments: [
      ("Lin.Wan+club@Example.COM", "lin.wan+club@example.com"), (" a@b.cn ", "a@b.cn"),
      ("ａ＠ｂ．ｃｎ", "a@b.cn"), ("a@mail.b-c.co.uk", "a@mail.b-c.co.uk"), ("a@b", nil), ("@b.cn", nil),
      ("a@@b.cn", nil), ("a b@c.cn", nil), ("a@-b.cn", nil), ("a@b-.cn", nil), ("a..b@c.cn", nil),
      (".a@b.cn", nil), ("a@b..cn", nil), ("a@1.2.3.4", nil), ("林@b.cn", nil), ("", nil),
      (String(repeating: "a", count: 65) + "@b.cn", nil),
    ] as [(String, String?)])
  func emails(text: String, expected: String?) {
    #expect(Email(text)?.text == expected)
  }

  @Test(
    "姓名与事由：去空白，限长度，不收控制符 names and reasons",
    arguments: [
      ("　林晚舟 ", "林晚舟"), ("Anne-Marie O'Neil", "Anne-Marie O'Neil"), ("", nil), ("  ", nil),
      ("a\nb", nil), ("a\u{202E}b", nil), ("a\u{0}", nil),
      (String(repeating: "名", count: 50), String(repeating: "名", count: 50)),
      (String(repeating: "名", count: 51), nil),
    ] as [(String, String?)])
  func names(text: String, expected: String?) {
    #expect(PersonName(text)?.text == expected)
  }

  @Test("事由可以长到二百字 a reason has 200 scalars")
  func reasons() {
    #expect(Reason(String(repeating: "因", count: 200))?.text.count == 200)
    #expect(Reason(String(repeating: "因", count: 201)) == nil)
  }
}
