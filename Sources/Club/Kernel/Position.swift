/// Where a fact stands in the journal: the record's sequence number and the fact's place in it.
///
/// Positions name what facts create (an entry, a registration), so identifiers need no counter of
/// their own and stay the same through every replay.
public struct Position: Hashable, Comparable, Sendable {
  /// The record's sequence number, from 1.
  public let sequence: Int
  /// The fact's place in the record, from 0.
  public let index: Int

  /// - Parameters:
  ///   - sequence: the record's sequence number, from 1.
  ///   - index: the fact's place in the record, from 0.
  public init(sequence: Int, index: Int) {
    self.sequence = sequence
    self.index = index
  }

  /// Orders as the journal does.
  public static func < (lhs: Position, rhs: Position) -> Bool {
    (lhs.sequence, lhs.index) < (rhs.sequence, rhs.index)
  }

  /// `P123-1`: the mark, the record, and the fact's place counted from 1 as people count.
  func text(mark: Character) -> String {
    String(mark) + String(sequence) + "-" + String(index + 1)
  }

  /// Reads what `text(mark:)` writes and nothing else, so that one thing has one name.
  init?(_ text: some StringProtocol, mark: Character) {
    guard text.first == mark else { return nil }
    let numbers = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, let sequence = Int(numbers[0]), let place = Int(numbers[1]),
      sequence >= 1, place >= 1, String(sequence) == numbers[0], String(place) == numbers[1]
    else { return nil }
    self.init(sequence: sequence, index: place - 1)
  }
}
