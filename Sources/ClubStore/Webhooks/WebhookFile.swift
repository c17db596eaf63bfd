import CivilTime
import Club
import Disk
import JSON

/// The file in which a store keeps how far other systems have been told: `webhooks.json`.
///
/// ```
/// {"v":1,"receivers":[{"name":"till","record":414,"fact":0,"tries":2,"since":1795829401000,"until":1795829521000,"reason":"…",
///   "event":"W414-1-9f2a6c01","skipped":[{"event":"W17-1-0c5b2e77","time":1795729401000,"reason":"…"}]}]}
/// ```
/// `record` and `fact` (from 0) are the next to be looked at, `event` is what is not taken. No address and no key is in it.
enum WebhookFile {
  static let name = "webhooks.json"

  static func write(
    _ receivers: [Code: WebhookProgress], in directory: String, fileSystem: any FileSystem
  ) throws(StoreError) {
    var json = JSONWriter()
    json.object { json in
      json.member("v", 1)
      json.key("receivers")
      json.array { json in
        for (name, progress) in receivers.sorted(by: { $0.key < $1.key }) {
          json.object { json in write(name, progress, &json) }
        }
      }
    }
    let path = "\(directory)/\(name)"
    do {
      if try fileSystem.list(directory).contains("\(name).new") {
        try fileSystem.remove("\(path).new")
      }
      try fileSystem.replace(path, in: directory, with: json.bytes + [0x0A])
    } catch {
      throw StoreError(error)
    }
  }

  private static func write(_ name: Code, _ progress: WebhookProgress, _ json: inout JSONWriter) {
    json.member("name", name.text)
    json.member("record", progress.next.sequence)
    json.member("fact", progress.next.index)
    if !progress.skipped.isEmpty { write(progress.skipped, &json) }
    guard let trouble = progress.trouble else { return }
    json.member("tries", trouble.tries)
    json.member("since", trouble.since.milliseconds)
    if let until = trouble.until { json.member("until", until.milliseconds) }
    json.member("reason", trouble.reason)
    if let event = trouble.event { json.member("event", event) }
  }

  private static func write(_ skipped: [WebhookProgress.Skip], _ json: inout JSONWriter) {
    json.key("skipped")
    json.array { json in
      for skip in skipped {
        json.object { json in
          json.member("event", skip.event)
          json.member("time", skip.time.milliseconds)
          json.member("reason", skip.reason)
        }
      }
    }
  }

  /// Reads the file of a store; nil where there is none.
  ///
  /// - Throws: where it cannot be read, with what to do.
  static func read(
    in directory: String, fileSystem: any FileSystem
  ) throws(StoreError) -> [Code: WebhookProgress]? {
    let path = "\(directory)/\(name)"
    let bytes: [UInt8]
    do {
      bytes = try fileSystem.contents(of: path)
    } catch {
      if error.isMissing { return nil }
      throw StoreError(error)
    }
    guard let value = try? JSONValue.parse(bytes), value["v"]?.int == 1,
      let elements = value["receivers"]?.elements
    else { throw unreadable(path, "") }
    var receivers: [Code: WebhookProgress] = [:]
    for (index, element) in elements.enumerated() {
      guard let name = element["name"]?.string.flatMap({ Code($0) }),
        let record = element["record"]?.int, record >= 1,
        let fact = element["fact"]?.int, fact >= 0
      else { throw unreadable(path, "/receivers/\(index)") }
      receivers[name] = WebhookProgress(
        next: Position(sequence: record, index: fact), trouble: trouble(element),
        skipped: (element["skipped"]?.elements ?? []).compactMap(skip))
    }
    return receivers
  }

  private static func trouble(_ value: JSONValue) -> WebhookProgress.Trouble? {
    guard let tries = value["tries"]?.int, let since = value["since"]?.int,
      let reason = value["reason"]?.string
    else { return nil }
    return WebhookProgress.Trouble(
      since: Instant(milliseconds: Int64(since)), tries: tries,
      until: value["until"]?.int.map { Instant(milliseconds: Int64($0)) }, reason: reason,
      event: value["event"]?.string)
  }

  private static func skip(_ value: JSONValue) -> WebhookProgress.Skip? {
    guard let event = value["event"]?.string, let time = value["time"]?.int,
      let reason = value["reason"]?.string
    else { return nil }
    return WebhookProgress.Skip(
      event: event, time: Instant(milliseconds: Int64(time)), reason: reason)
  }

  private static func unreadable(_ path: String, _ pointer: String) -> StoreError {
    StoreError(
      description:
        "\(path)\(pointer.isEmpty ? "" : "#" + pointer): this is no file of webhooks. Move it away: other systems are "
        + "then told of what happens from the next start on.")
  }
}
