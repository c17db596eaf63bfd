import Club
import JSON

/// Who brought a member, and what both get for it, as far as a decision's facts tell.
struct ReferralView: Sendable {
  /// Nil where nobody brought the member.
  private(set) var referrer: MemberNumber?
  /// What whoever came gets.
  private(set) var points: Int?
  /// What whoever brought them gets.
  private(set) var referrerPoints: Int?
  /// Whether a second person has to agree first.
  private(set) var isWaiting = false

  /// - Parameters:
  ///   - newcomer: who came.
  ///   - facts: what happens.
  ///   - prospect: what would happen besides if a second person agreed; an outcome no longer knows it.
  init(of newcomer: MemberNumber, _ facts: [Fact], waiting prospect: [Fact] = []) {
    for fact in facts + prospect {
      switch fact {
      case .membership(.referred(newcomer, let other)): referrer = other
      case .approval(.requested(let request)) where request.newcomer == newcomer:
        isWaiting = true
        referrerPoints = request.amount.points
      case .points(.posted(let posting)) where posting.earning?.claim == .referral:
        if posting.member == newcomer {
          points = posting.points
        } else {
          referrerPoints = posting.points
        }
      default: break
      }
    }
  }

  /// Writes the member `referral`, where somebody brought the member.
  func write(to json: inout JSONWriter) {
    guard referrer != nil else { return }
    json.key("referral")
    json.object { json in writeMembers(to: &json) }
  }

  func writeMembers(to json: inout JSONWriter) {
    json.member("referrer", referrer?.digits)
    json.member("points", points)
    json.member("referrerPoints", referrerPoints)
    json.member("needsApproval", isWaiting)
  }
}
