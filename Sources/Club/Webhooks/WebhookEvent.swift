/// What other systems can be told of, by its stable name.
public enum WebhookEventType: String, CaseIterable, Hashable, Sendable {
  /// Somebody has joined, by whatever channel.
  case memberJoined = "member.joined"
  /// A member has come to another tier.
  case tierChanged = "tier.changed"
  /// An entry was posted: awarded, spent, lapsed, transferred, taken back.
  case pointsPosted = "points.posted"
  /// Whoever waited for a seat has one.
  case registrationPromoted = "registration.promoted"
}

/// What another system is told of a fact: numbers and codes, and nothing by which anybody is known. Whoever may know more asks
/// for it by the number. A new kind is a case here and in the type, a line in `init`, and its members where the JSON is
/// written.
public enum WebhookEvent: Hashable, Sendable {
  /// Somebody has joined.
  case memberJoined(MemberNumber, channel: JoiningChannel)
  /// A member has come to another tier.
  case tierChanged(TierChange)
  /// An entry was posted.
  case pointsPosted(EntryID, Posting)
  /// Whoever waited for a seat has one.
  case registrationPromoted(RegistrationID, event: Code, member: MemberNumber)

  /// What is told of a fact; nil where nobody is told.
  ///
  /// - Parameters:
  ///   - fact: what has happened.
  ///   - position: where it stands.
  public init?(_ fact: Fact, at position: Position) {
    switch fact {
    case .membership(.joined(let member, let channel, _)):
      self = .memberJoined(member, channel: channel)
    case .tiers(.changed(let change)):
      self = .tierChanged(change)
    case .points(.posted(let posting)):
      self = .pointsPosted(EntryID(position), posting)
    case .registration(.promoted(let id, let event, let member)):
      self = .registrationPromoted(id, event: event, member: member)
    default:
      return nil
    }
  }

  /// Its name.
  public var type: WebhookEventType {
    switch self {
    case .memberJoined: .memberJoined
    case .tierChanged: .tierChanged
    case .pointsPosted: .pointsPosted
    case .registrationPromoted: .registrationPromoted
    }
  }
}

/// The name of an event, the same however often it is told: where its fact stands, and the first digits of the record's hash, so
/// that a journal which went on otherwise after a backup was restored gives its events other names. Written
/// `W413-2-9f2a6c01`.
public struct WebhookID: Hashable, Sendable, CustomStringConvertible {
  private let position: Position
  private let digits: String

  /// - Parameters:
  ///   - position: where the fact stands.
  ///   - hash: the record's hash, in hexadecimal digits.
  public init(_ position: Position, hash: String) {
    self.position = position
    digits = String(hash.prefix(8))
  }

  /// `W413-2-9f2a6c01`.
  public var description: String { "\(position.text(mark: "W"))-\(digits)" }
}
