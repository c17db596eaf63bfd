import JSON
import SiteBuilder

/// The figures as the running server hands them over its control socket.
extension PublicFigures {
  var json: JSONValue {
    .object([
      .init(
        "seats",
        .object(
          seats.sorted { $0.key < $1.key }.map { slug, seats in
            .init(
              slug,
              [
                "capacity": seats.capacity.map { .int(Int64($0)) } ?? .null,
                "taken": .int(Int64(seats.taken)), "waiting": .int(Int64(seats.waiting)),
              ])
          })),
      .init(
        "stocks",
        .object(
          stocks.sorted { $0.key < $1.key }.map { slug, stock in
            .init(
              slug,
              [
                "total": stock.total.map { .int(Int64($0)) } ?? .null,
                "taken": .int(Int64(stock.taken)),
              ])
          })),
      .init("points", points.map(Self.value) ?? .null),
      .init("members", members.map { .int(Int64($0)) } ?? .null),
      .init(
        "head",
        head.map { ["sequence": .int(Int64($0.sequence)), "hash": .string($0.hash)] } ?? .null),
      .init("sends_codes", .bool(sendsCodes)),
    ])
  }

  /// Reads what `json` writes; what is missing is taken for unknown.
  init(json: JSONValue) {
    self.init()
    for member in json["seats"]?.members ?? [] {
      guard let taken = member.value["taken"]?.int, let waiting = member.value["waiting"]?.int
      else { continue }
      seats[member.key] = Seats(
        capacity: member.value["capacity"]?.int, taken: taken, waiting: waiting)
    }
    for member in json["stocks"]?.members ?? [] {
      guard let taken = member.value["taken"]?.int else { continue }
      stocks[member.key] = Stock(total: member.value["total"]?.int, taken: taken)
    }
    points = json["points"].flatMap(Self.points)
    members = json["members"]?.int
    sendsCodes = json["sends_codes"]?.bool ?? false
    if let sequence = json["head"]?["sequence"]?.int, let hash = json["head"]?["hash"]?.string {
      head = Head(sequence: UInt64(sequence), hash: hash)
    }
  }

  private static func value(_ points: Points) -> JSONValue {
    [
      "issued": .int(Int64(points.issued)), "redeemed": .int(Int64(points.redeemed)),
      "expired": .int(Int64(points.expired)), "adjusted": .int(Int64(points.adjusted)),
      "outstanding": .int(Int64(points.outstanding)),
    ]
  }

  private static func points(_ value: JSONValue) -> Points? {
    guard let issued = value["issued"]?.int, let redeemed = value["redeemed"]?.int,
      let expired = value["expired"]?.int, let adjusted = value["adjusted"]?.int,
      let outstanding = value["outstanding"]?.int
    else { return nil }
    return Points(
      issued: issued, redeemed: redeemed, expired: expired, adjusted: adjusted,
      outstanding: outstanding)
  }
}
