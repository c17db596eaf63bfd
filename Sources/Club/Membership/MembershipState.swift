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

  /// How many members there are.
  public var count: Int { members.count }

  /// Whether somebody has this number.
  public func contains(_ number: MemberNumber) -> Bool { number.ordinal < members.count }

  /// What the club knows of a member; nil where nobody has the number.
  public func member(_ number: MemberNumber) -> Member? {
    let ordinal = number.ordinal
    guard ordinal < members.count else { return nil }
    let row = members[ordinal]
    return Member(
      number: number, joined: Instant(milliseconds: row.joined), channel: row.channel,
      consent: consents[row.consent])
  }

  /// The member who is signed in by a token; nil where there is no such session at that time.
  public func member(signedInBy tokenHash: TokenHash, at now: Instant) -> MemberNumber? {
    guard let session = sessions[tokenHash], session.expires > now else { return nil }
    return MemberNumber(ordinal: Int(session.member))
  }

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
        MemberRow(joined: time.milliseconds, consent: consent, channel: channel))
    case .sessionOpened(let member, let tokenHash, let expires):
      guard contains(member), let ordinal = UInt32(exactly: member.ordinal) else {
        throw Inconsistency(position: position, message: "nobody has the number \(member)")
      }
      sweepSessions(at: time)
      sessions[tokenHash] = Session(member: ordinal, expires: expires)
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
    }
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
  }

  private struct SignIn: Sendable, Hashable {
    var code: TokenHash
    var expires: Instant
  }

  private struct Session: Sendable, Hashable {
    var member: UInt32
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
    }
    writer.int(signIns.count)
    for (ordinal, signIn) in signIns.sorted(by: { $0.key < $1.key }) {
      writer.uint32(ordinal)
      writer.tokenHash(signIn.code)
      writer.int64(signIn.expires.milliseconds)
    }
    writer.int(sessionsBeforeSweep)
    writer.int(sessions.count)
    for part in sessions.parts {
      for (tokenHash, session) in part {
        writer.tokenHash(tokenHash)
        writer.uint32(session.member)
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
        channel: try channels.word(try reader.byte()))
    }
    for _ in 0..<(try reader.count()) {
      let ordinal = try reader.uint32()
      signIns[ordinal] = SignIn(
        code: try reader.tokenHash(), expires: Instant(milliseconds: try reader.int64()))
    }
    sessionsBeforeSweep = try reader.int()
    for _ in 0..<(try reader.count()) {
      let tokenHash = try reader.tokenHash()
      sessions[tokenHash] = Session(
        member: try reader.uint32(), expires: Instant(milliseconds: try reader.int64()))
    }
  }
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
}
