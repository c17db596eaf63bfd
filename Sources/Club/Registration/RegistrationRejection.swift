public import CivilTime

/// Why the registration room refuses.
public enum RegistrationRejection: Hashable, Sendable {
  /// No event has this slug.
  case unknownEvent
  /// The event will not take place.
  case eventCancelled
  /// The event has begun or is over.
  case eventPast
  /// The time for registering has passed.
  case registrationClosed(since: Instant)
  /// The member is registered for the event already.
  case alreadyRegistered(RegistrationID)
  /// No registration has this name, or it is somebody else's.
  case unknownRegistration
  /// The registration has been cancelled already.
  case alreadyCancelled
  /// The member has been checked in already.
  case alreadyCheckedIn
  /// The member has no seat at the event.
  case noSeat
  /// Members are checked in on these days only.
  case checkInClosed(from: Day, through: Day)

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .unknownEvent: "unknown-event"
    case .eventCancelled: "event-cancelled"
    case .eventPast: "event-past"
    case .registrationClosed: "registration-closed"
    case .alreadyRegistered: "already-registered"
    case .unknownRegistration: "unknown-registration"
    case .alreadyCancelled: "already-cancelled"
    case .alreadyCheckedIn: "already-checked-in"
    case .noSeat: "no-seat"
    case .checkInClosed: "check-in-closed"
    }
  }
}
