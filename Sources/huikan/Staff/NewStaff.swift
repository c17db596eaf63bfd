import CivilTime
import Club
import ClubStore
import JSON

/// A colleague to be added, through the running server or without one.
struct NewStaff {
  let name: String
  let role: Role
  let tokenHash: TokenHash
  /// When the token is good no longer; nil where it does not expire.
  let expires: Instant?

  init(name: String, role: Role, token: String, expires: Instant? = nil) {
    self.name = name
    self.role = role
    self.expires = expires
    guard let hash = TokenHash(ClubStore.tokenHash(token)) else {
      preconditionFailure("a SHA-256 has 32 bytes")
    }
    tokenHash = hash
  }

  /// Reads what `json` writes; nil where it is not that.
  init?(json: JSONValue) {
    guard let name = json["name"]?.string, let role = json["role"]?.string.flatMap(Role.init),
      let tokenHash = json["token_hash"]?.string.flatMap({ TokenHash(hex: $0) })
    else { return nil }
    self.name = name
    self.role = role
    self.tokenHash = tokenHash
    expires = json["expires"]?.int.map { Instant(milliseconds: Int64($0)) }
  }

  /// The token itself never crosses the socket.
  var json: JSONValue {
    [
      "name": .string(name), "role": .string(role.rawValue), "token_hash": .string(tokenHash.hex),
      "expires": expires.map { .int($0.milliseconds) } ?? .null,
    ]
  }

  /// Adds the colleague; returns the staff number.
  func add(to folder: StoreFolder, console: Console) async throws -> Int {
    if let answer = try folder.ask("/staff", json, expecting: 201) {
      guard let staff = answer["staff"]?.int else {
        throw CommandFailure("the running server named no staff number; see its log")
      }
      return staff
    }
    return try await folder.withStore(console: console) { try await add(to: $0) }
  }

  /// Adds the colleague to an open store; returns the staff number.
  func add(to store: ClubStore) async throws -> Int {
    guard let name = PersonName(name) else {
      throw CommandFailure("a name has 1 to 50 characters, all of them visible")
    }
    let outcome = try await store.submit(
      .staff(.add(name: name, role: role, tokenHash: tokenHash, expires: expires)), by: .system)
    guard case .staff(.added(let id, role: _, tokenHash: _))? = outcome.facts.first else {
      throw CommandFailure("the store added nobody")
    }
    return id.number
  }
}

/// Why a command could not do what it was asked, in one sentence.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
