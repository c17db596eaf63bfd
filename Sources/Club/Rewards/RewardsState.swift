import CivilTime

/// The vouchers, and how many of each reward are taken.
public struct RewardsState: Sendable, Hashable {
  private var rows = Table<Row>()
  private var slugs = CodeTable()
  private var books: [Code: Book] = [:]
  private var byCode = PartedTable<TokenHash, UInt32>()
  private var byMember = PartedTable<UInt32, [UInt32]>()

  /// How many vouchers there are.
  public var count: Int { rows.count }

  /// How many of a reward there are.
  ///
  /// - Parameters:
  ///   - reward: the reward's slug.
  ///   - terms: the adopted terms; without them nothing is known of what was procured.
  /// - Returns: the stock as it is now.
  public func stock(of reward: Code, terms: RewardTerms?) -> Stock {
    let book = books[reward] ?? Book()
    return Stock(total: terms?.stock.map { $0 + book.correction }, taken: book.taken)
  }

  /// A voucher by its name; nil where there is none.
  public func voucher(_ id: VoucherID) -> Voucher? {
    rows.index(of: id.position, \.id.position).map(voucher(at:))
  }

  /// The voucher with a code; nil where there is none.
  public func voucher(holding code: TokenHash) -> Voucher? {
    byCode[code].map { voucher(at: Int($0)) }
  }

  /// A member's vouchers in the order of their getting.
  public func vouchers(of member: MemberNumber) -> [Voucher] {
    guard let ordinal = UInt32(exactly: member.ordinal) else { return [] }
    return (byMember[ordinal] ?? []).map { voucher(at: Int($0)) }
  }

  /// The voucher that an entry paid for; nil where it paid for none.
  func voucher(paidBy entry: EntryID) -> Voucher? {
    let position = entry.position
    return voucher(
      VoucherID(Position(sequence: position.sequence, index: position.index + 1)))
  }

  func knows(_ code: TokenHash) -> Bool { byCode[code] != nil }

  /// How many of a reward a member has, of those that one member may have.
  func count(of reward: Code, held member: MemberNumber) -> Int {
    vouchers(of: member).count { $0.reward == reward && $0.counts }
  }

  /// Vouchers that can be used no longer and have not lapsed yet, in the order of their getting.
  func overdue(on today: Day, after id: VoucherID?) -> some Sequence<Voucher> {
    let first = id.map { rows.firstIndex(after: $0.position, \.id.position) } ?? 0
    return (first..<rows.count).lazy.filter { index in
      rows[index].status == .active && rows[index].through != 0
        && Day(daysSinceEpoch: Int(rows[index].through)) < today
    }.map { voucher(at: $0) }
  }

  private func voucher(at index: Int) -> Voucher {
    let row = rows[index]
    guard let price = Amount(Int(row.price)) else {
      preconditionFailure("prices were amounts when they were entered")
    }
    return Voucher(
      id: VoucherID(row.id.position), reward: slugs[row.reward],
      member: MemberNumber(ordinal: Int(row.member)), price: price, seed: VoucherSeed(row.seed),
      code: row.code, through: row.through == 0 ? nil : Day(daysSinceEpoch: Int(row.through)),
      refundsLapsed: row.refundsLapsed, status: row.status,
      redeemed: Instant(milliseconds: row.redeemed),
      closed: row.closed == 0 ? nil : Instant(milliseconds: row.closed))
  }

  mutating func apply(
    _ fact: RewardsFact, at position: Position, time: Instant, points: PointsState,
    terms: TermsState
  ) throws(Inconsistency) {
    switch fact {
    case .redeemed(let voucher):
      try enter(voucher, at: position, time: time, points: points, terms: terms)
    case .used(let id, let reward, let member):
      let row = try row(id, reward, member, position)
      guard rows[row].status == .active else {
        throw Inconsistency(position: position, message: "\(id) can be used no longer")
      }
      close(row, as: .used, reward, freeing: 0, at: time)
    case .cancelled(let id, let reward, let member):
      let row = try row(id, reward, member, position)
      try check(id, isRefunded: true, points, position)
      guard rows[row].status != .cancelled else {
        throw Inconsistency(position: position, message: "\(id) was cancelled before")
      }
      close(row, as: .cancelled, reward, freeing: rows[row].status == .lapsed ? 0 : 1, at: time)
    case .lapsed(let id, let reward, let member):
      let row = try row(id, reward, member, position)
      guard rows[row].status == .active, rows[row].through != 0 else {
        throw Inconsistency(position: position, message: "\(id) cannot lapse")
      }
      if !rows[row].refundsLapsed { try check(id, isRefunded: false, points, position) }
      close(row, as: .lapsed, reward, freeing: 1, at: time)
    case .stockCorrected(let reward, let change):
      guard RewardsRules.corrections.contains(change) else {
        throw Inconsistency(position: position, message: "\(change) is no correction of a stock")
      }
      books[reward, default: Book()].correction += change
    }
  }

  private mutating func enter(
    _ voucher: NewVoucher, at position: Position, time: Instant, points: PointsState,
    terms: TermsState
  ) throws(Inconsistency) {
    let reward = voucher.reward
    guard stock(of: reward, terms: terms.reward(reward)).left != 0, terms.reward(reward) != nil
    else { throw Inconsistency(position: position, message: "no \(reward) is left") }
    let paid = EntryID(Position(sequence: position.sequence, index: position.index - 1))
    guard position.index > 0, let entry = points.entry(paid), entry.member == voucher.member,
      entry.account == .redeemed, entry.points == -voucher.price.points, entry.reversedBy == nil
    else {
      throw Inconsistency(position: position, message: "the entry before it does not pay for it")
    }
    guard !knows(voucher.code), let slug = slugs.enter(reward),
      let ordinal = UInt32(exactly: voucher.member.ordinal), let id = PackedPosition(position),
      let row = UInt32(exactly: rows.count)
    else {
      throw Inconsistency(
        position: position, message: "its code is in use, or the tables cannot hold it")
    }
    rows.append(
      Row(
        id: id, reward: slug, member: ordinal, price: UInt32(voucher.price.points),
        seed: voucher.seed.value, code: voucher.code,
        through: voucher.through.map { UInt16(clamping: $0.daysSinceEpoch) } ?? 0,
        refundsLapsed: voucher.refundsLapsed, status: .active, redeemed: time.milliseconds,
        closed: 0))
    byCode[voucher.code] = row
    byMember[ordinal] = (byMember[ordinal] ?? []) + [row]
    books[reward, default: Book()].taken += 1
  }

  private func row(
    _ id: VoucherID, _ reward: Code, _ member: MemberNumber, _ position: Position
  ) throws(Inconsistency) -> Int {
    guard let row = rows.index(of: id.position, \.id.position), slugs[rows[row].reward] == reward,
      Int(rows[row].member) == member.ordinal
    else {
      throw Inconsistency(
        position: position, message: "\(id) is no voucher of \(member) for \(reward)")
    }
    return row
  }

  private func check(
    _ id: VoucherID, isRefunded: Bool, _ points: PointsState, _ position: Position
  ) throws(Inconsistency) {
    let paid = voucher(id).flatMap { points.entry($0.entry) }
    guard let paid, (paid.reversedBy != nil) == isRefunded else {
      throw Inconsistency(
        position: position,
        message: isRefunded ? "its points did not come back" : "its points have come back")
    }
  }

  private mutating func close(
    _ row: Int, as status: Voucher.Status, _ reward: Code, freeing count: Int, at time: Instant
  ) {
    rows.update(row) { row in
      row.status = status
      row.closed = time.milliseconds
    }
    books[reward]?.taken -= count
  }
}

extension RewardsState {
  private struct Book: Sendable, Hashable {
    /// What the counts of the shelf have added up to.
    var correction = 0
    /// Vouchers that hold one.
    var taken = 0
  }

  private struct Row: Sendable, Hashable {
    let id: PackedPosition
    let reward: UInt16
    let member: UInt32
    let price: UInt32
    let seed: UInt64
    let code: TokenHash
    /// The last day, counted from 1970-01-01; 0 where it never lapses.
    let through: UInt16
    let refundsLapsed: Bool
    var status: Voucher.Status
    let redeemed: Int64
    /// 0 while it can be used.
    var closed: Int64
  }
}

extension RewardsState {
  /// The rows tell who holds what; the corrections stand beside them.
  func write(to writer: inout StateWriter) {
    let statuses = WordList<Voucher.Status>()
    statuses.write(to: &writer)
    slugs.write(to: &writer)
    rows.write(to: &writer) { row, writer in
      row.id.write(to: &writer)
      writer.uint16(row.reward)
      writer.uint32(row.member)
      writer.uint32(row.price)
      writer.uint64(row.seed)
      writer.tokenHash(row.code)
      writer.uint16(row.through)
      writer.flag(row.refundsLapsed)
      writer.byte(statuses.number(of: row.status))
      writer.int64(row.redeemed)
      writer.int64(row.closed)
    }
    writer.int(books.count)
    for (slug, book) in books.sorted(by: { $0.key < $1.key }) {
      writer.code(slug)
      writer.int(book.correction)
      writer.int(book.taken)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    let statuses = try WordList<Voucher.Status>(from: &reader)
    slugs = try CodeTable(from: &reader)
    rows = try Table(from: &reader) { reader throws(UnreadableState) in
      Row(
        id: try PackedPosition(from: &reader), reward: try reader.uint16(),
        member: try reader.uint32(), price: try reader.uint32(), seed: try reader.uint64(),
        code: try reader.tokenHash(), through: try reader.uint16(),
        refundsLapsed: try reader.flag(), status: try statuses.word(try reader.byte()),
        redeemed: try reader.int64(), closed: try reader.int64())
    }
    for _ in 0..<(try reader.count()) {
      let slug = try reader.code()
      books[slug] = Book(correction: try reader.int(), taken: try reader.int())
    }
    for index in 0..<rows.count {
      let row = rows[index]
      byCode[row.code] = UInt32(index)
      byMember[row.member] = (byMember[row.member] ?? []) + [UInt32(index)]
    }
  }
}
