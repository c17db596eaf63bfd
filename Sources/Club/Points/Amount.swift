/// A number of points to award, spend or offer: 1 ... 1,000,000.
public struct Amount: Hashable, Comparable, Sendable {
  /// The range of all amounts. The upper end bounds what one slip of a finger can do.
  public static let range = 1...1_000_000

  /// The points.
  public let points: Int

  /// The amount, or nil outside `range`.
  public init?(_ points: Int) {
    guard Amount.range.contains(points) else { return nil }
    self.points = points
  }

  /// Orders by points.
  public static func < (lhs: Amount, rhs: Amount) -> Bool { lhs.points < rhs.points }
}
