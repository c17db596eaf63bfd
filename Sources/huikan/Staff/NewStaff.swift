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
  /// The regions whose members it is for; none: the whole club.
  let regions: [Code]

  init(
    name: String, role: Role, token: String, expires: Instant? = nil, regions: [Code] = []
  ) {
    self.name = name
    self.role = role
    self.expires = expires
    self.regions = regions
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
    guard let regions = [Code](json: json["regions"]) else { return nil }
    self.regions = regions
  }

  /// The token itself never crosses the socket.
  var json: JSONValue {
    [
      "name": .string(name), "role": .string(role.rawValue), "token_hash": .string(tokenHash.hex),
      "expires": expires.map { .int($0.milliseconds) } ?? .null,
      "regions": .array(regions.map { .string($0.text) }),
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
    // A token of a club that comes to be by a mistyped --store opens nothing.
    try folder.check()
    return try await folder.withStore(console: console) { try await add(to: $0) }
  }

  private func personName() throws -> PersonName {
    if let fault = PersonName.fault(in: name) { throw CommandFailure(fault) }
    guard let name = PersonName(name) else { throw CommandFailure("this is no name") }
    return name
  }

  /// Adds the colleague to an open store; returns the staff number.
  func add(to store: ClubStore) async throws -> Int {
    let name = try personName()
    let outcome: Outcome
    do {
      outcome = try await store.submit(
        .staff(
          .add(
            name: name, role: role, tokenHash: tokenHash, expires: expires, regions: regions)),
        by: .system)
    } catch .rejected(.profile(let rejection)) {
      throw CommandFailure(rejection)
    }
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

  /// What is wrong with a name.
  init(_ fault: TextFault) {
    self.init("a name has 1 to 50 characters, all of them visible: \(fault)")
  }

  /// A region that the club does not have.
  init(_ rejection: ProfileRejection) {
    guard case .unknownRegion(let region, let known) = rejection else {
      self.init("the club refuses: \(rejection.code)")
      return
    }
    let list = known.isEmpty ? "none yet" : known.map(\.text).joined(separator: ", ")
    self.init(
      "the club has no region \(region). It has \(list): name it in Content/club.yml under 'regions'; the server adopts it at its next start"
    )
  }
}

extension [Code] {
  /// Reads a list of codes; nil where it is none. What is missing is an empty one.
  init?(json: JSONValue?) {
    let texts = (json?.elements ?? []).map(\.string)
    let codes = texts.compactMap { $0.flatMap { Code($0) } }
    guard codes.count == texts.count else { return nil }
    self = codes
  }
}
