import Club

/// How a script writes what families do.
///
/// `m1 invites m2 m1`, `m2 accepts m1 m2`, `m1 declines m1 m2`, `m1 quits m1`, `m1 gives m1 m2 30`
extension Script {
  func familyCommand(_ words: [Substring]) throws -> FamilyCommand {
    let first = try member(words[2])
    switch words[1] {
    case "invites": return .invite(first, by: try member(words[3]))
    case "accepts": return .accept(first, of: try member(words[3]))
    case "declines": return .decline(first, of: try member(words[3]))
    case "quits": return .leave(first)
    default:
      return .transfer(
        Transfer(
          giver: first, receiver: try member(words[3]),
          amount: try known(Int(words[4]).flatMap { Amount($0) })))
    }
  }

  func describe(_ fact: FamilyFact) -> String {
    switch fact {
    case .invited(let member, let other): "\(name(other)) asks \(name(member))"
    case .joined(let member, let other): "\(name(member)) of one family with \(name(other))"
    case .declined(let member, let other): "\(name(other)) asks \(name(member)) no longer"
    case .left(let member): "\(name(member)) left the family"
    }
  }
}
