import Lines

/// How the values of the annex are sealed on the disk; handed in, because the journal knows no
/// cryptography.
public struct AnnexSealing: Sendable {
  /// The key's name, which stands in every line that it seals: plain printable ASCII.
  public let key: String
  /// Seals bytes so that they open only with the same key and the same context.
  public let seal: @Sendable (_ plain: [UInt8], _ context: [UInt8]) -> [UInt8]
  /// Opens what `seal` has sealed; nil where key, context or bytes are others.
  public let open: @Sendable (_ sealed: [UInt8], _ context: [UInt8]) -> [UInt8]?

  /// - Parameters:
  ///   - key: the key's name.
  ///   - seal: seals bytes for a context.
  ///   - open: opens what `seal` has sealed.
  public init(
    key: String, seal: @escaping @Sendable ([UInt8], [UInt8]) -> [UInt8],
    open: @escaping @Sendable ([UInt8], [UInt8]) -> [UInt8]?
  ) {
    self.key = key
    self.seal = seal
    self.open = open
  }
}

/// What whoever reads an annex has in hand.
package struct AnnexAccess: Sendable {
  package let sealing: AnnexSealing?
  /// Whether values without their key are passed over, unproved, instead of being refused.
  let passesSealed: Bool

  package init(sealing: AnnexSealing? = nil, passesSealed: Bool = false) {
    self.sealing = sealing
    self.passesSealed = passesSealed
  }
}

/// A value and its salt, under a key: what version 2 of an annex's line holds.
struct SealedValue {
  /// The newest version of a line of the annex.
  static let version: Int64 = 2

  var key: String
  var bytes: [UInt8]

  /// A line can be moved to no other record or field.
  static func context(_ sequence: Int, _ field: String) -> [UInt8] {
    Array("\(sequence):\(field)".utf8)
  }

  /// The salt's length in a byte, the salt, the value.
  static func plain(_ value: String, salt: [UInt8]) -> [UInt8] {
    precondition(salt.count < 256, "a salt has fewer than 256 bytes")
    return [UInt8(salt.count)] + salt + Array(value.utf8)
  }

  func opened(
    _ sealing: AnnexSealing, _ sequence: Int, _ field: String
  ) -> (value: String, salt: [UInt8])? {
    guard let plain = sealing.open(bytes, SealedValue.context(sequence, field)),
      let length = plain.first.map(Int.init), plain.count > length,
      let value = String(validating: plain[(1 + length)...], as: UTF8.self)
    else { return nil }
    return (value, Array(plain[1..<(1 + length)]))
  }
}

extension JournalError {
  static func sealed(_ key: String, with sealing: AnnexSealing?, at place: Place) -> JournalError {
    let given =
      sealing.map { "the key given is \($0.key)" }
      ?? "the store names no key (people-key.json is missing in it, or there is no such key)"
    return JournalError(
      kind: .sealed, place: place.description,
      reason: "the value is sealed with the key \(key), and \(given)",
      remedy:
        "Nothing was changed. Put people-key.json back from a backup, or give the right key; its recovery "
        + "copy is as good. Without it "
        + "names, contacts and reasons cannot be read; the books can.")
  }
}
