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

  /// How an author is named, all members as one.
  private nonisolated(unsafe) static let author = /staff:[1-9][0-9]{0,6}|system|member/

  @Sendable
  static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let day = call.now.day
    let actor = call.identity.actor
    let found = try await api.store.read { club, _ in
      let found = club.points.entries(postedSince: Instant(day), most: most) { entry in
        club.reaches(entry.member, by: actor)
      }
      return (entries: found.entries, isTruncated: found.isTruncated)
    }
    let authors = try await api.recordAuthors.authors(
      of: Set(found.entries.map { UInt64($0.id.position.sequence) }), on: day, in: api.store)
    let wanted = try call.query("actor") { $0.wholeMatch(of: author).map { String($0.0) } }
    let latest = found.entries.filter { entry in
      guard let wanted else { return true }
      return authors[UInt64(entry.id.position.sequence)]?.asOne.actor == wanted
    }
    let part = try call.part(of: latest, isDescending: true, orElse: latestEntries, api) {
      CollectionPlace($0.id.position.sequence, $0.id.position.index)
    }
    let shown = part.elements
    let names = try await api.store.read { club, people in
      shown.map { (people.name(of: $0.member), title: club.title(of: $0)) }
    }
    var totals: [String: Totals] = [:]
    for entry in found.entries {
      guard let author = authors[UInt64(entry.id.position.sequence)] else { continue }
      let row = author.asOne
      totals[row.actor, default: Totals(author: row)].add(entry)
    }
    return Answer.json { json in
      json.member("day", day.iso)
      json.key("totals")
      json.array { json in
        for sum in totals.values.sorted(by: Totals.comesBefore) {
          sum.write(to: &json, name: sum.author.staff.flatMap(api.store.name(of:)))
        }
      }
      json.key("latest")
      json.array { json in
        for (entry, (name, title)) in zip(shown, names) {
          write(entry, name, title, authors[UInt64(entry.id.position.sequence)], api, to: &json)
        }
      }
      json.member("truncated", found.isTruncated)
      json.member("next", part.next)
    }.showing(shown.map(\.member))
  }

  private static func write(
    _ entry: Entry, _ name: String?, _ title: String?, _ author: RecordAuthors.Author?,
    _ api: ClubAPI,
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
      json.member("title", title)
      json.member("actor", author?.actor)
      json.member("actorName", author?.staff.flatMap(api.store.name(of:)))
      json.member("reverses", entry.reverses?.description)
      json.member("reversedBy", entry.reversedBy?.description)
    }
  }
}

extension RecordAuthors.Author {
  /// All members are one author: what they have posted themselves is one row of the day.
  fileprivate var asOne: Self {
    actor.hasPrefix("member:") ? Self(actor: "member", staff: nil) : self
  }
}

extension DeskToday {
  /// One author's day.
  private struct Totals {
    let author: RecordAuthors.Author
    private var awards = Sum()
    private var spends = Sum()
    private var reversals = Sum()

    init(author: RecordAuthors.Author) { self.author = author }

    mutating func add(_ entry: Entry) {
      switch (entry.reverses, entry.account) {
      // What has lapsed comes back by the way, where its award is taken back.
      case (.some, .expired): break
      case (.some, _): reversals.add(entry)
      case (nil, .issued): awards.add(entry)
      case (nil, .redeemed): spends.add(entry)
      case (nil, .expired), (nil, .adjusted), (nil, .transferred): break
      }
    }

    /// Staff in the order of their numbers, before the program itself.
    static func comesBefore(_ left: Totals, _ right: Totals) -> Bool {
      (left.author.staff?.number ?? .max, left.author.actor)
        < (right.author.staff?.number ?? .max, right.author.actor)
    }

    func write(to json: inout JSONWriter, name: String?) {
      json.object { json in
        json.member("actor", author.actor)
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
