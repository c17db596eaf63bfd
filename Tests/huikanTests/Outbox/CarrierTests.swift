import CivilTime
import Club
import ClubStore
import Foundation
import JSON
import Testing

@testable import huikan

@Suite("Who carries messages")
struct CarrierTests {
  private let text = MessageText(club: "檐声会")

  private func letter(kind: MessageKind? = nil) throws -> Letter {
    let start = try #require(Instant("2026-12-01 14:00"))
    let slug = try #require(Code("mooncake"))
    return Letter(
      message: Message(
        id: MessageID(Position(sequence: 17, index: 0)), kind: kind ?? .seatGiven(event: slug),
        recipient: .member(MemberNumber(ordinal: 0), nil), queued: start,
        expires: start.adding(seconds: 600)),
      route: .phone, recipient: "+8613800138000", code: kind == nil ? nil : "042137",
      event: kind == nil ? EventTerms(slug: slug, title: "月饼“DIY”", start: start) : nil,
      earlierTries: 0)
  }

  private static func code(_ purpose: CodePurpose) throws -> MessageKind {
    .code(purpose, try #require(TokenHash([UInt8](repeating: 7, count: 32))))
  }

  @Test("the words are short and name nobody")
  func words() throws {
    #expect(
      text.text(of: try letter())
        == "【檐声会】您候补的“月饼“DIY””已有名额，现为正式报名，12月1日14:00开始。不能到场请在“我的”里取消，名额会给下一位。")
    #expect(
      text.text(of: try letter(kind: try Self.code(.signIn)))
        == "【檐声会】登录验证码042137，十分钟内有效，只能用一次。请勿告诉任何人，工作人员不会向您索要。")
  }

  @Test(
    "a program's status says what became of a message",
    arguments: [
      ("exit 0", 60, Handover.taken),
      ("exit 75", 60, .refusedForNow("the program ended with status 75")),
      ("exit 1", 60, .refused("the program ended with status 1")),
      ("kill -9 $$", 60, .unclear("signal 9 ended the program")),
      ("sleep 3600", 1, .unclear("the program took longer than 1 s")),
    ])
  func program(script: String, patience: Double, handover: Handover) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.program("send", script)
    let carrier = ProgramCarrier(path: path, text: text, patience: patience)
    #expect(await carrier.carry(try letter()) == handover)
  }

  @Test("a program reads the message as JSON, and nothing of ours else")
  func input() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.program(
      "send", "cat > '\(folder.path("out"))'; env >> '\(folder.path("env"))'")
    let letter = try letter(kind: try Self.code(.signIn))
    #expect(await ProgramCarrier(path: path, text: text).carry(letter) == .taken)
    let value = try JSONValue.parse(Array(try folder.text("out").utf8))
    #expect(value["id"]?.string == "M17-1" && value["kind"]?.string == "sign-in-code")
    #expect(value["to"]?.string == "+8613800138000" && value["by"]?.string == "phone")
    #expect(value["code"]?.string == "042137" && value["text"]?.string == text.text(of: letter))
    #expect(value["expires"]?.string == "2026-12-01T14:10:00+08:00")
    #expect(try !folder.text("env").contains("HOME="))
  }

  @Test("a gateway gets the message signed; its status says what became of it")
  func gateway() async throws {
    let folder = try TemporaryFolder()
    let key = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()
    let server = try GatewayStandIn(in: folder)
    let now = try #require(Instant("2026-12-01 14:00"))
    let nobody = try DeafPort()
    func carry(_ path: String, port: Int? = nil, patience: Int = 20) async throws -> Handover {
      await GatewayCarrier(
        url: "http://127.0.0.1:\(port ?? server.port)\(path)",
        signature: try #require(MessageSignature(key: key)), text: text, now: { now },
        patience: patience
      ).carry(try letter())
    }
    #expect(try await carry("/200") == .taken)
    #expect(try await carry("/503") == .refusedForNow("the gateway answered 503"))
    for pause in ["120", "Tue,_01_Dec_2026_06:02:00_GMT"] {
      #expect(
        try await carry("/429-\(pause)")
          == .refusedForNow("the gateway answered 429", pause: 120), "\(pause)")
    }
    #expect(try await carry("/400-120") == .refused("the gateway answered 400"))
    #expect(try await carry("/400") == .refused("the gateway answered 400"))
    #expect(try await carry("/302") == .refused("the gateway answered 302"))
    #expect(try await carry("/nothing") == .unclear("the gateway did not answer (curl 52)"))
    #expect(
      try await carry("/sleep", patience: 3) == .unclear("the gateway did not answer (curl 28)"))
    let seen = try JSONValue.parse(Array(try folder.text("seen").split(separator: "\n")[0].utf8))
    let body = try #require(seen["body"]?.string)
    #expect(body == String(decoding: text.json(of: try letter()), as: UTF8.self))
    let signature = try #require(MessageSignature(key: key))
      .headers(id: "M17-1", time: now, body: Array(body.utf8))
    for (name, value) in signature { #expect(seen["headers"]?[name]?.string == value) }
    #expect(
      try await carry("/200", port: nobody.port)
        == .refusedForNow("the gateway cannot be reached (curl 7)"))
  }
}

extension TemporaryFolder {
  /// Writes a program for the shell.
  func program(_ name: String, _ script: String) throws -> String {
    try write("#!/bin/sh\n\(script)\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path(name))
    return path(name)
  }
}

/// A gateway in Python that answers as the address says and writes down what it got.
private final class GatewayStandIn {
  let port: Int
  private let process = Process()

  init(in folder: TemporaryFolder) throws {
    try folder.write(
      """
      import http.server, json, sys, time
      class Gateway(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
          body = self.rfile.read(int(self.headers["content-length"])).decode()
          with open(sys.argv[1], "a") as seen:
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen.write(json.dumps({"body": body, "headers": headers}) + "\\n")
          if self.path == "/nothing": return self.connection.close()
          if self.path == "/sleep": time.sleep(3600)
          status, _, pause = self.path[1:].partition("-")
          self.send_response(int(status) if status.isdigit() else 200)
          if pause: self.send_header("retry-after", pause.replace("_", " "))
          self.send_header("content-length", "0")
          self.end_headers()
        def log_message(self, *arguments): pass
      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
      print(server.server_address[1], flush=True)
      server.serve_forever()
      """, to: "gateway.py")
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", folder.path("gateway.py"), folder.path("seen")]
    port = try process.runSayingPort()
  }

  /// Not by SIGTERM: where a server has run in this process that is ignored, and children take over
  /// what is ignored.
  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}

@Suite("huikan serve --messages")
struct MessageOptionsTests {
  private func choices(
    _ messages: String..., key: String? = nil
  ) throws -> [ContactRoute: MessageOptions.Choice] {
    var options = MessageOptions()
    options.messages = messages
    options.messagesKey = key
    return try options.choices()
  }

  @Test("a carrier for both contacts, or one for each")
  func read() throws {
    #expect(try choices().isEmpty)
    #expect(try choices("print") == [.phone: .print, .email: .print])
    #expect(
      try choices("phone=https://sms.example/send", "email=/bin/true", key: "key")
        == [.phone: .gateway("https://sms.example/send"), .email: .program("/bin/true")])
  }

  @Test(
    "what cannot be is refused with what to do",
    arguments: [
      ("carrier-pigeon", "neither print, nor the path"), ("/no/such/program", "is no program"),
      ("https://sms.example", "needs --messages-key"), ("http://sms.example", "use https://"),
    ])
  func refused(carrier: String, message: String) throws {
    let error = #expect(throws: (any Error).self) { try choices(carrier) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(message))
    let twice = #expect(throws: (any Error).self) { try choices("print", "phone=print") }
    #expect("\(twice.map { "\($0)" } ?? "")".contains("two carriers for phone"))
  }

  @Test(
    "the gateway's key is nobody else's to read", arguments: [0o600, 0o400, 0o644, 0o640, 0o602])
  func keyFile(mode: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(Data(repeating: 7, count: 32).base64EncodedString(), to: "messages.key")
    let key = folder.path("messages.key")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
    var options = MessageOptions()
    options.messages = ["https://sms.example/send"]
    options.messagesKey = key
    func carriers() throws -> Carriers? {
      try options.carriers(of: "檐声会", console: Console(quiet: true), now: { SystemClock.now() })
    }
    if mode & 0o077 == 0 {
      #expect(try carriers()?.routes == [.phone, .email])
    } else {
      let error = #expect(throws: CommandFailure.self) { try carriers() }
      #expect(
        "\(error.map { "\($0)" } ?? "")"
          == "\(key): others can read this key (mode \(String(mode, radix: 8))); chmod 600 \(key)")
    }
  }

  @Test("print stays on this machine")
  func print() throws {
    let result = try Executable.run(
      "serve", "--messages", "print", "--host", "0.0.0.0", "--plain-http-elsewhere",
      "--trusted-proxy", "10.0.0.1")
    #expect(result.status == 64 && result.errors.contains("for a server on loopback"))
  }
}
