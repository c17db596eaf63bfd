import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Finding a member at the counter by what the member says or shows; and, for managers and auditors, the
/// members one after the other.
enum MemberSearch {
  /// How many members an answer has where nothing is said: whoever has more before them types more digits.
  static let usual = 20
  /// How many members are looked at for one answer: nobody waits for a whole club.
  private static let mostLookedAt = 10_000

  /// Whether somebody is a member now.
  enum State: String, CaseIterable, Sendable {
    case member
    case left
  }

  private struct Filter: Sendable {
    let joinedFrom: Day?
    let joinedThrough: Day?
    let state: State?
    let region: Code?
    let segment: Code?
    let reader: Actor

    func takes(_ member: Member, in club: Club) -> Bool {
      let day = member.joined.day
      guard joinedFrom.map({ $0 <= day }) ?? true, joinedThrough.map({ day <= $0 }) ?? true,
        state.map({ ($0 == .left) == (member.left != nil) }) ?? true,
        club.reaches(member.number, by: reader)
      else { return false }
      guard region != nil || segment != nil else { return true }
      let profile = club.profiles.profile(of: member.number)
      return (region.map { $0 == profile.region } ?? true)
        && (segment.map(profile.segments.contains) ?? true)
    }
  }

  private struct Hit: Sendable {
    let member: Member
    let person: Person?
    let balance: Int

    init(_ member: Member, _ club: Club, _ people: People) {
      self.member = member
      person = people.person(member.number)
      balance = club.points.balance(of: member.number)
    }
  }

  @Sendable
  static func find(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let query = try call.query("find") { MemberQuery($0) }
    let filter = Filter(
      joinedFrom: try call.query("joinedFrom") { Day($0) },
      joinedThrough: try call.query("joinedThrough") { Day($0) },
      state: try call.query("state") { State(rawValue: $0) },
      region: try call.query("region") { Code($0) },
      segment: try call.query("segment") { Code($0) }, reader: call.identity.actor)
    let limit = try call.limit(orElse: usual)
    let last = try call.start(api)?.numbers.first
    guard let query else {
      guard [.manager, .auditor].contains(call.identity.party) else {
        throw Problem(
          .invalidRequest, FieldRule.find.words.chinese, FieldRule.find.words.english)
      }
      let (hits, last) = try await api.store.read { club, people in
        list(filter, behind: last, limit, club, people)
      }
      return answer(hits, next: last.map { call.cursor(at: place($0), api) })
    }
    let hits = try await api.store.read { club, people -> [Hit] in
      var found = query.members(
        among: people, of: club, limit: last == nil ? limit + 1 : .max
      ) { number in
        club.membership.member(number).map { filter.takes($0, in: club) } ?? false
      }
      if let last {
        // Whoever has been erased meanwhile is not found: those who joined before are what is left.
        found =
          found.firstIndex { $0.ordinal == last }.map { Array(found[($0 + 1)...]) }
          ?? found.filter { $0.ordinal < last }
      }
      return found.prefix(limit + 1).compactMap { club.membership.member($0) }
        .map { Hit($0, club, people) }
    }
    let shown = Array(hits.prefix(limit))
    let next = hits.count > limit ? shown.last?.member.number.ordinal : nil
    return answer(shown, next: next.map { call.cursor(at: place($0), api) })
  }

  private static func place(_ ordinal: Int) -> String { CollectionPlace(ordinal).text }

  /// Members in the order of their joining, and where to go on.
  private static func list(
    _ filter: Filter, behind last: Int?, _ limit: Int, _ club: Club, _ people: People
  ) -> ([Hit], Int?) {
    let start = last.map { $0 + 1 } ?? first(joinedFrom: filter.joinedFrom, club)
    let end = min(club.membership.count, start + mostLookedAt)
    var hits: [Hit] = []
    for ordinal in start..<max(start, end) {
      guard let member = club.membership.member(MemberNumber(ordinal: ordinal)) else { break }
      if let through = filter.joinedThrough, member.joined.day > through { return (hits, nil) }
      guard filter.takes(member, in: club) else { continue }
      if hits.count == limit { return (hits, hits.last?.member.number.ordinal) }
      hits.append(Hit(member, club, people))
    }
    return (hits, end < club.membership.count ? end - 1 : nil)
  }

  /// The first member who joined on a day or later: members join one after the other.
  private static func first(joinedFrom day: Day?, _ club: Club) -> Int {
    guard let day else { return 0 }
    var (low, high) = (0, club.membership.count)
    while low < high {
      let middle = (low + high) / 2
      let member = club.membership.member(MemberNumber(ordinal: middle))
      if let member, member.joined.day < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func answer(_ hits: [Hit], next: String?) -> Answer {
    Answer.json { json in
      json.key("members")
      json.array { json in
        for hit in hits {
          json.object { json in
            json.member("number", hit.member.number.digits)
            json.member("card", hit.member.number.description)
            json.member("name", hit.person?.name)
            json.member("phone", hit.person?.phone.flatMap { Phone($0)?.masked })
            hit.member.writeUnconfirmed(of: hit.person, to: &json)
            json.member("joined", hit.member.joined.rfc3339)
            json.member("left", hit.member.left?.rfc3339)
            json.member("balance", hit.balance)
          }
        }
      }
      json.member("truncated", next != nil)
      json.member("next", next)
    }.showing(hits.map(\.member.number))
  }
}
