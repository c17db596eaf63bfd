import CivilTime
import Testing

@testable import Club

@Suite("通知别的系统 telling other systems")
struct WebhookTests {
  @Test("四类事实通知，别的不通知 four kinds of facts are told of, and no others")
  func events() throws {
    var script = try Script()
    _ = try script.play(
      """
      content tier member
      content event film 2026-12-01 19:00 seats=1
      system adopts
      clerk joins desk phone=13800138000
      clerk joins desk phone=13800138001
      system notes-tiers
      m1 registers film
      m2 registers film
      clerk awards m1 60
      clerk spends m1 10
      m1 cancels R8-1
      m2 leaves
      """)
    let told = script.journal.compactMap { fact, position, _ in
      WebhookEvent(fact, at: position).map {
        "\(WebhookID(position, hash: "9f2a6c01ff")) \($0.type.rawValue)"
      }
    }
    #expect(
      told == [
        "W5-1-9f2a6c01 member.joined", "W6-1-9f2a6c01 member.joined", "W7-1-9f2a6c01 tier.changed",
        "W7-2-9f2a6c01 tier.changed", "W10-1-9f2a6c01 points.posted",
        "W11-1-9f2a6c01 points.posted", "W12-2-9f2a6c01 registration.promoted",
      ])
  }

  private let start = Instant(milliseconds: 1_795_312_800_000)

  @Test("没有收下的隔一会儿再试，越隔越久，三天为止 pauses grow, for three days")
  func pauses() {
    var progress = WebhookProgress(next: Position(sequence: 3, index: 0))
    var now = start
    var pauses: [Int] = []
    while progress.status != .failed, pauses.count < 100 {
      #expect(progress.isDue(at: now))
      progress.refuse("it answered 503", at: now)
      guard let until = progress.trouble?.until else { break }
      #expect(!progress.isDue(at: until.adding(seconds: -1)))
      pauses.append(Int(until.milliseconds - now.milliseconds) / 1000)
      now = until
    }
    #expect(pauses.prefix(6) == [30, 120, 480, 1920, 7680, 21600])
    #expect((10...20).contains(pauses.count))
    #expect(progress.trouble?.since == start && progress.next.sequence == 3)
    #expect(now >= start.adding(seconds: 3 * 86_400))
    #expect(!progress.isDue(at: now.adding(seconds: 1_000_000)))
    progress.resume(at: now)
    #expect(progress.isDue(at: now) && progress.status == .waiting)
    progress.refuse("it answered 503", at: now)
    #expect(progress.status == .waiting && progress.trouble?.since == now)
    progress.take(before: Position(sequence: 4, index: 0))
    #expect(progress.status == .active && progress.next.sequence == 4)
  }

  @Test("对方要求等多久就等多久，不超过六小时；410 就停 as long as it asks, six hours at most; 410 is the end")
  func asked() {
    var progress = WebhookProgress(next: Position(sequence: 3, index: 0))
    progress.refuse("it answered 429", pause: 3600, at: start)
    #expect(progress.trouble?.until == start.adding(seconds: 3600))
    progress.refuse("it answered 429", pause: 1_000_000, at: start)
    #expect(progress.trouble?.until == start.adding(seconds: 6 * 3600))
    progress.refuse("it answered 410", isForGood: true, at: start)
    #expect(progress.status == .failed && progress.trouble?.tries == 3)
  }

  @Test("不收的一条可以略过，只略过它 what is never taken can be left out, and nothing else")
  func leftOut() {
    var progress = WebhookProgress(next: Position(sequence: 3, index: 0))
    func skip(_ event: String, in record: Int) -> Bool {
      progress.skip(event, before: Position(sequence: record, index: 1), at: start)
    }
    #expect(!skip("W3-1-9f2a6c01", in: 3), "nothing is refused")
    progress.refuse("it answered 422", event: "W3-1-9f2a6c01", at: start)
    #expect(!skip("W4-1-9f2a6c01", in: 4))
    #expect(progress.status == .waiting && progress.skipped.isEmpty)
    #expect(skip("W3-1-9f2a6c01", in: 3))
    #expect(progress.status == .active && progress.next == Position(sequence: 3, index: 1))
    #expect(
      progress.skipped == [.init(event: "W3-1-9f2a6c01", time: start, reason: "it answered 422")])
    #expect(!skip("W3-1-9f2a6c01", in: 3), "twice")
    for record in 4..<204 {
      let event = "W\(record)-1-9f2a6c01"
      progress.refuse("it answered 410", event: event, isForGood: true, at: start)
      #expect(progress.status == .failed)
      #expect(skip(event, in: record) && progress.status == .active && progress.isDue(at: start))
    }
    #expect(progress.skipped.count == 100 && progress.skipped.last?.event == "W203-1-9f2a6c01")
  }

  @Test("看过的不倒退 a place never goes back")
  func forward() {
    var progress = WebhookProgress(next: Position(sequence: 3, index: 2))
    progress.pass(before: Position(sequence: 3, index: 0))
    #expect(progress.next == Position(sequence: 3, index: 2))
  }
}
