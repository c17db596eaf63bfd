import CivilTime
import Testing

@testable import Club

/// An outbox played from a script with a clock of its own: `+30` lets seconds pass, `M5-1` queues a
/// notice and `M5-1!` a code, `next` hands over, `taken M5-1` and so on say how that went, `crash` starts
/// anew from what a file would hold. The transcript repeats each line with the steps that it led to.
private struct Post {
  var outbox = OutboxState(horizon: 4)
  var now = Instant(milliseconds: 1_795_312_800_000)
  var file: [MessageID: OutboxStep] = [:]
  var horizon = 4
  var messages: [Message] = []
  var durable = 1000

  static func play(_ script: String) throws -> String {
    var post = Post()
    return try script.split(separator: "\n").map { line in
      let input = line.split(separator: "→")[0].split(separator: " ")
      let text = input.joined(separator: " ")
      let result = try post.run(input)
      return result.isEmpty
        ? text : text + String(repeating: " ", count: max(1, 16 - text.count)) + "→ " + result
    }.joined(separator: "\n")
  }

  private mutating func run(_ words: [Substring]) throws -> String {
    switch words[0] {
    case "next":
      let (steps, message) = outbox.next(at: now, durable: durable)
      if message == nil, steps.isEmpty { return "nothing" }
      return write(steps)
    case "taken": return settle(words, .taken)
    case "busy":
      return settle(
        words, .refusedForNow("busy", pause: words.count > 2 ? Int(words[2]) : nil))
    case "refused": return settle(words, .refused("no such number"))
    case "silence": return settle(words, .unclear("no answer"))
    case "crash":
      outbox = OutboxState(horizon: horizon, steps: Array(file.values))
      for message in messages { outbox.enqueue(message) }
      outbox.recover(at: now)
      return outbox.undelivered.sorted { $0.message.id > $1.message.id }.map {
        "\($0.message.id) \($0.step.status.name)"
      }
      .joined(separator: ", ")
    case "compact":
      let steps = outbox.compact(upTo: 1000, at: now)
      horizon = outbox.horizon
      file = Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0) })
      return steps.sorted { $0.id < $1.id }.map { "\($0.id) \($0.status.name)" }
        .joined(separator: ", ")
    case "erase": return write(outbox.forget([MemberNumber(ordinal: 0)], at: now))
    case "durable":
      durable = try #require(Int(words[1]))
      return ""
    case let word where word.hasPrefix("+"):
      now = now.adding(seconds: try #require(Int(word.dropFirst())))
      return ""
    default:
      let isCode = words[0].hasSuffix("!")
      let message = Message(
        id: try #require(MessageID(isCode ? words[0].dropLast() : words[0])),
        kind: isCode
          ? .code(.signIn, try token(7)) : .seatGiven(event: try #require(Code("gala"))),
        recipient: .member(MemberNumber(ordinal: 0), nil), queued: now,
        expires: now.adding(seconds: isCode ? 600 : 3 * 86_400))
      messages.append(message)
      outbox.enqueue(message)
      return ""
    }
  }

  private mutating func settle(_ words: [Substring], _ handover: Handover) -> String {
    guard let id = MessageID(words[1]), let step = outbox.settle(id, handover, at: now) else {
      return "nothing"
    }
    return write([step])
  }

  private mutating func write(_ steps: [OutboxStep]) -> String {
    for step in steps { file[step.id] = step }
    return steps.map { step in
      var text = "\(step.id) \(step.status.name)"
      if case .waiting(let until) = step.status {
        text += " \((until.milliseconds - now.milliseconds) / 1000) s"
      }
      return step.tries > 1 ? "\(text), try \(step.tries)" : text
    }.joined(separator: ", ")
  }
}

@Suite("发件箱 The outbox")
struct OutboxStateTests {
  @Test(
    "each message goes its way",
    arguments: [
      // In the order of the facts, codes before all others.
      """
      M5-1
      M6-1
      M7-1!
      next            → M7-1 handing-over
      next            → M5-1 handing-over
      taken M5-1      → M5-1 delivered
      next            → M6-1 handing-over
      taken M6-1      → M6-1 delivered
      taken M7-1      → M7-1 delivered
      next            → nothing
      """,
      // What was not taken is tried again, later and later, eight times in all.
      """
      M5-1
      next            → M5-1 handing-over
      busy M5-1       → M5-1 waiting 30 s
      +29
      next            → nothing
      +1
      next            → M5-1 handing-over, try 2
      busy M5-1       → M5-1 waiting 120 s, try 2
      +120
      next            → M5-1 handing-over, try 3
      busy M5-1       → M5-1 waiting 480 s, try 3
      +480
      next            → M5-1 handing-over, try 4
      busy M5-1       → M5-1 waiting 1920 s, try 4
      +1920
      next            → M5-1 handing-over, try 5
      busy M5-1       → M5-1 waiting 7680 s, try 5
      +7680
      next            → M5-1 handing-over, try 6
      busy M5-1       → M5-1 waiting 21600 s, try 6
      +21600
      next            → M5-1 handing-over, try 7
      busy M5-1       → M5-1 waiting 21600 s, try 7
      +21600
      next            → M5-1 handing-over, try 8
      busy M5-1       → M5-1 failed, try 8
      +999999
      next            → nothing
      """,
      // Whoever carries messages may ask for a longer pause, never for a shorter one, nor beyond six hours.
      """
      M5-1
      next            → M5-1 handing-over
      busy M5-1 600   → M5-1 waiting 600 s
      +599
      next            → nothing
      +1
      next            → M5-1 handing-over, try 2
      busy M5-1 1     → M5-1 waiting 120 s, try 2
      +120
      next            → M5-1 handing-over, try 3
      busy M5-1 99999 → M5-1 waiting 21600 s, try 3
      M6-1!
      next            → M6-1 handing-over
      busy M6-1 600   → M6-1 failed
      """,
      // A code is handed over once, whatever comes of it.
      """
      M5-1!
      next            → M5-1 handing-over
      busy M5-1       → M5-1 failed
      M6-1!
      next            → M6-1 handing-over
      silence M6-1    → M6-1 unknown
      M7-1!
      next            → M7-1 handing-over
      crash           → M7-1 unknown, M6-1 unknown, M5-1 failed
      +999
      next            → nothing
      """,
      // A crash in between leaves a notice unknown, too; what was not begun goes on.
      """
      M5-1
      M6-1
      M7-1
      next            → M5-1 handing-over
      taken M5-1      → M5-1 delivered
      next            → M6-1 handing-over
      crash           → M7-1 queued, M6-1 unknown
      next            → M7-1 handing-over
      busy M7-1       → M7-1 waiting 30 s
      crash           → M7-1 waiting, M6-1 unknown
      next            → nothing
      +30
      next            → M7-1 handing-over, try 2
      refused M7-1    → M7-1 failed, try 2
      taken M7-1      → nothing
      """,
      // What helps nobody any longer is not sent, and nobody's messages follow the erased.
      """
      M5-1!
      +600
      next            → M5-1 dropped
      M6-1
      M7-1
      next            → M6-1 handing-over
      busy M6-1       → M6-1 waiting 30 s
      erase           → M6-1 dropped, M7-1 dropped
      +30
      next            → nothing
      """,
      // Only what is on the disk is sent, and nothing from before the outbox.
      """
      M3-1
      M5-1
      durable 4
      next            → nothing
      durable 5
      next            → M5-1 handing-over
      """,
      // A file made anew holds what is not over; what went wrong is shown for thirty days.
      """
      M5-1
      M6-1
      M7-1
      next            → M5-1 handing-over
      taken M5-1      → M5-1 delivered
      next            → M6-1 handing-over
      silence M6-1    → M6-1 unknown
      compact         → M6-1 unknown, M7-1 queued
      crash           → M7-1 queued, M6-1 unknown
      next            → M7-1 handing-over
      taken M7-1      → M7-1 delivered
      +2592001
      compact         →
      crash           →
      next            → nothing
      """,
    ])
  func script(text: String) throws {
    // An arrow without a result stands for none.
    let expected = text.split(separator: "\n").map { line in
      line.hasSuffix("→") ? String(line.dropLast()).split(separator: " ").joined() : String(line)
    }.joined(separator: "\n")
    #expect(try Post.play(text) == expected)
  }

  @Test(
    "letters with issues that only wait for their turn are counted; what becomes of one is shown")
  func letters() throws {
    let issue = try #require(Code("2026-autumn"))
    let now = Instant(milliseconds: 1_795_312_800_000)
    var outbox = OutboxState(horizon: 0)
    func enqueue(_ sequence: Int, _ kind: MessageKind) {
      outbox.enqueue(
        Message(
          id: MessageID(Position(sequence: sequence, index: 0)), kind: kind,
          recipient: .member(MemberNumber(ordinal: sequence), .email), queued: now,
          expires: now.adding(seconds: 7 * 86_400)))
    }
    func shown() -> [String] {
      outbox.undelivered.map { "\($0.message.id) \($0.step.status.name)" }.sorted()
    }
    for sequence in 1...100 { enqueue(sequence, .newsletter(issue: issue)) }
    enqueue(101, .seatGiven(event: try #require(Code("gala"))))
    #expect(shown() == ["M101-1 queued"] && outbox.queuedLetters == 100)
    var taken: [MessageID] = []
    for _ in 0..<4 {
      if let id = outbox.next(at: now, durable: 200).message?.id { taken.append(id) }
    }
    #expect(
      shown() == [
        "M1-1 handing-over", "M101-1 handing-over", "M2-1 handing-over", "M3-1 handing-over",
      ])
    for (id, handover) in zip(
      taken, [.taken, .taken, .refused("full"), .refusedForNow("busy")] as [Handover])
    { _ = outbox.settle(id, handover, at: now) }
    #expect(shown() == ["M2-1 failed", "M3-1 waiting"] && outbox.queuedLetters == 97)
    // It is the same after the file has been made anew, and after a start.
    let steps = outbox.compact(upTo: 200, at: now)
    #expect(steps.count == 99 && outbox.queuedLetters == 97)
    #expect(shown() == ["M2-1 failed", "M3-1 waiting"])
    outbox = OutboxState(horizon: outbox.horizon, steps: steps)
    for sequence in 1...100 { enqueue(sequence, .newsletter(issue: issue)) }
    outbox.recover(at: now)
    #expect(shown() == ["M2-1 failed", "M3-1 waiting"] && outbox.queuedLetters == 97)
  }

  @Test("names are read from what they are written as")
  func names() {
    let id = MessageID(Position(sequence: 17, index: 2))
    #expect("\(id)" == "M17-3" && MessageID("M17-3") == id && MessageID("P17-3") == nil)
  }
}
