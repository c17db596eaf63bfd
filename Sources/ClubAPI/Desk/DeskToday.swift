import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// What was posted today, for each of those who posted it, and the latest entries.
enum DeskToday {
  /// The most entries that are added up: their authors stand in the journal, which is read for it.
  private static let most = 5000
  private static let latestEntries = 20

  @Sendable
  static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let day = call.now.day
    let found = try await api.store.read { club, people in
      let found = club.points.entries(postedSince: Instant(day), most: most)
      let names = found.entries.prefix(latestEntries).map { people.name(of: $0.member) }
      return (entries: found.entries, isTruncated: found.isTruncated, names: names)
    }
    let records = try await api.store.records(
      found.entries.map { UInt64($0.id.position.sequence) })
    var totals: [String: Totals] = [:]
    for entry in found.entries {
      guard let record = records[UInt64(entry.id.position.sequence)] else { continue }
      totals[record.actor, default: Totals(record)].add(entry)
    }
    return Answer.json { json in
      json.member("day", day.iso)
      json.key("totals")
      json.array { json in
        for sum in totals.values.sorted(by: Totals.comesBefore) {
          sum.write(to: &json, name: sum.staff.flatMap(api.store.name(of:)))
        }
      }
      json.key("latest")
      json.array { json in
        for (entry, name) in zip(found.entries, found.names) {
          write(entry, name, records[UInt64(entry.id.position.sequence)], api, to: &json)
        }
      }
      json.member("truncated", found.isTruncated)
    }
  }

  private static func write(
    _ entry: Entry, _ name: String?, _ record: StoredRecord?, _ api: ClubAPI,
    to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("id", entry.id.description)
      json.member("member", entry.member.digits)
      json.member("name", name)
      json.member("posted", entry.posted.rfc3339)
      json.member("account", entry.account.rawValue)
      json.member("points", entry.points)
      json.member("source", entry.source.text)
      json.member("actor", record?.actor)
      json.member("actorName", record?.staff.flatMap(api.store.name(of:)))
      json.member("reverses", entry.reverses?.description)
      json.member("reversedBy", entry.reversedBy?.description)
    }
  }
}

extension DeskToday {
  /// One author's day.
  private struct Totals {
    let actor: String
    let staff: StaffID?
    private var awards = Sum()
    private var spends = Sum()
    private var reversals = Sum()

    init(_ record: StoredRecord) {
      actor = record.actor
      staff = record.staff
    }

    mutating func add(_ entry: Entry) {
      switch (entry.reverses, entry.account) {
      case (.some, _): reversals.add(entry)
      case (nil, .issued): awards.add(entry)
      case (nil, .redeemed): spends.add(entry)
      case (nil, .expired), (nil, .adjusted): break
      }
    }

    /// Staff in the order of their numbers, before the program itself.
    static func comesBefore(_ left: Totals, _ right: Totals) -> Bool {
      (left.staff?.number ?? .max, left.actor) < (right.staff?.number ?? .max, right.actor)
    }

    func write(to json: inout JSONWriter, name: String?) {
      json.object { json in
        json.member("actor", actor)
        json.member("actorName", name)
        json.key("awards")
        awards.write(to: &json)
        json.key("spends")
        spends.write(to: &json)
        json.key("reversals")
        reversals.write(to: &json)
      }
    }
  }

  private struct Sum {
    private var count = 0
    private var points = 0

    mutating func add(_ entry: Entry) {
      count += 1
      points += entry.points
    }

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("count", count)
        json.member("points", points)
      }
    }
  }
}
