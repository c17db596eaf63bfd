/// What the registration room can be asked to do.
public enum RegistrationCommand: Hashable, Sendable {
  /// A member wants a seat, or a place on the waiting list where there is none.
  case register(event: Code, member: MemberNumber)
  /// A registration is given up.
  case cancel(RegistrationID)
  /// A member stands at the door.
  case checkIn(event: Code, member: MemberNumber)
}

/// The name of a registration: where it stands in the journal, written `R123-1`.
public struct RegistrationID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Where the registration stands.
  public let position: Position

  /// - Parameter position: where the registration stands.
  public init(_ position: Position) {
    self.position = position
  }

  /// Reads `R123-1` and nothing else.
  public init?(_ text: some StringProtocol) {
    guard let position = Position(text, mark: "R") else { return nil }
    self.position = position
  }

  /// `R123-1`.
  public var description: String { position.text(mark: "R") }

  /// Orders as the journal does.
  public static func < (lhs: RegistrationID, rhs: RegistrationID) -> Bool {
    lhs.position < rhs.position
  }
}
