/// What an entry uses up or refers to, as a number of 64 bits: the books hold one for every entry that names
/// anything.
///
/// Among ten million of them two are the same by chance once in three hundred thousand clubs; a clerk
/// would then be told of another entry, and the award would go by hand.
struct ClaimKey: Hashable, Sendable {
  let digest: UInt64

  init(digest: UInt64) { self.digest = digest }

  /// Nil where the award uses up nothing.
  init?(_ earning: Earning, rule: Code, member: MemberNumber, reference: Reference?) {
    let own = "\(rule.text)\n\(member.ordinal)\n"
    switch earning.claim {
    case nil: return nil
    case .receipt: self.init(receipt: reference)
    case .reference: self.init("reference\n" + own + (reference?.text ?? ""))
    case .tier: self.init("tier\n" + own + (earning.tier?.text ?? ""))
    case .event: self.init("event\n" + own + (earning.event?.text ?? ""))
    case .referral:
      self.init("referral\n" + own + (earning.referral.map { "\($0.ordinal)" } ?? ""))
    }
  }

  /// Nil where an entry names nothing that it uses up.
  init?(_ posting: Posting) {
    if let earning = posting.earning {
      self.init(
        earning, rule: posting.source, member: posting.member, reference: posting.reference)
    } else if posting.reverses == nil, let reference = posting.reference {
      self.init(
        posted: reference, account: posting.account, source: posting.source,
        member: posting.member)
    } else {
      return nil
    }
  }

  /// That an entry without a rule refers to something: nothing is used up by it, but whoever brings the
  /// same a second time can be told.
  init(posted reference: Reference, account: ClubAccount, source: Code, member: MemberNumber) {
    self.init(
      "posted\n\(account.rawValue)\n\(source.text)\n\(member.ordinal)\n\(reference.text)")
  }

  /// That a receipt has been awarded, to whomever and by whichever rule.
  init(receipt: Reference?) { self.init("receipt\n" + (receipt?.text ?? "")) }

  /// FNV-1a of 64 bits, its bits mixed once more. The standard library's hash differs from run to run.
  private init(_ text: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    digest = hash ^ hash >> 33
  }
}

/// Which entry has used up or names what; an entry that was taken back no longer does.
struct ClaimTable: Sendable, Hashable {
  private var rows = PartedTable<ClaimKey, UInt32>()
  /// Further entries that name the same; hardly ever any.
  private var others: [ClaimKey: [UInt32]] = [:]

  /// Whether any entry, taken back or not, has used it up.
  func contains(_ key: ClaimKey) -> Bool { rows[key] != nil }

  /// The row of the entry that has used it up, taken back or not.
  subscript(key: ClaimKey) -> UInt32? { rows[key] }

  /// The row of the first entry that stands.
  func row(of key: ClaimKey, where stands: (UInt32) -> Bool) -> UInt32? {
    guard let row = rows[key] else { return nil }
    return stands(row) ? row : others[key]?.first(where: stands)
  }

  mutating func enter(_ key: ClaimKey, row: UInt32, where stands: (UInt32) -> Bool) {
    if let known = rows[key], stands(known) {
      others[key, default: []].append(row)
    } else {
      rows[key] = row
    }
  }
}

extension ClaimTable {
  func write(to writer: inout StateWriter) {
    writer.int(rows.count)
    for part in rows.parts {
      for (key, row) in part {
        writer.uint64(key.digest)
        writer.uint32(row)
        writer.endRow()
      }
    }
    writer.int(others.values.reduce(0) { $0 + $1.count })
    for (key, rows) in others.sorted(by: { $0.key.digest < $1.key.digest }) {
      for row in rows {
        writer.uint64(key.digest)
        writer.uint32(row)
        writer.endRow()
      }
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    for _ in 0..<(try reader.count()) {
      let key = ClaimKey(digest: try reader.uint64())
      rows[key] = try reader.uint32()
    }
    for _ in 0..<(try reader.count()) {
      let key = ClaimKey(digest: try reader.uint64())
      others[key, default: []].append(try reader.uint32())
    }
  }
}
