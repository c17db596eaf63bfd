import CivilTime
import Club
import ClubStore

/// What the staff desk asks of a store, in milliseconds: members by the last four digits of their
/// telephones and by a whole one, and the latest 5,000 entries with their records.
func deskFigures(_ store: ClubStore) async throws -> [String: Double] {
  let members = try await store.read { club, _ in club.membership.count }
  var random = SplitMix64(seed: 11)
  var endings: [Double] = []
  var phones: [Double] = []
  for _ in 0..<2000 {
    let phone = "\(13_000_000_000 + Int(random.next() % UInt64(members)))"
    endings.append(try await find(String(phone.suffix(4)), store))
    phones.append(try await find(phone, store))
  }
  var days: [Double] = []
  for _ in 0..<20 {
    let before = Usage.seconds
    let latest = try await store.read { club, _ in
      club.points.entries(postedSince: Instant(milliseconds: 0), most: 5000).entries
    }
    _ = try await store.records(latest.map { UInt64($0.id.position.sequence) })
    days.append((Usage.seconds - before) * 1000)
  }
  endings.sort()
  phones.sort()
  days.sort()
  return [
    "find_ending_p50_ms": endings[endings.count / 2],
    "find_ending_p99_ms": endings[endings.count * 99 / 100],
    "find_phone_p99_ms": phones[phones.count * 99 / 100],
    "today_5000_p50_ms": days[days.count / 2],
  ]
}

private func find(_ text: String, _ store: ClubStore) async throws -> Double {
  guard let query = MemberQuery(text) else { preconditionFailure("'\(text)' finds members") }
  let before = Usage.seconds
  let found = try await store.read { club, people in
    query.members(among: people, of: club, limit: 21)
  }
  precondition(!found.isEmpty, "a member has this telephone")
  return (Usage.seconds - before) * 1000
}
