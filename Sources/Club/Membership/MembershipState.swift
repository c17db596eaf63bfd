public import CivilTime

/// Who is a member, and who is signed in. Names and contacts are not here: they can be erased, and
/// no rule may depend on them.
public struct MembershipState: Sendable, Hashable {
  private var members = Table<MemberRow>()
  private var consents = CodeTable()
  private var sessions = PartedTable<TokenHash, Session>()
  private var sessionsBeforeSweep = 1024
  /// By ordinal: one a member, those that have expired until the next one is granted.
  private var signIns: [UInt32: SignIn] = [:]
  /// Codes that were sent, by the hash of their names; those that have expired until the next is asked.
  private var codes: [TokenHash: PendingCode] = [:]
  /// When members left, by ordinal.
  private var leavers: [UInt32: Instant] = [:]
  /// Who answers for whom, by ordinal.
  private var guardians: [UInt32: UInt32] = [:]
  /// The same from the other side, in their order.
  private var wards: [UInt32: [UInt32]] = [:]
  /// Who brought whom, by ordinal of whoever came.
  private var referrers: [UInt32: UInt32] = [:]

  /// How many numbers were given.
  public var count: Int { members.count }

  /// How many members there are: whoever has left is none.
  public var current: Int { members.count - leavers.count }

  /// Whether a member has left.
  public func hasLeft(_ number: MemberNumber) -> Bool {
    UInt32(exactly: number.ordinal).map { leavers[$0] != nil } ?? false
  }

  /// The member who answers for one under fourteen; nil for everybody else.
  public func guardian(of number: MemberNumber) -> MemberNumber? {
    UInt32(exactly: number.ordinal).flatMap { guardians[$0] }
      .map { MemberNumber(ordinal: Int($0)) }
  }

  /// The member who brought one; nil where nobody is known to have.
  public func referrer(of number: MemberNumber) -> MemberNumber? {
    UInt32(exactly: number.ordinal).flatMap { referrers[$0] }
      .map { MemberNumber(ordinal: Int($0)) }
  }

  /// The members under fourteen for whom one answers.
  public func wards(of number: MemberNumber) -> [MemberNumber] {
    guard let ordinal = UInt32(exactly: number.ordinal) else { return [] }
    return (wards[ordinal] ?? []).filter { leavers[$0] == nil }
      .map { MemberNumber(ordinal: Int($0)) }
  }

  /// Who has left, in the order of leaving.
  public var left: [(member: MemberNumber, time: Instant)] {
    leavers.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .map { (MemberNumber(ordinal: Int($0.key)), $0.value) }
  }

  /// Whether somebody has this number.
  public func contains(_ number: MemberNumber) -> Bool { number.ordinal < members.count }

  /// What the club knows of a member; nil where nobody has the number.
  public func member(_ number: MemberNumber) -> Member? {
    let ordinal = number.ordinal
    guard ordinal < members.count else { return nil }
    let row = members[ordinal]
    return Member(
      number: number, joined: Instant(milliseconds: row.joined), channel: row.channel,
      consent: consents[row.consent],
      unconfirmed: ContactRoute.allCases.filter { row.unconfirmed & $0.bit != 0 },
      left: UInt32(exactly: ordinal).flatMap { leavers[$0] })
  }

  /// Whether a member's contact has been shown to be theirs, where there is one.
  public func isConfirmed(_ number: MemberNumber, _ route: ContactRoute) -> Bool {
    number.ordinal >= members.count || members[number.ordinal].unconfirmed & route.bit == 0
  }

  /// The member who is signed in by a token; nil where there is no such session at that time.
  public func member(signedInBy tokenHash: TokenHash, at now: Instant) -> MemberNumber? {
    guard let session = sessions[tokenHash], session.expires > now else { return nil }
    return MemberNumber(ordinal: Int(session.member))
  }

  /// Where a member is signed in, the latest first. Reads every session: not under a lock.
  ///
  /// - Parameters:
  ///   - member: the member.
  ///   - now: the time.
  /// - Returns: the sessions that have not expired.
  public func sessions(of member: MemberNumber, at now: Instant) -> [MemberSession] {
    guard let ordinal = UInt32(exactly: member.ordinal) else { return [] }
    return sessions.parts.flatMap { part in
      part.compactMap { token, session in
        session.member == ordinal && session.expires > now
          ? MemberSession(
            tokenHash: token, opened: session.opened, expires: session.expires) : nil
      }
    }.sorted { ($0.opened, $0.tokenHash.hex) > ($1.opened, $1.tokenHash.hex) }
  }

  /// A code that was sent and has not been used.
  func pendingCode(_ code: TokenHash) -> PendingCode? { codes[code] }

  var sessionCount: Int { sessions.count }

  var nextNumber: MemberNumber { MemberNumber(ordinal: members.count) }

  mutating func apply(
    _ fact: MembershipFact, at position: Position, time: Instant
  ) throws(Inconsistency) {
    switch fact {
    case .joined(let member, let channel, let consent):
      guard member == nextNumber else {
        throw Inconsistency(
          position: position, message: "the next member is \(nextNumber), the fact says \(member)")
      }
      guard let consent = consents.enter(consent) else {
        throw Inconsistency(position: position, message: "there are too many consent versions")
      }
      members.append(
        MemberRow(
          joined: time.milliseconds, consent: consent, channel: channel, unconfirmed: 0))
    case .sessionOpened(let member, let tokenHash, let expires):
      guard contains(member), let ordinal = UInt32(exactly: member.ordinal) else {
        throw Inconsistency(position: position, message: "nobody has the number \(member)")
      }
      sweepSessions(at: time)
      sessions[tokenHash] = Session(member: ordinal, opened: time, expires: expires)
    case .sessionClosed(_, let tokenHash):
      guard sessions[tokenHash] != nil else {
        throw Inconsistency(position: position, message: "there is no such session to close")
      }
      sessions[tokenHash] = nil
    case .signInGranted(let member, let code, let expires):
      guard contains(member), let ordinal = UInt32(exactly: member.ordinal) else {
        throw Inconsistency(position: position, message: "nobody has the number \(member)")
      }
      signIns = signIns.filter { $0.value.expires > time }
      signIns[ordinal] = SignIn(code: code, expires: expires)
    case .signInUsed(let member, let code):
      guard let ordinal = UInt32(exactly: member.ordinal), signIns[ordinal]?.code == code else {
        throw Inconsistency(position: position, message: "there is no such code to use")
      }
      signIns[ordinal] = nil
    case .codeAsked(let code, let purpose, let member, _, let expires):
      guard member.map(contains) ?? true else {
        throw Inconsistency(position: position, message: "the code is for nobody")
      }
      codes = codes.filter { $0.value.expires > time }
      codes[code] = PendingCode(purpose: purpose, member: member, expires: expires)
    case .codeUsed(let code, let member):
      guard let pending = codes[code], pending.member == member else {
        throw Inconsistency(position: position, message: "there is no such code to use")
      }
      codes[code] = nil
    case .guardianNamed(let member, let guardian):
      try note(guardian: guardian, of: member, at: position)
    case .referred(let member, let referrer):
      try note(referrer: referrer, of: member, at: position)
    case .contactUnconfirmed(let member, let route):
      try note(route, of: member, isConfirmed: false, at: position)
    case .contactChanged(let member, let route):
      try note(route, of: member, isConfirmed: true, at: position)
    case .left(let member):
      guard contains(member), !hasLeft(member), let ordinal = UInt32(exactly: member.ordinal) else {
        throw Inconsistency(position: position, message: "there is no member \(member) to leave")
      }
      leavers[ordinal] = time
      sessions.keep { $0.member != ordinal }
      signIns[ordinal] = nil
      codes = codes.filter { $0.value.member != member }
    }
  }

  private mutating func note(
    _ route: ContactRoute, of member: MemberNumber, isConfirmed: Bool, at position: Position
  ) throws(Inconsistency) {
    guard contains(member) else {
      throw Inconsistency(position: position, message: "nobody has the number \(member)")
    }
    guard isConfirmed != self.isConfirmed(member, route) else { return }
    members.update(member.ordinal) { $0.unconfirmed ^= route.bit }
  }

  private mutating func note(
    guardian: MemberNumber, of member: MemberNumber, at position: Position
  ) throws(Inconsistency) {
    guard contains(member), contains(guardian), let ward = UInt32(exactly: member.ordinal),
      let ordinal = UInt32(exactly: guardian.ordinal)
    else {
      throw Inconsistency(position: position, message: "nobody has the number \(guardian)")
    }
    join(ward, to: ordinal)
  }

  private mutating func join(_ ward: UInt32, to guardian: UInt32) {
    if let earlier = guardians[ward] {
      let others = wards[earlier]?.filter { $0 != ward } ?? []
      wards[earlier] = others.isEmpty ? nil : others
    }
    guardians[ward] = guardian
    wards[guardian] = ((wards[guardian] ?? []) + [ward]).sorted()
  }

  private mutating func note(
    referrer: MemberNumber, of member: MemberNumber, at position: Position
  ) throws(Inconsistency) {
    guard contains(member), referrer.ordinal < member.ordinal,
      let ordinal = UInt32(exactly: member.ordinal), referrers[ordinal] == nil
    else {
      throw Inconsistency(
        position: position, message: "\(referrer) cannot have brought \(member)")
    }
    referrers[ordinal] = UInt32(referrer.ordinal)
  }

  /// Whether a member may be signed in by a code.
  func holdsSignIn(_ member: MemberNumber, code: TokenHash, at now: Instant) -> Bool {
    guard let ordinal = UInt32(exactly: member.ordinal), let signIn = signIns[ordinal] else {
      return false
    }
    return signIn.code == code && signIn.expires > now
  }

  /// Forgets expired sessions once as many have gathered as were alive after the last sweep, so
  /// that a sign-up pays for it a constant amount on average.
  private mutating func sweepSessions(at time: Instant) {
    guard sessions.count >= sessionsBeforeSweep else { return }
    sessions.keep { $0.expires > time }
    sessionsBeforeSweep = max(1024, sessions.count * 2)
  }

  private struct MemberRow: Sendable, Hashable {
    var joined: Int64
    var consent: UInt16
    var channel: JoiningChannel
    /// The bits of the contacts that nobody has shown to be theirs: most members have none.
    var unconfirmed: UInt8
  }

  private struct SignIn: Sendable, Hashable {
    var code: TokenHash
    var expires: Instant
  }

  private struct Session: Sendable, Hashable {
    var member: UInt32
    var opened: Instant
    var expires: Instant
  }
}

extension MembershipState {
  func write(to writer: inout StateWriter) {
    let channels = WordList<JoiningChannel>()
    channels.write(to: &writer)
    consents.write(to: &writer)
    members.write(to: &writer) { row, writer in
      writer.int64(row.joined)
      writer.uint16(row.consent)
      writer.byte(channels.number(of: row.channel))
      writer.byte(row.unconfirmed)
    }
    writer.int(signIns.count)
    for (ordinal, signIn) in signIns.sorted(by: { $0.key < $1.key }) {
      writer.uint32(ordinal)
      writer.tokenHash(signIn.code)
      writer.int64(signIn.expires.milliseconds)
    }
    writer.int(guardians.count)
    for (ward, guardian) in guardians.sorted(by: { $0.key < $1.key }) {
      writer.uint32(ward)
      writer.uint32(guardian)
    }
    writer.int(referrers.count)
    for (member, referrer) in referrers.sorted(by: { $0.key < $1.key }) {
      writer.uint32(member)
      writer.uint32(referrer)
    }
    writer.int(leavers.count)
    for (ordinal, time) in leavers.sorted(by: { $0.key < $1.key }) {
      writer.uint32(ordinal)
      writer.int64(time.milliseconds)
    }
    let purposes = WordList<CodePurpose>()
    purposes.write(to: &writer)
    writer.int(codes.count)
    for (code, pending) in codes {
      writer.tokenHash(code)
      writer.byte(purposes.number(of: pending.purpose))
      writer.optional(pending.member) { member, writer in writer.int(member.ordinal) }
      writer.int64(pending.expires.milliseconds)
    }
    writer.int(sessionsBeforeSweep)
    writer.int(sessions.count)
    for part in sessions.parts {
      for (tokenHash, session) in part {
        writer.tokenHash(tokenHash)
        writer.uint32(session.member)
        writer.int64(session.opened.milliseconds)
        writer.int64(session.expires.milliseconds)
        writer.endRow()
      }
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    let channels = try WordList<JoiningChannel>(from: &reader)
    consents = try CodeTable(from: &reader)
    members = try Table(from: &reader) { reader throws(UnreadableState) in
      MemberRow(
        joined: try reader.int64(), consent: try reader.uint16(),
        channel: try channels.word(try reader.byte()), unconfirmed: try reader.byte())
    }
    for _ in 0..<(try reader.count()) {
      let ordinal = try reader.uint32()
      signIns[ordinal] = SignIn(
        code: try reader.tokenHash(), expires: Instant(milliseconds: try reader.int64()))
    }
    for _ in 0..<(try reader.count()) {
      let ward = try reader.uint32()
      join(ward, to: try reader.uint32())
    }
    for _ in 0..<(try reader.count()) {
      let member = try reader.uint32()
      referrers[member] = try reader.uint32()
    }
    for _ in 0..<(try reader.count()) {
      let ordinal = try reader.uint32()
      leavers[ordinal] = Instant(milliseconds: try reader.int64())
    }
    let purposes = try WordList<CodePurpose>(from: &reader)
    for _ in 0..<(try reader.count()) {
      let code = try reader.tokenHash()
      codes[code] = PendingCode(
        purpose: try purposes.word(try reader.byte()),
        member: try reader.optional { reader throws(UnreadableState) in try reader.int() }
          .map { MemberNumber(ordinal: $0) },
        expires: Instant(milliseconds: try reader.int64()))
    }
    sessionsBeforeSweep = try reader.int()
    for _ in 0..<(try reader.count()) {
      let tokenHash = try reader.tokenHash()
      sessions[tokenHash] = Session(
        member: try reader.uint32(), opened: Instant(milliseconds: try reader.int64()),
        expires: Instant(milliseconds: try reader.int64()))
    }
  }
}

/// Where a member is signed in.
public struct MemberSession: Hashable, Sendable {
  /// The hash of the token that the browser holds.
  public let tokenHash: TokenHash
  /// Since when.
  public let opened: Instant
  /// When it ends by itself.
  public let expires: Instant
}

/// What the club knows of a member without knowing who it is.
public struct Member: Hashable, Sendable {
  /// The member's number.
  public let number: MemberNumber
  /// When the member joined.
  public let joined: Instant
  /// By which of the three routes.
  public let channel: JoiningChannel
  /// The version of the consent text agreed to.
  public let consent: Code
  /// By which contacts nobody has been reached yet nor shown at the desk that they are theirs.
  public let unconfirmed: [ContactRoute]
  /// When the member left; nil where they have not.
  public let left: Instant?
}

extension ContactRoute {
  /// In the bits of a member's unconfirmed contacts, in memory and in snapshots.
  fileprivate var bit: UInt8 {
    switch self {
    case .phone: 1
    case .email: 2
    }
  }
}
