import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// The messages that have not arrived, for staff to see.
enum OutboxEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/messages", .staff, OutboxContract.list, list)
  ]

  @Sendable
  private static func list(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let status = try call.query("status") { text in
      OutboxContract.statuses.contains(text) ? text : nil
    }
    let all = api.store.undeliveredMessages(for: call.identity.actor).filter { delivery in
      status.map { $0 == delivery.step.status.name } ?? true
    }
    let part = try call.part(of: all, isDescending: true, api) { delivery in
      CollectionPlace(delivery.message.id.position.sequence, delivery.message.id.position.index)
    }
    return Answer.json { json in
      json.key("messages")
      json.array { json in
        for delivery in part.elements { write(delivery, &json) }
      }
      json.member("truncated", part.next != nil)
      json.member("next", part.next)
    }.showing(part.elements.compactMap(\.message.recipient.member))
  }

  private static func write(_ delivery: OutboxState.Delivery, _ json: inout JSONWriter) {
    let (message, step) = (delivery.message, delivery.step)
    json.object { json in
      json.member("id", message.id.description)
      json.member("kind", message.kind.name)
      json.member("member", message.recipient.member?.digits)
      json.member("status", step.status.name)
      json.member("tries", step.tries)
      json.member("queued", message.queued.rfc3339)
      json.member("updated", step.time.rfc3339)
      if case .waiting(let until) = step.status {
        json.member("until", until.rfc3339)
      } else {
        json.member("until", String?.none)
      }
      json.member("reason", step.reason)
    }
  }
}
