import CivilTime

/// Who has a seat where, and who waits.
public struct RegistrationState: Sendable, Hashable {
  private var rows = Table<Row>()
  private var books: [Code: EventBook] = [:]
  private var byMember = PartedTable<UInt32, [UInt32]>()

  /// The seats of an event that were taken, and how many wait.
  ///
  /// - Parameters:
  ///   - event: the event's slug.
  ///   - terms: the adopted terms; without them nothing is known of the capacity.
  /// - Returns: the seats as they are now.
  public func seats(of event: Code, terms: EventTerms?) -> Seats {
    let book = books[event]
    return Seats(
      capacity: terms?.capacity, taken: book?.seated ?? 0, waiting: book?.waiting.count ?? 0)
  }

  /// A registration by its name; nil where there is none.
  public func registration(_ id: RegistrationID) -> Registration? {
    rows.index(of: id.position, \.id.position).map(registration(at:))
  }

  /// A member's registrations, cancelled ones included, in the order of registering.
  public func registrations(of member: MemberNumber) -> [Registration] {
    guard let ordinal = UInt32(exactly: member.ordinal) else { return [] }
    return (byMember[ordinal] ?? []).map { registration(at: Int($0)) }
  }

  /// An event's registrations that were not cancelled, in the order of registering.
  public func registrations(for event: Code) -> [Registration] {
    (books[event]?.active.values.sorted() ?? []).map { registration(at: Int($0)) }
  }

  /// The member's registration for an event that has not been cancelled.
  func active(_ event: Code, _ member: MemberNumber) -> RegistrationID? {
    guard let ordinal = UInt32(exactly: member.ordinal), let row = books[event]?.active[ordinal]
    else { return nil }
    return RegistrationID(rows[Int(row)].id.position)
  }

  /// The first `limit` registrations of an event's waiting list, in order.
  func waitingList(of event: Code, limit: Int) -> [Registration] {
    (books[event]?.waiting ?? []).prefix(limit).map { registration(at: Int($0)) }
  }

  private func registration(at index: Int) -> Registration {
    let row = rows[index]
    let status: Registration.Status =
      switch row.status {
      case .seated: .seated
      case .cancelled: .cancelled
      case .attended: .attended
      case .waiting:
        .waiting(place: (books[row.event]?.waiting.firstIndex(of: UInt32(index)) ?? 0) + 1)
      }
    return Registration(
      id: RegistrationID(row.id.position), event: row.event,
      member: MemberNumber(ordinal: Int(row.member)), status: status,
      registered: Instant(milliseconds: row.registered))
  }

  mutating func apply(
    _ fact: RegistrationFact, at position: Position, time: Instant, members: MembershipState,
    terms: TermsState
  ) throws(Inconsistency) {
    switch fact {
    case .seated(let event, let member):
      try checkFreeSeat(event, terms, position)
      try append(event, member, .seated, position, time, members)
      books[event, default: EventBook()].seated += 1
    case .waitlisted(let event, let member, let place):
      guard place == (books[event]?.waiting.count ?? 0) + 1 else {
        throw Inconsistency(position: position, message: "the waiting list is not that long")
      }
      let row = UInt32(clamping: rows.count)
      try append(event, member, .waiting, position, time, members)
      books[event, default: EventBook()].waiting.append(row)
    case .cancelled(let id, let event, let member):
      let row = try activeRow(id, event, member, position)
      let wasSeated = rows[row].status == .seated
      rows.update(row) { $0.status = .cancelled }
      books[event]?.active[rows[row].member] = nil
      if wasSeated {
        books[event]?.seated -= 1
      } else {
        books[event]?.waiting.removeAll { $0 == UInt32(row) }
      }
    case .promoted(let id, let event, let member):
      try checkFreeSeat(event, terms, position)
      let row = try activeRow(id, event, member, position)
      guard books[event]?.waiting.first == UInt32(row) else {
        throw Inconsistency(position: position, message: "\(id) is not the first who waits")
      }
      rows.update(row) { $0.status = .seated }
      books[event]?.waiting.removeFirst()
      books[event]?.seated += 1
    case .attended(let id, let event, let member):
      let row = try activeRow(id, event, member, position)
      guard rows[row].status == .seated else {
        throw Inconsistency(position: position, message: "\(id) has no seat to come to")
      }
      rows.update(row) { $0.status = .attended }
    }
  }

  private mutating func append(
    _ event: Code, _ member: MemberNumber, _ status: Row.Status, _ position: Position,
    _ time: Instant, _ members: MembershipState
  ) throws(Inconsistency) {
    guard members.contains(member), active(event, member) == nil,
      let ordinal = UInt32(exactly: member.ordinal), let id = PackedPosition(position),
      let row = UInt32(exactly: rows.count)
    else {
      throw Inconsistency(
        position: position, message: "\(member) is no member or is registered already")
    }
    rows.append(
      Row(id: id, event: event, member: ordinal, status: status, registered: time.milliseconds))
    books[event, default: EventBook()].active[ordinal] = row
    byMember[ordinal] = (byMember[ordinal] ?? []) + [row]
  }

  private func checkFreeSeat(
    _ event: Code, _ terms: TermsState, _ position: Position
  ) throws(Inconsistency) {
    guard seats(of: event, terms: terms.event(event)).hasFree else {
      throw Inconsistency(position: position, message: "no seat of \(event) is free")
    }
  }

  private func activeRow(
    _ id: RegistrationID, _ event: Code, _ member: MemberNumber, _ position: Position
  ) throws(Inconsistency) -> Int {
    guard let row = rows.index(of: id.position, \.id.position), rows[row].event == event,
      Int(rows[row].member) == member.ordinal, rows[row].status != .cancelled
    else {
      throw Inconsistency(
        position: position, message: "\(id) is no registration of \(member) for \(event)")
    }
    return row
  }
}

extension RegistrationState {
  private struct EventBook: Sendable, Hashable {
    var seated = 0
    /// Rows in the order of registering.
    var waiting: [UInt32] = []
    /// Member ordinal → row, for registrations that were not cancelled.
    var active: [UInt32: UInt32] = [:]
  }

  private struct Row: Sendable, Hashable {
    enum Status: UInt8, Sendable {
      case seated
      case waiting
      case cancelled
      case attended
    }
    let id: PackedPosition
    let event: Code
    let member: UInt32
    var status: Status
    let registered: Int64
  }
}

extension RegistrationState {
  /// The rows tell everything; the books are made from them again.
  func write(to writer: inout StateWriter) {
    rows.write(to: &writer) { row, writer in
      row.id.write(to: &writer)
      writer.code(row.event)
      writer.uint32(row.member)
      writer.byte(row.status.rawValue)
      writer.int64(row.registered)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    rows = try Table(from: &reader) { reader throws(UnreadableState) in
      let id = try PackedPosition(from: &reader)
      let event = try reader.code()
      let member = try reader.uint32()
      guard let status = Row.Status(rawValue: try reader.byte()) else {
        throw UnreadableState("a registration's status is unknown")
      }
      return Row(
        id: id, event: event, member: member, status: status, registered: try reader.int64())
    }
    for index in 0..<rows.count {
      let row = rows[index]
      let number = UInt32(index)
      byMember[row.member] = (byMember[row.member] ?? []) + [number]
      if row.status != .cancelled {
        books[row.event, default: EventBook()].active[row.member] = number
      }
      switch row.status {
      case .seated, .attended: books[row.event, default: EventBook()].seated += 1
      case .waiting: books[row.event, default: EventBook()].waiting.append(number)
      case .cancelled: books[row.event, default: EventBook()].seated += 0
      }
    }
  }
}
