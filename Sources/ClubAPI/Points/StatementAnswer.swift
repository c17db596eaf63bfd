import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// A member's statement: opening balance, lines with reason, reference and author, closing balance.
enum StatementAnswer {
  /// The most lines of one answer; whoever needs more asks for an earlier time.
  static let limits = 1...1000

  @Sendable
  static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    let limit = try call.query("limit") { text in
      Int(text).flatMap { limits.contains($0) ? $0 : nil }
    }
    let view = try await api.statement(
      of: number, try StatementPeriod(call), most: limit ?? limits.upperBound, for: call.identity)
    return Answer.json { json in
      json.member("member", number.digits)
      json.member("opening", view.opening)
      json.key("lines")
      json.array { json in
        for line in view.lines { line.write(to: &json) }
      }
      json.member("closing", view.closing)
      json.member("truncated", view.isTruncated)
      view.steps.write(to: &json)
      view.activations.write(to: &json)
      view.expiries.write(to: &json)
    }.showing([number])
  }
}

extension [Activation] {
  /// Writes the members `pending` and `activating`: how many points are pending, and what becomes active
  /// when.
  func write(to json: inout JSONWriter) {
    json.member("pending", reduce(0) { $0 + $1.points })
    json.key("activating")
    json.array { json in
      for activation in self {
        json.object { json in
          json.member("from", activation.from.iso)
          json.member("points", activation.points)
        }
      }
    }
  }
}

extension [Expiry] {
  /// Writes the member `expiring`: what lapses when, the soonest first.
  func write(to json: inout JSONWriter) {
    json.key("expiring")
    json.array { json in
      for expiry in self {
        json.object { json in
          json.member("through", expiry.through.iso)
          json.member("points", expiry.points)
        }
      }
    }
  }
}
