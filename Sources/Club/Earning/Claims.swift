/// What an award uses up, as a number of 64 bits: the books hold one for every award that names anything.
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
    case .receipt: self.init("receipt\n" + (reference?.text ?? ""))
    case .reference: self.init("reference\n" + own + (reference?.text ?? ""))
    case .tier: self.init("tier\n" + own + (earning.tier?.text ?? ""))
    case .event: self.init("event\n" + own + (earning.event?.text ?? ""))
    case .referral:
      self.init("referral\n" + own + (earning.referral.map { "\($0.ordinal)" } ?? ""))
    }
  }

  /// FNV-1a of 64 bits, its bits mixed once more. The standard library's hash differs from run to run.
  private init(_ text: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    digest = hash ^ hash >> 33
  }
}

/// Which entry has used up what; an entry that was taken back no longer does.
struct ClaimTable: Sendable, Hashable {
  private var rows = PartedTable<ClaimKey, UInt32>()

  /// The row of the entry.
  subscript(key: ClaimKey) -> UInt32? {
    get { rows[key] }
    set { rows[key] = newValue }
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
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    for _ in 0..<(try reader.count()) {
      let key = ClaimKey(digest: try reader.uint64())
      rows[key] = try reader.uint32()
    }
  }
}
