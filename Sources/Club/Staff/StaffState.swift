public import CivilTime

/// The people at the counter. Their names are in the annex.
public struct StaffState: Sendable, Hashable {
  private var people: [StaffPerson] = []
  /// Whose each token is or was.
  private var byToken: [TokenHash: StaffID] = [:]

  /// A person by number; nil where there is none.
  public func person(_ id: StaffID) -> StaffPerson? {
    people.indices.contains(id.number - 1) ? people[id.number - 1] : nil
  }

  /// The person who holds a token that is good now.
  public func person(holding tokenHash: TokenHash, at now: Instant) -> StaffPerson? {
    guard let id = byToken[tokenHash], let person = person(id), person.tokenHash == tokenHash,
      person.isGood(at: now)
    else { return nil }
    return person
  }

  /// Everybody who was ever added, by number.
  public var everybody: [StaffPerson] { people }

  var nextID: StaffID { StaffID(people.count + 1) }

  func knows(_ tokenHash: TokenHash) -> Bool { byToken[tokenHash] != nil }

  mutating func apply(_ fact: StaffFact, at position: Position) throws(Inconsistency) {
    switch fact {
    case .added(let id, let role, let tokenHash):
      guard id == nextID, !knows(tokenHash) else {
        throw Inconsistency(
          position: position, message: "the next of the staff is \(nextID.number), with a new token"
        )
      }
      people.append(StaffPerson(id: id, role: role, tokenHash: tokenHash))
      byToken[tokenHash] = id
    case .revoked(let id):
      guard let person = person(id), !person.isRevoked else {
        throw Inconsistency(position: position, message: "staff \(id.number) holds no token")
      }
      people[id.number - 1].isRevoked = true
    case .renewed(let id, let tokenHash):
      guard let person = person(id), !person.isRevoked, !knows(tokenHash) else {
        throw Inconsistency(
          position: position, message: "staff \(id.number) holds no token, or the new one is in use"
        )
      }
      people[id.number - 1].tokenHash = tokenHash
      people[id.number - 1].expires = nil
      byToken[tokenHash] = id
    case .limited(let id, let expires):
      guard let person = person(id), !person.isRevoked else {
        throw Inconsistency(position: position, message: "staff \(id.number) holds no token")
      }
      people[id.number - 1].expires = expires
    case .bound(let id, let regions):
      guard let person = person(id), !person.isRevoked else {
        throw Inconsistency(position: position, message: "staff \(id.number) holds no token")
      }
      people[id.number - 1].regions = regions
    }
  }
}

extension StaffState {
  func write(to writer: inout StateWriter) {
    let roles = WordList<Role>()
    roles.write(to: &writer)
    writer.int(people.count)
    for person in people {
      writer.byte(roles.number(of: person.role))
      writer.tokenHash(person.tokenHash)
      writer.flag(person.isRevoked)
      writer.optional(person.expires) { $1.int64($0.milliseconds) }
      writer.int(person.regions.count)
      for region in person.regions { writer.code(region) }
    }
    writer.int(byToken.count)
    for (tokenHash, id) in byToken {
      writer.tokenHash(tokenHash)
      writer.int(id.number)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    let roles = try WordList<Role>(from: &reader)
    for index in 0..<(try reader.count()) {
      people.append(
        StaffPerson(
          id: StaffID(index + 1), role: try roles.word(try reader.byte()),
          tokenHash: try reader.tokenHash(), isRevoked: try reader.flag(),
          expires: try reader.optional { reader throws(UnreadableState) in
            Instant(milliseconds: try reader.int64())
          }))
      for _ in 0..<(try reader.count()) { people[index].regions.append(try reader.code()) }
    }
    for _ in 0..<(try reader.count()) {
      let tokenHash = try reader.tokenHash()
      byToken[tokenHash] = StaffID(try reader.int())
    }
  }
}

/// A person of the staff, without a name.
public struct StaffPerson: Hashable, Sendable {
  /// The person's number.
  public let id: StaffID
  /// What the person may do.
  public let role: Role
  /// The token that the person holds.
  public internal(set) var tokenHash: TokenHash
  /// Whether the token was taken away.
  public internal(set) var isRevoked = false
  /// When the token is good no longer; nil where it does not expire.
  public internal(set) var expires: Instant?
  /// The regions whose members the person serves, in alphabetical order; none: the whole club.
  public internal(set) var regions: [Code] = []

  /// Whether the token is good.
  public func isGood(at now: Instant) -> Bool {
    !isRevoked && expires.map { now < $0 } != false
  }
}
