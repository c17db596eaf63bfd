/// Why the approval room refuses.
public enum ApprovalRejection: Hashable, Sendable {
  /// No request has this name.
  case unknownRequest
  /// Somebody has decided it already.
  case alreadyDecided
  /// Nobody approves what they have asked for themselves.
  case ownRequest
  /// Only a manager, or whoever asked, may refuse.
  case notYours

  /// The stable name of the refusal, part of the API's contract.
  public var code: String {
    switch self {
    case .unknownRequest: "unknown-request"
    case .alreadyDecided: "request-already-decided"
    case .ownRequest: "own-request"
    case .notYours: "request-not-yours"
    }
  }
}
