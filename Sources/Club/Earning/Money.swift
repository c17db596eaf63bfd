/// An amount of money in fen 分, a hundredth of a yuan: 1 fen to a thousand million yuan.
public struct Money: Hashable, Comparable, Sendable {
  /// The range of all amounts.
  public static let range = 1...100_000_000_000

  /// The amount in fen.
  public let fen: Int

  /// The amount, or nil outside `range`.
  public init?(fen: Int) {
    guard Money.range.contains(fen) else { return nil }
    self.fen = fen
  }

  /// The amount in whole yuan, or nil outside `range`.
  public init?(yuan: Int) {
    guard (1...Money.range.upperBound / 100).contains(yuan) else { return nil }
    fen = yuan * 100
  }

  /// `128.50`: yuan and fen, as people write it.
  public var yuan: String {
    let rest = fen % 100
    return rest == 0 ? "\(fen / 100)" : "\(fen / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Orders by amount.
  public static func < (lhs: Money, rhs: Money) -> Bool { lhs.fen < rhs.fen }
}
