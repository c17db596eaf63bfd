import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// A member's statement: opening balance, lines with their reasons, closing balance.
enum StatementAnswer {
  /// The most lines of one answer; whoever needs more asks for a shorter time.
  static let longest = 1000

  @Sendable
  static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    // To a member other members' accounts look as if they did not exist.
    if case .member(let own, _) = call.identity, own != number {
      throw Problem(.membership(.unknownMember))
    }
    let query = try call.query(["from", "through"])
    let from = try day(query["from"])
    let through = try day(query["through"])
    let found = await api.store.read { club, _ in
      club.membership.contains(number)
        ? club.points.statement(of: number, from: from, through: through) : nil
    }
    guard let statement = found else { throw Problem(.membership(.unknownMember)) }
    guard statement.lines.count <= longest else {
      throw Problem(
        .statementTooLong, "共 \(statement.lines.count) 行，最多 \(longest) 行；请用 from 与 through 缩短时间。",
        "It has \(statement.lines.count) lines of at most \(longest). Shorten the time by from and through."
      )
    }
    let reasons = try await api.reasons(of: statement.lines)
    return Answer.json { json in
      json.member("member", number.digits)
      json.member("opening", statement.opening)
      json.key("lines")
      json.array { json in
        for (line, reason) in zip(statement.lines, reasons) {
          line.write(to: &json, reason: reason)
        }
      }
      json.member("closing", statement.closing)
    }
  }

  private static func day(_ text: String?) throws -> Day? {
    guard let text else { return nil }
    guard let day = Day(text) else {
      throw Problem(
        .invalidRequest, FieldRule.day.words.chinese, FieldRule.day.words.english)
    }
    return day
  }
}

extension ClubAPI {
  /// Why each line is there, in the words of whoever posted it; nil where that was erased.
  func reasons(of lines: [Statement.Line]) async throws -> [String?] {
    var reasons: [String?] = []
    for line in lines {
      let annex = try await store.annex(of: UInt64(line.entry.id.position.sequence))
      reasons.append(annex.first { $0.name == "reason" }?.value)
    }
    return reasons
  }
}

extension Statement.Line {
  /// Writes the line as one object.
  func write(to json: inout JSONWriter, reason: String?) {
    json.object { json in
      json.member("id", entry.id.description)
      json.member("posted", entry.posted.rfc3339)
      json.member("businessDate", entry.businessDate.iso)
      json.member("account", entry.account.rawValue)
      json.member("points", entry.points)
      json.member("balance", balance)
      json.member("source", entry.source.text)
      json.member("reason", reason)
      json.member("reverses", entry.reverses?.description)
      json.member("reversedBy", entry.reversedBy?.description)
    }
  }
}
