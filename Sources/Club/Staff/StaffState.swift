/// The people at the counter. Their names are in the annex.
public struct StaffState: Sendable, Hashable {
  private var people: [StaffPerson] = []
  private var byToken: [TokenHash: StaffID] = [:]

  /// A person by number; nil where there is none.
  public func person(_ id: StaffID) -> StaffPerson? {
    people.indices.contains(id.number - 1) ? people[id.number - 1] : nil
  }

  /// The person who holds a token that was not revoked.
  public func person(holding tokenHash: TokenHash) -> StaffPerson? {
    guard let id = byToken[tokenHash], let person = person(id), !person.isRevoked else {
      return nil
    }
    return person
  }

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
      people.append(StaffPerson(id: id, role: role, isRevoked: false))
      byToken[tokenHash] = id
    case .revoked(let id):
      guard let person = person(id), !person.isRevoked else {
        throw Inconsistency(position: position, message: "staff \(id.number) holds no token")
      }
      people[id.number - 1].isRevoked = true
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
      writer.flag(person.isRevoked)
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
          isRevoked: try reader.flag()))
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
  /// Whether the token is good no longer.
  public internal(set) var isRevoked: Bool
}
