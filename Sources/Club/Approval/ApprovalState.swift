import CivilTime

/// What waits for a second person.
public struct ApprovalState: Sendable, Hashable {
  private var requests: [ApprovalID: ApprovalRequest] = [:]
  /// Whose each is that no longer waits.
  private var decided: [ApprovalID: MemberNumber] = [:]

  /// All that waits, the oldest first.
  public var waiting: [(id: ApprovalID, request: ApprovalRequest)] {
    requests.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A request that waits; nil where none does by this name.
  public func request(_ id: ApprovalID) -> ApprovalRequest? { requests[id] }

  /// Whose a request was that waits no longer; nil where there is none such.
  func member(ofDecided id: ApprovalID) -> MemberNumber? { decided[id] }

  /// The request that waits to take back one of some entries; nil where none does.
  func waiting(toReverse entries: Set<EntryID>) -> ApprovalID? {
    requests.first { $0.value.reverses.map(entries.contains) ?? false }?.key
  }

  func waiting(_ id: ApprovalID) throws(Rejection) -> ApprovalRequest {
    guard let request = requests[id] else {
      throw .approval(decided[id] != nil ? .alreadyDecided : .unknownRequest)
    }
    return request
  }

  mutating func apply(
    _ fact: ApprovalFact, at position: Position, members: MembershipState
  ) throws(Inconsistency) {
    switch fact {
    case .requested(let request):
      guard members.contains(request.member) else {
        throw Inconsistency(position: position, message: "nobody has the number \(request.member)")
      }
      requests[ApprovalID(position)] = request
    case .approved(let id, let member), .refused(let id, let member):
      guard let request = requests[id], request.member == member else {
        throw Inconsistency(position: position, message: "no request \(id) waits")
      }
      requests[id] = nil
      decided[id] = member
    }
  }
}

extension ApprovalState {
  func write(to writer: inout StateWriter) {
    let accounts = WordList<ClubAccount>()
    accounts.write(to: &writer)
    writer.int(requests.count)
    for (id, request) in waiting {
      id.write(to: &writer)
      writer.optional(request.author) { author, writer in writer.int(author.number) }
      writer.int(request.member.ordinal)
      writer.byte(accounts.number(of: request.account))
      writer.int(request.amount.points)
      writer.code(request.source)
      writer.optional(request.money) { money, writer in writer.int(money.fen) }
      writer.optional(request.event) { event, writer in writer.code(event) }
      writer.optional(request.reference) { reference, writer in writer.text(reference.text) }
      writer.int(request.businessDate.daysSinceEpoch)
      writer.optional(request.newcomer) { member, writer in writer.int(member.ordinal) }
      writer.optional(request.reverses) { entry, writer in
        writer.int(entry.position.sequence)
        writer.int(entry.position.index)
      }
      writer.flag(request.allowsDebt)
    }
    writer.int(decided.count)
    for (id, member) in decided.sorted(by: { $0.key < $1.key }) {
      id.write(to: &writer)
      writer.int(member.ordinal)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    let accounts = try WordList<ClubAccount>(from: &reader)
    for _ in 0..<(try reader.count()) {
      let id = try ApprovalID(from: &reader)
      requests[id] = ApprovalRequest(
        author: try reader.optional { reader throws(UnreadableState) in try reader.int() }
          .map { StaffID($0) },
        member: MemberNumber(ordinal: try reader.int()),
        account: try accounts.word(try reader.byte()), amount: try reader.amount(),
        source: try reader.code(),
        money: try reader.optional { reader throws(UnreadableState) in try reader.money() },
        event: try reader.optional { reader throws(UnreadableState) in try reader.code() },
        reference: try reader.optional { reader throws(UnreadableState) in try reader.text() }
          .flatMap { Reference($0) },
        businessDate: Day(daysSinceEpoch: try reader.int()),
        newcomer: try reader.optional { reader throws(UnreadableState) in try reader.int() }
          .map { MemberNumber(ordinal: $0) },
        reverses: try reader.optional { reader throws(UnreadableState) in
          EntryID(Position(sequence: try reader.int(), index: try reader.int()))
        }, allowsDebt: try reader.flag())
    }
    for _ in 0..<(try reader.count()) {
      let id = try ApprovalID(from: &reader)
      decided[id] = MemberNumber(ordinal: try reader.int())
    }
  }
}

extension ApprovalID {
  fileprivate func write(to writer: inout StateWriter) {
    writer.int(position.sequence)
    writer.int(position.index)
  }

  fileprivate init(from reader: inout StateReader) throws(UnreadableState) {
    self.init(Position(sequence: try reader.int(), index: try reader.int()))
  }
}
