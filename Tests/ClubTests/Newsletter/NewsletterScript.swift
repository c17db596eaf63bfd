import Club

/// How a script writes what is done about letters.
///
/// `m1 subscribes m1 hant`, `m1 unsubscribes m1`, `system mails 27 2`: to two at the most.
extension Script {
  func newsletterCommand(_ words: [Substring]) throws -> NewsletterCommand {
    switch words[1] {
    case "subscribes": .agree(try member(words[2]), words.count > 3 ? .traditional : .original)
    case "unsubscribes": .withdraw(try member(words[2]))
    case "addresses": .address(issue: try known(Code(words[2])), try words.dropFirst(3).map(member))
    default: .send(issue: try known(Code(words[2])), most: try known(Int(words[3])))
    }
  }

  func describe(_ fact: NewsletterFact) -> String {
    switch fact {
    case .agreed(let member, let edition): "\(name(member)) gets letters, \(edition.rawValue)"
    case .withdrawn(let member): "\(name(member)) gets none"
    case .addressed(let member, let issue): "\(issue) to \(name(member))"
    case .sent(let issue): "\(issue) is out"
    }
  }
}
