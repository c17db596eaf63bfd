import JSON
import SiteBuilder

/// Where the time of a build went, as a table for people and as JSON.
struct BuildProfile {
  let watch: BuildWatch

  /// The stages with their milliseconds, then the ten slowest pages.
  var table: String {
    var lines = watch.times.map { stage, time in
      Self.row(Self.text(time), stage.rawValue)
    }
    let (pages, time) = watch.templates
    if pages > 0 {
      lines.append(
        "templates: \(Self.text(time)) ms on all threads, "
          + "\(Self.text(time * 1_000 / pages)) µs a page")
    }
    lines.append("slowest pages, rendered and written:")
    lines += watch.slowestPages.map { Self.row(Self.text($0.time), $0.url) }
    return lines.joined(separator: "\n")
  }

  /// `{"stages":{"read":12.3,…},"templates":4.5,"slowest":[{"url":"/","milliseconds":1.2},…]}`.
  var json: JSONValue {
    [
      "stages": .object(
        watch.times.map { stage, time in
          JSONValue.Member(stage.rawValue, .number(Self.text(time)))
        }),
      "templates": .number(Self.text(watch.templates.time)),
      "slowest": .array(
        watch.slowestPages.map { page in
          ["url": .string(page.url), "milliseconds": .number(Self.text(page.time))]
        }),
    ]
  }

  /// Milliseconds with one decimal.
  private static func text(_ time: Duration) -> String {
    let tenths = Int((time / .microseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func row(_ time: String, _ name: String) -> String {
    String(repeating: " ", count: max(1, 10 - time.utf8.count)) + "\(time) ms  \(name)"
  }
}
