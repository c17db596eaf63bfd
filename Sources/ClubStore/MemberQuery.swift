public import Club

/// What somebody at the counter types to find a member: a whole member number, telephone or e-mail
/// address, at least the last four digits of a telephone, or what a slip names: a voucher or an entry.
public struct MemberQuery: Hashable, Sendable {
  private let number: MemberNumber?
  private let phone: String?
  private let email: String?
  private let voucher: VoucherID?
  private let entry: EntryID?
  /// ASCII digits.
  private let ending: String?

  /// Reads what was typed, full-width or half-width, with or without spaces and hyphens; nil where
  /// nobody could be found by it.
  public init?(_ text: String) {
    number = MemberNumber(text)
    phone = Phone(text)?.text
    email = Email(text)?.text
    let name = MemberQuery.name(in: text)
    voucher = VoucherID(name)
    entry = EntryID(name)
    ending = MemberQuery.digits(of: text)
    if number == nil, phone == nil, email == nil, voucher == nil, entry == nil, ending == nil {
      return nil
    }
  }

  /// `V123-2` as the books write it, where it was typed in small or full-width letters, with spaces or with
  /// another hyphen, dash or minus. One of these is needed: without it nobody could tell V12-2 from V1-22.
  private static func name(in text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      let plain = HalfWidth.scalar(scalar)
      switch plain {
      case " ", "\u{A0}": continue
      case "\u{2010}"..."\u{2015}", "\u{2212}": name.append("-")
      default: name.unicodeScalars.append(plain)
      }
    }
    return name.uppercased()
  }

  private static func digits(of text: String) -> String? {
    var digits = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: digits.unicodeScalars.append(scalar)
      case 0xFF10...0xFF19:
        digits.append(Character(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30))))
      case 0x20, 0x2D, 0x3000, 0xA0: continue
      default: return nil
      }
    }
    return (PhoneEndings.length...15).contains(digits.utf8.count) ? digits : nil
  }

  /// The members that it may mean, whoever it names whole before those with such an ending, the
  /// latest of these first. Nobody who has been erased is among them.
  ///
  /// - Parameters:
  ///   - people: who there is.
  ///   - club: the books, which say whose a voucher or an entry is.
  ///   - limit: the most that are wanted.
  ///   - isWanted: whether a member is.
  /// - Returns: the members, each once.
  public func members(
    among people: People, of club: Club, limit: Int,
    where isWanted: (MemberNumber) -> Bool = { _ in true }
  ) -> [MemberNumber] {
    var found: [MemberNumber] = []
    let booked = [
      number, voucher.flatMap { club.rewards.voucher($0)?.member },
      entry.flatMap { club.points.entry($0)?.member },
    ]
    for case let member? in booked
    where people.person(member)?.isErased == false && isWanted(member) {
      found.append(member)
    }
    let named = [phone, email].compactMap { $0 }
      .flatMap { people.members(withContact: $0, in: club) }
    for member in named where !found.contains(member) && isWanted(member) {
      found.append(member)
    }
    guard let ending else { return Array(found.prefix(limit)) }
    for member in people.members(withPhoneEnding: ending) {
      if found.count >= limit { break }
      if !found.contains(member), isWanted(member) { found.append(member) }
    }
    return Array(found.prefix(limit))
  }
}

extension Person {
  /// Whether nothing is known of the person any longer: nobody joins without a name.
  fileprivate var isErased: Bool { name == nil && phone == nil && email == nil }
}
