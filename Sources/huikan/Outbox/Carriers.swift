import CivilTime
import Club
import ClubStore

/// Shows messages where the server was started: for trying the club out on one machine, where whoever
/// sees them could read the store as well.
struct PrintingCarrier: Sendable {
  let text: MessageText
  let console: Console

  func carry(_ letter: Letter) async -> Handover {
    console.always("message to \(letter.recipient): \(text.text(of: letter))")
    return .taken
  }
}

/// Gives each message to a program of the club's own: JSON on its standard input.
///
/// Status 0 says that it was taken, 75 (`EX_TEMPFAIL`) that the same may go better later, anything else
/// that it never will. A program that does not end leaves the message unknown.
struct ProgramCarrier: Sendable {
  let path: String
  let text: MessageText
  var patience = 20.0

  func carry(_ letter: Letter) async -> Handover {
    let process = ChildProcess(program: path, arguments: [], patience: patience)
    switch await process.run(reading: text.json(of: letter)).end {
    case .exited(0): return .taken
    case .exited(75): return .refusedForNow("the program ended with status 75")
    case .exited(let status): return .refused("the program ended with status \(status)")
    case .killed(let signal): return .unclear("signal \(signal) ended the program")
    case .timedOut: return .unclear("the program took longer than \(Int(patience)) s")
    case .notStarted(let code): return .refusedForNow("the program cannot be started (\(code))")
    }
  }
}

/// Posts each message to a gateway: JSON, signed, by the system's `curl`, which has TLS and the
/// system's certificates.
struct GatewayCarrier: Sendable {
  let url: String
  let signature: MessageSignature
  let text: MessageText
  let now: @Sendable () -> Instant
  var patience = 20

  func carry(_ letter: Letter) async -> Handover {
    let body = text.json(of: letter)
    let headers = signature.headers(
      id: letter.message.id.description, time: now(), body: body)
    let process = ChildProcess(
      program: "curl", arguments: ["-q", "--config", "-"], patience: Double(patience) + 5)
    let (end, output) = await process.run(reading: configuration(body, headers))
    let said = String(decoding: output, as: UTF8.self).split(separator: " ")
    switch end {
    case .exited(0): return Self.verdict(on: said.first.flatMap { Int($0) } ?? 0)
    // Nobody was reached, or nobody who could prove who they are: nothing was sent.
    case .exited(let status) where [5, 6, 7, 35, 51, 53, 54, 58, 59, 60, 77, 83].contains(status):
      return .refusedForNow("the gateway cannot be reached (curl \(status))")
    case .exited(28) where said.count == 2 && Double(said[1]) == 0:
      return .refusedForNow("the gateway cannot be reached in time")
    case .exited(let status): return .unclear("the gateway did not answer (curl \(status))")
    case .killed(let signal): return .unclear("signal \(signal) ended curl")
    case .timedOut: return .unclear("the gateway did not answer in time")
    case .notStarted(let code): return .refusedForNow("curl cannot be started (\(code))")
    }
  }

  /// A gateway that has trouble of its own may do better later; it knows by `webhook-id` what comes
  /// again. What it finds wrong with the message will be wrong again.
  static func verdict(on status: Int) -> Handover {
    switch status {
    case 200..<300: .taken
    case 408, 425, 429, 500..<600: .refusedForNow("the gateway answered \(status)")
    default: .refused("the gateway answered \(status)")
    }
  }

  /// Everything by standard input: the arguments of a process can be read by everybody on the machine.
  private func configuration(
    _ body: [UInt8], _ headers: [(name: String, value: String)]
  ) -> [UInt8] {
    let isSecure = url.hasPrefix("https://")
    var lines = [
      "silent", "max-time = \(patience)", "connect-timeout = 5",
      "proto = \"=\(isSecure ? "https" : "http")\"", "output = \"/dev/null\"",
      "write-out = \"%{http_code} %{time_connect}\"",
      "url = \(quoted(url))", "header = \"Content-Type: application/json\"", "header = \"Expect:\"",
      "user-agent = \"huikan\"",
    ]
    lines += headers.map { "header = \(quoted("\($0.name): \($0.value)"))" }
    lines.append("data-binary = \(quoted(String(decoding: body, as: UTF8.self)))")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}

/// By which carrier each contact is reached.
struct Carriers: MessageCarrier {
  enum Carrier: Sendable {
    case printing(PrintingCarrier)
    case program(ProgramCarrier)
    case gateway(GatewayCarrier)
  }

  let carriers: [ContactRoute: Carrier]

  var routes: Set<ContactRoute> { Set(carriers.keys) }

  func carry(_ letter: Letter) async -> Handover {
    switch carriers[letter.route] {
    case .printing(let carrier)?: await carrier.carry(letter)
    case .program(let carrier)?: await carrier.carry(letter)
    case .gateway(let carrier)?: await carrier.carry(letter)
    case nil: .refused("nobody carries messages by \(letter.route.rawValue)")
    }
  }
}
