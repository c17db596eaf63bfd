import CivilTime
import Club
import JSON

extension [TierStep] {
  /// Writes the members `tier`, how the member stands now, and `tierSteps`, how that came about.
  func write(to json: inout JSONWriter) {
    json.key("tier")
    if let step = last, let tier = step.tier {
      json.object { json in
        json.member("code", tier.code.text)
        json.member("title", tier.title)
        json.member("since", step.day.iso)
        json.member("cause", step.cause.rawValue)
        json.member("earned", step.earned)
        json.key("benefits")
        json.array { json in
          for benefit in tier.benefits { json.string(benefit) }
        }
      }
    } else {
      json.null()
    }
    json.key("tierSteps")
    json.array { json in
      for step in self {
        json.object { json in
          json.member("day", step.day.iso)
          json.member("code", step.tier?.code.text)
          json.member("title", step.tier?.title)
          json.member("cause", step.cause.rawValue)
          json.member("earned", step.earned)
          json.member("upgrade", step.isUpgrade)
        }
      }
    }
  }
}

extension Property {
  static let tier = Property(
    "tier",
    .nullable(
      .named(
        "Tier",
        .object([
          Property("code", .code, "等级的代码", "The tier's code"),
          Property("title", .anyText, "名称", "The title"),
          Property("since", .day, "从哪天起", "Since when"), .cause, .tierEarned,
          Property("benefits", .list(.anyText), "待遇，一条一项", "What its members get, a line each"),
        ]))), "现在的等级，没有时为null", "The tier now, null for none")

  static let tierSteps = Property(
    "tierSteps",
    .list(
      .named(
        "TierStep",
        .object([
          Property("day", .day, "哪天", "The day"),
          Property("code", .nullable(.code), "等级的代码", "The tier's code, null for none"),
          Property("title", .nullable(.anyText), "名称", "The title"), .cause, .tierEarned,
          Property("upgrade", .boolean, "是升不是降", "Whether it is a higher tier than before"),
        ]))), "升降的经过，早的在前", "How it came about, the earliest step first")

  private static let cause = Property(
    "cause", .oneOf(TierStep.Cause.self), "为什么：入会、会龄、积分、房屋",
    "Why: joining, time, points, homes")
  private static let tierEarned = Property(
    "earned", .nullable(.integer()), "当天算数的得分，等级不看得分时为null",
    "The points earned that counted on that day, null where the tier does not ask")
}
