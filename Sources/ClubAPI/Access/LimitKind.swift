import CivilTime
import Hummingbird

/// What is counted by the address that it comes from.
enum LimitKind: String, CaseIterable, Sendable {
  /// Joining.
  case signUps = "sign-ups"
  /// Signing in as a member.
  case signIns = "sign-ins"
  /// Signing in at the desk.
  case deskSignIns = "desk-sign-ins"
  /// Asking for codes to a phone or a mailbox; how many one contact gets is counted besides, and said to
  /// nobody.
  case codes
}

extension ClubAPI {
  func limiter(_ kind: LimitKind) -> RateLimiter {
    switch kind {
    case .signUps: signUps
    case .signIns: signIns
    case .deskSignIns: deskSignIns
    case .codes: codes
    }
  }

  /// Says how many requests there may still be (draft-ietf-httpapi-ratelimit-headers-10), whatever the
  /// answer is.
  func addLimit(
    _ kind: LimitKind, to response: inout Response, address: String, at now: Instant
  ) {
    let limiter = limiter(kind)
    let state = limiter.state(of: address, at: now)
    let policy = "\"\(kind.rawValue)\";q=\(limiter.limit.count);w=\(limiter.limit.seconds)"
    let rest = "\"\(kind.rawValue)\";r=\(state.remaining);t=\(state.reset)"
    for (name, value) in [("RateLimit-Policy", policy), ("RateLimit", rest)] {
      if let name = HTTPFields.Element.Name(name) { response.headers[name] = value }
    }
  }
}
