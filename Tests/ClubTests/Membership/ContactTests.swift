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
    arguments: [
      ("13800138000", "138****8000"), ("+852 2345 6789", "+852 ****6789"),
      ("027-8765 4321", "027****4321"),
      ("0755 8765 432", "0755****5432"),
      ("010-87654321", "010****4321"),
      ("+1 415 555 2671", "+1 ****2671"), ("+44 20 7946 0958", "+44 ****0958"),
      ("+7 912 345 67 89", "+7 ****6789"), ("+690 1234", "+690 ****34"),
    ])
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

  @Test(
    "看不见的姓名谁也找不到：错在哪一个字 what is wrong with a name, and where",
    arguments: [
      ("\u{200B}\u{200B}", .invisible("\u{200B}", place: 1)),
      ("\u{2060}", .invisible("\u{2060}", place: 1)),
      ("\u{3164}", .invisible("\u{3164}", place: 1)),
      ("\u{2800}", .invisible("\u{2800}", place: 1)),
      ("\u{115F}", .invisible("\u{115F}", place: 1)),
      ("\u{FE0F}", .invisible("\u{FE0F}", place: 1)),
      ("\u{200D}", .invisible("\u{200D}", place: 1)),
      ("\u{301}", .nothingVisible),
      ("林\u{AD}舟", .invisible("\u{AD}", place: 2)),
      ("林晚\u{34F}舟", .invisible("\u{34F}", place: 3)),
      ("林\u{202E}舟", .invisible("\u{202E}", place: 2)),
      ("林\u{E000}舟", .privateUse("\u{E000}", place: 2)),
      ("林\u{E0100}", nil),
      ("A\u{E0100}", .invisible("\u{E0100}", place: 2)),
      ("林\n舟", .lineBreak(place: 2)), ("　", .empty), ("A\u{301}ine", nil), ("买买提·艾力", nil),
      ("Müller-Ωνάσης", nil), ("𠮷田", nil), ("นิภา", nil),
      (String(repeating: "名", count: 60), .tooLong(count: 60, limit: 50)),
    ] as [(String, TextFault?)])
  func nameFaults(text: String, fault: TextFault?) {
    #expect(PersonName.fault(in: text) == fault)
    #expect((PersonName(text) == nil) == (fault != nil))
  }

  @Test("事由已在旧账里的照旧读得 what old books hold as a reason is read as before")
  func reasonFaults() {
    #expect(Reason("午餐\u{200B}") != nil)
    #expect(Reason.fault(in: "午餐\n两位") == .lineBreak(place: 3))
    #expect(Reason.fault(in: "午\u{0}餐") == .invisible("\u{0}", place: 2))
  }

  @Test("事由可以长到二百字 a reason has 200 scalars")
  func reasons() {
    #expect(Reason(String(repeating: "因", count: 200))?.text.count == 200)
    #expect(Reason(String(repeating: "因", count: 201)) == nil)
  }
}
