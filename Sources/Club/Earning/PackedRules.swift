import CivilTime

extension PointRule {
  func write(to writer: inout StateWriter) {
    writer.code(code)
    writer.int(version)
    writer.text(title)
    writer.optional(points) { points, writer in writer.int(points.points) }
    writer.optional(per) { per, writer in writer.int(per.fen) }
    writer.flag(isAttendance)
    writer.optional(validity) { validity, writer in validity.write(to: &writer) }
    term.write(to: &writer)
    writer.text(reference.rawValue)
    writer.int(caps.count)
    for cap in caps {
      writer.text(cap.period.rawValue)
      writer.int(cap.points.points)
    }
    writer.optional(once) { once, writer in writer.text(once.rawValue) }
    writer.flag(needsApproval)
    writer.int(tiers.count)
    for tier in tiers { writer.code(tier) }
    writer.int(tierPercents.count)
    for share in tierPercents {
      writer.code(share.tier)
      writer.int(share.percent)
    }
    writer.optional(whenTier) { tier, writer in writer.code(tier) }
    writer.optional(referral) { referral, writer in referral.write(to: &writer) }
    writer.optional(pendingDays) { days, writer in writer.int(days) }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    self.init(code: try reader.code(), version: try reader.int(), title: try reader.text())
    points = try reader.optional { reader throws(UnreadableState) in try reader.amount() }
    per = try reader.optional { reader throws(UnreadableState) in try reader.money() }
    isAttendance = try reader.flag()
    validity = try reader.optional { reader throws(UnreadableState) in
      try Validity(from: &reader)
    }
    term = try Term(from: &reader)
    reference = try reader.word()
    for _ in 0..<(try reader.count()) {
      caps.append(Cap(period: try reader.word(), points: try reader.amount()))
    }
    once = try reader.optional { reader throws(UnreadableState) in try reader.word() }
    needsApproval = try reader.flag()
    for _ in 0..<(try reader.count()) { tiers.append(try reader.code()) }
    for _ in 0..<(try reader.count()) {
      tierPercents.append(TierPercent(tier: try reader.code(), percent: try reader.int()))
    }
    whenTier = try reader.optional { reader throws(UnreadableState) in try reader.code() }
    referral = try reader.optional { reader throws(UnreadableState) in
      try ReferralTerms(from: &reader)
    }
    pendingDays = try reader.optional { reader throws(UnreadableState) in try reader.int() }
  }
}

extension Campaign {
  func write(to writer: inout StateWriter) {
    writer.code(code)
    writer.text(title)
    term.write(to: &writer)
    writer.int(rules.count)
    for rule in rules { writer.code(rule) }
    writer.int(percent)
    writer.optional(points) { points, writer in writer.int(points.points) }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    self.init(code: try reader.code(), title: try reader.text(), term: try Term(from: &reader))
    for _ in 0..<(try reader.count()) { rules.append(try reader.code()) }
    percent = try reader.int()
    points = try reader.optional { reader throws(UnreadableState) in try reader.amount() }
  }
}

extension Term {
  func write(to writer: inout StateWriter) {
    for day in [from, through] {
      writer.optional(day) { day, writer in writer.int(day.daysSinceEpoch) }
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    self.init(
      from: try reader.optional { reader throws(UnreadableState) in try reader.day() },
      through: try reader.optional { reader throws(UnreadableState) in try reader.day() })
  }
}

extension Tier {
  func write(to writer: inout StateWriter) {
    writer.code(code)
    writer.text(title)
    writer.optional(months) { months, writer in writer.int(months) }
    writer.optional(earned) { earned, writer in writer.int(earned.points) }
    writer.optional(within) { within, writer in writer.int(within) }
    writer.optional(homes) { homes, writer in writer.int(homes) }
    writer.int(benefits.count)
    for benefit in benefits { writer.text(benefit) }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    self.init(code: try reader.code(), title: try reader.text())
    months = try reader.optional { reader throws(UnreadableState) in try reader.int() }
    earned = try reader.optional { reader throws(UnreadableState) in try reader.amount() }
    within = try reader.optional { reader throws(UnreadableState) in try reader.int() }
    homes = try reader.optional { reader throws(UnreadableState) in try reader.int() }
    for _ in 0..<(try reader.count()) { benefits.append(try reader.text()) }
  }
}
