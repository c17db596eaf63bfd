public import Club

/// What the club knows of a member as a person. Everything can be erased.
public struct Person: Hashable, Sendable {
  /// The name; nil where it has been erased.
  public let name: String?
  /// The telephone in its international form.
  public let phone: String?
  /// The e-mail address.
  public let email: String?

  /// The contact by which a message goes this way; nil where there is none.
  public func contact(by route: ContactRoute) -> String? {
    switch route {
    case .phone: phone
    case .email: email
    }
  }
}

/// The people behind the numbers: names and contacts, from the annex alone.
public struct People: Sendable {
  private var members = Table<Person>()
  /// Ordinals and one, by the contact's hash; the members themselves tell whose it is.
  private var byContact = HashIndex()
  private var byEnding = PhoneEndings()
  private var staff: [StaffID: String] = [:]

  /// What the club knows of a member; nil where nobody has the number.
  public func person(_ number: MemberNumber) -> Person? {
    number.ordinal < members.count ? members[number.ordinal] : nil
  }

  /// A member's name; nil where nobody has the number or the name has been erased.
  public func name(of number: MemberNumber) -> String? { person(number)?.name }

  /// The names of the staff that have not been erased.
  var staffNames: [StaffID: String] { staff }

  /// The name of a person of the staff; nil where there is none or the name has been erased.
  public func name(of id: StaffID) -> String? { staff[id] }

  /// The members whose telephone ends in these digits, at least four of them, the latest first.
  func members(withPhoneEnding digits: String) -> some Sequence<MemberNumber> {
    byEnding.ordinals(endingLike: digits).lazy
      .filter { members[$0].phone?.hasSuffix(digits) == true }
      .map { MemberNumber(ordinal: $0) }
  }

  /// The members whom a contact may mean, as far as the club knows it to be theirs: the latest of those who
  /// have confirmed it, whoever has not left before others, then everybody who has only said so, the latest
  /// first.
  ///
  /// - Parameters:
  ///   - contact: a telephone in its international form, or an address in lower case.
  ///   - club: what says who has confirmed it.
  /// - Returns: the members; whoever has left is among them for as long as nothing is erased.
  public func members(withContact contact: String, in club: Club) -> [MemberNumber] {
    let all = holders(of: contact, in: club)
    let confirmed = all.filter(\.isConfirmed)
    let holder = confirmed.first { !club.membership.hasLeft($0.member) } ?? confirmed.first
    return ((holder.map { [$0] } ?? []) + all.filter { !$0.isConfirmed }).map(\.member)
  }

  /// Completes a command with what only the people know: whose a contact is. Whoever has left has given
  /// it up. To join with a contact that is only said to be somebody's is refused as well, by whoever may
  /// know of it; signed in, written to or kept from their own is nobody by what another has only said.
  func completed(_ command: Command, in club: Club) -> Command {
    func holder(_ contact: String?) -> ContactHolder? {
      let all = contact.map { holders(of: $0, in: club) } ?? []
      let present = all.filter { !club.membership.hasLeft($0.member) }
      return present.first(where: \.isConfirmed) ?? present.first
    }
    func confirmed(_ contact: Contact) -> MemberNumber? {
      holder(contact.text).flatMap { $0.isConfirmed ? $0.member : nil }
    }
    switch command {
    case .membership(.signUp(var signUp)):
      let holders = [holder(signUp.phone?.text), holder(signUp.email?.text)].compactMap { $0 }
      signUp.contactTakenBy = holders.first(where: \.isConfirmed) ?? holders.first
      return .membership(.signUp(signUp))
    case .membership(.askCode(var request)):
      request.holder = confirmed(request.contact)
      return .membership(.askCode(request))
    case .membership(.signInByContact(var proof, let session)):
      proof.holder = confirmed(proof.contact)
      return .membership(.signInByContact(proof, session))
    case .membership(.changeContact(var change)):
      change.holder = confirmed(change.contact)
      return .membership(.changeContact(change))
    default:
      return command
    }
  }

  /// Takes in a record's annex: whom it is about stands in the facts beside it. Most facts are about nobody.
  mutating func learn(_ fact: Fact, _ annex: @autoclosure () -> [AnnexField]) {
    switch fact {
    case .membership(.joined(let member, _, _)):
      let annex = annex()
      let person = Person(
        name: annex["name"], phone: annex["phone"], email: annex["email"])
      while members.count <= member.ordinal {
        members.append(Person(name: nil, phone: nil, email: nil))
      }
      members.update(member.ordinal) { $0 = person }
      for contact in [person.phone, person.email] {
        if let contact { byContact.enter(contact.contactHash, UInt32(member.ordinal) + 1) }
      }
      byEnding.enter(person.phone, of: member.ordinal)
    case .membership(.contactChanged(let member, let route)):
      // Where it is the same it has been confirmed, and is found already.
      guard let contact = annex()[route.rawValue], member.ordinal < members.count,
        members[member.ordinal].contact(by: route) != contact
      else { return }
      members.update(member.ordinal) { person in
        person = Person(
          name: person.name, phone: route == .phone ? contact : person.phone,
          email: route == .email ? contact : person.email)
      }
      byContact.enter(contact.contactHash, UInt32(member.ordinal) + 1)
      if route == .phone { byEnding.enter(contact, of: member.ordinal) }
    case .staff(.added(let id, _, _)):
      staff[id] = annex()["name"]
    default:
      break
    }
  }

  /// Forgets a member who has been erased; the contacts are free again.
  mutating func forget(_ number: MemberNumber) {
    guard number.ordinal < members.count else { return }
    members.update(number.ordinal) { $0 = Person(name: nil, phone: nil, email: nil) }
  }

  /// Everybody who uses a contact, the latest first.
  private func holders(of contact: String, in club: Club) -> [ContactHolder] {
    ordinals(of: contact).map { ordinal in
      let member = MemberNumber(ordinal: ordinal)
      let route: ContactRoute = members[ordinal].phone == contact ? .phone : .email
      return ContactHolder(member, isConfirmed: club.membership.isConfirmed(member, route))
    }
  }

  /// Who uses a contact, the latest first, each once. Telephones begin with `+` and addresses hold `@`, so
  /// one table serves both.
  private func ordinals(of contact: String) -> [Int] {
    let ordinals = Set(byContact.values(of: contact.contactHash).map { Int($0) - 1 })
    return ordinals.filter { members[$0].phone == contact || members[$0].email == contact }
      .sorted(by: >)
  }
}

extension [AnnexField] {
  /// The value of a field; nil where it was not given or has been erased.
  public subscript(name: String) -> String? {
    first { $0.name == name }?.value
  }
}

extension People {
  /// Whether both know the same of the same people.
  ///
  /// Whoever was erased leaves an empty row in memory, and none where only the records tell.
  func holdsTheSame(as other: People) -> Bool {
    let nobody = Person(name: nil, phone: nil, email: nil)
    for ordinal in 0..<max(members.count, other.members.count) {
      let number = MemberNumber(ordinal: ordinal)
      guard person(number) ?? nobody == other.person(number) ?? nobody else { return false }
    }
    return staff == other.staff
  }

  func write(to writer: inout StateWriter) {
    members.write(to: &writer) { person, writer in
      for value in [person.name, person.phone, person.email] {
        writer.optional(value) { value, writer in writer.text(value) }
      }
    }
    writer.int(staff.count)
    for (id, name) in staff.sorted(by: { $0.key < $1.key }) {
      writer.int(id.number)
      writer.text(name)
    }
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    func value(_ reader: inout StateReader) throws(UnreadableState) -> String? {
      try reader.optional { reader throws(UnreadableState) in try reader.text() }
    }
    members = try Table(from: &reader) { reader throws(UnreadableState) in
      Person(name: try value(&reader), phone: try value(&reader), email: try value(&reader))
    }
    for ordinal in 0..<members.count {
      for contact in [members[ordinal].phone, members[ordinal].email] {
        if let contact { byContact.enter(contact.contactHash, UInt32(ordinal) + 1) }
      }
      byEnding.enter(members[ordinal].phone, of: ordinal)
    }
    for _ in 0..<(try reader.count()) {
      let id = StaffID(try reader.int())
      staff[id] = try reader.text()
    }
  }
}

extension String {
  /// Of this process alone: it never goes to the disk.
  fileprivate var contactHash: UInt64 { UInt64(bitPattern: Int64(hashValue)) }
}
