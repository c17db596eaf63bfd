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
  /// Ordinals by the endings that their telephones got later: a link of theirs is taken already.
  private var changed: [Int: [Int]] = [:]

  /// Enters a member; those passed over have no telephone. One who has been entered before has
  /// changed the telephone.
  mutating func enter(_ phone: String?, of ordinal: Int) {
    guard ordinal >= earlier.count else {
      if let ending = phone.flatMap(PhoneEndings.ending) {
        changed[ending, default: []].append(ordinal)
      }
      return
    }
    while earlier.count <= ordinal { earlier.append(0) }
    guard let phone, let ending = PhoneEndings.ending(of: phone),
      let link = UInt32(exactly: ordinal + 1)
    else { return }
    earlier.update(ordinal) { $0 = latest[ending] }
    latest[ending] = link
  }

  /// The ordinals of those whose telephone has, or once had, the last four of these digits: those
  /// who changed it to such a one first, then the latest member first. One may come twice.
  func ordinals(endingLike digits: String) -> some Sequence<Int> {
    let ending = PhoneEndings.ending(of: digits)
    let first = ending.map { latest[$0] } ?? 0
    let chain = sequence(state: first) { link -> Int? in
      guard link != 0 else { return nil }
      let ordinal = Int(link) - 1
      link = earlier[ordinal]
      return ordinal
    }
    return [AnySequence((ending.flatMap { changed[$0] } ?? []).reversed()), AnySequence(chain)]
      .joined()
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
