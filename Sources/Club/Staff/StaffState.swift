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

/// A person of the staff, without a name.
public struct StaffPerson: Hashable, Sendable {
  /// The person's number.
  public let id: StaffID
  /// What the person may do.
  public let role: Role
  /// Whether the token is good no longer.
  public internal(set) var isRevoked: Bool
}
