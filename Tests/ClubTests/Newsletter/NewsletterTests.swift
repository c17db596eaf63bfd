import CivilTime
import Testing

@testable import Club

@Suite("会刊来信 letters with the issues")
struct NewsletterTests {
  @Test("本人同意才寄，一期只寄一次，退订、退会的不寄 consent, once, and no longer")
  func sending() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk joins desk phone=13800138002            → m3 joined by desk, consent v1
      clerk joins desk phone=13800138003            → m4 joined by desk, consent v1
      visitor subscribes m1                         → refused: sign-in-needed
      m2 subscribes m1                              → refused: not-permitted
      manager subscribes m1                         → refused: not-permitted
      m1 subscribes m1                              → m1 gets letters, original
      m1 subscribes m1                              → nothing
      m1 subscribes m1 hant                         → m1 gets letters, hant
      m2 subscribes m2                              → m2 gets letters, original
      m3 subscribes m3                              → m3 gets letters, original
      m4 subscribes m4                              → m4 gets letters, original
      m4 leaves                                     → m4 left
      system unsubscribes m4                        → m4 gets none
      manager mails 27 9                            → refused: not-permitted
      system mails 27 2                             → 27 to m1, 27 to m2
      m3 unsubscribes m3                            → m3 gets none
      m3 unsubscribes m3                            → nothing
      system mails 27 2                             → 27 is out
      m3 subscribes m3                              → m3 gets letters, original
      system mails 27 2                             → nothing
      system mails 28 9                             → 28 to m1, 28 to m2, 28 to m3, 28 is out
      """
    #expect(try Script.play(script) == script)
  }

  @Test("点名寄：已寄的、没同意的、退会的跳过 named ones, as far as it is still to go to them")
  func named() throws {
    let script = """
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk joins desk phone=13800138002            → m3 joined by desk, consent v1
      clerk joins desk phone=13800138003            → m4 joined by desk, consent v1
      m1 subscribes m1                              → m1 gets letters, original
      m2 subscribes m2                              → m2 gets letters, original
      m3 subscribes m3                              → m3 gets letters, original
      manager addresses 27 m1                       → refused: not-permitted
      m1 addresses 27 m1                            → refused: not-permitted
      system addresses 27 m2 m1 m2                  → 27 to m2, 27 to m1
      m3 unsubscribes m3                            → m3 gets none
      system addresses 27 m1 m3 m4                  → nothing
      m4 subscribes m4                              → m4 gets letters, original
      system mails 27 9                             → 27 to m4, 27 is out
      m3 subscribes m3                              → m3 gets letters, original
      system addresses 27 m3                        → nothing
      """
    #expect(try Script.play(script) == script)
  }

  @Test("状态存得下，读得回 the state survives a snapshot")
  func snapshot() throws {
    var script = try Script()
    _ = try script.play(
      """
      clerk joins desk phone=13800138000
      clerk joins desk phone=13800138001
      m1 subscribes m1 hant
      m2 subscribes m2
      system mails 26 9
      system mails 27 1
      """)
    var pieces: [[UInt8]] = []
    var writer = StateWriter { pieces.append($0) }
    script.club.write(to: &writer)
    writer.finish()
    var rest = pieces[...]
    var reader = StateReader { rest.popFirst() }
    let copy = try Club(from: &reader)
    #expect(copy == script.club)
    #expect(copy.newsletterReaders(of: try known(Code("27"))).map(\.ordinal) == [1])
    #expect(copy.newsletterReaders(of: try known(Code("26"))) == [])
  }

  @Test("寄给谁，信就是谁的一封 a message follows from each address")
  func message() throws {
    let (member, issue) = (MemberNumber(ordinal: 4), try known(Code("27")))
    let now = try known(Instant("2026-11-28 09:00"))
    let fact = Fact.newsletter(.addressed(member: member, issue: issue))
    let message = try known(fact.message(at: Position(sequence: 9, index: 1), time: now))
    #expect(message.id.description == "M9-2" && message.kind == .newsletter(issue: issue))
    #expect(message.recipient == .member(member, .email))
    #expect(message.expires == now.adding(seconds: 7 * 86_400))
  }
}
