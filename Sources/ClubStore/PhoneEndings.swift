import Club

/// Members by the last four digits of their telephones, in four bytes a member.
///
/// Each of the 10,000 endings leads to its latest member, and each member to the one before with the
/// same ending. Links are never taken out: whoever follows them asks the member's own number, which
/// is gone where the member has been erased.
struct PhoneEndings: Sendable {
  /// How many digits an ending has at the least.
  static let length = 4

  /// Ordinals and one, 0 where there is nobody.
  private var latest = [UInt32](repeating: 0, count: 10_000)
  private var earlier = Table<UInt32>()

  /// Enters a member who comes after all that are entered; those passed over have no telephone.
  mutating func enter(_ phone: String?, of ordinal: Int) {
    // A link back to a later member would lead round in a ring.
    guard ordinal >= earlier.count else { return }
    while earlier.count <= ordinal { earlier.append(0) }
    guard let phone, let ending = PhoneEndings.ending(of: phone),
      let link = UInt32(exactly: ordinal + 1)
    else { return }
    earlier.update(ordinal) { $0 = latest[ending] }
    latest[ending] = link
  }

  /// The ordinals of those whose telephone had the last four of these digits when they joined, the
  /// latest first.
  func ordinals(endingLike digits: String) -> some Sequence<Int> {
    let first = PhoneEndings.ending(of: digits).map { latest[$0] } ?? 0
    return sequence(state: first) { link -> Int? in
      guard link != 0 else { return nil }
      let ordinal = Int(link) - 1
      link = earlier[ordinal]
      return ordinal
    }
  }

  /// The number that the last four digits write; nil where there are not four.
  private static func ending(of text: String) -> Int? {
    let digits = text.utf8.suffix(length)
    guard digits.count == length else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}
