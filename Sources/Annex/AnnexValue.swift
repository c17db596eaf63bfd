package import Lines

/// A personal value or free text about to be kept apart from its record.
public struct AnnexDraft: Sendable {
  /// The field's name, unique in its record: lower-case ASCII letters and `-`.
  public var field: String
  /// The value.
  public var value: String
  /// Random bytes, 16 or more, without which the record's commitment tells nothing of the value.
  public var salt: [UInt8]

  /// - Parameters:
  ///   - field: the field's name, unique in its record.
  ///   - value: the value.
  ///   - salt: random bytes.
  public init(field: String, value: String, salt: [UInt8]) {
    self.field = field
    self.value = value
    self.salt = salt
  }
}

/// A field of a record's annex as it is now.
public struct AnnexValue: Hashable, Sendable {
  /// The field's name.
  public let field: String
  /// The value, proved by the record's commitment; nil where it has been erased, or is sealed.
  public let value: String?
  /// Whether the value is there, but sealed with a key that nobody has given.
  public let isSealed: Bool

  init(field: String, value: String?, isSealed: Bool = false) {
    self.field = field
    self.value = value
    self.isSealed = isSealed
  }
}

/// What a record says of a field in the annex: the hash of salt and value.
package struct Commitment {
  package var field: String
  package var digest: Hash256

  package init(field: String, digest: Hash256) {
    self.field = field
    self.digest = digest
  }
}
