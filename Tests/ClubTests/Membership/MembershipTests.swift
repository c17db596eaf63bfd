import CivilTime
import Testing

@testable import Club

@Suite("入会与会话 membership")
struct MembershipTests {
  @Test("三条入会途径，谁能走哪条 three routes and who may take them")
  func channels() throws {
    let script = """
      visitor joins website phone=13800138000       → m1 joined by website, consent v1, phone of m1 unconfirmed
      visitor joins desk phone=13800138001          → refused: channel-not-open
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      manager joins magazine-form email=a@b.cn      → m3 joined by magazine-form, consent v1
      clerk joins website phone=13800138002         → refused: channel-not-open
      auditor joins desk phone=13800138002          → refused: not-permitted
      m1 joins website phone=13800138002            → refused: not-permitted
      system joins website phone=13800138002        → m4 joined by website, consent v1
      clerk joins desk                              → refused: contact-missing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("同一电话或邮箱只有一位会员 one member for one phone or address")
  func duplicates() throws {
    let script = """
      visitor joins website phone=13800138000       → m1 joined by website, consent v1, phone of m1 unconfirmed
      clerk joins desk phone=１３８００１３８０００            → refused: duplicate-contact (m1, unconfirmed)
      clerk changes m1 13800138000                  → phone of m1 changed
      clerk joins desk phone=0086-138-0013-8000     → refused: duplicate-contact (m1)
      clerk joins desk email=Wan@Example.cn         → m2 joined by desk, consent v1
      clerk joins desk email=wan@example.CN         → refused: duplicate-contact (m2)
      clerk joins desk phone=13900139000 email=WAN@example.cn → refused: duplicate-contact (m2)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("没有验证过的访客，入会时不知道联系方式有没有人在用 who has shown nothing learns nothing")
  func unproven() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      visitor joins website phone=13800138000       → m2 joined by website, consent v1, phone of m2 unconfirmed
      visitor joins website phone=13900139000       → m3 joined by website, consent v1, phone of m3 unconfirmed
      visitor joins website phone=13900139000 email=he@example.com → m4 joined by website, consent v1, phone of m4 unconfirmed, email of m4 unconfirmed
      system joins website phone=13900139000        → refused: duplicate-contact (m4, unconfirmed)
      clerk joins desk phone=13800138000            → refused: duplicate-contact (m1)
      clerk joins desk phone=13900139000            → refused: duplicate-contact (m4, unconfirmed)
      clerk joins desk phone=13800138000 email=he@example.com → refused: duplicate-contact (m1)
      visitor asks join 13900139000 7               → code 7 for join by phone until 10:10
      visitor joins website phone=13900139000 proof=7 → code 7 used, m5 joined by website, consent v1
      visitor asks join 13900139000 8               → code 8 for join by phone until 10:10
      visitor joins website phone=13900139000 proof=8 → refused: duplicate-contact
      clerk joins desk phone=13900139000            → refused: duplicate-contact (m5)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("到前台核实；同一个只核实给一位 the desk confirms a contact, for one member")
  func confirming() throws {
    let text = """
      visitor joins website phone=13800138000 email=he@example.com → m1 joined by website, consent v1, phone of m1 unconfirmed, email of m1 unconfirmed
      visitor joins website phone=13800138000       → m2 joined by website, consent v1, phone of m2 unconfirmed
      visitor asks sign-in 13800138000 7            → nothing
      m1 asks old-contact 13800138000 7             → refused: not-permitted
      visitor changes m2 13800138000                → refused: sign-in-needed
      auditor changes m2 13800138000                → refused: not-permitted
      clerk changes m2 13800138000                  → phone of m2 changed
      clerk changes m2 13800138000                  → nothing
      clerk changes m1 13800138000                  → refused: duplicate-contact (m2)
      visitor asks sign-in 13800138000 8            → code 8 for sign-in of m2 by phone until 10:10
      visitor asks sign-in he@example.com 9         → nothing
      clerk changes m1 he@example.com               → email of m1 changed
      visitor asks sign-in he@example.com 9         → code 9 for sign-in of m1 by email until 10:10
      clerk changes m1 13900139000                  → phone of m1 changed
      """
    var script = try Script()
    #expect(try script.play(text) == text)
    let members = script.club.membership
    #expect((0...1).map { members.member(MemberNumber(ordinal: $0))?.unconfirmed } == [[], []])
  }

  @Test("核实或改掉没核实过的，原来的登录一律结束：填的人不一定是本人 whoever typed it is signed out")
  func signedOutByConfirming() throws {
    let script = """
      visitor joins website phone=13800138000 session=9 → m1 joined by website, consent v1, phone of m1 unconfirmed, m1 in by 9 until 11:00
      clerk changes m1 13800138000                  → phone of m1 changed, m1 out by 9
      system opens m1 8                             → m1 in by 8 until 11:00
      clerk changes m1 13900139000                  → phone of m1 changed
      """
    #expect(try Script.play(script) == script)
  }

  @Test("别人只是填过的，不妨碍本人更改成它 what another has only typed is kept from nobody")
  func typedByAnother() throws {
    let script = """
      visitor joins website phone=13800138000       → m1 joined by website, consent v1, phone of m1 unconfirmed
      clerk joins desk phone=13900139000            → m2 joined by desk, consent v1
      m2 asks old-contact 13900139000 7             → code 7 for old-contact of m2 by phone until 10:10
      m2 asks new-contact 13800138000 8             → code 8 for new-contact of m2 by phone until 10:10
      m2 changes m2 13800138000 old=7 new=8         → code 7 of m2 used, code 8 of m2 used, phone of m2 changed
      clerk changes m1 13800138000                  → refused: duplicate-contact (m2)
      clerk joins desk phone=13800138000            → refused: duplicate-contact (m2)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("网站表单必须同意今天的条款，纸表可以是采用过的旧版 consent of the day on the site")
  func consent() throws {
    let script = """
      visitor joins website phone=13800138000 consent=v1 → m1 joined by website, consent v1, phone of m1 unconfirmed
      content rules consent=v2
      system adopts                                 → rules  consent v2
      visitor joins website phone=13800138001 consent=v1 → refused: outdated-consent (now v2)
      visitor joins website phone=13800138001 consent=v2 → m2 joined by website, consent v2, phone of m2 unconfirmed
      clerk joins magazine-form phone=13800138002 consent=v1 → m3 joined by magazine-form, consent v1
      clerk joins magazine-form phone=13800138003 consent=v3 → refused: unknown-consent (known: v1 v2)
      clerk joins desk phone=13800138003 consent=13800138003 → refused: unknown-consent (known: v1 v2)
      system joins desk phone=13800138003 consent=v0 → refused: unknown-consent (known: v1 v2)
      content rules
      system adopts                                 → rules  consent none
      visitor joins website phone=13800138003 consent=v2 → refused: no-consent-adopted
      clerk joins desk phone=13800138003 consent=v2 → m4 joined by desk, consent v2
      """
    #expect(try Script.play(script) == script)
  }

  @Test("没有采用过条款的会，谁也不能入 nobody joins before a consent is adopted")
  func noConsent() throws {
    let text = """
      visitor joins website phone=13800138000       → refused: no-consent-adopted
      clerk joins desk phone=13800138000            → refused: no-consent-adopted
      content rules consent=v1
      system adopts                                 → rules  consent v1
      visitor joins website phone=13800138000       → m1 joined by website, consent v1, phone of m1 unconfirmed
      """
    var script = try Script(consent: nil)
    #expect(try script.play(text) == text)
  }

  @Test("会话：入会即登录，本人、经理可退出 sessions")
  func sessions() throws {
    let text = """
      visitor joins website phone=13800138000 session=9 → m1 joined by website, consent v1, phone of m1 unconfirmed, m1 in by 9 until 11:00
      system opens m1 8                             → m1 in by 8 until 11:00
      clerk opens m1 7                              → refused: not-permitted
      system opens m2 7                             → refused: unknown-member
      system opens m1 7 for=0                       → refused: session-already-expired
      visitor closes 9                              → refused: sign-in-needed
      clerk closes 9                                → refused: not-permitted
      m1 closes 9                                   → m1 out by 9
      m1 closes 9                                   → refused: not-permitted
      manager closes 9                              → refused: unknown-session
      manager closes 8                              → m1 out by 8
      system opens m1 6 for=60                      → m1 in by 6 until 10:01
      """
    var script = try Script()
    #expect(try script.play(text) == text)

    let six = try token(6)
    let before = try known(Instant("2026-11-22 10:00"))
    #expect(script.club.membership.member(signedInBy: six, at: before)?.ordinal == 0)
    #expect(script.club.membership.member(signedInBy: six, at: before.adding(seconds: 60)) == nil)
    #expect(script.club.membership.member(signedInBy: try token(9), at: before) == nil)
  }

  @Test("个人信息只进附件，不进事实 personal values go to the annex alone")
  func annex() throws {
    let signUp = SignUp(
      channel: .website, consent: try known(Code("v1")), name: try known(PersonName(" 林晚舟 ")),
      phone: Phone("138 0013 8000"), email: Email("Lin@Example.cn"))
    let decision = try Script().club.decide(
      .membership(.signUp(signUp)), by: .visitor, at: Instant(milliseconds: 0))
    #expect(
      decision.annex == [
        AnnexField(name: "name", value: "林晚舟"),
        AnnexField(name: "phone", value: "+8613800138000"),
        AnnexField(name: "email", value: "lin@example.cn"),
      ])
    let facts = "\(decision.facts)"
    #expect(!facts.contains("晚舟") && !facts.contains("138001") && !facts.contains("lin@"))
  }

  @Test("过期会话在清扫时忘掉，未过期的都在 expired sessions are swept")
  func sweep() throws {
    var state = MembershipState()
    let consent = try known(Code("v1"))
    let member = MemberNumber(ordinal: 0)
    try state.apply(
      .joined(member: member, channel: .website, consent: consent),
      at: Position(sequence: 1, index: 0), time: Instant(milliseconds: 0))
    for number in 0..<3000 {
      let hash = try known(TokenHash((0..<32).map { UInt8(truncatingIfNeeded: number >> $0) }))
      let time = Instant(milliseconds: Int64(number))
      try state.apply(
        .sessionOpened(member: member, tokenHash: hash, expires: time.adding(milliseconds: 100)),
        at: Position(sequence: number + 2, index: 0), time: time)
      #expect(state.member(signedInBy: hash, at: time) == member)
    }
    #expect(state.sessionCount < 1200)
  }
}
