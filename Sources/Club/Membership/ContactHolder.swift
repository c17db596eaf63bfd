/// The member who uses a contact.
public struct ContactHolder: Hashable, Sendable {
  /// Whose it is.
  public let member: MemberNumber
  /// Whether it has been shown to be theirs: by a code that was read there, or to somebody at the desk. One
  /// that was typed into the site's form and no more may be anybody's.
  public let isConfirmed: Bool

  /// - Parameters:
  ///   - member: whose it is.
  ///   - isConfirmed: whether it has been shown to be theirs.
  public init(_ member: MemberNumber, isConfirmed: Bool) {
    self.member = member
    self.isConfirmed = isConfirmed
  }
}

extension SignUp {
  /// Whether nobody has shown that the contacts are the applicant's: a visitor at a club that sends no
  /// codes. Who else uses them is not asked then, because the answer would tell anybody whose they are.
  func isUnproven(by actor: Actor) -> Bool { actor == .visitor && proof == nil }

  /// By what the applicant says they are reached.
  var routes: [ContactRoute] {
    [phone.map { _ in .phone }, email.map { _ in .email }].compactMap { $0 }
  }
}
