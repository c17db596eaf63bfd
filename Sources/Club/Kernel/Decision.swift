/// The answer to a command that the rules accept: what happens, all of it or none.
public struct Decision: Hashable, Sendable {
  /// The most facts that one record of the journal holds.
  public static let maximumFacts = 1000

  /// What happens, in order; empty where nothing is left to do (terms that are adopted already).
  public var facts: [Fact]
  /// What is kept apart from the facts because it may have to be erased.
  public var annex: [AnnexField]
  /// What would happen besides if a second person agreed now: for whoever looks a command over. It is
  /// no part of the record.
  public var prospect: [Fact]
  /// What the caps of an award's rule leave to the member after it: for whoever looks a command over.
  public var caps: [CapStanding]

  /// - Parameters:
  ///   - facts: what happens, in order.
  ///   - annex: personal values and free text of the same command.
  ///   - prospect: what would happen besides if a second person agreed now.
  ///   - caps: what the caps of an award's rule leave to the member after it.
  public init(
    facts: [Fact], annex: [AnnexField] = [], prospect: [Fact] = [], caps: [CapStanding] = []
  ) {
    self.facts = facts
    self.annex = annex
    self.prospect = prospect
    self.caps = caps
  }
}

/// A personal value or free text, kept beside its record and erasable. The rules never read it.
public struct AnnexField: Hashable, Sendable {
  /// `name`, `phone`, `email` or `reason`; unique in its record.
  public var name: String
  /// The value.
  public var value: String

  /// - Parameters:
  ///   - name: the field's name, unique in its record.
  ///   - value: the value.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
