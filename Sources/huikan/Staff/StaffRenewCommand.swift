import ArgumentParser
import CivilTime
import Club
import ClubStore
import JSON

/// `huikan staff renew`: another token for a colleague who keeps number, name and role; the one before
/// it opens nothing any more.
struct StaffRenewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew",
    abstract: "Give a colleague another token and print it, this once; the old one ends at once.",
    discussion: """
      For tokens that are renewed every quarter, have expired, or may have been seen by somebody.

      EXAMPLE
        huikan staff renew 4 --days 90
      """)

  @Argument(help: "The colleague's staff number.")
  var number: Int
  @OptionGroup var lifetime: TokenLifetime
  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try console.checkOutput()
    let token = StaffToken.make()
    let renewal = StaffRenewal(number: number, token: token, expires: lifetime.expires)
    do {
      let folder = StoreFolder(store)
      if try folder.ask("/staff/renew", renewal.json, expecting: 200) == nil {
        try folder.check()
        try await folder.withStore(console: console) { try await renewal.carryOut(in: $0) }
      }
    } catch {
      throw failure(error, console)
    }
    if output.json {
      let answer: JSONValue = ["staff": .int(Int64(number)), "token": .string(token)]
      console.result("\(answer)", orElse: StaffToken.lost(number))
    } else {
      console.progress("Staff \(number). Keep the token; it is not shown again:")
      console.result(token, orElse: StaffToken.lost(number))
    }
  }
}

/// Another token for a colleague, through the running server or without one.
struct StaffRenewal {
  let number: Int
  let tokenHash: TokenHash
  let expires: Instant?

  init(number: Int, token: String, expires: Instant?) {
    guard let hash = TokenHash(ClubStore.tokenHash(token)) else {
      preconditionFailure("a SHA-256 has 32 bytes")
    }
    self.number = number
    tokenHash = hash
    self.expires = expires
  }

  /// Reads what `json` writes; nil where it is not that.
  init?(json: JSONValue) {
    guard let number = json["staff"]?.int,
      let hash = json["token_hash"]?.string.flatMap({ TokenHash(hex: $0) })
    else { return nil }
    self.number = number
    tokenHash = hash
    expires = json["expires"]?.int.map { Instant(milliseconds: Int64($0)) }
  }

  /// The token itself never crosses the socket.
  var json: JSONValue {
    [
      "staff": .int(Int64(number)), "token_hash": .string(tokenHash.hex),
      "expires": expires.map { .int($0.milliseconds) } ?? .null,
    ]
  }

  func carryOut(in store: ClubStore) async throws {
    do {
      try await store.submit(
        .staff(.renew(StaffID(number), tokenHash: tokenHash, expires: expires)), by: .system)
    } catch .rejected(let rejection) {
      switch rejection {
      case .staff(.unknownStaff): throw CommandFailure("there is no staff \(number)")
      case .staff(.alreadyRevoked):
        throw CommandFailure(
          "the token of staff \(number) was revoked; add the colleague anew, with a new number")
      default: throw CommandFailure("the club refuses: \(rejection.code)")
      }
    }
  }
}
