public import Club

/// What the club knows of a member as a person. Everything can be erased.
public struct Person: Hashable, Sendable {
  /// The name; nil where it has been erased.
  public let name: String?
  /// The telephone in its international form.
  public let phone: String?
  /// The e-mail address.
  public let email: String?
}

/// The people behind the numbers: names and contacts, from the annex alone.
public struct People: Sendable {
  private var members: [Person] = []
  private var byContact: [String: UInt32] = [:]
  private var staff: [StaffID: String] = [:]

  /// What the club knows of a member; nil where nobody has the number.
  public func person(_ number: MemberNumber) -> Person? {
    members.indices.contains(number.ordinal) ? members[number.ordinal] : nil
  }

  /// A member's name; nil where nobody has the number or the name has been erased.
  public func name(of number: MemberNumber) -> String? { person(number)?.name }

  /// The name of a person of the staff; nil where there is none or the name has been erased.
  public func name(of id: StaffID) -> String? { staff[id] }

  /// The member who uses a telephone, in its international form.
  public func member(withPhone phone: String) -> MemberNumber? { member(withContact: phone) }

  /// The member who uses an e-mail address, in lower case.
  public func member(withEmail email: String) -> MemberNumber? { member(withContact: email) }

  /// Completes a command with what only the people know: whether a contact is taken.
  func completed(_ command: Command) -> Command {
    guard case .membership(.signUp(var signUp)) = command else { return command }
    signUp.contactTakenBy =
      signUp.phone.flatMap { member(withPhone: $0.text) }
      ?? signUp.email.flatMap { member(withEmail: $0.text) }
    return .membership(.signUp(signUp))
  }

  /// Takes in a record's annex: whom it is about stands in the facts beside it.
  mutating func learn(_ fact: Fact, _ annex: [AnnexField]) {
    switch fact {
    case .membership(.joined(let member, _, _)):
      let person = Person(
        name: annex["name"], phone: annex["phone"], email: annex["email"])
      while members.count <= member.ordinal {
        members.append(Person(name: nil, phone: nil, email: nil))
      }
      members[member.ordinal] = person
      for contact in [person.phone, person.email] {
        if let contact { byContact[contact] = UInt32(member.ordinal) }
      }
    case .staff(.added(let id, _, _)):
      staff[id] = annex["name"]
    default:
      break
    }
  }

  /// Forgets a member who has been erased; the contacts are free again.
  mutating func forget(_ number: MemberNumber) {
    guard let person = person(number) else { return }
    for contact in [person.phone, person.email] {
      if let contact, member(withContact: contact) == number { byContact[contact] = nil }
    }
    members[number.ordinal] = Person(name: nil, phone: nil, email: nil)
  }

  /// Telephones begin with `+` and addresses hold `@`, so one table serves both.
  private func member(withContact contact: String) -> MemberNumber? {
    byContact[contact].map { MemberNumber(ordinal: Int($0)) }
  }
}

extension [AnnexField] {
  /// The value of a field; nil where it was not given or has been erased.
  public subscript(name: String) -> String? {
    first { $0.name == name }?.value
  }
}
