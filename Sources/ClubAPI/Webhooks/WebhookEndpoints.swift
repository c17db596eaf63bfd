import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// The other systems that are told what happens, for staff to see whether they are.
enum WebhookEndpoints {
  static let all: [Endpoint] = [.json(.get, "/webhooks", .staff, contract, list)]

  private static let contract = Contract(
    "通知到的别的系统", "The other systems that are told what happens",
    detail: Words(
      "每个系统通知到了哪里；没有收下的，等多久再试，为什么。网址和密钥不显示。",
      "How far each has been told; where something was not taken, when it is tried again, and why. No address and"
        + " no key is shown."),
    answers: [
      AnswerContract(
        200, "系统", "The systems",
        .object([Property("webhooks", .list(webhook), "系统，按名字排", "The systems, by name")]))
    ])

  private static let webhook = Schema.named(
    "Webhook",
    .object([
      Property("name", .code, "系统的名字", "The system's name"),
      Property(
        "events", .list(.oneOf(WebhookEventType.self)), "通知哪些事", "What it is told of"),
      Property(
        "status", .oneOf(WebhookProgress.Status.self),
        "正常、等着再试、已停；已停的不自动再试",
        "How it stands; failed is not tried again by itself"),
      Property(
        "behind", .integer(), "还有多少条记录没有看过", "How many records have not been looked through"),
      Property("tries", .integer(), "连续没有收下的次数", "How often it was tried in vain"),
      Property("since", .nullable(.instant), "从什么时候起没有收下", "Since when nothing is taken"),
      Property("until", .nullable(.instant), "下一次再试的时间", "When it is tried again"),
      Property("event", .nullable(.anyText), "没有收下的那一条", "What is not taken, by its name"),
      Property("reason", .nullable(.anyText), "原因", "Why"),
      Property(
        "skipped", .list(skip), "由人略过、不再通知的，新的在后",
        "What was left out by hand, the latest last"),
    ]))

  private static let skip = Schema.object([
    Property("event", .anyText, "哪一条", "Its name"), Property("time", .instant, "时间", "When"),
    Property("reason", .anyText, "原因", "Why it was not taken"),
  ])

  @Sendable
  private static func list(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let standings = try api.store.webhooks()
    return Answer.json { json in
      json.key("webhooks")
      json.array { json in
        for standing in standings { write(standing, &json) }
      }
    }
  }

  private static func write(_ standing: WebhookStanding, _ json: inout JSONWriter) {
    let trouble = standing.progress.trouble
    json.object { json in
      json.member("name", standing.name.text)
      json.key("events")
      json.array { json in
        for type in WebhookEventType.allCases where standing.types.contains(type) {
          json.string(type.rawValue)
        }
      }
      json.member("status", standing.progress.status.rawValue)
      json.member("behind", standing.behind)
      json.member("tries", trouble?.tries ?? 0)
      json.member("since", trouble?.since.rfc3339)
      json.member("until", trouble?.until?.rfc3339)
      json.member("event", trouble?.event)
      json.member("reason", trouble?.reason)
      json.key("skipped")
      json.array { json in
        for skip in standing.progress.skipped {
          json.object { json in
            json.member("event", skip.event)
            json.member("time", skip.time.rfc3339)
            json.member("reason", skip.reason)
          }
        }
      }
    }
  }
}
