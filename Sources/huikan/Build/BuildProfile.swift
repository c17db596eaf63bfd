import JSON
import SiteBuilder

/// Where the time of a build went, as a table for people and as JSON.
struct BuildProfile {
  let watch: BuildWatch

  /// The stages with their milliseconds, the pages by kind, then the ten slowest pages.
  var table: String {
    var lines = watch.times.map { stage, time in
      Self.row(Self.text(time), stage.rawValue)
    }
    let kinds = watch.kinds
    if !kinds.isEmpty { lines.append("pages, rendered and written, on all threads:") }
    lines += kinds.map { kind in
      let template = kind.templates * 1_000 / kind.pages
      return Self.row(
        Self.text(kind.time),
        "\(kind.pages) \(kind.kind), \(Self.text(template)) µs each in the template")
    }
    lines.append("slowest pages, rendered and written:")
    lines += watch.slowestPages.map { Self.row(Self.text($0.time), $0.url) }
    return lines.joined(separator: "\n")
  }

  /// `{"stages":{"read":12.3,…},"kinds":[{"kind":"article","pages":9,"milliseconds":1.2,"templates":0.3},…],
  /// "slowest":[{"url":"/","milliseconds":1.2},…]}`; every time in milliseconds.
  var json: JSONValue {
    [
      "stages": .object(
        watch.times.map { stage, time in
          JSONValue.Member(stage.rawValue, .number(Self.text(time)))
        }),
      "kinds": .array(
        watch.kinds.map { kind in
          [
            "kind": .string(kind.kind), "pages": .number(String(kind.pages)),
            "milliseconds": .number(Self.text(kind.time)),
            "templates": .number(Self.text(kind.templates)),
          ]
        }),
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
