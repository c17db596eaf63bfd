import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// A member's statement: opening balance, lines with reason, reference and author, closing balance.
enum StatementAnswer {
  @Sendable
  static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let number = try call.memberNumber()
    let end = try call.cursor(api).map { text in
      guard let entry = EntryID(text) else { throw Problem.unreadable }
      return entry
    }
    let view = try await api.statement(
      of: number, try StatementPeriod(call), before: end, most: try call.limit(orElse: 1000),
      for: call.identity)
    let next = view.isTruncated ? view.lines.first?.line.entry.id.description : nil
    return Answer.json { json in
      json.member("member", number.digits)
      json.member("opening", view.opening)
      json.key("lines")
      json.array { json in
        for line in view.lines { line.write(to: &json) }
      }
      json.member("closing", view.closing)
      json.member("truncated", view.isTruncated)
      json.member("next", next.map { call.cursor(at: $0, api) })
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
