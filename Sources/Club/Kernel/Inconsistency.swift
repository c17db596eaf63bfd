/// A fact that cannot follow from the facts before it: the journal was not written by these rules.
///
/// While a journal is replayed this is an error of the input; from a fact that `decide` has just
/// returned it is a programmer's error.
public struct Inconsistency: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where the fact stands.
  public let position: Position
  /// What the fact says and what the state says.
  public let message: String

  /// `record 12, fact 1: the balance after it is 80, the fact says 100`.
  public var description: String {
    "record \(position.sequence), fact \(position.index + 1): \(message)"
  }
}
