import CivilTime
import Testing

@testable import Club

@Suite("发到手机和邮箱的验证码 codes to contacts")
struct ContactCodeTests {
  @Test("会员凭自己的联系方式登录一次 a member signs in by their own contact, once")
  func signIn() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk email=he@example.com         → m2 joined by desk, consent v1
      visitor asks sign-in 13900139000 6            → nothing
      visitor asks sign-in 13800138000 7            → code 7 for sign-in of m1 by phone until 10:10
      visitor asks sign-in HE@example.com 8         → code 8 for sign-in of m2 by email until 10:10
      visitor answers 13900139000 6 20              → refused: wrong-code
      visitor answers he@example.com 7 20           → refused: wrong-code
      visitor answers 13800138000 8 20              → refused: wrong-code
      visitor answers 13800138000 7 20              → code 7 of m1 used, m1 in by 20 until 11:00
      visitor answers 13800138000 7 21              → refused: wrong-code
      visitor joins website email=lin@example.com proof=8 → refused: wrong-code
      at 2026-11-22 10:10
      visitor answers he@example.com 8 21           → refused: wrong-code
      """
    #expect(try Script.play(script) == script)
  }

  @Test("入会先证明联系方式，之后才知道是否重复 who has shown the contact learns that it is taken")
  func join() throws {
    let script = """
      visitor asks join 13800138000 7               → code 7 for join by phone until 10:10
      visitor joins website phone=13800138000 proof=8 → refused: wrong-code
      visitor joins website phone=13800138000 proof=7 → code 7 used, m1 joined by website, consent v1
      visitor joins website phone=13800138000 proof=7 → refused: wrong-code
      visitor asks join 13800138000 9               → code 9 for join by phone until 10:10
      visitor joins website phone=13800138000 proof=8 → refused: wrong-code
      visitor joins website phone=13800138000 proof=9 → refused: duplicate-contact
      visitor answers 13800138000 9 20              → refused: wrong-code
      """
    #expect(try Script.play(script) == script)
  }

  @Test("工作人员和会员不取 staff and members ask for none")
  func permissions() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk asks sign-in 13800138000 7              → refused: not-permitted
      m1 asks sign-in 13800138000 7                 → refused: not-permitted
      manager answers 13800138000 7 20              → refused: not-permitted
      """
    #expect(try Script.play(script) == script)
  }

  @Test(
    "一个框里填手机或邮箱 one field takes either",
    arguments: [
      ("１３８ ００１３ ８０００", "+8613800138000"), ("+86 138-0013-8000", "+8613800138000"),
      ("ＬＩＮ＠Example.com", "lin@example.com"), ("12345", nil), ("", nil),
    ])
  func contact(typed: String, expected: String?) {
    #expect(Contact(typed)?.text == expected)
  }

  @Test("会话按先后列出，过期的不在 sessions are listed, those that have expired are not")
  func sessions() throws {
    var script = try Script()
    _ = try script.play(
      """
      clerk joins desk phone=13800138000
      clerk joins desk phone=13800138001
      system opens m1 20 for=60
      at 2026-11-22 10:01
      system opens m1 21
      system opens m2 22
      """)
    let now = try #require(Instant("2026-11-22 10:01"))
    let found = script.club.membership.sessions(of: MemberNumber(ordinal: 0), at: now)
    #expect(found.map { $0.tokenHash.bytes[0] } == [21])
    #expect(found.map(\.opened) == [now])
    let before = script.club.membership.sessions(
      of: MemberNumber(ordinal: 0), at: now.adding(seconds: -1))
    #expect(before.map { $0.tokenHash.bytes[0] } == [21, 20])
  }
}
