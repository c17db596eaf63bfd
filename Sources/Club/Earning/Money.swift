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

  /// Reads yuan as people write them, `128.5`, with at most two decimals; nil for anything else.
  public init?(written text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? Array(parts[1].utf8) : []
    guard (1...2).contains(parts.count), parts.count == 1 || (1...2).contains(decimals.count),
      (1...10).contains(parts[0].utf8.count),
      (Array(parts[0].utf8) + decimals).allSatisfy({ (0x30...0x39).contains($0) }),
      let yuan = Int(parts[0])
    else { return nil }
    let digits = decimals.map { Int($0) - 0x30 }
    self.init(fen: yuan * 100 + (digits.first ?? 0) * 10 + (digits.count == 2 ? digits[1] : 0))
  }

  /// `128.50`: yuan and fen, as people write it.
  public var yuan: String {
    let rest = fen % 100
    return rest == 0 ? "\(fen / 100)" : "\(fen / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Orders by amount.
  public static func < (lhs: Money, rhs: Money) -> Bool { lhs.fen < rhs.fen }
}
