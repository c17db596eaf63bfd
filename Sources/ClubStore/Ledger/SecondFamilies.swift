import Club

/// Families and what goes from one to another of them, kept a second time: by sets of who is linked with
/// whom, and by holding every gift against the entry before it.
struct SecondFamilies {
  private var families: [Set<MemberNumber>] = []
  private var invited: Set<[MemberNumber]> = []
  /// The giver's entry, for the receiver's must follow it.
  private var given: (sequence: Int, posting: Posting)?

  /// Enters a fact; returns what is wrong with it.
  mutating func enter(_ fact: FamilyFact) -> String? {
    switch fact {
    case .invited(let member, let other):
      invited.insert([member, other])
    case .declined(let member, let other):
      invited.remove([member, other])
    case .joined(let member, let other):
      guard invited.remove([member, other]) != nil else {
        return "\(member) agrees to what \(other) has not asked"
      }
      guard !families.contains(where: { $0.contains(member) }) else {
        return "\(member) is of two families"
      }
      if let place = families.firstIndex(where: { $0.contains(other) }) {
        families[place].insert(member)
      } else {
        families.append([member, other])
      }
    case .left(let member):
      guard let place = families.firstIndex(where: { $0.contains(member) }) else {
        return "\(member) leaves no family"
      }
      families[place].remove(member)
      if families[place].count < 2 { families.remove(at: place) }
    }
    return nil
  }

  /// Enters an entry; returns what is wrong with it.
  mutating func enter(_ posting: Posting, at position: Position) -> String? {
    guard posting.account == .transferred, posting.reverses == nil else { return unfinished }
    guard let other = posting.transfer,
      families.contains(where: { $0.isSuperset(of: [posting.member, other]) })
    else { return "\(posting.member) moves points and is of no family" }
    guard posting.points > 0 else {
      if let unfinished { return unfinished }
      given = (position.sequence, posting)
      return nil
    }
    guard let (sequence, first) = given, sequence == position.sequence, first.member == other,
      first.transfer == posting.member, first.points == -posting.points
    else { return "\(posting.member) gets points that nobody has given" }
    given = nil
    return nil
  }

  /// What is wrong where points were given and have not come.
  var unfinished: String? {
    given.map { "\($0.posting.member) has given points that nobody got" }
  }
}
