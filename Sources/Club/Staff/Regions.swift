extension Club {
  /// Whether somebody has to do with a member at all. A token that is bound to regions reaches the
  /// members whom these serve and nobody else: neither those of other regions nor those of none.
  ///
  /// Of members and visitors it says nothing; what is theirs is for `permit` to judge.
  ///
  /// - Parameters:
  ///   - member: who it is about.
  ///   - actor: who asks or acts.
  /// - Returns: whether the member exists for them.
  public func reaches(_ member: MemberNumber, by actor: Actor) -> Bool {
    guard let regions = regions(of: actor) else { return true }
    return isServed(member, by: regions)
  }

  /// Whether a member is there and within the reach of whoever asks: who is not, is unknown.
  ///
  /// - Parameters:
  ///   - member: who it is about.
  ///   - actor: who asks or acts.
  /// - Returns: whether the member exists for them.
  public func knows(_ member: MemberNumber, to actor: Actor) -> Bool {
    membership.contains(member) && reaches(member, by: actor)
  }

  /// Whether all whom a request is about are within the reach of whoever asks: of a referral both, and of a
  /// reversal whoever has the other entry too.
  ///
  /// - Parameters:
  ///   - request: what waits for a second person.
  ///   - actor: who asks or acts.
  /// - Returns: whether the request exists for them.
  public func reaches(_ request: ApprovalRequest, by actor: Actor) -> Bool {
    members(of: request).allSatisfy { reaches($0, by: actor) }
  }

  /// The regions that an actor's token is bound to; nil where it is bound to none.
  public func regions(of actor: Actor) -> [Code]? {
    guard case .staff(let id, _) = actor, let person = staff.person(id), !person.regions.isEmpty
    else { return nil }
    return person.regions
  }

  private func isServed(_ member: MemberNumber, by regions: [Code]) -> Bool {
    profiles.profile(of: member).region.map(regions.contains) ?? false
  }

  /// The command as it is for whoever gives it: what is out of their reach gives way to what nobody
  /// has. So the rules answer of it as they do of what does not exist, in whatever order they look,
  /// and no answer tells the one from the other.
  func veiled(_ command: Command, from actor: Actor) -> Command {
    guard let regions = regions(of: actor) else { return command }
    let veil = Veil { isServed($0, by: regions) }
    return switch command {
    case .membership(let command): .membership(veiled(command, veil))
    case .points(let command): .points(veiled(command, veil))
    case .approval(.approve(let id, let reason, let postedBy)):
      .approval(
        .approve(veil.id(id, of: members(of: id)), reason: reason, postedBy: postedBy))
    case .approval(.refuse(let id, let reason)):
      .approval(.refuse(veil.id(id, of: members(of: id)), reason: reason))
    case .registration(.register(let event, let member)):
      .registration(.register(event: event, member: veil.member(member)))
    case .registration(.checkIn(let event, let member)):
      .registration(.checkIn(event: event, member: veil.member(member)))
    case .registration(.cancel(let id)):
      .registration(.cancel(veil.id(id, of: registration.registration(id).map { [$0.member] })))
    case .rewards(let command): .rewards(veiled(command, veil))
    case .family(let command): .family(veiled(command, veil))
    case .profile(.set(let member, let profile, let reason)):
      .profile(.set(veil.member(member), profile, reason: reason))
    // These are about nobody, for the member alone, or the club’s own doing.
    case .newsletter, .staff, .terms, .tiers: command
    }
  }

  private func veiled(_ command: MembershipCommand, _ veil: Veil) -> MembershipCommand {
    switch command {
    case .signUp(var signUp):
      signUp.guardian = signUp.guardian.map(veil.member)
      signUp.referrer = signUp.referrer.map(veil.member)
      return .signUp(signUp)
    case .grantSignIn(let member, let code, let expires):
      return .grantSignIn(veil.member(member), code: code, expires: expires)
    case .changeContact(var change):
      change.member = veil.member(change.member)
      return .changeContact(change)
    case .nameReferrer(let newcomer, let referrer):
      return .nameReferrer(of: veil.member(newcomer), veil.member(referrer))
    case .leave(let member):
      return .leave(veil.member(member))
    // Not for staff.
    case .openSession, .closeSession, .signIn, .askCode, .signInByContact:
      return command
    }
  }

  private func veiled(_ command: PointsCommand, _ veil: Veil) -> PointsCommand {
    switch command {
    case .award(var order):
      order.member = veil.member(order.member)
      return .award(order)
    case .spend(var order):
      order.member = veil.member(order.member)
      return .spend(order)
    case .reverse(var reversal):
      reversal.entry = veil.id(reversal.entry, of: points.entry(reversal.entry).map { [$0.member] })
      return .reverse(reversal)
    // The club's own doing.
    case .expire, .activate, .grant, .withdraw: return command
    }
  }

  private func veiled(_ command: FamilyCommand, _ veil: Veil) -> FamilyCommand {
    // Who is of a family is its members' own to say.
    guard case .transfer(var transfer) = command else { return command }
    transfer.giver = veil.member(transfer.giver)
    transfer.receiver = veil.member(transfer.receiver)
    return .transfer(transfer)
  }

  private func veiled(_ command: RewardsCommand, _ veil: Veil) -> RewardsCommand {
    switch command {
    case .redeem(var redemption):
      redemption.member = veil.member(redemption.member)
      return .redeem(redemption)
    case .use(.id(let id)):
      return .use(.id(veil.id(id, of: rewards.voucher(id).map { [$0.member] })))
    case .use(.code(let code)):
      guard let voucher = rewards.voucher(holding: code), !veil.reaches(voucher.member) else {
        return command
      }
      return .use(.id(VoucherID(Veil.nowhere)))
    case .cancel(let id, let reason, let postedBy):
      return .cancel(
        veil.id(id, of: rewards.voucher(id).map { [$0.member] }), reason: reason,
        postedBy: postedBy)
    case .lapse, .correctStock: return command
    }
  }
}

/// Puts what nobody has in the place of what somebody does not reach.
private struct Veil {
  /// Where no record will ever be.
  static let nowhere = Position(sequence: Int(UInt32.max), index: 0)
  /// The last number that there is; no club comes so far.
  private static let nobody = MemberNumber(ordinal: 99_999_999_999)

  let reaches: (MemberNumber) -> Bool

  func member(_ number: MemberNumber) -> MemberNumber {
    reaches(number) ? number : Veil.nobody
  }

  /// - Parameters:
  ///   - id: the name of what somebody wants to do something with.
  ///   - members: whom it is about; nil where there is no such thing.
  /// - Returns: the same name, or one that nothing has.
  func id<ID: PlacedName>(_ id: ID, of members: [MemberNumber]?) -> ID {
    members.map { $0.allSatisfy(reaches) } ?? true ? id : ID(Veil.nowhere)
  }
}

/// A name that says where in the journal the thing stands.
private protocol PlacedName {
  init(_ position: Position)
}

extension EntryID: PlacedName {}
extension ApprovalID: PlacedName {}
extension RegistrationID: PlacedName {}
extension VoucherID: PlacedName {}
