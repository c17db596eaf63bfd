import Club
import ClubStore
import Hummingbird
import JSON

/// What leaving the club comes to.
struct Leaving: Hashable, Sendable {
  let member: MemberNumber
  /// What the account lost: what was left lapses, a debt (below zero here) is written off.
  let points: Int
  /// How many registrations were cancelled.
  let registrations: Int

  /// Nil where the facts are of something else.
  init?(_ facts: [Fact]) {
    guard case .membership(.left(let member))? = facts.first else { return nil }
    self.member = member
    var lost = 0
    var cancelled = 0
    for fact in facts {
      switch fact {
      case .points(.posted(let posting)) where posting.source == PointSource.leaving:
        lost -= posting.points
      case .registration(.cancelled(_, _, member)): cancelled += 1
      default: break
      }
    }
    points = lost
    registrations = cancelled
  }

  func write(to json: inout JSONWriter) {
    json.member("member", member.digits)
    json.member("points", points)
    json.member("registrations", registrations)
  }

  func rows(_ text: Speaker) -> [(String, String)] {
    [
      points < 0
        ? (text("销去的欠分", "Debt written off"), "\(points.magnitude)")
        : (text("作废的积分", "Points that lapse"), "\(points)"),
      (text("取消的报名", "Registrations cancelled"), "\(registrations)"),
    ]
  }
}
