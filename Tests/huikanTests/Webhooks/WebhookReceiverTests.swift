import Club
import Foundation
import Testing

@testable import huikan

@Suite("huikan serve --webhooks: the file that says who is told")
struct WebhookReceiverTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["till.key", "old.key", "open.key"] {
      try folder.write(Data(repeating: 7, count: 32).base64EncodedString() + "\n", to: name)
      try FileManager.default.setAttributes(
        [.posixPermissions: name == "open.key" ? 0o644 : 0o600], ofItemAtPath: folder.path(name))
    }
    try folder.write("short", to: "short.key")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path("short.key"))
  }

  private func read(_ text: String) throws -> [WebhookReceiver] {
    try folder.write(text, to: "webhooks.json")
    return try WebhookReceiver.read(from: folder.path("webhooks.json"))
  }

  @Test("names, addresses, one key or two, all events or some")
  func good() throws {
    let receivers = try read(
      """
      {
        "till": {"url": "https://till.example/huikan", "keys": ["till.key", "old.key"],
                 "events": ["points.posted"]},
        "crm": {"url": "http://[::1]:9000/", "keys": ["\(folder.path("till.key"))"]}
      }
      """)
    #expect(receivers.map(\.name.text) == ["till", "crm"])
    #expect(receivers.map(\.signatures.count) == [2, 1])
    #expect(receivers.map(\.events.count) == [1, 4])
    #expect(try read("{}").isEmpty)
  }

  @Test(
    "what cannot be is refused with its place and what to do",
    arguments: [
      ("[]", "an array stands where an object of systems is expected"),
      ("{\"till\":", "line 1"),
      (#"{"till": 7}"#, "#/till: a number stands where"),
      (#"{"a b": {}}"#, "#/a b: a system's name is"),
      (#"{"till": {"key": "x"}}"#, "#/till/key: this is none of url, keys and events"),
      (#"{"till": {}}"#, "#/till/url: the address is missing"),
      (#"{"till": {"url": "till.example"}}"#, "#/till/url: this is no address"),
      (#"{"till": {"url": "http://till.example"}}"#, "#/till/url: what is told can be read"),
      (#"{"till": {"url": "http://127.0.0.1:80@till.example"}}"#, "#/till/url: this is no address"),
      (#"{"till": {"url": "https://till.example"}}"#, "#/till/keys: name one file"),
      (#"{"till": {"url": "https://a.example", "keys": []}}"#, "#/till/keys: name one file"),
      (
        #"{"till": {"url": "https://a.example", "keys": [1]}}"#, "#/till/keys/0: this names no file"
      ),
      (#"{"till": {"url": "https://a.example", "keys": ["no.key"]}}"#, "no.key"),
      (#"{"till": {"url": "https://a.example", "keys": ["open.key"]}}"#, "mode 644"),
      (#"{"till": {"url": "https://a.example", "keys": ["short.key"]}}"#, "no base 64 of at least"),
      (
        #"{"till": {"url": "https://a.example", "keys": ["till.key"], "events": []}}"#,
        "#/till/events: name some of member.joined"
      ),
      (
        #"{"till": {"url": "https://a.example", "keys": ["till.key"], "events": ["x"]}}"#,
        "#/till/events/0: this is none of member.joined"
      ),
    ])
  func refused(text: String, message: String) throws {
    let error = #expect(throws: CommandFailure.self) { try read(text) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(message), "\(error.map { "\($0)" } ?? "")")
  }

  @Test("serve says so before it opens anything")
  func command() throws {
    try folder.write(#"{"till": {"url": "http://till.example"}}"#, to: "webhooks.json")
    let result = try Executable.run(
      "serve", "--store", folder.path("Store"), "--output", folder.path("Site"), "--port", "0",
      "--webhooks", folder.path("webhooks.json"))
    #expect(result.status == 78 && result.errors.contains("#/till/url"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("Store")))
  }
}
