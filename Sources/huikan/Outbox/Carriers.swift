import CivilTime
import Club
import ClubStore
import SiteBuilder

/// Shows messages where the server was started: for trying the club out on one machine, where whoever
/// sees them could read the store as well.
struct PrintingCarrier: Sendable {
  let text: MessageText
  let console: Console

  func carry(_ letter: Letter, _ mail: IssueMail?) async -> Handover {
    let said = mail.map { "\($0.newsletter.subject)（\($0.unsubscribe)）" } ?? text.text(of: letter)
    console.always("message to \(letter.recipient): \(said)")
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

  func carry(_ letter: Letter, _ mail: IssueMail? = nil) async -> Handover {
    let process = ChildProcess(program: path, arguments: [], patience: patience)
    switch await process.run(reading: text.json(of: letter, mail)).end {
    case .exited(0): return .taken
    case .exited(75): return .refusedForNow("the program ended with status 75")
    case .exited(let status): return .refused("the program ended with status \(status)")
    case .killed(let signal): return .unclear("signal \(signal) ended the program")
    case .timedOut: return .unclear("the program took longer than \(Int(patience)) s")
    case .notStarted(let code): return .refusedForNow("the program cannot be started (\(code))")
    }
  }
}

/// Posts each message to a gateway: JSON, signed.
struct GatewayCarrier: Sendable {
  let url: String
  let signature: MessageSignature
  let text: MessageText
  let now: @Sendable () -> Instant
  var patience = 20

  func carry(_ letter: Letter, _ mail: IssueMail? = nil) async -> Handover {
    let post = SignedPost(url: url, signatures: [signature], now: now, patience: patience)
    let reply = await post.send([
      SignedPost.Letter(id: letter.message.id.description, body: text.json(of: letter, mail))
    ])
    return switch reply.outcome {
    case .taken: .taken
    case .answered(let status): Self.verdict(on: status, pause: reply.pause)
    case .notReached(let why): .refusedForNow("the gateway cannot be reached\(why)")
    case .silent(let why): .unclear("the gateway did not answer\(why)")
    }
  }

  /// A gateway that has trouble of its own may do better later; it knows by `webhook-id` what comes
  /// again. What it finds wrong with the message will be wrong again.
  static func verdict(on status: Int, pause: Int? = nil) -> Handover {
    switch status {
    case 408, 425, 429, 500..<600:
      .refusedForNow("the gateway answered \(status)", pause: pause)
    default: .refused("the gateway answered \(status)")
    }
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
  /// Makes the mail of a letter that brings an issue; nil where the site has the issue no longer.
  var issueMail: @Sendable (Letter) -> IssueMail? = { _ in nil }

  var routes: Set<ContactRoute> { Set(carriers.keys) }

  func carry(_ letter: Letter) async -> Handover {
    var mail: IssueMail?
    if case .newsletter(let issue) = letter.message.kind {
      mail = issueMail(letter)
      guard mail != nil else { return .refused("the site has no issue \(issue)") }
    }
    return switch carriers[letter.route] {
    case .printing(let carrier)?: await carrier.carry(letter, mail)
    case .program(let carrier)?: await carrier.carry(letter, mail)
    case .gateway(let carrier)?: await carrier.carry(letter, mail)
    case nil: .refused("nobody carries messages by \(letter.route.rawValue)")
    }
  }
}
