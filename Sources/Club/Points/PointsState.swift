import CivilTime

/// Every member's account and every entry ever posted.
///
/// Ten million entries are expected: an entry is a row of 40 bytes, linked to the member's entry
/// before it. What a rule never asks for (reason, reference) stays in the journal.
public struct PointsState: Sendable, Hashable {
  private var accounts = Table<AccountRow>()
  var entries = Table<EntryRow>()
  private var sources = CodeTable()
  private var uses = LotTable()
  private var claims = ClaimTable()
  /// Entries that belong together, both ways: the two of a referral, the two of a lot's transfer.
  private var twins: [UInt32: UInt32] = [:]
  var recentAwards = RecentAwards()

  /// The totals of all accounts.
  public private(set) var trialBalance = TrialBalance()

  /// How many entries there are.
  public var entryCount: Int { entries.count }

  /// A member's points; below zero where the member owes some.
  public func balance(of member: MemberNumber) -> Int {
    let ordinal = member.ordinal
    return ordinal < accounts.count ? Int(accounts[ordinal].balance) : 0
  }

  /// An entry by its name; nil where there is none.
  public func entry(_ id: EntryID) -> Entry? {
    entries.index(of: id.position, \.id.position).map(entry(at:))
  }

  /// The entry that is taken back together with this one; nil where it stands alone.
  func twin(of id: EntryID) -> Entry? {
    guard let index = entries.index(of: id.position, \.id.position),
      let twin = twins[UInt32(index)]
    else { return nil }
    return entry(at: Int(twin))
  }

  /// The number by which rows name a rule; nil where no entry names it.
  func sourceIndex(of rule: Code) -> UInt16? { sources.index(of: rule) }

  /// The entry that has used something up, and was not taken back.
  func claimant(of key: ClaimKey) -> EntryID? {
    claims.row(of: key, where: stands).map { EntryID(entries[Int($0)].id.position) }
  }

  /// The entry that has used something up; where all such were taken back, one of those.
  func everClaimant(of key: ClaimKey) -> Entry? {
    (claims.row(of: key, where: stands) ?? claims[key]).map { entry(at: Int($0)) }
  }

  /// Whether something was ever used up, by an entry taken back or not.
  func isClaimed(_ key: ClaimKey) -> Bool { claims.contains(key) }

  /// Whether an entry was not taken back.
  private func stands(_ row: UInt32) -> Bool { entries[Int(row)].counterpart == EntryRow.none }

  /// A member's entries, the newest first; sequence ends with the first entry ever posted.
  func newestEntries(of member: MemberNumber) -> some Sequence<Entry> {
    newestRows(of: member).lazy.map { entry(at: $0.index) }
  }

  /// The rows of these. Whoever goes through all of them asks the rows: an `Entry` costs many times as much.
  func newestRows(of member: MemberNumber) -> EntryRows {
    let ordinal = member.ordinal
    return EntryRows(
      entries: entries,
      row: ordinal < accounts.count ? accounts[ordinal].last : EntryRow.none)
  }

  /// When lots of a member's lapse or become active.
  func turns(of member: MemberNumber) -> LotTurns {
    let ordinal = member.ordinal
    return ordinal < accounts.count ? accounts[ordinal].turns : LotTurns()
  }

  /// The lots that an entry used, by the rows of the entries that opened them.
  func run(of index: Int) -> [(entry: Int, points: Int)] { uses.run(at: entries[index].uses) }

  /// Lets lots hold more, or less.
  private mutating func move(_ sign: Int, _ changes: [(entry: Int, points: Int)]) {
    for change in changes {
      entries.update(change.entry) { row in
        row.remaining = UInt32(Int(row.remaining) + sign * change.points)
      }
    }
  }

  func entry(at index: Int) -> Entry {
    let row = entries[index]
    let other =
      row.counterpart == EntryRow.none
      ? nil : EntryID(entries[Int(row.counterpart)].id.position)
    return Entry(
      id: EntryID(row.id.position), member: MemberNumber(ordinal: Int(row.member)),
      account: row.account, points: Int(row.points), source: sources[row.source],
      businessDate: Day(daysSinceEpoch: Int(row.businessDay)),
      posted: Instant(milliseconds: Int64(row.posted) * 1000),
      reverses: row.isReversal ? other : nil, reversedBy: row.isReversal ? nil : other,
      expires: row.through, activeFrom: row.activeFrom,
      isPending: row.isPending && row.remaining > 0)
  }

  mutating func apply(
    _ fact: PointsFact, at position: Position, time: Instant, members: MembershipState
  ) throws(Inconsistency) {
    switch fact {
    case .posted(let posting): try post(posting, at: position, time: time, members: members)
    case .activated(let lot, let member, let points):
      try activate(lot, member, points, at: position, time: time)
    }
  }

  private mutating func post(
    _ posting: Posting, at position: Position, time: Instant, members: MembershipState
  ) throws(Inconsistency) {
    let reversed = try check(posting, at: position, members: members)
    let lots = try lots(of: posting, reversing: reversed, at: position)
    let giver = try giver(of: posting, at: position)
    guard let source = sources.enter(posting.source), let id = PackedPosition(position),
      let member = UInt32(exactly: posting.member.ordinal), entries.count < Int(EntryRow.none)
    else {
      throw Inconsistency(position: position, message: "the tables cannot hold the entry")
    }
    let ordinal = Int(member)
    while accounts.count <= ordinal { accounts.append(AccountRow()) }
    let index = UInt32(entries.count)
    entries.append(
      EntryRow(
        id: id, account: posting.account,
        marks: EntryRow.Marks(
          isReversal: reversed != nil, isPending: posting.activeFrom != nil && lots.own > 0),
        source: source,
        businessDay: UInt16(clamping: posting.businessDate.daysSinceEpoch),
        posted: UInt32(clamping: time.milliseconds / 1000), member: member,
        previous: accounts[ordinal].last, counterpart: reversed.map { UInt32($0) } ?? EntryRow.none,
        points: Int32(posting.points),
        expires: posting.expires.map { UInt16(clamping: $0.daysSinceEpoch) } ?? 0,
        active: posting.activeFrom.map { UInt16(clamping: $0.daysSinceEpoch) } ?? 0,
        remaining: UInt32(lots.own), uses: uses.enter(lots.uses)))
    move(posting.points > 0 ? 1 : -1, lots.uses)
    if let key = ClaimKey(posting) {
      let table = entries
      claims.enter(key, row: index) { table[Int($0)].counterpart == EntryRow.none }
      if let earning = posting.earning { join(index, posting, earning) }
    }
    if let giver {
      twins[index] = giver
      twins[giver] = index
    }
    if let reversed { entries.update(reversed) { $0.counterpart = index } }
    accounts.update(ordinal) { account in
      account.balance = Int64(posting.balance)
      account.last = index
    }
    let row = entries[Int(index)]
    if lots.uses.isEmpty {
      accounts.update(ordinal) { $0.turns.add(row) }
    } else {
      renewTurns(of: posting.member)
    }
    noteAward(row)
    trialBalance.post(posting)
  }

  /// Takes in that lots of a member's hold something else than before.
  mutating func renewTurns(of member: MemberNumber) {
    var turns = LotTurns()
    eachLot(of: member) { turns.add(entries[$0]) }
    accounts.update(member.ordinal) { $0.turns = turns }
  }

  /// Joins the second entry of a referral to the first.
  private mutating func join(_ index: UInt32, _ posting: Posting, _ earning: Earning) {
    guard let other = earning.referral else { return }
    let mirrored = Earning(base: 0, claim: .referral, referral: posting.member)
    guard let key = ClaimKey(mirrored, rule: posting.source, member: other, reference: nil),
      let twin = claims[key], twins[twin] == nil
    else { return }
    twins[index] = twin
    twins[twin] = index
  }

  /// Checks an entry against the books; returns the row it takes back.
  private func check(
    _ posting: Posting, at position: Position, members: MembershipState
  ) throws(Inconsistency) -> Int? {
    guard members.contains(posting.member) else {
      throw Inconsistency(position: position, message: "nobody has the number \(posting.member)")
    }
    guard Amount.range.contains(posting.points.magnitude.clamped) else {
      throw Inconsistency(
        position: position, message: "\(posting.points) points are outside 1 ... 1,000,000")
    }
    let before = balance(of: posting.member)
    guard before + posting.points == posting.balance else {
      throw Inconsistency(
        position: position,
        message:
          "the balance after it is \(before + posting.points), the fact says \(posting.balance)")
    }
    let owedMore = posting.points < 0 ? max(0, -posting.balance) - max(0, -before) : 0
    guard posting.debt == owedMore, owedMore == 0 || posting.reverses != nil else {
      throw Inconsistency(
        position: position, message: "it leaves a debt that the fact does not own up to")
    }
    guard let id = posting.reverses else { return nil }
    guard let row = entries.index(of: id.position, \.id.position),
      entries[row].counterpart == EntryRow.none, entries[row].account == posting.account,
      Int(entries[row].points) == -posting.points,
      Int(entries[row].member) == posting.member.ordinal
    else {
      throw Inconsistency(position: position, message: "it is no mirror image of \(id)")
    }
    return row
  }
}

extension PointsState {
  private struct AccountRow: Sendable, Hashable {
    var balance: Int64 = 0
    var last = EntryRow.none
    var turns = LotTurns()
  }

  /// The rows of one member's entries, the newest first.
  struct EntryRows: Sequence, IteratorProtocol {
    fileprivate let entries: Table<EntryRow>
    /// The next one; `EntryRow.none` behind the last.
    fileprivate var row: UInt32

    mutating func next() -> (index: Int, row: EntryRow)? {
      guard row != EntryRow.none else { return nil }
      let index = Int(row)
      let found = entries[index]
      row = found.previous
      return (index, found)
    }
  }

  struct EntryRow: Sendable, Hashable {
    static let none = UInt32.max
    let id: PackedPosition
    let account: ClubAccount
    var marks: Marks
    let source: UInt16
    let businessDay: UInt16
    let posted: UInt32
    let member: UInt32
    /// The same member's entry before this one.
    let previous: UInt32
    /// The entry this one takes back, or the one that takes it back.
    var counterpart: UInt32
    let points: Int32
    /// The last day of its lot, counted from 1970-01-01; 0 where the points never lapse.
    let expires: UInt16
    /// The first day on which its points are good, counted in the same way; 0 where they are at once.
    let active: UInt16
    /// What is left of its lot.
    var remaining: UInt32
    /// Where the lots that it used stand.
    let uses: UInt32

    /// What else there is to say of an entry, in a byte.
    struct Marks: OptionSet, Hashable, Sendable {
      let rawValue: UInt8
      static let reversal = Marks(rawValue: 1)
      static let pending = Marks(rawValue: 2)

      init(rawValue: UInt8) { self.rawValue = rawValue }

      init(isReversal: Bool, isPending: Bool) {
        self = []
        if isReversal { insert(.reversal) }
        if isPending { insert(.pending) }
      }
    }

    /// The day on which it was posted, counted likewise.
    var postedDay: Int { Instant(milliseconds: Int64(posted) * 1000).daysSinceEpoch }
    var isReversal: Bool { marks.contains(.reversal) }
    var isPending: Bool { marks.contains(.pending) }
    var activeFrom: Day? { active == 0 ? nil : Day(daysSinceEpoch: Int(active)) }
    var through: Day? { expires == 0 ? nil : Day(daysSinceEpoch: Int(expires)) }
  }
}

extension UInt {
  fileprivate var clamped: Int { Int(clamping: self) }
}

extension PointsState {
  func write(to writer: inout StateWriter) {
    let names = WordList<ClubAccount>()
    names.write(to: &writer)
    sources.write(to: &writer)
    trialBalance.write(to: &writer)
    uses.write(to: &writer)
    claims.write(to: &writer)
    writer.int(twins.count)
    for (entry, twin) in twins.sorted(by: { $0.key < $1.key }) {
      writer.uint32(entry)
      writer.uint32(twin)
    }
    accounts.write(to: &writer) { row, writer in
      writer.int64(row.balance)
      writer.uint32(row.last)
      row.turns.write(to: &writer)
    }
    entries.write(to: &writer) { row, writer in
      row.id.write(to: &writer)
      writer.byte(names.number(of: row.account))
      writer.byte(row.marks.rawValue)
      writer.uint16(row.source)
      writer.uint16(row.businessDay)
      writer.uint32(row.posted)
      writer.uint32(row.member)
      writer.uint32(row.previous)
      writer.uint32(row.counterpart)
      writer.uint32(UInt32(bitPattern: row.points))
      writer.uint16(row.expires)
      writer.uint16(row.active)
      writer.uint32(row.remaining)
      writer.uint32(row.uses)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    let names = try WordList<ClubAccount>(from: &reader)
    sources = try CodeTable(from: &reader)
    trialBalance = try TrialBalance(from: &reader)
    uses = try LotTable(from: &reader)
    claims = try ClaimTable(from: &reader)
    for _ in 0..<(try reader.count()) {
      let entry = try reader.uint32()
      twins[entry] = try reader.uint32()
    }
    accounts = try Table(from: &reader) { reader throws(UnreadableState) in
      AccountRow(
        balance: try reader.int64(), last: try reader.uint32(),
        turns: try LotTurns(from: &reader))
    }
    entries = try Table(from: &reader) { reader throws(UnreadableState) in
      EntryRow(
        id: try PackedPosition(from: &reader), account: try names.word(try reader.byte()),
        marks: EntryRow.Marks(rawValue: try reader.byte()), source: try reader.uint16(),
        businessDay: try reader.uint16(), posted: try reader.uint32(),
        member: try reader.uint32(), previous: try reader.uint32(),
        counterpart: try reader.uint32(), points: Int32(bitPattern: try reader.uint32()),
        expires: try reader.uint16(), active: try reader.uint16(),
        remaining: try reader.uint32(), uses: try reader.uint32())
    }
  }
}
