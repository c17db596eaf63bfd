public import CivilTime

/// The name of a message: where the fact stands that it derives from, written `M123-1`.
public struct MessageID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Where the fact stands.
  public let position: Position

  /// - Parameter position: where the fact stands.
  public init(_ position: Position) {
    self.position = position
  }

  /// Reads `M123-1` and nothing else.
  public init?(_ text: some StringProtocol) {
    guard let position = Position(text, mark: "M") else { return nil }
    self.position = position
  }

  /// `M123-1`.
  public var description: String { position.text(mark: "M") }

  /// Orders as the journal does.
  public static func < (lhs: MessageID, rhs: MessageID) -> Bool { lhs.position < rhs.position }
}

/// By what the club can reach somebody.
public enum ContactRoute: String, CaseIterable, Hashable, Sendable {
  /// A text message.
  case phone
  /// A letter to a mailbox.
  case email
}

/// What a message is about. A new kind is a case here, a line in `Fact.message`, and its words where
/// letters are written.
public enum MessageKind: Hashable, Sendable {
  /// Six digits that somebody asked for. The hash is that of the code's name.
  case code(CodePurpose, TokenHash)
  /// A seat at an event has become free and is the member's.
  case seatGiven(event: Code)
  /// An issue of the magazine, to a member who has agreed to letters.
  case newsletter(issue: Code)

  /// The stable name of the kind, as gateways and the API read it.
  public var name: String {
    switch self {
    case .code(let purpose, _): "\(purpose.rawValue)-code"
    case .seatGiven: "seat-given"
    case .newsletter: "newsletter"
    }
  }

  /// Whether it holds a code: it is handed over once and no more.
  public var isCode: Bool { turn == .first }

  /// When its turn comes among the others: somebody waits for a code, and nobody must wait for a seat
  /// behind the letters to ten thousand readers.
  enum Turn: Int, CaseIterable {
    case first, second, last
  }

  var turn: Turn {
    switch self {
    case .code: .first
    case .seatGiven: .second
    case .newsletter: .last
    }
  }
}

/// For whom a message is.
public enum MessageRecipient: Hashable, Sendable {
  /// A member, by one of their contacts or by whichever there is.
  case member(MemberNumber, ContactRoute?)
  /// Whoever reads at a contact that is no member's yet; the outbox keeps it under the code's hash until
  /// the message is over.
  case contact(TokenHash, ContactRoute)

  /// The member; nil where it is nobody yet.
  public var member: MemberNumber? {
    if case .member(let number, _) = self { number } else { nil }
  }
}

/// A message that follows from a fact. It holds no contact and no code: both are found when it is
/// handed over, and a person who has been erased by then is not found.
public struct Message: Hashable, Sendable {
  /// Its name.
  public let id: MessageID
  /// What it is about.
  public let kind: MessageKind
  /// For whom.
  public let recipient: MessageRecipient
  /// The time of its fact.
  public let queued: Instant
  /// After this nobody is helped by it any longer.
  public let expires: Instant

  /// - Parameters:
  ///   - id: its name.
  ///   - kind: what it is about.
  ///   - recipient: for whom.
  ///   - queued: the time of its fact.
  ///   - expires: after this nobody is helped by it any longer.
  public init(
    id: MessageID, kind: MessageKind, recipient: MessageRecipient, queued: Instant,
    expires: Instant
  ) {
    self.id = id
    self.kind = kind
    self.recipient = recipient
    self.queued = queued
    self.expires = expires
  }
}

extension Fact {
  /// For how long a notice is worth sending, in seconds.
  private static let noticeLifetime = 3 * 86_400
  /// For how long a letter with an issue is, in seconds.
  private static let letterLifetime = 7 * 86_400

  /// The message that follows from a fact; nil where nobody need be told.
  ///
  /// - Parameters:
  ///   - position: where the fact stands.
  ///   - time: the record's time.
  /// - Returns: the message.
  public func message(at position: Position, time: Instant) -> Message? {
    let id = MessageID(position)
    switch self {
    case .membership(.codeAsked(let code, let purpose, let member, let route, let expires)):
      return Message(
        id: id, kind: .code(purpose, code),
        recipient: purpose.goesToMember
          ? member.map { .member($0, route) } ?? .contact(code, route) : .contact(code, route),
        queued: time,
        expires: expires)
    case .registration(.promoted(_, let event, let member)):
      return Message(
        id: id, kind: .seatGiven(event: event), recipient: .member(member, nil), queued: time,
        expires: time.adding(seconds: Self.noticeLifetime))
    case .newsletter(.addressed(let member, let issue)):
      return Message(
        id: id, kind: .newsletter(issue: issue), recipient: .member(member, .email), queued: time,
        expires: time.adding(seconds: Self.letterLifetime))
    default:
      return nil
    }
  }
}
