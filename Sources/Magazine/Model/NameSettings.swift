/// Names that the Traditional edition must not get wrong, from `names.yml`.
public struct NameSettings: Sendable, Hashable {
  /// People's names: their surnames are written as surnames are.
  public internal(set) var people: [String]
  /// Places and anything else: as it stands in the texts, and how it is written.
  public internal(set) var words: [String: String]

  static let none = NameSettings(people: [], words: [:])
}
