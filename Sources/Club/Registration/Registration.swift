public import CivilTime

/// A registration as it stands.
public struct Registration: Hashable, Sendable {
  /// What became of a registration.
  public enum Status: Hashable, Sendable {
    /// The member has a seat.
    case seated
    /// The member waits; the place counts from 1.
    case waiting(place: Int)
    /// The registration was given up.
    case cancelled
    /// The member has come.
    case attended
  }

  /// The registration's name.
  public let id: RegistrationID
  /// The event's slug.
  public let event: Code
  /// Who is registered.
  public let member: MemberNumber
  /// What became of it.
  public let status: Status
  /// When the member registered.
  public let registered: Instant
}

/// An event's seats, fit to be published.
public struct Seats: Hashable, Sendable {
  /// How many there are; nil where everybody may come.
  public let capacity: Int?
  /// How many are taken; more than the capacity where that was cut later.
  public let taken: Int
  /// How many members wait.
  public let waiting: Int

  /// - Parameters:
  ///   - capacity: how many seats there are; nil where everybody may come.
  ///   - taken: how many are taken.
  ///   - waiting: how many members wait.
  public init(capacity: Int?, taken: Int, waiting: Int) {
    self.capacity = capacity
    self.taken = taken
    self.waiting = waiting
  }

  /// How many are left; nil where everybody may come.
  public var free: Int? { capacity.map { max(0, $0 - taken) } }

  /// Whether one more member can be seated.
  public var hasFree: Bool { free != 0 }
}
