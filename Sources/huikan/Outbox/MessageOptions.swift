import ArgumentParser
import CivilTime
import Club
import ClubStore
import Glibc

/// Who carries messages to members: `--messages` and what belongs to it.
struct MessageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who carries messages to members; may be given twice, for phone= and email=.",
      discussion: """
        print: shown here, on this machine alone. /a/program: started for each message, which it \
        reads as JSON. https://…: posted as JSON, signed. Without it nothing is sent, and the desk \
        gives out codes.
        """,
      valueName: "[phone=|email=]carrier"))
  var messages: [String] = []
  @Option(
    help: ArgumentHelp(
      "The file with the key under which messages are posted: base 64 of at least 24 bytes.",
      valueName: "file"))
  var messagesKey: String?

  /// What was asked for: by which contact, and by whom.
  enum Choice: Hashable {
    case print
    case program(String)
    case gateway(String)
  }

  /// The choices, each contact once.
  func choices() throws -> [ContactRoute: Choice] {
    var choices: [ContactRoute: Choice] = [:]
    for text in messages {
      var carrier = text[...]
      var routes = ContactRoute.allCases
      for route in ContactRoute.allCases where text.hasPrefix("\(route.rawValue)=") {
        carrier = text.dropFirst(route.rawValue.utf8.count + 1)
        routes = [route]
      }
      let choice = try choice(String(carrier))
      for route in routes {
        guard choices.updateValue(choice, forKey: route) == nil else {
          throw ValidationError("--messages names two carriers for \(route.rawValue); name one.")
        }
      }
    }
    return choices
  }

  private func choice(_ text: String) throws -> Choice {
    if text == "print" { return .print }
    if text.hasPrefix("/") {
      guard WholeFile.isProgram(text) else {
        throw ValidationError("--messages: \(text) is no program that can be started.")
      }
      return .program(text)
    }
    switch PostAddress.fault(of: text) {
    case .noAddress:
      throw ValidationError(
        "--messages: '\(text)' is neither print, nor the path of a program (/…), nor an address "
          + "(https://…).")
    case .plain:
      throw ValidationError(
        "--messages: codes and contacts can be read on the way to \(text); use https://.")
    case nil: break
    }
    guard messagesKey != nil else {
      throw ValidationError(
        """
        --messages \(text) needs --messages-key: a file with the key that the gateway knows too. \
        Make one:  (umask 077; head -c 32 /dev/urandom | base64 > messages.key)
        """)
    }
    return .gateway(text)
  }

  /// The carriers; nil where nothing is sent.
  func carriers(
    of club: String, console: Console, now: @escaping @Sendable () -> Instant
  ) throws -> Carriers? {
    let choices = try choices()
    guard !choices.isEmpty else { return nil }
    let text = MessageText(club: club)
    return Carriers(
      carriers: try choices.mapValues { choice in
        switch choice {
        case .print: .printing(PrintingCarrier(text: text, console: console))
        case .program(let path): .program(ProgramCarrier(path: path, text: text))
        case .gateway(let url):
          .gateway(
            GatewayCarrier(
              url: url, signature: try MessageSignature(keyFile: messagesKey ?? ""), text: text,
              now: now))
        }
      })
  }
}
