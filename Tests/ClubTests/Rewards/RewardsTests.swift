import CivilTime
import Club
import Testing

@Suite("兑换与礼券 rewards and vouchers")
struct RewardsTests {
  @Test("兑换、领取：先到期的积分先用，券用一次 from points to the thing itself")
  func course() throws {
    let script = """
      content rules rules=gift:100:unlimited,attend:60 validity=year-end+1 consent=v1
      content reward umbrella 80 stock=2 validity=3-months
      system adopts                                 → rules gift+attend consent v1, umbrella for 80, 2
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      m1 redeems umbrella 7                         → refused: insufficient-points (has 0 of 80)
      clerk awards m1 100 source=gift               → m1 issued +100 = 100 by gift
      clerk awards m1 60 source=attend              → m1 issued +60 = 160 by attend until 2027-12-31
      m1 redeems umbrella 7                         → m1 redeemed -80 = 80 by redemption (60 of P7-1, 20 of P6-1), m1 has umbrella by 7 until 2027-02-22
      clerk redeems umbrella 7 m1                   → refused: voucher-code-in-use
      auditor redeems umbrella 8 m1                 → refused: not-permitted
      visitor redeems umbrella 8 m1                 → refused: sign-in-needed
      clerk redeems umbrella 8 m1                   → m1 redeemed -80 = 0 by redemption, m1 has umbrella by 8 until 2027-02-22
      m1 takes 7                                    → refused: not-permitted
      clerk takes 9                                 → refused: unknown-voucher
      clerk takes 7                                 → V8-2 of m1 for umbrella used
      clerk takes 7                                 → refused: voucher-used (2026-11-22)
      at 2027-02-22 23:59
      clerk takes V9-2                              → V9-2 of m1 for umbrella used
      """
    #expect(try Script.play(script) == script)
  }

  @Test("不多发：兑完、未开始、已截止、每人限兑、撤下 what cannot be redeemed")
  func refusals() throws {
    let script = """
      content rules rules=gift:100 consent=v1
      content reward umbrella 10 stock=1
      content reward lantern 10 from=2026-12-01 through=2026-12-31
      content reward tea 10 limit=1
      system adopts                                 → rules gift consent v1, lantern for 10, any, tea for 10, any, umbrella for 10, 1
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk awards m1 100                           → m1 issued +100 = 100
      clerk awards m2 100                           → m2 issued +100 = 100
      m1 redeems umbrella 7                         → m1 redeemed -10 = 90 by redemption, m1 has umbrella by 7
      m2 redeems umbrella 8                         → refused: reward-sold-out
      m1 redeems lantern 8                          → refused: reward-not-yet-offered (2026-12-01)
      m1 redeems tea 8                              → m1 redeemed -10 = 80 by redemption, m1 has tea by 8
      m1 redeems tea 9                              → refused: reward-limit-reached (1)
      m1 redeems sword 9                            → refused: unknown-reward
      m1 returns V9-2                               → m1 redeemed +10 = 90 by reversal of P9-1, V9-2 of m1 for umbrella cancelled
      m2 redeems umbrella 9                         → m2 redeemed -10 = 90 by redemption, m2 has umbrella by 9
      at 2027-01-01 09:00
      m1 redeems lantern 10                         → refused: reward-no-longer-offered (2026-12-31)
      content removes tea
      system adopts                                 → tea withdrawn
      m2 redeems tea 10                             → refused: unknown-reward
      clerk takes 8                                 → V10-2 of m1 for tea used
      """
    #expect(try Script.play(script) == script)
  }

  @Test("取消：积分回原来的批次；用过、过期的由经理办；分录不能绕过礼券冲正 giving back")
  func cancelling() throws {
    let script = """
      content rules rules=attend:60 validity=1-months consent=v1
      content reward umbrella 50 stock=2 validity=12-months
      system adopts                                 → rules attend consent v1, umbrella for 50, 2
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk joins desk phone=13800138001            → m2 joined by desk, consent v1
      clerk awards m1 60 source=attend              → m1 issued +60 = 60 by attend until 2026-12-22
      m1 redeems umbrella 7                         → m1 redeemed -50 = 10 by redemption (50 of P7-1), m1 has umbrella by 7 until 2027-11-22
      manager reverses P8-1                         → refused: entry-pays-voucher (V8-2)
      m2 returns V8-2                               → refused: unknown-voucher
      visitor returns V8-2                          → refused: sign-in-needed
      auditor returns V8-2                          → refused: not-permitted
      m1 returns V8-2                               → m1 redeemed +50 = 60 by reversal of P8-1 (50 of P7-1), V8-2 of m1 for umbrella cancelled
      m1 returns V8-2                               → refused: voucher-cancelled
      clerk takes 7                                 → refused: voucher-cancelled
      m1 redeems umbrella 8                         → m1 redeemed -50 = 10 by redemption (50 of P7-1), m1 has umbrella by 8 until 2027-11-22
      at 2026-12-23 09:00
      m1 returns V10-2                              → refused: refund-needs-manager (50 have lapsed)
      clerk returns V10-2                           → refused: refund-needs-manager (50 have lapsed)
      clerk takes 8                                 → V10-2 of m1 for umbrella used
      clerk returns V10-2                           → refused: voucher-needs-manager
      m1 returns V10-2                              → refused: voucher-used (2026-12-23)
      manager returns V10-2                         → m1 expired -10 = 0 by expiry (10 of P7-1), m1 redeemed +50 = 50 by reversal of P10-1 until 2027-01-22, V10-2 of m1 for umbrella cancelled
      manager returns V10-2                         → refused: voucher-cancelled
      """
    #expect(try Script.play(script) == script)
  }

  @Test("过期：补记、不重记，退不退照兑换时的条款；东西回到架上 lapsing")
  func lapsing() throws {
    let script = """
      content rules rules=gift:100:unlimited consent=v1
      content reward umbrella 10 stock=2 validity=1-months
      content reward tea 10 stock=3 limit=2 validity=1-months refunds
      system adopts                                 → rules gift consent v1, tea for 10, 3, umbrella for 10, 2
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100 source=gift               → m1 issued +100 = 100 by gift
      m1 redeems umbrella 7                         → m1 redeemed -10 = 90 by redemption, m1 has umbrella by 7 until 2026-12-22
      m1 redeems tea 8                              → m1 redeemed -10 = 80 by redemption, m1 has tea by 8 until 2026-12-22
      m1 redeems tea 9                              → m1 redeemed -10 = 70 by redemption, m1 has tea by 9 until 2026-12-22
      m1 redeems tea 10                             → refused: reward-limit-reached (2)
      clerk lapses                                  → refused: not-permitted
      at 2026-12-22 23:59
      system lapses                                 → nothing
      at 2026-12-23 00:00
      clerk takes 7                                 → refused: voucher-lapsed (2026-12-22)
      m1 returns V7-2                               → refused: voucher-lapsed (2026-12-22)
      content reward tea 10 stock=3 limit=2 validity=1-months
      system adopts                                 → tea for 10, 3
      at 2027-03-01 08:00
      system lapses                                 → V7-2 of m1 for umbrella lapsed, m1 redeemed +10 = 80 by reversal of P8-1, V8-2 of m1 for tea lapsed
      system lapses after=V8-2                      → m1 redeemed +10 = 90 by reversal of P9-1, V9-2 of m1 for tea lapsed
      system lapses                                 → nothing
      m1 redeems tea 11                             → m1 redeemed -10 = 80 by redemption, m1 has tea by 11 until 2027-04-01
      manager returns V8-2                          → refused: voucher-cancelled
      manager returns V7-2                          → m1 redeemed +10 = 90 by reversal of P7-1, V7-2 of m1 for umbrella cancelled
      """
    #expect(try Script.play(script) == script)
  }

  @Test("盘点：差数入账，架上不会少于零；条款自相矛盾的不收 counting the shelf")
  func stock() throws {
    let script = """
      content rules rules=gift:100 consent=v1
      content reward umbrella 10 stock=2
      content reward tea 10
      system adopts                                 → rules gift consent v1, tea for 10, any, umbrella for 10, 2
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100                           → m1 issued +100 = 100
      m1 redeems umbrella 7                         → m1 redeemed -10 = 90 by redemption, m1 has umbrella by 7
      clerk counts umbrella -1                      → refused: not-permitted
      manager counts umbrella -2                    → refused: impossible-correction (1 left)
      manager counts umbrella 0                     → refused: impossible-correction (1 left)
      manager counts umbrella 1000001               → refused: impossible-correction (1 left)
      manager counts tea -1                         → refused: stock-not-counted
      manager counts sword -1                       → refused: unknown-reward
      manager counts umbrella -1                    → -1 of umbrella
      m1 redeems umbrella 8                         → refused: reward-sold-out
      content reward umbrella 10 stock=3
      system adopts                                 → umbrella for 10, 3
      m1 redeems umbrella 8                         → m1 redeemed -10 = 80 by redemption, m1 has umbrella by 8
      m1 redeems umbrella 9                         → refused: reward-sold-out
      content reward umbrella 10 stock=0
      system adopts                                 → umbrella for 10, 0
      m1 redeems umbrella 9                         → refused: reward-sold-out
      content reward umbrella 10 stock=-1
      system adopts                                 → refused: impossible-reward (umbrella)
      content reward umbrella 10 limit=0
      system adopts                                 → refused: impossible-reward (umbrella)
      content reward umbrella 10 from=2026-12-02 through=2026-12-01
      system adopts                                 → refused: impossible-reward (umbrella)
      """
    #expect(try Script.play(script) == script)
  }

  @Test("等级：这一级及以上的会员才能兑换 for a tier and the higher ones")
  func tiers() throws {
    let script = """
      content tier member
      content tier senior months=12
      content reward lantern 10 tier=senior
      system adopts                                 → rules  consent v1, lantern for 10, any
      clerk joins desk phone=13800138000            → m1 joined by desk, consent v1
      clerk awards m1 100                           → m1 issued +100 = 100
      m1 redeems lantern 7                          → refused: tier-needed
      at 2027-11-21 23:59
      m1 redeems lantern 7                          → refused: tier-needed
      at 2027-11-22 00:00
      m1 redeems lantern 7                          → m1 redeemed -10 = 90 by redemption, m1 has lantern by 7
      """
    #expect(try Script.play(script) == script)
  }

  @Test("券码：抄错一位、写颠倒两位都认得出来 the check")
  func check() throws {
    let code = VoucherCode(random: [9, 17, 30, 4, 22, 0, 31, 8, 15, 1, 26])
    #expect(code.description.count == 14)
    #expect(VoucherCode(code.description) == code)
    #expect(VoucherCode(code.text.lowercased().replacing("0", with: "o")) == code)
    let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let written = Array(code.text)
    for place in written.indices {
      for sign in signs where sign != written[place] {
        var wrong = written
        wrong[place] = sign
        #expect(VoucherCode(String(wrong)) == nil, "\(String(wrong))")
      }
      if place > 0, written[place] != written[place - 1] {
        var wrong = written
        wrong.swapAt(place, place - 1)
        #expect(VoucherCode(String(wrong)) == nil, "\(String(wrong))")
      }
    }
    for text in ["", "K7MQ", code.text + "0", code.text.replacing("9", with: "U")] {
      #expect(VoucherCode(text) == nil)
    }
    #expect(VoucherSeed(hex: "00ff") == nil && VoucherSeed(hex: "+0000000000000ff") == nil)
    #expect(VoucherSeed(hex: VoucherSeed(255).hex) == VoucherSeed(255))
  }
}
