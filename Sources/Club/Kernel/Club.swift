public import CivilTime

/// The whole state of a club, made of facts and of nothing else.
///
/// A club answers commands with `decide`, which changes nothing, and takes facts with `apply`, which
/// refuses nothing that `decide` has returned for the same state. Both are pure: the time comes in
/// with the command, secrets come in hashed, and no file is read. Applying a journal's facts from the
/// first to the last gives the same state on every machine and in every year.
public struct Club: Sendable, Hashable {
  /// Members and their sessions.
  public internal(set) var membership = MembershipState()
  /// Accounts and entries.
  public internal(set) var points = PointsState()
  /// What waits for a second person.
  public internal(set) var approvals = ApprovalState()
  /// Seats and waiting lists.
  public internal(set) var registration = RegistrationState()
  /// Vouchers, and what is left of the rewards.
  public internal(set) var rewards = RewardsState()
  /// Who is of one family with whom.
  public internal(set) var families = FamilyState()
  /// What the staff have noted of members.
  public internal(set) var profiles = ProfileState()
  /// Which tier of each member was noted last.
  public internal(set) var tiers = TierState()
  /// Who has agreed to letters, and which issues have gone out.
  public internal(set) var newsletter = NewsletterState()
  /// The people at the counter.
  public internal(set) var staff = StaffState()
  /// What was adopted from the content.
  public internal(set) var terms = TermsState()
  /// Where the last fact stands that was applied; nil in a new club.
  public private(set) var lastPosition: Position?

  /// A club in which nothing has happened.
  public init() {}

  /// What a command leads to, or why it is refused. Changes nothing.
  ///
  /// - Parameters:
  ///   - command: what is wanted.
  ///   - actor: who wants it; staff and members are checked against the state.
  ///   - now: the time the record will carry, never earlier than the record before.
  /// - Returns: the facts to write and apply, and what goes to their annex.
  /// - Throws: the first reason against the command.
  public func decide(
    _ command: Command, by actor: Actor, at now: Instant
  ) throws(Rejection) -> Decision {
    try checkStanding(of: actor, at: now)
    return switch veiled(command, from: actor) {
    case .membership(let command): try decide(command, by: actor, at: now)
    case .points(let command): try decide(command, by: actor, at: now)
    case .approval(let command): try decide(command, by: actor, at: now)
    case .registration(let command): try decide(command, by: actor, at: now)
    case .rewards(let command): try decide(command, by: actor, at: now)
    case .family(let command): try decide(command, by: actor, at: now)
    case .profile(let command): try decide(command, by: actor, at: now)
    case .tiers(let command): try decide(command, by: actor, at: now)
    case .newsletter(let command): try decide(command, by: actor, at: now)
    case .staff(let command): try decide(command, by: actor, at: now)
    case .terms(let command): try decide(command, by: actor, at: now)
    }
  }

  /// Takes a fact in.
  ///
  /// - Parameters:
  ///   - fact: what has happened.
  ///   - position: where the fact stands; later than every fact before it.
  ///   - time: the record's time.
  /// - Throws: where the fact cannot follow from the facts before it; the state is then unchanged.
  public mutating func apply(
    _ fact: Fact, at position: Position, time: Instant
  ) throws(Inconsistency) {
    if let lastPosition, position <= lastPosition {
      throw Inconsistency(position: position, message: "it does not come after the fact before it")
    }
    switch fact {
    case .membership(let fact):
      try membership.apply(fact, at: position, time: time)
    case .points(let fact):
      try points.apply(fact, at: position, time: time, members: membership)
    case .approval(let fact):
      try approvals.apply(fact, at: position, members: membership)
    case .registration(let fact):
      try registration.apply(fact, at: position, time: time, members: membership, terms: terms)
    case .rewards(let fact):
      try rewards.apply(fact, at: position, time: time, points: points, terms: terms)
    case .family(let fact):
      try families.apply(fact, at: position, time: time, members: membership)
    case .profile(let fact):
      try profiles.apply(fact, at: position, time: time, members: membership)
    case .tiers(let fact):
      try tiers.apply(fact, at: position, members: membership)
    case .newsletter(let fact):
      try newsletter.apply(fact, at: position, time: time, members: membership)
    case .staff(let fact):
      try staff.apply(fact, at: position)
    case .terms(let fact):
      terms.apply(fact, time: time)
    }
    lastPosition = position
  }
}

extension Club {
  /// The version of what `write` writes. Whoever changes what a room writes, or what its `apply`
  /// makes of a fact, raises it: snapshots of another version are made anew from the journal.
  package static let snapshotVersion = 21

  /// Writes the whole state for a snapshot, room by room.
  package func write(to writer: inout StateWriter) {
    writer.optional(lastPosition) { position, writer in
      writer.int(position.sequence)
      writer.int(position.index)
    }
    membership.write(to: &writer)
    points.write(to: &writer)
    approvals.write(to: &writer)
    registration.write(to: &writer)
    staff.write(to: &writer)
    terms.write(to: &writer)
    rewards.write(to: &writer)
    families.write(to: &writer)
    profiles.write(to: &writer)
    tiers.write(to: &writer)
    newsletter.write(to: &writer)
  }

  /// Reads what `write` has written.
  package init(from reader: inout StateReader) throws(UnreadableState) {
    lastPosition = try reader.optional { reader throws(UnreadableState) in
      Position(sequence: try reader.int(), index: try reader.int())
    }
    membership = try MembershipState(from: &reader)
    points = try PointsState(from: &reader)
    approvals = try ApprovalState(from: &reader)
    registration = try RegistrationState(from: &reader)
    staff = try StaffState(from: &reader)
    terms = try TermsState(from: &reader)
    rewards = try RewardsState(from: &reader)
    families = try FamilyState(from: &reader)
    profiles = try ProfileState(from: &reader)
    tiers = try TierState(from: &reader)
    newsletter = try NewsletterState(from: &reader)
  }
}
