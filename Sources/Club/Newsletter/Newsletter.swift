/// In which characters a member wants the letters.
public enum NewsletterEdition: String, CaseIterable, Hashable, Sendable {
  /// As the magazine is written.
  case original
  /// In Traditional characters, where the site has that edition.
  case traditional = "hant"
}

/// What the newsletter room can be asked to do.
public enum NewsletterCommand: Hashable, Sendable {
  /// A member agrees to letters with the magazine's issues.
  case agree(MemberNumber, NewsletterEdition)
  /// A member wants no more of them.
  case withdraw(MemberNumber)
  /// An issue goes to these, as far as it is still to go to them.
  case address(issue: Code, [MemberNumber])
  /// An issue goes to the next of its readers, and to no more than so many at once; then it is out. All readers are looked
  /// through for that: who has a list of many names them.
  case send(issue: Code, most: Int)
}

/// What has happened in the newsletter room.
public enum NewsletterFact: Hashable, Sendable {
  /// The member has agreed to letters, in these characters.
  case agreed(member: MemberNumber, NewsletterEdition)
  /// The member has agreed no longer.
  case withdrawn(member: MemberNumber)
  /// The issue goes to the member: a message follows from it.
  case addressed(member: MemberNumber, issue: Code)
  /// Everybody who had agreed has been addressed.
  case sent(issue: Code)
}
